"""`check`: what has been defined so far in this notebook, against the visible checks.

Runs in the learner's own process and leaves no trace in it: what is wrong with the
submission is data, what is wrong otherwise is one sentence, and nothing is raised but
an interrupt. The grading itself is the engine's, isolated as everywhere.
"""

import hashlib
import traceback
from collections.abc import Callable
from pathlib import Path

from grader import submission as files
from grader.catalogue import Catalogue
from grader.errors import AuthorError, InternalError, OperatorError
from grader.exercise import Exercise
from grader.notebook.courses import found
from grader.notebook.hinting import LADDERS
from grader.notebook.outcome import Checked, checked, said
from grader.notebook.program import program_of
from grader.notebook.shell import hint_command, inputs_of, shell_of
from grader.notebook.warm import warm
from grader.picture import course_picture
from grader.submission import Submission

NO_NOTEBOOK = (
    "this is no notebook: give the code or a file, as in "
    "check({exercise!r}, source=Path('{exercise}.py'))"
)
OURS = "gradkata itself failed ({kind}), not you; nothing is charged. See {log}"
FILE_KINDS = (".py", ".ipynb")
FILE_NAME = 200


def check(
    exercise: str,
    *,
    source: str | Path | None = None,
    course: str | Path | None = None,
) -> Checked:
    """Grade what this notebook has defined so far against the visible checks.

    `exercise` is the id of an exercise; `course` the folder of its course, without it
    the one of GRADKATA_COURSE, else the nearest folder above. `source` is graded in
    the notebook's stead: the text of a program, or a `.py` or `.ipynb` file.
    """
    return attempted(exercise, lambda: _checked(exercise, source, course))


def attempted(exercise: str, attempt: Callable[[], Checked]) -> Checked:
    """What an attempt comes to; what it raises is a sentence, but for an interrupt."""
    try:
        return attempt()
    except (OperatorError, AuthorError) as error:
        return said(f"{exercise}: {error}")
    except Exception as error:  # noqa: BLE001 - told in a sentence, kept in the log
        return said(our_failure(error))


def _checked(
    name: str, source: str | Path | None, course: str | Path | None
) -> Checked:
    catalogue, exercise = found(name, course)
    if source is None:
        shell = shell_of()
        if shell is None:
            raise OperatorError(NO_NOTEBOOK.format(exercise=name))
        work = of_notebook(program_of(inputs_of(shell), exercise), name)
    else:
        work = _given(source, name)
    return graded_visibly(catalogue, exercise, work)


def graded_visibly(
    catalogue: Catalogue, exercise: Exercise, work: Submission
) -> Checked:
    """The outcome of the visible checks; remembered for the hints."""
    grade = warm().grade(catalogue, exercise, work, visible_only=True)
    LADDERS.remember(grade)
    picture = course_picture(catalogue, exercise, grade)
    return checked(grade, exercise, picture, hint_command(exercise.id, work.path))


def of_notebook(source: bytes, exercise: str) -> Submission:
    """The cells of a notebook as a submission."""
    return _submission(exercise, f"{exercise}.ipynb", "ipynb", source)


def _given(source: str | Path, exercise: str) -> Submission:
    is_file = isinstance(source, Path) or _names_a_file(source)
    if not is_file:
        return _submission(exercise, f"{exercise}.py", "py", str(source).encode())
    shown = str(source)
    found = files.read(Path(source), student="", exercise=exercise, shown=shown)
    if isinstance(found, files.Refused):
        raise OperatorError(f"{shown} {found.reason}")
    return found


def _names_a_file(text: str) -> bool:
    is_short = len(text) < FILE_NAME and "\n" not in text
    return is_short and text.endswith(FILE_KINDS)


def _submission(exercise: str, path: str, kind: str, source: bytes) -> Submission:
    return Submission(
        student="",
        exercise=exercise,
        path=path,
        kind=kind,
        source=source if len(source) <= files.MAX_BYTES[kind] else None,
        digest=f"sha256:{hashlib.sha256(source).hexdigest()}",
    )


def our_failure(error: Exception) -> str:
    """A sentence for what is nobody's fault but ours; the rest goes to the log."""
    log = warm().log()
    with log.open("a", encoding="utf-8") as file:
        traceback.print_exception(error, file=file)
    kind = "the engine" if isinstance(error, InternalError) else type(error).__name__
    return OURS.format(kind=kind, log=log)
