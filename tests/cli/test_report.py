"""`grader report` as a process."""

import subprocess
import sys
from pathlib import Path

import pytest

from grader.catalogue import Catalogue
from tests.cli.test_export import RIGHT, WRONG
from tests.courses import course_of, hand_in
from tests.processes import run

BLOCKED = """
import sys
sys.modules["jinja2"] = None
from grader.cli.main import main
sys.argv = ["grader", "report"]
main()
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A course with a gradebook of two students beside its exercises."""
    course = course_of(tmp_path_factory.mktemp("reported"))
    cohort = hand_in(course / "cohort", ada=RIGHT, bea=WRONG)
    assert run("grader", "grade", cohort, cwd=course).returncode == 0
    return course


def test_a_class_becomes_a_file(folder: Path):
    """It names the students, the mistake, and an example that is nobody's."""
    done = run("grader", "report", "--out", "class.html", cwd=folder)
    page = (folder / "class.html").read_text()

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "class.html: 2 students, 2 submissions\n"
    assert page.count(">ada<") == page.count(">bea<") > 0
    assert "is right." in page
    assert str(folder) not in page


def test_each_student_has_a_file_without_the_other(folder: Path):
    """Their own name and points, and no one else's."""
    done = run("grader", "report", "--feedback", "own", cwd=folder)

    assert done.returncode == 0
    assert sorted(path.name for path in (folder / "own").iterdir()) == [
        "ada.html",
        "bea.html",
    ]
    ada, bea = ((folder / "own" / f"{n}.html").read_text() for n in ("ada", "bea"))
    assert "Feedback for ada" in ada
    assert "Feedback for bea" in bea
    assert "Feedback for bea" not in ada
    hidden = [
        check.title
        for check in Catalogue(folder).load("dsquare").spec.checks
        if check.visibility == "hidden"
    ]
    assert hidden
    assert [title for title in hidden if title in ada + bea] == []
    assert "What to try next" in bea
    assert "What to try next" not in ada
    assert (folder / "report.html").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--gradebook", "sqlite:///none.sqlite"], "no gradebook"),
        (["--exercise", "nothing"], "nothing in the gradebook"),
        (["--out", "no/such/folder.html"], "cannot be written"),
        (["--feedback", "course.yaml"], "cannot be made"),
        (["--policy", "odd"], "Invalid value"),
    ],
)
def test_what_cannot_be_reported_is_told(folder: Path, options: list[str], told: str):
    """One sentence and exit code 2."""
    done = run("grader", "report", *options, cwd=folder)

    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_without_jinja_it_says_how_to_get_it(folder: Path):
    """One sentence that names the command."""
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "pip install 'gradkata[report]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_exercise_that_is_broken_costs_only_its_texts(folder: Path, tmp_path: Path):
    """The report is made of grades."""
    other = course_of(tmp_path, "other")
    for path in other.rglob("*_dsquare/exercise.yaml"):
        path.write_text("nonsense: 1\n")
    book = f"sqlite:///{folder}/gradebook.sqlite"
    done = run("grader", "report", "--gradebook", book, cwd=other)

    assert done.returncode == 0
    assert "without the texts of dsquare" in done.stderr
    assert "dsquare" in (other / "report.html").read_text()
