"""Parts that are right for a wrong part of the same answer, on real exercises."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from grader.catalogue import Catalogue
from grader.engines import Engines, Setup
from grader.result import CheckResult, Grade, Verdict
from tests.courses import replace
from tests.processes import ROOT, submission

CATALOGUE = Catalogue(ROOT)
IDS = ("neuron_forward", "neuron_gradients")
FORGIVEN = "Right for your own {}; the mistake is there."
FORWARD = """
    def neuron_forward(x, w, b):
        z = sum(a * c for a, c in zip(x, w)) + b
        {}
        return z, y
"""
GRADIENTS = """
    def neuron_gradients(x, w, b, dvalue):
        z = sum(a * c for a, c in zip(x, w)) + b
        d = dvalue if z > 0 else 0.0
        {}
        return [d * v for v in w], [d * v for v in x], d
"""


@pytest.fixture(scope="module")
def engines() -> Iterator[Engines]:
    """One engine over the exercises with parts that follow."""
    files = tuple(CATALOGUE.entry(name).folder / "exercise.yaml" for name in IDS)
    with Engines(Setup(ROOT, files), jobs=1) as started:
        yield started


def graded(engines: Engines, exercise: str, source: str) -> Grade:
    """Grade one source and return what must be a grade."""
    (outcome,) = engines.grade([submission(source, "py", exercise)], 5)
    assert isinstance(outcome, Grade)
    return outcome


def by_id(grade: Grade) -> dict[str, CheckResult]:
    """The checks of a grade by their ids."""
    return {check.id: check for check in grade.checks}


def test_what_follows_from_a_wrong_part_is_forgiven(engines: Engines):
    """A forgotten bias costs z, and whatever asks for both; not ReLU."""
    source = FORWARD.format("z = z - b\n        y = max(0.0, z)")
    found = by_id(graded(engines, "neuron_forward", source))

    for name in ("active", "inactive"):
        assert Verdict.PASSED is found[name].verdict
        assert found[name].max_points == found[name].points
        assert FORGIVEN.format("z") == found[name].message
    for name in ("example", "weighted_sum", "sizes"):
        assert (Verdict.FAILED, 0.0) == (found[name].verdict, found[name].points)


@pytest.mark.parametrize(
    "lines",
    [
        "z = z - b\n        y = z",
        "z = 3.0\n        y = max(0.0, z)",
        "z = float('nan')\n        y = z",
        "z = [z - b]\n        y = max(0.0, z[0])",
        "z = 'z'\n        y = 1.0",
        "z = z - b\n        y = max(0.0, z) + 1e-6",
        "y = z",
    ],
    ids=["wrong", "typed in", "NaN", "shape", "text", "nearly", "z right"],
)
def test_what_does_not_follow_is_not_forgiven(engines: Engines, lines: str):
    """A second mistake, and a z that says nothing of what was done with it."""
    found = by_id(graded(engines, "neuron_forward", FORWARD.format(lines)))

    assert 0.0 == found["inactive"].points
    assert Verdict.PASSED is not found["inactive"].verdict


def test_a_right_answer_is_not_forgiven_anything(engines: Engines):
    """Full marks without a word."""
    grade = graded(engines, "neuron_forward", FORWARD.format("y = max(0.0, z)"))

    assert Verdict.PASSED is grade.verdict
    assert [] == [check.message for check in grade.checks if check.message]


def test_each_mistake_in_gradients_is_charged_once(engines: Engines):
    """A flipped sign is charged in db; factors that are swapped are charged again."""
    flipped = by_id(graded(engines, "neuron_gradients", GRADIENTS.format("d = -d")))
    swapped = "d = -d\n        x, w = w, x"
    both = by_id(graded(engines, "neuron_gradients", GRADIENTS.format(swapped)))

    assert 0.0 == flipped["bias"].points
    assert FORGIVEN.format("db") == flipped["inputs"].message
    assert FORGIVEN.format("db") == flipped["weights"].message
    assert 0.0 == both["bias"].points == both["inputs"].points == both["weights"].points


def test_a_gradient_without_the_upstream_earns_nothing_further(engines: Engines):
    """Db is 1 in every case then, as good as typed in."""
    source = GRADIENTS.format("d = 1.0 if z > 0 else 0.0")
    found = by_id(graded(engines, "neuron_gradients", source))

    assert 0.0 == found["bias"].points == found["inputs"].points


@pytest.mark.parametrize(
    ("share", "verdict", "points"),
    [(0.5, Verdict.PASSED, 0.5), (0.0, Verdict.FAILED, 0.0)],
)
def test_the_share_is_the_authors(
    tmp_path: Path, share: float, verdict: Verdict, points: float
):
    """Half of the points, or none and a failed check; the maximum stays."""
    place = "01_neuron/01_neuron_forward"
    for part in ("exercises", "solutions"):
        target = tmp_path / part / place
        target.parent.mkdir(parents=True)
        copytree(ROOT / part / place, target)
    path = tmp_path / "exercises" / place / "exercise.yaml"
    replace(path, "\nforward:", f"\nfollow_through: {share}\n\nforward:")

    source = FORWARD.format("z = z - b\n        y = max(0.0, z)")
    with Engines(Setup(tmp_path, (path,)), jobs=1) as engines:
        grade = graded(engines, "neuron_forward", source)

    row = by_id(grade)["active"]
    assert (verdict, points, 1.0) == (row.verdict, row.points, row.max_points)
    assert 10.0 == grade.max_points
