"""`graded`: points from inside the kernel, for stock nbgrader and learners one trusts.

A learner's code shares the kernel with this call and can forge what it returns, so it
is off unless an instructor has asked for it, and then raises, which scores 0. nbgrader
reads the first result of a cell: that is a plain number, whatever else is shown.
"""

import os
from dataclasses import replace
from pathlib import Path

from grader.catalogue import Catalogue
from grader.errors import AuthorError, InternalError, OperatorError
from grader.exercise import Exercise
from grader.export.shares import shares_of
from grader.html import feedback_text
from grader.notebook.checking import NO_NOTEBOOK, of_notebook
from grader.notebook.courses import found
from grader.notebook.outcome import Checked, rich
from grader.notebook.program import program_of
from grader.notebook.shell import inputs_of, shell_of
from grader.notebook.warm import warm
from grader.picture import Picture, course_picture
from grader.result import CheckResult, Grade, Verdict

ASKED_FOR = "GRADKATA_IN_KERNEL"
# How nbgrader says what it runs a notebook for; validating is done to the
# instructor's own, for a learner's holds no call of ours.
PURPOSE, VALIDATING = "NBGRADER_EXECUTION", "validate"
OFF = (
    "grading inside the kernel is off, since a learner's code could forge it: grade "
    "with gradkata's own preprocessor, which `grader nbgrader init` sets up, or, for "
    f"learners you trust, set {ASKED_FOR}=1"
)
BROKEN = "{exercise} is broken; its author sees why with `grader verify {exercise}`"
OURS = (
    "gradkata itself failed on {exercise}; these are no points of the learner's: "
    "grade again, or see why with `grader grade`"
)


class NotGradedError(RuntimeError):
    """No points: shown in a notebook as its one sentence, without our frames."""

    def _render_traceback_(self) -> list[str]:
        return [f"{type(self).__name__}: {self}"]


# The grades so far, by exercise and program, so that a step costs nothing more.
GRADED: dict[tuple[str, str], Grade] = {}


def graded(exercise: str, step: str = "", *, course: str | Path | None = None) -> float:
    """The points of an exercise, or of one step, for what the notebook has run so far.

    Shows the feedback, hidden checks as a count, and returns a plain number between 0
    and the points. Raises `NotGradedError` where this is off or nothing was graded.
    """
    if not _is_on():
        raise NotGradedError(OFF)
    try:
        catalogue, known = found(exercise, course)
        grade = _graded(catalogue, known)
        points = cell_points(grade, known, step)
        told = of_step(grade, step, points) if step else grade
        is_told = not step or told.diagnosis is not None
        picture = course_picture(catalogue, known, grade) if is_told else None
    except OperatorError as error:
        raise NotGradedError(f"{exercise}: {error}") from None
    except AuthorError:
        raise NotGradedError(BROKEN.format(exercise=exercise)) from None
    except Exception:  # noqa: BLE001 - ours: told, and never a mark
        raise NotGradedError(OURS.format(exercise=exercise)) from None
    _display(Checked(told, *_forms(told, known, picture)))
    return points


def _is_on() -> bool:
    asked, purpose = os.environ.get(ASKED_FOR), os.environ.get(PURPOSE)
    return asked == "1" or purpose == VALIDATING


def _graded(catalogue: Catalogue, exercise: Exercise) -> Grade:
    """The grade of what has run so far, all checks included."""
    shell = shell_of()
    if shell is None:
        raise OperatorError(NO_NOTEBOOK.format(exercise=exercise.id))
    work = of_notebook(program_of(inputs_of(shell), exercise), exercise.id)
    key = (exercise.digest, work.digest)
    if key not in GRADED:
        grade = warm().grade(catalogue, exercise, work, visible_only=False)
        if grade.verdict is Verdict.INTERNAL_ERROR:
            raise InternalError("told in the log of the engine")
        GRADED[key] = grade
    return GRADED[key]


def cell_points(grade: Grade, exercise: Exercise, step: str = "") -> float:
    """What the cell of an exercise, or of one of its steps, has earned.

    Raises `OperatorError` where the exercise has no such step.
    """
    if not step:
        return shares_of(grade, {"": grade.max_points})[""]
    row_of(grade, step)
    return shares_of(grade, {row.id: row.points for row in exercise.spec.checks})[step]


def row_of(grade: Grade, step: str) -> CheckResult:
    """The check of a step. Raises `OperatorError` where there is none."""
    row = next((row for row in grade.checks if row.id == step), None)
    if row is None:
        raise OperatorError(f"{grade.exercise} has no step called {step!r}")
    return row


def of_step(grade: Grade, step: str, points: float) -> Grade:
    """A grade with nothing in it but one step, which has earned some points.

    What is wrong and the picture belong to the step that is wrong first.
    """
    row = row_of(grade, step)
    told = grade.diagnosis
    return replace(
        grade,
        verdict=row.verdict,
        points=points,
        max_points=max(row.max_points, points),
        checks=(row,),
        steps=tuple(part for part in grade.steps if part.name == step),
        diagnosis=told if told is not None and told.step == step else None,
    )


def _forms(
    grade: Grade, exercise: Exercise, picture: Picture | None
) -> tuple[str, str]:
    """A grade as text and in HTML, of whatever its points are."""
    text = feedback_text(grade, exercise, picture, of="")
    return text, rich(grade, exercise, picture, of="")


def _display(outcome: Checked) -> None:
    from IPython import display

    display.display(outcome)  # type: ignore[no-untyped-call]  # IPython's is not typed
