"""What a file computes on its own numbers, as a tutor tells it.

It knows how to ask and what letters a terminal has; the numbers are the tutor's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.learner.asking import Tutoring
from grader.learner.checking import Work, sound
from grader.learner.desk import Desk
from grader.learner.terminal import Terminal


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen as text, and in the forms that were asked for."""

    text: str
    forms: Mapping[str, str]


def look(
    tutoring: Tutoring, desk: Desk, work: Work, terminal: Terminal, forms: Sequence[str]
) -> Look:
    """Run a file once and see; `forms` may name "svg" and "html".

    Raises `OperatorError`, `AuthorError` or `OurFailure`.
    """
    answer = tutoring.ask("explain", **asked(desk, work, terminal, forms))
    sound(answer, work)
    return Look(answer["text"], {form: answer[form] for form in forms})


def asked(
    desk: Desk, work: Work, terminal: Terminal, forms: Sequence[str] = ()
) -> dict[str, Any]:
    """What a tutor is told: the file, the letters of the terminal, other forms."""
    letters = {
        "width": terminal.width,
        "unicode": terminal.unicode,
        "plain": terminal.plain,
    }
    return {**work.request(desk), "letters": letters, "forms": [*forms]}
