"""Cohorts as they come: folders, tries, assignments, downloads, archives."""

import zipfile
from pathlib import Path

import pytest

from grader.catalogue import Catalogue
from grader.errors import AuthorError, OperatorError
from grader.intake import Plan, plan, plan_student
from grader.submission import Submission
from tests.courses import course_of, file_of
from tests.helpers import REPOSITORY

COURSE = """\
title: A course
assignments:
  week1:
    title: The first week
    exercises: [dsquare, dcube]
    deadline: "2026-11-01T12:00:00+01:00"
"""
METADATA = """\
---
submission_101:
  :submitters:
  - :name: Ada Lovelace
    :sid: s1
    :email: ada@example.org
  :created_at: 2026-11-01 10:30:00.123456000 Z
submission_102:
  :submitters:
  - :name: Bea
    :sid: ''
    :email: bea@example.org
  :created_at: !ruby/object:ActiveSupport::TimeWithZone
    utc: 2026-11-01 10:30:00
submission_103:
  :submitters: []
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with two exercises in one assignment."""
    course = course_of(tmp_path, "dcube")
    (course / "course.yaml").write_text(COURSE)
    return course


def handed_in(root: Path, *names: str) -> Path:
    """A folder that holds these files."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 1\n")
    return root


def planned(course: Path, path: Path, exercise: str | None = None) -> Plan:
    """What is found below a path."""
    scratch = course.parent / "scratch"
    scratch.mkdir(exist_ok=True)
    return plan([path], Catalogue(course), exercise, scratch)


def rows(found: Plan) -> list[tuple[str, str, str]]:
    """Who, what and where, in the order found."""
    return [(row.student, row.exercise, row.shown) for row in found.found]


def reasons(found: Plan) -> dict[str, str]:
    """What is passed over, and why."""
    return {row.path: row.reason for row in found.refused}


def test_tries_of_a_student_have_their_times(course: Path, tmp_path: Path):
    """Folders named by a time are tries; each file of each is found."""
    cohort = handed_in(
        tmp_path / "class",
        "ada/2026-11-01T10-30-00/dsquare.py",
        "ada/2026-11-02T10-30-00/dsquare.py",
        "ada/old/dsquare.py",
    )
    found = planned(course, cohort)

    assert [(row.shown, row.submitted_at) for row in found.found] == [
        ("ada/2026-11-01T10-30-00/dsquare.py", "2026-11-01T10:30:00+00:00"),
        ("ada/2026-11-02T10-30-00/dsquare.py", "2026-11-02T10:30:00+00:00"),
    ]
    assert reasons(found) == {"ada/old": "is a folder"}
    read = found.found[0].read()
    assert isinstance(read, Submission)
    assert read.submitted_at == "2026-11-01T10:30:00+00:00"


def test_one_file_of_an_assignment_holds_all_its_exercises(
    course: Path, tmp_path: Path
):
    """A file named by an assignment is graded for each of its exercises."""
    cohort = handed_in(tmp_path / "class", "ada/week1.ipynb", "bea/week1.py")

    assert rows(planned(course, cohort)) == [
        ("ada", "dsquare", "ada/week1.ipynb"),
        ("ada", "dcube", "ada/week1.ipynb"),
        ("bea", "dsquare", "bea/week1.py"),
        ("bea", "dcube", "bea/week1.py"),
    ]
    assert rows(planned(course, cohort, "dcube")) == [
        ("ada", "dcube", "ada/week1.ipynb"),
        ("bea", "dcube", "bea/week1.py"),
    ]


def test_what_nbgrader_collected(course: Path, tmp_path: Path):
    """The folder of an assignment is looked into, and its time stamp read."""
    cohort = handed_in(tmp_path / "submitted", "ada/week1/dsquare.ipynb")
    stamp = cohort / "ada/week1/timestamp.txt"
    stamp.write_text("2026-11-01 10:30:00.123456 UTC")
    (found,) = planned(course, cohort).found

    assert (found.student, found.shown) == ("ada", "ada/week1/dsquare.ipynb")
    assert found.submitted_at == "2026-11-01T10:30:00+00:00"
    assert reasons(planned(course, cohort)) == {}


def test_what_gradescope_exports(course: Path, tmp_path: Path):
    """Folders of numbers are students, as the file beside them says."""
    names = [f"submission_{n}/dsquare.py" for n in (101, 102, 103, 104)]
    cohort = handed_in(tmp_path / "export", *names)
    (cohort / "submission_metadata.yml").write_text(METADATA)
    found = planned(course, cohort)

    assert [(row.student, row.submitted_at[:16]) for row in found.found] == [
        ("s1", "2026-11-01T10:30"),
        ("bea@example.org", ""),
        ("submission_103", ""),
        ("submission_104", ""),
    ]
    assert reasons(found) == {}


@pytest.mark.parametrize("text", ["- a\n- b", "{", "a: !!python/object:os.system {}"])
def test_a_file_that_tells_nothing_is_passed_over(course: Path, tmp_path: Path, text):
    """Where nobody says whose folders they are, they are their own."""
    cohort = handed_in(tmp_path / "export", "submission_101/dsquare.py")
    (cohort / "submission_metadata.yml").write_text(text)

    assert rows(planned(course, cohort))[0][0] == "submission_101"


def test_what_canvas_packs(course: Path, tmp_path: Path):
    """Files beside each other are whose their names say, tries included."""
    cohort = handed_in(
        tmp_path / "submissions",
        "lovelaceada_42_1001_dsquare.py",
        "lovelaceada_42_1002_dsquare-1.py",
        "hoppergrace_LATE_43_1003_week1.ipynb",
        "hoppergrace_43_1004_essay.py",
    )
    found = planned(course, cohort)

    assert rows(found) == [
        ("hoppergrace_43", "dsquare", "hoppergrace_LATE_43_1003_week1.ipynb"),
        ("hoppergrace_43", "dcube", "hoppergrace_LATE_43_1003_week1.ipynb"),
        ("lovelaceada_42", "dsquare", "lovelaceada_42_1001_dsquare.py"),
        ("lovelaceada_42", "dsquare", "lovelaceada_42_1002_dsquare-1.py"),
    ]
    assert len(reasons(found)) == 1


def packed(folder: Path, archive: Path) -> Path:
    """A folder as a zip."""
    with zipfile.ZipFile(archive, "w") as opened:
        for path in sorted(folder.rglob("*")):
            opened.write(path, path.relative_to(folder.parent).as_posix())
    return archive


def test_a_class_in_a_zip(course: Path, tmp_path: Path):
    """A download is graded as it came, with or without a folder around it."""
    cohort = handed_in(tmp_path / "class", "ada/dsquare.py", "bea/notes.txt")
    found = planned(course, packed(cohort, tmp_path / "class.zip"))

    assert found.is_cohort
    assert rows(found) == [("ada", "dsquare", "ada/dsquare.py")]
    assert reasons(found) == {
        "class.zip/class/bea/notes.txt": "is neither .py nor .ipynb"
    }
    assert found.found[0].path.read_text() == "x = 1\n"


def test_students_hand_in_zips(course: Path, tmp_path: Path):
    """In a student's zip, or a zip a student, whatever names an exercise counts."""
    work = handed_in(tmp_path / "work", "deep/er/dsquare.py", "dcube.py", "other.py")
    cohort = handed_in(tmp_path / "class", "ada/dsquare.py")
    packed(work, cohort / "ada" / "work.zip")
    packed(work, cohort / "bea.zip")
    packed(work, cohort / "lovelaceada_42_7_work.zip")
    (cohort / "ada" / "broken.zip").write_bytes(b"no zip")
    found = planned(course, cohort)

    assert rows(found)[:3] == [
        ("ada", "dsquare", "ada/dsquare.py"),
        ("ada", "dcube", "ada/work.zip/work/dcube.py"),
        ("ada", "dsquare", "ada/work.zip/work/deep/er/dsquare.py"),
    ]
    assert {row[0] for row in rows(found)} == {"ada", "bea", "lovelaceada_42"}
    assert reasons(found)["ada/broken.zip"].startswith("is no zip that can be read")
    assert reasons(found)["bea.zip/work/other.py"] == "names no exercise of this course"


def test_submissions_directly_in_a_folder_are_told(course: Path, tmp_path: Path):
    """Files of an assignment beside no student are a mistake that is named."""
    with pytest.raises(OperatorError, match="holds submissions directly"):
        planned(course, handed_in(tmp_path / "class", "week1.py"))


def test_a_broken_course_file_is_told(course: Path, tmp_path: Path):
    """An author's mistake in `course.yaml` is told with its place."""
    (course / "course.yaml").write_text("title: A\nassignments: 1\n")

    with pytest.raises(AuthorError, match=r"course\.yaml:2: assignments: "):
        planned(course, handed_in(tmp_path / "class", "ada/dsquare.py"))


NBGRADER = """\
title: A course
assignments:
  ps1: {title: The first set, exercises: [dsquare, walk, dcube]}
  walks: {title: By name, exercises: [stroll, amble]}
  alone: {title: One alone, exercises: [march]}
"""


@pytest.fixture
def walking(tmp_path: Path) -> Path:
    """A course whose assignments hold walkthroughs, too."""
    ids = ("walk", "stroll", "amble", "march")
    course = course_of(tmp_path, "dcube", *ids)
    script = REPOSITORY / "exercises" / "01_neuron" / "10_neuron_walkthrough"
    for name in ids:
        file_of(course, name, "exercise.yaml").write_text(
            (script / "exercise.yaml").read_text()
        )
    (course / "course.yaml").write_text(NBGRADER)
    return course


def test_a_notebook_of_several_holds_no_walkthrough(walking: Path, tmp_path: Path):
    """Each exercise of what nbgrader collected is found once, in its own notebook."""
    cohort = handed_in(
        tmp_path / "submitted", "ada/ps1/ps1.ipynb", "ada/ps1/walk.ipynb"
    )
    handed_in(cohort, "bea/ps1/ps1.ipynb", "ada/alone/alone.ipynb")
    (cohort / "ada/ps1/timestamp.txt").write_text("2026-11-01 10:30:00 UTC")
    found = planned(walking, cohort)

    assert rows(found) == [
        ("ada", "march", "ada/alone/alone.ipynb"),
        ("ada", "dsquare", "ada/ps1/ps1.ipynb"),
        ("ada", "dcube", "ada/ps1/ps1.ipynb"),
        ("ada", "walk", "ada/ps1/walk.ipynb"),
        ("bea", "dsquare", "bea/ps1/ps1.ipynb"),
        ("bea", "dcube", "bea/ps1/ps1.ipynb"),
    ]
    assert reasons(found) == {}


def test_a_script_of_several_may_hold_walkthroughs(walking: Path, tmp_path: Path):
    """Only notebooks keep walkthroughs apart; a script of that name is one file."""
    cohort = handed_in(tmp_path / "class", "ada/ps1.py", "bea/ps1.py", "bea/walk.py")

    assert rows(planned(walking, cohort)) == [
        ("ada", "dsquare", "ada/ps1.py"),
        ("ada", "walk", "ada/ps1.py"),
        ("ada", "dcube", "ada/ps1.py"),
        ("bea", "dsquare", "bea/ps1.py"),
        ("bea", "dcube", "bea/ps1.py"),
        ("bea", "walk", "bea/walk.py"),
    ]


def test_a_file_of_its_own_counts_for_its_folder_alone(course: Path, tmp_path: Path):
    """What was handed in at another time, or by another, changes nothing."""
    cohort = handed_in(
        tmp_path / "class",
        "ada/2026-11-01T10-30-00/week1.ipynb",
        "ada/2026-11-02T10-30-00/dcube.py",
        "bea/week1.ipynb",
        "bea/dcube.ipynb",
    )

    assert rows(planned(course, cohort)) == [
        ("ada", "dsquare", "ada/2026-11-01T10-30-00/week1.ipynb"),
        ("ada", "dcube", "ada/2026-11-01T10-30-00/week1.ipynb"),
        ("ada", "dcube", "ada/2026-11-02T10-30-00/dcube.py"),
        ("bea", "dcube", "bea/dcube.ipynb"),
        ("bea", "dsquare", "bea/week1.ipynb"),
    ]


def test_a_notebook_that_holds_none_says_why(walking: Path, tmp_path: Path):
    """Walkthroughs alone, in one notebook, have no notebook of their own."""
    cohort = handed_in(tmp_path / "class", "ada/walks.ipynb", "ada/stroll.ipynb")
    found = planned(walking, cohort)

    assert rows(found) == [("ada", "stroll", "ada/stroll.ipynb")]
    assert reasons(found) == {
        "ada/walks.ipynb": "holds walkthroughs, and each of them needs a notebook of "
        "its own"
    }


@pytest.mark.parametrize("name", ["ps9.ipynb", "timestamp.txt"])
def test_an_assignment_that_the_course_does_not_name(
    walking: Path, tmp_path: Path, name: str
):
    """It is looked into all the same, and told how to name it."""
    cohort = handed_in(tmp_path / "submitted", "ada/ps9/dcube.ipynb", f"ada/ps9/{name}")
    found = planned(walking, cohort)
    told = reasons(found)

    assert rows(found) == [("ada", "dcube", "ada/ps9/dcube.ipynb")]
    assert list(told) == [f"ada/ps9/{name}"] * name.endswith(".ipynb")
    assert all("under `assignments` in course.yaml" in why for why in told.values())


def test_the_folder_of_one_student(walking: Path, tmp_path: Path):
    """It is planned by itself, with the name of whoever it belongs to."""
    folder = handed_in(tmp_path / "submission", "dcube.py", "notes.txt")
    found = plan_student(folder, "ada@example.org", Catalogue(walking))

    assert rows(found) == [("ada@example.org", "dcube", "dcube.py")]
    assert reasons(found) == {"notes.txt": "is neither .py nor .ipynb"}
    with pytest.raises(OperatorError, match="there is no folder"):
        plan_student(tmp_path / "none", "ada", Catalogue(walking))


def test_what_kata_keeps_beside_work_is_nobodys(course: Path, tmp_path: Path):
    """A workspace may be graded; exercises that were packed in it are no student."""
    work = handed_in(tmp_path / "work", "01_first/dsquare.py", ".packed/dsquare.json")

    found = planned(course, work)

    assert rows(found) == [("01_first", "dsquare", "01_first/dsquare.py")]
    assert reasons(found) == {}
