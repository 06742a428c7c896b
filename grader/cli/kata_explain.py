"""`kata explain`: what a file computes, forward and back, on its own numbers.

Thin: the tutor runs the file once, the text is printed, pictures are written.
"""

from pathlib import Path
from typing import Annotated

import typer

from grader.cli import common
from grader.cli.kata_check import What, weakness
from grader.cli.kata_common import Ascii, Plain, desk_of, shell_of
from grader.learner import words
from grader.learner.asking import tutor
from grader.learner.checking import work_of
from grader.learner.looking import look

Svg = Annotated[
    Path | None,
    typer.Option("--svg", metavar="FILE", help="Draw the graph there, as SVG."),
]
Html = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Write a page with graph and arrays."),
]


def explain(
    what: What = None,
    course: common.Course = None,
    exercise: common.ExerciseId = None,
    svg: Svg = None,
    html: Html = None,
    plain: Plain = False,
    ascii_only: Ascii = False,
) -> None:
    """Show what your file computes: values going forward, gradients flowing back.

    A walkthrough shows its own numbers, a function or class those of the example.
    """
    with tutor() as tutoring:
        desk = desk_of(course)
        work = work_of(desk, what, exercise)
        weakness()
        shell = shell_of(plain=plain, ascii_only=ascii_only)
        wanted = {"svg": svg, "html": html}
        files = {form: path for form, path in wanted.items() if path is not None}
        found = look(tutoring, desk, work, shell.terminal, [*files])
    shell.put(found.text)
    for form, path in files.items():
        common.write_text(path, found.forms[form])
        shell.say(words.WRITTEN.format(file=shell.path(path)))
