"""`kata submit`: what passes, packed the same each time, and graded as it is."""

import json
import zipfile
from pathlib import Path

from tests.courses import course_of
from tests.processes import lines, run

RIGHT = "def dsquare(dvalue, x):\n    return dvalue * 2 * x\n"


def begun(folder: Path) -> Path:
    """A course where `dsquare` is written and recorded as passed."""
    course = course_of(folder, "dcube")
    run("kata", "start", cwd=course)
    (course / "work" / "01_first" / "dsquare.py").write_text(RIGHT)
    record = {"format": 1, "exercises": {"dsquare": {"verdict": "passed"}}}
    (course / "work" / "progress.json").write_text(json.dumps(record))
    return course


def test_what_passes_is_packed_and_can_be_graded(tmp_path: Path):
    """The zip is a cohort of one, under the name given."""
    course = begun(tmp_path)

    done = run("kata", "submit", "--out", "a.zip", "--name", "ada", cwd=course)
    run("kata", "submit", "--out", "b.zip", "--name", "ada", cwd=course)
    graded = run("grader", "grade", "a.zip", "--jsonl", cwd=course)

    assert "a.zip is packed, with 1 of your files: dsquare.\n" == done.stdout
    assert (course / "a.zip").read_bytes() == (course / "b.zip").read_bytes()
    assert ["ada/dsquare.py"] == zipfile.ZipFile(course / "a.zip").namelist()
    (grade,) = lines(graded.stdout)
    assert ("ada", "dsquare", "passed") == (
        grade["student"],
        grade["exercise"],
        grade["verdict"],
    )


def test_an_assignment_is_packed_with_a_word_about_what_fails(tmp_path: Path):
    """Files that do not pass are packed all the same, and told."""
    course = begun(tmp_path)
    (course / "course.yaml").write_text(
        "title: C\nassignments:\n  week1:\n    title: W\n"
        "    exercises: [dsquare, dcube]\n"
    )

    done = run("kata", "submit", "week1", cwd=course)
    unknown = run("kata", "submit", "week2", cwd=course)

    assert "do not pass yet: dcube" in done.stdout
    assert 2 == unknown.returncode
    assert "there are week1" in unknown.stderr
