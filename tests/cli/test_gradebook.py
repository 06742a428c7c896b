"""Commands on a gradebook as processes: regrade, override, extend, forget."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from tests.courses import course_of, file_of, hand_in, replace
from tests.processes import run

RIGHT = "def dsquare(dvalue, x):\n    return dvalue * 2 * x\n"
WRONG = "def dsquare(dvalue, x):\n    return 2 * x\n"
SIGNED = ("--comment", "shown in class", "--by", "grace")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course, and a gradebook of two students whose files are gone."""
    course_of(tmp_path)
    cohort = hand_in(tmp_path / "class", ada=RIGHT, bea=WRONG)
    run("grader", "grade", cohort, "--course", "course", cwd=tmp_path)
    shutil.rmtree(cohort)
    return tmp_path


def regraded(folder: Path, *options: str) -> list[dict]:
    """The changes that a regrade tells."""
    asked = ("grader", "regrade", "--course", "course", "--jsonl", *options)
    done = run(*asked, cwd=folder)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def counted(folder: Path) -> dict[str, dict[str, str]]:
    """What counts, by student."""
    done = run("grader", "export", "--format", "csv", cwd=folder)
    return {row["student"]: row for row in csv.DictReader(done.stdout.splitlines())}


def test_what_is_not_stale_is_not_graded_again(folder: Path):
    """Nothing has changed, so nothing is done."""
    done = run("grader", "regrade", "--course", "course", cwd=folder)

    assert (done.returncode, done.stdout.strip()) == (0, "0 graded again, 0 changed")


def test_a_changed_exercise_is_graded_again_and_the_difference_told(folder: Path):
    """Who changed, by which check; first tried, then done, then there is no more."""
    before = counted(folder)
    yaml = file_of(folder / "course", "dsquare", "exercise.yaml")
    first = next(line for line in yaml.read_text().splitlines() if "points: " in line)
    replace(yaml, first, first.replace("points: ", "points: 1"))

    tried = regraded(folder, "--dry-run")
    assert before == counted(folder)
    done = regraded(folder)
    after = counted(folder)

    assert tried == done
    assert [row["student"] for row in done] == ["ada", "bea"]
    (check,) = done[0]["checks"]
    assert check["before"] != check["after"]
    assert float(after["ada"]["points"]) == done[0]["after"]["points"]
    assert float(after["ada"]["points"]) > float(before["ada"]["points"])
    assert after["ada"]["attempts"] == "2"
    assert regraded(folder) == []


def test_the_table_of_a_regrade_names_the_checks(folder: Path):
    """For people the same is told in columns."""
    yaml = file_of(folder / "course", "dsquare", "exercise.yaml")
    first = next(line for line in yaml.read_text().splitlines() if "points: " in line)
    replace(yaml, first, first.replace("points: ", "points: 1"))

    done = run("grader", "regrade", "--course", "course", cwd=folder)

    assert "2 graded again, 2 changed" in done.stdout
    assert "ada" in done.stdout
    assert " -> " in done.stdout


def test_an_exercise_that_is_broken_now_is_told(folder: Path):
    """What cannot be graded keeps the grade it has."""
    before = counted(folder)
    yaml = file_of(folder / "course", "dsquare", "exercise.yaml")
    replace(yaml, "style: function", "style: odd")

    done = run("grader", "regrade", "--course", "course", cwd=folder)

    assert done.returncode == 2
    assert "exercise dsquare is broken" in done.stderr
    assert before == counted(folder)


def test_an_override_counts_until_it_is_taken_back(folder: Path):
    """Other points count, with who and why; the grade itself stays."""
    graded = counted(folder)["bea"]["points"]
    asked = ("grader", "override", "bea", "dsquare")

    assert run(*asked, 1.5, *SIGNED, cwd=folder).returncode == 0
    held = counted(folder)["bea"]
    assert run(*asked, *SIGNED, cwd=folder).returncode == 0

    assert (held["points"], held["graded_points"]) == ("1.5", graded)
    assert (held["decided_by"], held["comment"]) == ("grace", "shown in class")
    assert counted(folder)["bea"]["points"] == graded


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["bea", "dsquare", "1"], "a comment and an author"),
        (["bea", "dsquare", "1000", *SIGNED], "above the exercise's"),
        (["nobody", "dsquare", "1", *SIGNED], "has no grade"),
        (["bea", "nothing", "1", *SIGNED], "has no grade"),
    ],
)
def test_an_override_that_cannot_be_is_told(folder: Path, words: list[str], told: str):
    """What is wrong with a decision is one sentence, and nothing is decided."""
    done = run("grader", "override", *words, cwd=folder)

    assert done.returncode == 2
    assert told in done.stderr


def test_more_time_is_for_an_assignment_there_is(folder: Path):
    """An extension is kept where the course has that assignment, else it is told."""
    text = "title: A\nassignments: {week1: {title: A, exercises: [dsquare]}}\n"
    (folder / "course" / "course.yaml").write_text(text)
    asked = ("--course", "course", *SIGNED)
    given = run("grader", "extend", "bea", "week1", "2026-12-24", *asked, cwd=folder)
    odd = run("grader", "extend", "bea", "week2", "2026-12-24", *asked, cwd=folder)

    assert given.returncode == 0
    assert odd.returncode == 2
    assert "no assignment 'week2'" in odd.stderr


def test_a_student_is_forgotten(folder: Path):
    """Only when it is confirmed, and only the one who is named."""
    asked = ("grader", "forget", "bea")
    refused = run(*asked, cwd=folder, input="n\n")
    kept = set(counted(folder))
    done = run(*asked, "--yes", cwd=folder)

    assert refused.returncode == 1
    assert kept == {"ada", "bea"}
    assert (done.returncode, done.stdout) == (0, "removed 1 row of bea\n")
    assert set(counted(folder)) == {"ada"}
    assert run(*asked, "--yes", cwd=folder).returncode == 2


@pytest.mark.parametrize("command", ["regrade", "override", "extend", "forget"])
def test_no_gradebook_is_made_by_asking(tmp_path: Path, command: str):
    """A command on a gradebook that is not there says so."""
    course_of(tmp_path)
    words = {
        "regrade": [],
        "override": ["a", "b"],
        "extend": ["a", "week1", "2026-12-24", *SIGNED],
        "forget": ["a", "--yes"],
    }[command]
    done = run("grader", command, *words, cwd=tmp_path / "course")

    assert done.returncode == 2
    assert "there is no gradebook" in done.stderr
    assert not list(tmp_path.rglob("*.sqlite"))
