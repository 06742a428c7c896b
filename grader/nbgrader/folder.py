"""An nbgrader course folder: the two settings files that make it grade with gradkata.

`gradkata_config.py` is ours and is made anew each time; `nbgrader_config.py` is the
instructor's, is made where there is none, and loads ours with one line. Ours says who
grades: gradkata's preprocessors, isolated, or, for learners one trusts, nbgrader's own
kernel.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from string import Template

from grader.errors import OperatorError
from grader.stubs import FILLER

CONFIG, OURS = "nbgrader_config.py", "gradkata_config.py"
LOAD = f'load_subconfig("{OURS}")'

THEIRS = Template('''\
"""The settings of nbgrader for this course."""

c = get_config()  # noqa: F821 - nbgrader gives it

c.CourseDirectory.course_id = $course_id

# How gradkata grades here. What you set below this line wins over it.
load_subconfig("gradkata_config.py")  # noqa: F821
''')
HEAD = Template('''\
"""How nbgrader grades this course with gradkata.

Made by `grader nbgrader init`, which makes it anew; your own settings belong into
nbgrader_config.py, below the line that loads this file.
"""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
COURSE = str($course)  # the gradkata course

c = get_config()  # noqa: F821 - nbgrader gives it

c.CourseDirectory.root = str(HERE)
# A second process waits for the gradebook instead of failing after five seconds.
c.CourseDirectory.db_url = f"sqlite:///{(HERE / 'gradebook.db').as_posix()}?timeout=60"
# What is left of a reference is the exercise's stub.
c.ClearSolutions.code_stub = {"python": $stub}
# A cell that a learner has deleted comes back, and scores 0 instead of nothing.
c.OverwriteCells.add_missing_cells = True
''')
ISOLATED = """
# Learners' code is graded by gradkata's engine, apart from all that it is graded by: no
# kernel of nbgrader's is started for it.
c.Grade.course = COURSE
# Whatever a learner hands in is read, and put into the notebook that was released: what
# nbgrader's own sanitizers look for cannot be in it.
c.Autograde.exporter_class = "grader.nbgrader.Reader"
c.Autograde.sanitize_preprocessors = ["grader.nbgrader.Rebuild"]
c.Autograde.autograde_preprocessors = [
    "grader.nbgrader.Grade",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
]
if any("validate" in word for word in sys.argv):
    # `nbgrader validate` runs your own source in a kernel, which must find the course.
    os.environ.setdefault("GRADKATA_COURSE", COURSE)
"""
TRUSTED = """
# WARNING: made with --trusted. nbgrader runs learners' code in a kernel, as you, beside
# the grader: it can read every hidden check and the gradebook, change both, and give
# itself any mark. Only for learners whose code you would run on your own account.
# Without --trusted, `grader nbgrader init` sets up isolated grading.
os.environ["GRADKATA_IN_KERNEL"] = "1"
os.environ["GRADKATA_COURSE"] = COURSE
"""
WARNING = (
    "warning: --trusted lets learners' code run as you and beside the grader: it can "
    "read what is hidden and forge its own marks; leave it out for isolated grading"
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What `prepare_folder` did, and whether the instructor has a line to add."""

    made: tuple[Path, ...]
    line: str = ""


def prepare_folder(folder: Path, course: Path, *, trusted: bool = False) -> Prepared:
    """Make or update an nbgrader course folder. Raises `OperatorError`."""
    if folder.exists() and not folder.is_dir():
        raise OperatorError(f"{folder} is a file; name a folder")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "source").mkdir(exist_ok=True)
    head = HEAD.substitute(
        course=_path_from(folder.resolve(), course.resolve()),
        stub=repr("\n".join(FILLER)),
    )
    ours, theirs = folder / OURS, folder / CONFIG
    ours.write_text(head + (TRUSTED if trusted else ISOLATED), encoding="utf-8")
    if theirs.exists():
        loads = OURS in theirs.read_text(encoding="utf-8", errors="replace")
        return Prepared((ours,), "" if loads else LOAD)
    course_id = repr(folder.resolve().name or "course")
    theirs.write_text(THEIRS.substitute(course_id=course_id), encoding="utf-8")
    return Prepared((theirs, ours))


def _path_from(folder: Path, course: Path) -> str:
    """The code of a path: from here where there is a way, so that both may move."""
    try:
        way = Path(os.path.relpath(course, folder)).as_posix()
    except ValueError:  # on another drive
        return f"Path({str(course)!r})"
    return f"(HERE / {way!r}).resolve()"
