"""`grader export` as a process."""

import json
import os
from pathlib import Path

import pytest

from tests.courses import course_of, hand_in
from tests.processes import run

RIGHT = "def dsquare(dvalue, x):\n    return dvalue * 2 * x\n"
WRONG = "def dsquare(dvalue, x):\n    return 2 * x\n"
STAMPS = "CLASSROOM ASSIGNMENT SUBMISSION_TAG COMMIT_URL RELEASE_URL REVIEW_URL"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with a gradebook of two students."""
    found = tmp_path_factory.mktemp("exported")
    course = course_of(found)
    cohort = hand_in(found, ada=RIGHT, bea=WRONG)
    assert run("grader", "grade", cohort, "--course", course, cwd=found).returncode == 0
    return found


@pytest.mark.parametrize("form", ["gradescope", "classroom50", "junit", "csv"])
def test_a_form_is_printed_or_written(folder: Path, form: str):
    """`--out` receives what would be printed, and nothing is left beside it."""
    stamps = os.environ | dict.fromkeys(STAMPS.split(), "submit/x")
    asked = ("export", "--format", form, "--student", "bea")
    printed = run("grader", *asked, cwd=folder, env=stamps)
    written = run("grader", *asked, "--out", "found", cwd=folder, env=stamps)

    assert (printed.returncode, written.returncode) == (0, 0)
    assert (written.stdout, printed.stderr) == ("", "")
    found = (folder / "found").read_text()
    if form != "classroom50":  # holds the time
        assert found == printed.stdout
    assert "2 * x" not in found
    assert not list(folder.glob(".found*"))


def test_what_is_about_one_student_asks_which(folder: Path):
    """A file for one student is not made of two."""
    done = run("grader", "export", "--format", "gradescope", cwd=folder)

    assert done.returncode == 2
    assert "name one with --student" in done.stderr


def test_results_say_what_is_wrong(folder: Path):
    """The learner reads the mistake, and of hidden checks how many passed."""
    asked = ("export", "--format", "gradescope", "--student", "bea")
    found = json.loads(run("grader", *asked, cwd=folder).stdout)

    assert found["score"] < sum(row["max_score"] for row in found["tests"])
    assert found["output"].startswith("dsquare: ")
    assert found["tests"][-1]["name"] == "dsquare: hidden checks"


def test_a_roster_is_filled(folder: Path):
    """Canvas's own file comes back with one column filled; strangers are told."""
    (folder / "roster.csv").write_text("Student,ID,Section,Kata\nAda,ada,1,\n")
    asked = ("export", "--format", "canvas", "--roster", "roster.csv", "--column")
    done = run("grader", *asked, "Kata", cwd=folder)

    assert done.stdout.splitlines()[1].startswith("Ada,ada,1,")
    assert done.stdout.splitlines()[1] != "Ada,ada,1,"
    assert "not in the roster: bea" in done.stderr


def test_an_nbgrader_course_receives_grades(folder: Path):
    """Its database is written, and nothing is printed where results would be."""
    course = ("--course", folder / "course")
    done = run("grader", "export", "--format", "nbgrader", *course, cwd=folder)

    assert (done.returncode, done.stdout) == (0, "")
    assert "gradebook.db: 2 grades of 2 students" in done.stderr
    assert "Warning" not in done.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--format", "csv", "--gradebook", "sqlite:///none.sqlite"], "no gradebook"),
        (["--format", "csv", "--gradebook", "nonsense"], "the gradebook"),
        (["--format", "csv", "--student", "nobody"], "nothing in the gradebook"),
        (["--format", "canvas"], "needs --roster"),
        (["--format", "csv", "--out", "no/such/folder"], "cannot be written"),
        (["--format", "odd"], "Invalid value"),
    ],
)
def test_what_cannot_be_exported_is_told(folder: Path, options: list[str], told: str):
    """One sentence, exit code 2, and no gradebook is made by asking."""
    done = run("grader", "export", *options, cwd=folder)

    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "none.sqlite").exists()
