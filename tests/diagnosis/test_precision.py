"""Lost digits and values that are no numbers are told where every case shows them."""

import numpy as np
import pytest

from grader.diagnosis.precision import cut_on_the_way, rounded, truncated, undefined
from grader.diagnosis.seen import Seen

RNG = np.random.default_rng(11)
INPUTS = [RNG.normal(size=(5, 3)) * 4, RNG.normal(size=(4, 2)) * 4]
DVALUES = [RNG.normal(size=(5, 4)) * 4, RNG.normal(size=(4, 3)) * 4]
DUE = [x.T @ g for x, g in zip(INPUTS, DVALUES, strict=True)]
SIZES = [
    {"n_samples": x.shape[0], "n_inputs": x.shape[1], "n_neurons": g.shape[1]}
    for x, g in zip(INPUTS, DVALUES, strict=True)
]


def rows_of(came):
    """One row a case."""
    cases = zip(came, DUE, SIZES, strict=True)
    return [Seen(np.asarray(c, float), d, {"dw": d}, s) for c, d, s in cases]


def summed_as_integers(inputs, dvalues):
    """The products added up in an array of whole numbers."""
    total = np.zeros((inputs.shape[1], dvalues.shape[1]), dtype=int)
    for x, g in zip(inputs, dvalues, strict=True):
        total[:] = total + np.outer(x, g)
    return total


def test_a_sum_in_an_array_of_whole_numbers_is_told() -> None:
    """Each term loses its fraction, so the sum is off by more than one."""
    came = list(map(summed_as_integers, INPUTS, DVALUES))
    found = cut_on_the_way("dw", rows_of(came))

    assert truncated("dw", rows_of(came)) is None
    assert found is not None
    assert "truncated_to_int" == found.misconception


@pytest.mark.parametrize(
    "came",
    [
        [np.sign(d) for d in DUE],
        [np.full_like(d, len(x)) for x, d in zip(INPUTS, DUE, strict=True)],
        [np.round(10 * d) for d in DUE],
    ],
    ids=["signs", "counts", "far"],
)
def test_other_whole_numbers_are_not_cut(came) -> None:
    """Signs, counts and numbers far from what is due have another reason."""
    assert cut_on_the_way("dw", rows_of(came)) is None


@pytest.mark.parametrize("places", [0, 1, 2, 4])
def test_rounded_values_are_told_with_their_decimals(places: int) -> None:
    """The places that were kept are told."""
    found = rounded("dw", rows_of([np.round(d, places) for d in DUE]))

    assert found is not None
    assert (f"{places} decimals" if places else "whole numbers") in found.message
    assert "rounded" == found.misconception


@pytest.mark.parametrize("off", [1e-4, 1e-6, 1e-12])
def test_a_small_error_is_no_rounding(off: float) -> None:
    """Values beside the right ones that have all their digits were not rounded."""
    assert rounded("dw", rows_of([d * (1 + off) for d in DUE])) is None


def test_a_division_by_a_quantity_is_told_where_that_is_0() -> None:
    """NaN stands just where z is 0, so z was divided by."""
    z = [np.where(d > 0, d, 0.0) for d in DUE]
    with np.errstate(divide="ignore", invalid="ignore"):
        came = [d * (v / v) for d, v in zip(DUE, z, strict=True)]
    rows = [
        Seen(c, d, {"dw": d}, {}, {"z": v, "g": d + 20})
        for c, d, v in zip(came, DUE, z, strict=True)
    ]

    assert "just where z is 0" in undefined("dw", rows).message
    assert undefined("dw", [*rows[:1], Seen(DUE[0] * np.nan, *_of(rows[0]))]) is None


def _of(row):
    return row.due, row.others, row.sizes, row.arguments
