"""Follow-through: what is carried, what is not, and what it earns."""

import shutil
from collections.abc import Iterator

import pytest

from grader.engines import Engines, Setup
from grader.result import Grade, Verdict
from grader.script.carry import CARRIED, NO_CREDIT
from tests.courses import replace
from tests.processes import ROOT
from tests.script.walkthroughs import (
    LAYER,
    NEURON,
    carried,
    graded,
    layer,
    neuron,
    others,
)

FOLLOWERS = {
    *("drelu_dxw0", "drelu_dxw1", "drelu_dxw2", "drelu_db"),
    *("drelu_dx0", "drelu_dx1", "drelu_dx2", "drelu_dw0", "drelu_dw1", "drelu_dw2"),
    *("dx", "dw", "db", "w", "b"),
}
SHARES = {0.5: "half", 0.0: "none"}
BIASED = "z = xw0 + xw1 + xw2 + 2 * b"


def message(grade: Grade, name: str) -> str:
    """What is said of a step."""
    return next(step.message for step in grade.steps if step.name == name)


@pytest.mark.parametrize("number", ["5.0", "0.0", "-2.5"])
def test_a_typed_in_upstream_earns_its_followers_nothing(engines: Engines, number: str):
    """Neither those that read it nor those further down, updates included."""
    grade = graded(engines, NEURON, neuron(drelu_dz=f"drelu_dz = {number}"))

    assert {"drelu_dz", *FOLLOWERS} == set(others(grade))
    assert [] == carried(grade)


def test_the_typed_in_step_is_named_wherever_it_is_felt(engines: Engines):
    """A learner is sent to the number, not to the step before."""
    grade = graded(engines, NEURON, neuron(drelu_dz="drelu_dz = 5.0"))

    told = "dx follows from drelu_dz, which stays the same when the inputs change."
    assert told == message(grade, "dx")
    assert grade.diagnosis is not None
    assert ("drelu_dz", "hard_coded") == (
        grade.diagnosis.step,
        grade.diagnosis.misconception,
    )


@pytest.mark.parametrize(
    ("lines", "step", "follower"),
    [
        ({"drelu_dz": "drelu_dz = dvalue * 0.0"}, "drelu_dz", "drelu_dx1"),
        ({"drelu_dxw0": "dsum_dxw0 = drelu_dxw0 = 0.0"}, "dsum_dxw0", "drelu_dw0"),
        ({"drelu_db": "drelu_db = dsum_db"}, "drelu_db", "b"),
    ],
)
def test_what_a_wrong_step_holds_still_is_told_by_that_step(
    engines: Engines, lines: dict[str, str], step: str, follower: str
):
    """The inputs were replaced; it is the learner's own step that does not change."""
    grade = graded(engines, NEURON, neuron(**lines))

    told = f"{follower} is the same for all inputs, because of {step}; mend that first."
    assert told == message(grade, follower)


def test_a_typed_in_mask_earns_the_layer_nothing(engines: Engines):
    """A substitute for an input is an upstream like any other."""
    source = layer(
        drelu="",
        dinputs="drelu = np.array([[1.5, -2, 3], [0.5, 4, -2.5]])\n"
        "dinputs = drelu @ weights.T",
    )
    grade = graded(engines, LAYER, source)

    assert {"drelu", "dinputs"} == set(others(grade))
    assert [] == carried(grade)


def test_a_step_right_for_itself_owes_nothing_to_what_is_typed_in(engines: Engines):
    """The true value passes below a number that was typed in."""
    changes = {
        "drelu_dz": "drelu_dz = 5.0",
        "drelu_db": "drelu_db = dvalue * (z > 0) * 1.0",
    }
    grade = graded(engines, NEURON, neuron(**changes))

    assert {"drelu_dz", *FOLLOWERS} - {"drelu_db", "db", "b"} == set(others(grade))


def test_a_dropped_factor_is_no_typed_in_result(engines: Engines):
    """The slope alone is the same for all inputs, and a mistake of its own."""
    changes = {f"drelu_dxw{i}": f"drelu_dxw{i} = dsum_dxw{i}" for i in range(3)}
    grade = graded(engines, NEURON, neuron(**changes))

    assert {"drelu_dxw0", "drelu_dxw1", "drelu_dxw2"} == set(others(grade))
    assert {"drelu_dx0", "drelu_dw2", "dx", "dw", "w"} <= set(carried(grade))


@pytest.mark.parametrize(
    ("changes", "follower"),
    [
        ({"z": "z = float('nan')", "y": "y = max(0, z)"}, "y"),
        ({"z": "z = 1e400 * (xw0 + 1)", "y": "y = 1.0"}, "y"),
        ({"z": "z = [xw0 + xw1 + xw2]", "y": "y = max(z[0], 0)",
          "drelu_dz": "drelu_dz = dvalue * (z[0] > 0)"}, "y"),
        ({"z": "z = None", "y": "y = max(xw0 + xw1 + xw2, 0)",
          "drelu_dz": "drelu_dz = dvalue"}, "y"),
    ],
)  # fmt: skip
def test_an_upstream_that_cannot_be_used_carries_nothing(
    engines: Engines, changes: dict[str, str], follower: str
):
    """NaN, infinity, another shape and no numbers are nothing to follow from."""
    grade = graded(engines, NEURON, neuron(**changes))

    assert {"z", follower} <= set(others(grade))
    assert follower not in carried(grade)


def test_each_mistake_is_charged_once(engines: Engines):
    """One wrong step costs its own points, two cost both, at any distance."""
    one = graded(engines, NEURON, neuron(z=BIASED))
    other = graded(engines, NEURON, neuron(dx=f"dx = [drelu_dx{0}, drelu_dx1, 0.0]"))
    both = graded(
        engines, NEURON, neuron(z=BIASED, dx="dx = [drelu_dx0, drelu_dx1, 0.0]")
    )

    assert {"z": "failed"} == others(one)
    assert {"dx": "failed"} == others(other)
    assert {"z", "dx"} == set(others(both))
    lost = [grade.max_points - grade.points for grade in (one, other, both)]
    assert lost[0] > 0
    assert lost[1] > 0
    assert lost[2] == pytest.approx(lost[0] + lost[1])


def test_a_mistake_repeated_in_siblings_costs_each_of_them(engines: Engines):
    """Siblings were written one by one; marks do not depend on a mistake's name."""
    swapped = {f"drelu_dw{i}": f"drelu_dw{i} = drelu_dxw{i} * w[{i}]" for i in range(3)}
    one = graded(engines, NEURON, neuron(drelu_dw0=swapped["drelu_dw0"]))
    three = graded(engines, NEURON, neuron(**swapped))

    assert {"drelu_dw0": "failed"} == others(one)
    assert set(swapped) == set(others(three))
    lost = [grade.max_points - grade.points for grade in (one, three)]
    assert lost[1] == pytest.approx(3 * lost[0])
    assert {"dw", "w"} == set(carried(one)) == set(carried(three))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[float, Engines]]:
    """The neuron walkthrough with other shares for what is carried."""
    with_share: dict[float, Engines] = {}
    try:
        for share, name in SHARES.items():
            course = tmp_path_factory.mktemp(name)
            place = "01_neuron/10_neuron_walkthrough"
            for part in ("exercises", "solutions"):
                shutil.copytree(ROOT / part / place, course / part / place)
            path = course / "exercises" / place / "exercise.yaml"
            replace(path, "\nforward:", f"\nfollow_through: {share}\n\nforward:")
            with_share[share] = Engines(Setup(course, (path,)), jobs=1).__enter__()
        yield with_share
    finally:
        for engines in with_share.values():
            engines.__exit__(None, None, None)


def test_the_share_of_a_carried_step_is_the_authors(engines: Engines, shared):
    """Half a share is half of the points of each carried step, and no other's."""
    whole = graded(engines, NEURON, neuron(z=BIASED))
    half = graded(shared[0.5], NEURON, neuron(z=BIASED))

    assert "y" in carried(whole)
    assert carried(whole) == carried(half)
    assert others(whole) == others(half)
    assert CARRIED == message(half, "y")
    for one, other in zip(whole.steps, half.steps, strict=True):
        due = one.points / 2 if one.carried else one.points
        assert due == pytest.approx(other.points, abs=1e-4)
        assert one.max_points == other.max_points


def test_without_a_share_nothing_is_carried(engines: Engines, shared):
    """What follows from a wrong step fails then, and says why."""
    whole = graded(engines, NEURON, neuron(z=BIASED))
    none = graded(shared[0.0], NEURON, neuron(z=BIASED))

    assert [] == carried(none)
    assert {"z", *carried(whole)} == set(others(none))
    assert NO_CREDIT == message(none, "y")
    assert whole.diagnosis == none.diagnosis


@pytest.mark.parametrize("share", SHARES)
def test_a_right_script_does_not_need_a_share(shared, share: float):
    """Full marks and the same maximum under every policy."""
    grade = graded(shared[share], NEURON, neuron())

    assert Verdict.PASSED is grade.verdict
    assert (10.0, 10.0) == (grade.points, grade.max_points)
