"""What counts arrives in real nbgrader databases, and nothing else changes there."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from grader.catalogue import Catalogue
from grader.course import Lateness
from grader.errors import OperatorError
from grader.gradebook import Standing
from grader.nbgrader.database import address_of, opened
from grader.nbgrader.grades import push
from grader.result import CheckResult, Verdict, Visibility
from tests.courses import course_of, file_of
from tests.export.standing import standing
from tests.helpers import REPOSITORY, grade_of

COURSE = """\
title: A course
assignments:
  week1:
    title: The first week
    exercises: [dsquare, dcube, walk]
    deadline: "2026-11-01T12:00:00+01:00"
    late: {per_day: 0.1}
"""
SCRIPT = REPOSITORY / "exercises" / "01_neuron" / "10_neuron_walkthrough"


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Two functions and a walkthrough in one assignment, and one in none."""
    course = course_of(tmp_path_factory.mktemp("course"), "dcube", "walk", "loose")
    file_of(course, "walk", "exercise.yaml").write_text(
        (SCRIPT / "exercise.yaml").read_text()
    )
    (course / "course.yaml").write_text(COURSE)
    return Catalogue(course)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as nbgrader makes it, which takes it a second."""
    path = tmp_path_factory.mktemp("empty") / "gradebook.db"
    with opened(address_of(str(path))):
        return path


@pytest.fixture
def file(empty: Path, tmp_path: Path) -> Path:
    """A database with nothing in it but the course."""
    return Path(shutil.copy(empty, tmp_path))


@pytest.fixture
def book(file: Path) -> Iterator[Gradebook]:
    """A course that nbgrader made of one notebook, graded by hand in part."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE course SET id = 'nn101'")
    with Gradebook(f"sqlite:///{file}", "nn101") as found:
        found.add_assignment("week1")
        found.add_notebook("week1", "week1")
        row = {"max_score": 10, "cell_type": "code"}
        found.add_grade_cell("dsquare-points", "week1", "week1", **row)
        found.add_grade_cell("dcube-points", "week1", "week1", **row | {"max_score": 5})
        found.add_grade_cell("essay", "week1", "week1", **row)
        found.add_solution_cell("essay", "week1", "week1")
        found.add_source_cell("dsquare-points", "week1", "week1", cell_type="code")
        found.add_student("ada", first_name="Ada")
        with found.db.no_autoflush:
            found.add_submission("week1", "ada")
        by_hand = found.find_grade("dsquare-points", "week1", "week1", "ada")
        by_hand.manual_score, by_hand.extra_credit = 9.5, 1.0
        by_hand.needs_manual_grade = False
        found.find_comment("essay", "week1", "week1", "ada").manual_comment = "Good."
        found.db.commit()
        yield found


def of(
    exercise: str,
    points: float,
    student: str = "ada",
    *,
    decided: float | None = None,
    lost: float = 0.0,
    at: str = "",
) -> Standing:
    """What counts for an exercise worth 10 points."""
    shown = CheckResult("example", "", Verdict.PASSED, 2, 2, Visibility.VISIBLE)
    hidden = CheckResult(
        "value", "", Verdict.FAILED, points - 2, 8, Visibility.HIDDEN, "no"
    )
    grade = grade_of(
        student=student,
        exercise=exercise,
        checks=(shown, hidden),
        points=points,
        max_points=10.0,
        steps=(),
    )
    found = standing(grade, decided)
    days = 1 if lost else 0
    attempt = replace(found.attempt, submitted_at=at)
    return replace(found, attempt=attempt, late=Lateness(days, lost))


def walked(catalogue: Catalogue, *missed: str, decided: float | None = None):
    """What counts for the walkthrough with some steps missed."""
    checks = tuple(
        CheckResult(
            check.id,
            check.title,
            Verdict.FAILED if check.id in missed else Verdict.PASSED,
            0.0 if check.id in missed else check.points,
            check.points,
            Visibility.VISIBLE,
        )
        for check in catalogue.load("walk").spec.checks
    )
    most = sum(check.max_points for check in checks)
    points = sum(check.points for check in checks)
    grade = grade_of(exercise="walk", checks=checks, points=points, max_points=most)
    return standing(grade, decided)


def dump(file: Path) -> list[Any]:
    """Every row of every table, in a fixed order."""
    with closing(sqlite3.connect(file)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
        return [
            (name, sorted(connection.execute(f"SELECT * FROM {name}"), key=repr))
            for (name,) in sorted(names.fetchall())
        ]


def test_a_fresh_database_is_made_from_the_course(catalogue: Catalogue, tmp_path: Path):
    """Assignments, notebooks, cells, students and points: nbgrader reads them all."""
    file = tmp_path / "gradebook.db"
    rows = [of("dsquare", 7.5), of("loose", 10.0, "bea"), walked(catalogue, "z")]
    pushed = push(rows, catalogue, address_of(str(file)))
    most = sum(check.points for check in catalogue.load("walk").spec.checks)

    assert (3, 2, ()) == (pushed.grades, pushed.students, pushed.told)
    with Gradebook(f"sqlite:///{file}") as book:
        names = {
            row.name: {nb.name for nb in row.notebooks} for row in book.assignments
        }
        week = book.find_submission("week1", "ada")
        grade = book.find_grade("dsquare-points", "week1", "week1", "ada")
        step = book.find_grade("walk-points-z", "walk", "week1", "ada")

        assert {"loose": {"loose"}, "week1": {"week1", "walk"}} == names
        assert (7.5, 10.0, False) == (
            grade.auto_score,
            grade.max_score,
            grade.needs_manual_grade,
        )
        assert 0.0 == step.auto_score < step.max_score
        assert pytest.approx(7.5 + most - step.max_score) == week.score
        assert 11 == book.find_assignment("week1").duedate.hour
        assert 10.0 == book.find_submission("loose", "bea").score


def test_writing_again_changes_nothing(catalogue: Catalogue, file: Path):
    """The same grades give the same rows, to the last id."""
    rows = [of("dsquare", 7.5, lost=0.1, at="2026-11-01T15:00:00+00:00")]
    rows.append(walked(catalogue, "z", "y"))
    url = address_of(str(file))
    push(rows, catalogue, url)
    before = dump(file)
    push(rows, catalogue, url)

    assert before == dump(file)


def test_what_a_person_decided_stays(catalogue: Catalogue, book: Gradebook, file: Path):
    """Manual scores, extra credit, comments and other cells are as they were."""
    rows = [of("dsquare", 4.0), of("dcube", 7.0), of("dsquare", 6.0, "bea")]
    pushed = push(rows, catalogue, address_of(str(file)))
    book.db.expire_all()
    decided = book.find_grade("dsquare-points", "week1", "week1", "ada")
    essay = book.find_grade("essay", "week1", "week1", "ada")
    said = book.find_comment("essay", "week1", "week1", "ada")

    assert (9.5, 1.0, 4.0) == (
        decided.manual_score,
        decided.extra_credit,
        decided.auto_score,
    )
    assert decided.needs_manual_grade
    assert (None, True, "Good.") == (
        essay.auto_score,
        essay.needs_manual_grade,
        said.manual_comment,
    )
    assert 3.5 == book.find_grade("dcube-points", "week1", "week1", "ada").auto_score
    assert 6.0 == book.find_submission("week1", "bea").score
    assert "Ada" == book.find_student("ada").first_name
    assert ["nn101"] == [row[0] for row in dict(dump(file))["course"]]
    (told,) = pushed.told
    assert "dcube is worth 5 points in nbgrader's course and 10 here" in told


def test_a_person_is_asked_to_look_again_only_at_what_changed(
    catalogue: Catalogue, book: Gradebook, file: Path
):
    """A score under a manual one that stays the same needs no second look."""
    url = address_of(str(file))
    push([of("dsquare", 4.0)], catalogue, url)
    book.db.expire_all()
    grade = book.find_grade("dsquare-points", "week1", "week1", "ada")
    grade.needs_manual_grade = False
    book.db.commit()
    push([of("dsquare", 4.0)], catalogue, url)
    book.db.expire_all()

    assert not book.find_grade(
        "dsquare-points", "week1", "week1", "ada"
    ).needs_manual_grade


def test_being_late_is_nbgraders_late_penalty(catalogue: Catalogue, file: Path):
    """The score stays whole, the penalty is what is lost; more time takes it back."""
    url = address_of(str(file))
    at = "2026-11-01T15:00:00+00:00"
    push([of("dsquare", 8.0, lost=0.1, at=at)], catalogue, url)
    with Gradebook(f"sqlite:///{file}") as book:
        found = book.find_submission("week1", "ada")

        assert (8.0, 0.8) == (found.score, pytest.approx(found.late_submission_penalty))
        assert 4 * 3600 == found.total_seconds_late
    push([of("dsquare", 8.0, at=at)], catalogue, url)
    with Gradebook(f"sqlite:///{file}") as book:
        assert 0.0 == book.find_submission("week1", "ada").late_submission_penalty


def test_a_late_penalty_of_nbgraders_own_stays(catalogue: Catalogue, file: Path):
    """Where our course has no deadline, being late is nbgrader's affair."""
    url = address_of(str(file))
    push([of("loose", 8.0)], catalogue, url)
    with Gradebook(f"sqlite:///{file}") as book:
        (notebook,) = book.find_submission("loose", "ada").notebooks
        notebook.late_submission_penalty = 2.0
        book.db.commit()
    push([of("loose", 9.0)], catalogue, url)
    with Gradebook(f"sqlite:///{file}") as book:
        found = book.find_submission("loose", "ada")

        assert (9.0, 2.0) == (found.score, found.late_submission_penalty)


@pytest.mark.parametrize("decided", [0.5, 3.25, 9.0])
def test_an_instructors_points_are_shared_out_over_the_steps(
    catalogue: Catalogue, file: Path, decided: float
):
    """They add up to what was decided, and no step earns more than it is worth."""
    row = walked(catalogue, "z", "y", "drelu_dz", decided=decided)
    push([row], catalogue, address_of(str(file)))
    with Gradebook(f"sqlite:///{file}") as book:
        (notebook,) = book.find_submission("week1", "ada").notebooks

        assert pytest.approx(decided) == notebook.score
        assert all(0 <= row.auto_score <= row.max_score for row in notebook.grades)


def test_an_exercise_that_comes_later_finds_its_place(catalogue: Catalogue, file: Path):
    """A submission that nbgrader holds already gets the notebook and the cells."""
    url = address_of(str(file))
    push([of("dsquare", 8.0)], catalogue, url)
    push([of("dcube", 7.0), walked(catalogue)], catalogue, url)
    most = sum(check.points for check in catalogue.load("walk").spec.checks)
    with Gradebook(f"sqlite:///{file}") as book:
        assert pytest.approx(15.0 + most) == book.find_submission("week1", "ada").score


def test_a_cell_that_a_notebook_lacks_is_told(
    catalogue: Catalogue, book: Gradebook, file: Path
):
    """Cells are not invented where nbgrader has notebooks; no grade is written."""
    before = dict(dump(file))["grade"]
    with pytest.raises(OperatorError, match="lacks cells of walk; make it anew"):
        push([of("dsquare", 4.0), walked(catalogue)], catalogue, address_of(str(file)))

    assert before == dict(dump(file))["grade"]


def test_an_assignment_of_another_name_is_found_by_its_cells(
    catalogue: Catalogue, book: Gradebook, file: Path
):
    """The ids of cells say where an exercise stands; twice is asked about."""
    url = address_of(str(file))
    for name in ("ps8", "ps9"):
        book.add_assignment(name)
        book.add_notebook("set", name)
        book.add_grade_cell("loose-points", "set", name, max_score=10, cell_type="code")
        if name == "ps8":
            push([of("loose", 4.0)], catalogue, url)
    book.db.expire_all()

    assert 4.0 == book.find_grade("loose-points", "set", "ps8", "ada").auto_score
    with pytest.raises(OperatorError, match=r"several assignments .*\(ps8, ps9\)"):
        push([of("loose", 4.0)], catalogue, url)


@pytest.mark.parametrize(
    ("tables", "told"),
    [("attempts", "is no nbgrader database"), ("submitted_assignment", "half made")],
)
def test_a_database_of_others_is_left_alone(
    catalogue: Catalogue, tmp_path: Path, tables: str, told: str
):
    """Nothing is written into what is not nbgrader's, or not whole."""
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"CREATE TABLE {tables} (id INTEGER)")
    before = dump(file)
    with pytest.raises(OperatorError, match=told):
        push([of("dsquare", 4.0)], catalogue, address_of(str(file)))

    assert before == dump(file)


@pytest.mark.parametrize(
    ("to", "told"),
    [("no/such/gradebook.db", "unable to open"), ("odd://", "no file and no SQL")],
)
def test_a_place_that_cannot_be_written_is_told(
    catalogue: Catalogue, to: str, told: str
):
    """One sentence says what is wrong with it."""
    with pytest.raises(OperatorError, match=told):
        push([of("dsquare", 4.0)], catalogue, address_of(to))
