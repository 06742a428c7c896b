"""A wrong part is told as what it is of the right one, only where that is certain."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from grader.diagnosis.residual import READINGS, residual
from grader.diagnosis.seen import Seen

RNG = np.random.default_rng(3)
DUE = [RNG.normal(size=shape) for shape in ((2, 3), (4, 5), (3, 2))]
SIZES = [{"n_samples": a.shape[0], "n_neurons": a.shape[1]} for a in DUE]
OTHER = [RNG.normal(size=a.shape) for a in DUE]


def rows_of(came):
    """One row a case: what came for each of the right values."""
    cases = zip(came, DUE, OTHER, SIZES, strict=True)
    return [Seen(c, d, {"dz": d, "dy": o}, sizes) for c, d, o, sizes in cases]


def masked(array):
    """An array of which every second cell is 0."""
    kept = np.arange(array.size).reshape(array.shape) % 2
    return array * kept


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda a: a.T, "transpose"),
        (lambda a: -a, "wrong sign"),
        (lambda a: a / a.shape[0], "divided by the batch size"),
        (lambda a: a * a.shape[0], "multiplied by the batch size"),
        (lambda a: 2.5 * a, "2.5 times what is due"),
        (lambda a: a + 1.0, "off by the same number"),
        (lambda a: a[::-1], "rows in the reverse order"),
        (lambda a: a[:, ::-1], "columns in the reverse order"),
        (lambda a: np.roll(a, 1, axis=None), "right values in wrong places"),
        (lambda a: np.vstack([a[:1], a[1:] + a[1:] ** 2]), "right in its first row"),
        (lambda a: np.vstack([a[:-1], a[-1:] + 9.5]), "wrong in its last row"),
        (np.trunc, "whole numbers"),
        (masked, "0 in places"),
    ],
)
def test_a_relation_that_holds_in_every_case_is_told(change, words) -> None:
    """What was done to the right values is said in a sentence."""
    found = residual("dz", rows_of([change(array) for array in DUE]))

    assert found is not None
    assert words in found.message
    assert "dz" in found.message


def test_another_part_is_recognised() -> None:
    """Parts that were swapped are told by the name of the other."""
    found = residual("dz", rows_of(OTHER))

    assert "dz holds what dy should hold." == found.message


def given_rows(came):
    """Rows with an argument, of which one line or all may come back."""
    cases = zip(came, DUE, OTHER, SIZES, strict=True)
    return [Seen(c, d, {"dz": d}, sizes, {"w": o}) for c, d, o, sizes in cases]


@pytest.mark.parametrize(
    ("came", "words"),
    [
        (OTHER, "dz is w, as it was given."),
        ([a.T for a in OTHER], "dz is w.T, as it was given."),
        ([a[1] for a in OTHER], "dz is w[1], as it was given."),
        (
            [np.vstack([d[:1], o[:1], d[2:]]) for d, o in zip(DUE, OTHER, strict=True)],
            "dz[1] is w[0], as it was given.",
        ),
        (
            [np.vstack([d[:1], d[:1], d[2:]]) for d in DUE],
            "dz[1] holds what dz[0] should hold.",
        ),
    ],
)
def test_an_argument_or_a_line_is_recognised(came, words) -> None:
    """A result that is an argument, and a row that is another, are told as that."""
    assert words == residual("dz", given_rows(came)).message


def test_two_quantities_of_one_value_are_not_told_apart() -> None:
    """Where a second argument has the same value, neither is named."""
    rows = [
        Seen(o, d, {"dz": d}, {}, {"w": o, "v": o})
        for d, o in zip(DUE, OTHER, strict=True)
    ]

    assert residual("dz", rows) is None


def test_a_result_that_never_changes_is_hard_coded() -> None:
    """The same numbers for different inputs of one shape are a constant."""
    due = [RNG.normal(size=(2, 2)) for _ in range(3)]
    rows = [Seen(np.ones((2, 2)), row, {"dz": row}, {}) for row in due]

    assert "hard_coded" == residual("dz", rows).misconception


def test_one_argument_alone_is_told_with_its_factor() -> None:
    """Where a number times one argument comes back, the others make no difference."""
    rows = [
        Seen(-3 * o, d, {"dz": d}, {}, {"w": o, "v": d * d})
        for d, o in zip(DUE, OTHER, strict=True)
    ]
    found = residual("dz", rows)

    assert "dz is -3 times w in every case" in found.message
    assert "hard_coded" == found.misconception


def test_a_factor_that_changes_from_case_to_case_is_told() -> None:
    """A gradient at length 1 is told as that, any other factor as a factor."""
    scaled = residual("dz", rows_of([d / np.linalg.norm(d) for d in DUE]))
    other = residual("dz", rows_of([d * d[0, 0] for d in DUE]))

    assert "normalised" == scaled.misconception
    assert "right but for a factor" in other.message


def test_a_product_of_the_wrong_matrices_is_told() -> None:
    """A gradient that is made with another array of the right shape."""
    rows = [
        Seen(w @ o.T, d @ d.T, {"dz": d @ d.T}, {}, {"w": w, "o": o})
        for w, o, d in zip(OTHER, DUE, (2 * a for a in DUE), strict=True)
    ]

    assert "dz is w @ o.T." == residual("dz", rows).message


def test_a_wrong_mask_is_seen_where_zeros_are_due() -> None:
    """Cells that should be 0 and are not point to the mask."""
    due = [masked(array) for array in DUE]
    rows = [Seen(a, d, {"dz": d}, {}) for a, d in zip(DUE, due, strict=True)]

    assert "look at the mask" in residual("dz", rows).message


def test_what_holds_in_some_cases_only_is_not_told() -> None:
    """A sign that is wrong in one case of three has no name."""
    assert residual("dz", rows_of([-DUE[0], DUE[1], DUE[2] ** 2])) is None


def test_numbers_without_a_relation_are_not_explained() -> None:
    """Noise is not explained."""
    assert residual("dz", rows_of([np.sin(a) + a**3 for a in DUE])) is None


def test_infinity_is_not_explained() -> None:
    """What is not finite has a message of its own."""
    assert residual("dz", rows_of([a * np.inf for a in DUE])) is None


@given(arrays(float, (2, 3), elements=st.floats(-5, 5)))
def test_right_values_are_never_explained(array) -> None:
    """No reading claims something about a part that is right."""
    rows = [Seen(array, array, {"dz": array}, {"n_samples": 2})]

    assert all(reading("dz", rows) is None for reading in READINGS)
