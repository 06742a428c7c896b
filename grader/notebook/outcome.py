"""What a cell shows of a check: rich where the notebook can, plain text elsewhere.

An outcome is a value that displays itself, so that a script can ask it and a notebook
need not. Where nothing could be graded it is one sentence and has not passed.
"""

from dataclasses import dataclass

from grader.errors import OperatorError
from grader.exercise import Exercise
from grader.html import feedback_fragment, feedback_text
from grader.picture import Picture
from grader.result import Grade, Verdict

HINT = " For a hint: {how}"


@dataclass(frozen=True, slots=True, repr=False)
class Checked:
    """The outcome of a check: its grade, if there is one, and how it is shown."""

    grade: Grade | None
    text: str
    html: str = ""

    @property
    def passed(self) -> bool:
        """Whether everything that was checked is right."""
        return self.grade is not None and self.grade.verdict is Verdict.PASSED

    @property
    def points(self) -> float:
        """The points of what was checked."""
        return self.grade.points if self.grade else 0.0

    @property
    def max_points(self) -> float:
        """The points there were to earn."""
        return self.grade.max_points if self.grade else 0.0

    def __repr__(self) -> str:
        """The outcome as `kata check` prints it."""
        return self.text

    def _repr_html_(self) -> str | None:
        return self.html or None

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        """Both forms by their types, in the way that all notebooks know."""
        bundle = {"text/plain": self.text}
        return bundle | {"text/html": self.html} if self.html else bundle


def said(sentence: str) -> Checked:
    """That nothing was graded, and why."""
    return Checked(None, sentence)


def checked(
    grade: Grade, exercise: Exercise, picture: Picture | None, how: str
) -> Checked:
    """A grade as it is shown; `how` is what to type for a hint."""
    text = feedback_text(grade, exercise, picture)
    if grade.verdict is not Verdict.PASSED:
        text = f"{text}\n{HINT.format(how=how)}"
    return Checked(grade, text, rich(grade, exercise, picture))


def rich(
    grade: Grade, exercise: Exercise, picture: Picture | None, of: str | None = None
) -> str:
    """A grade in HTML; nothing where what makes it is not installed."""
    try:
        return feedback_fragment(grade, exercise, picture, of=of)
    except OperatorError:
        return ""
