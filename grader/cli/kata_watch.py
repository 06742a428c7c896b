"""`kata watch`: every save is checked, on one screen, or line by line with `--plain`.

Thin: it opens keys and screen, and lets the watch run. Exit codes: 0 by `q`, 130 by an
interrupt.
"""

import sys
from contextlib import nullcontext

from grader.cli import common
from grader.cli.kata_check import What, weakness
from grader.cli.kata_common import Ascii, Plain, desk_of, shell_of
from grader.learner import words
from grader.learner.asking import tutor
from grader.learner.keys import keys_to
from grader.learner.watching import Watch


def watch(
    exercise: What = None,
    course: common.Course = None,
    plain: Plain = False,
    ascii_only: Ascii = False,
) -> None:
    """Check your file at every save: h hint, e explain, n next, l list, q quit.

    Saving another exercise's file goes to that one.
    """
    with tutor() as tutoring:
        desk = desk_of(course)
        card = desk.chosen(exercise)
        desk.workspace.make(desk.catalogue)
        weakness()
        shell = shell_of(plain=plain, ascii_only=ascii_only)
        watching = Watch(tutoring, desk, card, shell.terminal, shell.put)
        has_keys = sys.stdin.isatty() and sys.stdout.isatty()
        keys = keys_to(lambda key: watching.events.put(("key", key)))
        with keys if has_keys else nullcontext():
            watching.run()
        shell.say(words.ENDED)
