"""A class of twelve in a real nbgrader course, from release to feedback and export."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from grader.nbgrader.running import running
from tests.nbgrader.damage import DAMAGES
from tests.nbgrader.notebooks import (
    CATALOGUE,
    Notebook,
    cell,
    find,
    named,
    reference,
)
from tests.nbgrader.real import Real

# nbgrader's own parts warn of one another.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),
]
WEEK1 = ("relu_mask", "dbiases")
WALK = "layer_walkthrough"
FOREIGN = """assert triple(2) == 6
### BEGIN HIDDEN TESTS
assert triple(-1) == -3
### END HIDDEN TESTS
1.5
"""
OWN = [
    cell(
        "markdown",
        "Why is the mask 0 at 0?",
        "why",
        grade=True,
        solution=True,
        points=2.0,
    ),
    cell(
        "code",
        "### BEGIN SOLUTION\ndef triple(x):\n    return 3 * x\n### END SOLUTION\n",
        "triple",
        solution=True,
    ),
    cell("code", FOREIGN, "triple-test", grade=True, locked=True, points=3.0),
]
BY_HAND = cell("code", "# Show it.", "by-hand", grade=True, solution=True, points=1.0)
ASSIGNMENTS = {"week1": WEEK1, "week2": (WALK,)}
NOTEBOOKS = {"week1": "week1", "week2": WALK}
MISTAKE = CATALOGUE.load("relu_mask").solutions / "failed" / "mask_from_dvalues.py"
ANSWERS = {f"{name}-solution": reference(name) for name in (*WEEK1, WALK)} | {
    "triple": "import sys\nprint('!', file=sys.stderr)\ntriple = lambda x: 3 * x",
    "by-hand": "print('look at', dinputs.shape)",
}
# Who solved everything and then damaged the notebook, and what is due all the same.
TAMPERERS = {
    "eve": "points cell deleted",
    "frank": "schema of the future",
    "grace": "points cell twice",
    "heidi": "all dropped, cells added",
    "ivan": "outputs forged",
    "judy": "format 3",
    "mallory": "order reversed",
}
STUDENTS = ("ada", "bob", "carl", "dora", "niaj", *TAMPERERS)
ALL = {"relu_mask-points": 10.0, "dbiases-points": 10.0, "triple-test": 1.5}


def solved(text: str, names: Sequence[str] = tuple(ANSWERS)) -> Notebook:
    """A released notebook with the answers of some cells."""
    book: Notebook = json.loads(text)
    for row in book["cells"]:
        answer = ANSWERS[named(row)] if named(row) in names else None
        row["source"] = answer or "".join(row["source"])
    return book


@dataclass
class Graded(Real):
    """A course with the number of engines that grading it has started."""

    engines: int = 0


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graded]:
    """The course after everyone handed in and everything was graded."""
    course = Real.make(
        tmp_path_factory.mktemp("nn101"), ASSIGNMENTS, {"week1": OWN, WALK: [BY_HAND]}
    )
    for student, assignment, name, book in handed_in(course):
        course.hand_in(student, assignment, name, book)
    running().close()  # Of another course, which this process may have graded before.
    before = running().starts
    for assignment in ASSIGNMENTS:
        done = course.api.autograde(assignment, "*")
        assert done["success"], done
    yield Graded(course.root, course.api, running().starts - before)
    running().close()


def handed_in(course: Real) -> Iterator[tuple[str, str, str, Any]]:
    """Who hands in what."""
    for assignment, name in NOTEBOOKS.items():
        text = course.released(assignment, name).read_text(encoding="utf-8")
        yield "ada", assignment, name, solved(text)
        yield "bob", assignment, name, solved(text, ())
        yield "carl", assignment, name, b"\x00\xffno notebook"
    text = course.released("week1", "week1").read_text(encoding="utf-8")
    dora, niaj = solved(text), solved(text)
    find(dora, "relu_mask-solution")["source"] = MISTAKE.read_text(encoding="utf-8")
    find(dora, "triple")["source"] = "def triple(x):\n    return 6"
    find(dora, "why")["source"] = "Because its slope is 0 there."
    find(niaj, "triple")["source"] = "import os\nos._exit(0)"
    yield "dora", "week1", "week1", dora
    yield "niaj", "week1", "week1", niaj
    for student, damage in TAMPERERS.items():
        yield student, "week1", "week1", DAMAGES[damage](solved(text))


def test_everyone_is_graded(real: Real) -> None:
    """No notebook of the class stops the run, and none is left ungraded."""
    assert set(STUDENTS) == real.scores("week1").keys()
    assert {"ada", "bob", "carl"} == real.scores("week2").keys()


@pytest.mark.parametrize("student", ["ada", *TAMPERERS])
def test_what_is_solved_is_earned(real: Real, student: str) -> None:
    """Damage costs nothing; a warning on standard error costs nothing."""
    found = real.scores("week1")[student]

    assert {name: found[name] for name in ALL} == ALL


@pytest.mark.parametrize("student", ["bob", "carl", "niaj"])
def test_what_is_not_solved_earns_nothing(real: Real, student: str) -> None:
    """A stub, a file that is no notebook, and a process that left score 0."""
    found = real.scores("week1")[student]

    assert dict.fromkeys(ALL, 0.0) == {name: found[name] for name in ALL}


def test_a_mistake_costs_its_exercise_alone(real: Real) -> None:
    """Each exercise and each test of the instructor's has a score of its own."""
    found = real.scores("week1")["dora"]

    assert 0.0 < found["relu_mask-points"] < 10.0
    assert (10.0, 0.0) == (found["dbiases-points"], found["triple-test"])


def test_what_a_person_grades_is_left_to_them(real: Real) -> None:
    """An answer in words waits for its grader, an empty one is 0."""
    scores = real.scores("week1")

    assert (None, 0.0) == (scores["dora"]["why"], scores["bob"]["why"])


def test_steps_have_points_of_their_own(real: Real) -> None:
    """A walkthrough's steps add up to its points."""
    scores = real.scores("week2")
    steps = {row.id: row.points for row in CATALOGUE.load(WALK).spec.checks}
    due = {f"{WALK}-points-{name}": points for name, points in steps.items()}

    assert due == {name: scores["ada"][name] for name in due}
    assert dict.fromkeys(due, 0.0) == {name: scores["bob"][name] for name in due}


def test_what_a_person_grades_was_run(real: Real) -> None:
    """A code cell that is graded by hand has the outputs of a kernel, and waits."""
    path = real.root / "autograded" / "ada" / "week2" / f"{WALK}.ipynb"
    row = find(json.loads(path.read_text(encoding="utf-8")), "by-hand")

    assert ["look at (3, 4)\n"] == row["outputs"][0]["text"]
    assert real.scores("week2")["ada"]["by-hand"] is None
    assert 0.0 == real.scores("week2")["bob"]["by-hand"]


def test_feedback_says_what_is_wrong_and_nothing_hidden(real: Real) -> None:
    """The page shows the mistake, the picture and hints, and no hidden check."""
    done = real.api.generate_feedback("week1", "dora")
    page = real.root / "feedback" / "dora" / "week1" / "week1.html"
    text = page.read_text(encoding="utf-8")
    exercise = CATALOGUE.load("relu_mask")
    hidden = [c.title for c in exercise.spec.checks if c.visibility == "hidden"]

    assert done["success"], done
    assert exercise.spec.misconceptions["mask_from_dvalues"].message in text
    assert "data:image/svg+xml;base64," in text
    assert "Hidden checks" in text
    assert [] == [title for title in hidden if title in text]
    assert str(real.root) not in text
    assert "not isolated" in text


def test_feedback_says_what_was_mended(real: Real) -> None:
    """Who tampered reads what was put back."""
    done = real.api.generate_feedback("week1", "eve")
    page = real.root / "feedback" / "eve" / "week1" / "week1.html"

    assert done["success"], done
    assert "was not in the notebook; it is back." in page.read_text(encoding="utf-8")


def test_grades_are_exported(real: Real, tmp_path: Path) -> None:
    """The stock export has a line for everyone, with what they earned."""
    from nbgrader.plugins import CsvExportPlugin

    file = tmp_path / "grades.csv"
    plugin = CsvExportPlugin(parent=real.api)
    plugin.to = str(file)
    with real.api.gradebook as book:
        plugin.export(book)
    lines = file.read_text(encoding="utf-8").splitlines()

    assert 1 + 2 * len(STUDENTS) == len(lines)
    assert 1 == sum(
        "week1" in line and "ada" in line and "21.5" in line for line in lines
    )


def test_engines_are_started_once_for_the_class(real: Graded) -> None:
    """A dozen students and two assignments take two engines, the second knows both."""
    assert real.engines == 2
