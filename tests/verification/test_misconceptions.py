"""The page of all misconceptions is what the proofs say."""

from pathlib import Path

from grader.catalogue import Catalogue
from grader.verification import misconception_table, readable
from grader.verification.misconceptions import HEAD
from tests.courses import course_of, file_of, replace
from tests.processes import ROOT, run
from tests.verification.proofs import proofs_of

PAGE = ROOT / "docs" / "misconceptions.md"
REMADE = "remake it: grader verify --table > docs/misconceptions.md"


def rows_of(page: str) -> dict[str, list[str]]:
    """The cells after the name, by name."""
    lines = [line for line in page.splitlines() if line.startswith("| `")]
    cells = [line.strip("| ").split(" | ") for line in lines]
    return {row[0].strip("`"): row[1:] for row in cells}


def places_of(cell: str) -> dict[str, list[str]]:
    """The checks that caught a mistake, by exercise."""
    pairs = (place.split(": ") for place in cell.split("; "))
    return {exercise: checks.split(", ") for exercise, checks in pairs}


def test_the_page_has_what_the_course_has() -> None:
    """Each misconception with its sentence, its exercises and checks of theirs."""
    page = PAGE.read_text("utf-8")
    catalogue = Catalogue(ROOT)
    exercises = {n: catalogue.load(n) for n in catalogue.entries}
    due: dict[str, list[str]] = {}
    for name, exercise in exercises.items():
        for mistake in exercise.spec.misconceptions:
            due.setdefault(mistake, []).append(name)

    rows = rows_of(page)
    assert page.startswith(HEAD), REMADE
    assert sorted(due) == list(rows), REMADE
    for mistake, (told, caught, named, where) in rows.items():
        first = exercises[due[mistake][0]].spec.misconceptions[mistake].message
        places = places_of(where)
        assert told == " ".join(first.split()), REMADE
        assert due[mistake] == list(places), REMADE
        assert ("all", "all") == (caught, named), mistake
        for name, checks in places.items():
            assert set(checks) <= {c.id for c in exercises[name].spec.checks}, REMADE


def test_the_page_says_what_is_proven() -> None:
    """For one exercise all is proved anew."""
    exercise = "dbiases"
    proofs = proofs_of(ROOT, exercise, 0, 1, 2)
    made = misconception_table(readable(Catalogue(ROOT), [exercise]), proofs)
    page = rows_of(PAGE.read_text("utf-8"))

    rows = rows_of(made)
    assert len(rows) > 10
    for mistake, (_, caught, named, where) in rows.items():
        assert ("all", "all") == (caught, named)
        due = places_of(page[mistake][3])[exercise]
        assert {exercise: due} == places_of(where), REMADE


def test_what_is_not_caught_or_not_named_shows(tmp_path: Path) -> None:
    """One way of two that passes, and two mistakes that are one."""
    course = course_of(tmp_path)
    way = file_of(course, "dsquare", "failed/upstream_dropped__way.py")
    way.write_text("def dsquare(dvalue, x):\n    return dvalue * x + dvalue * x\n")
    replace(
        file_of(course, "dsquare", "failed/power_rule_factor.py"), "dvalue *", "2 *"
    )

    done = run("grader", "verify", "--seeds", 1, "--table", cwd=course)
    rows = rows_of(done.stdout)

    assert done.returncode == 1, done.stderr
    assert ["**1 of 2**", "**0 of 2**", "dsquare: value"] == rows["upstream_dropped"][
        1:
    ]
    assert ["all", "**0 of 1**", "dsquare: value"] == rows["power_rule_factor"][1:]


def test_a_broken_exercise_is_left_out(tmp_path: Path) -> None:
    """The others are on the page; the exit code tells."""
    course = course_of(tmp_path, "dcube")
    replace(file_of(course, "dcube", "exercise.yaml"), "level: 1", "lebel: 1")

    done = run("grader", "verify", "--seeds", 1, "--table", cwd=course)

    assert done.returncode == 1, done.stderr
    assert {"dsquare"} == {
        name for row in rows_of(done.stdout).values() for name in places_of(row[3])
    }
