"""A learner's plain data becomes arrays of the shape due, or is told apart."""

from typing import Any

import numpy as np
import pytest

from grader import values
from grader.exercise import Shape
from grader.result import Verdict
from grader.values import Unfit, numbers, split

SIZES = {"n_samples": 2, "n_inputs": 3, "n_neurons": 4}
ONE: dict[str, Shape] = {"dx": ()}
BATCH: dict[str, Shape] = {"drelu": ("n_samples", "n_neurons")}
TWO: dict[str, Shape] = {"dw": ("n_inputs",), "db": ()}
LISTS: list[Any] = [[1, 2.5, -3, 0], [4, 5, 6, 7]]


def parts_of(value, returns, sizes, wanted=()):
    """Split a result and read its parts, as checks do."""
    return values.parts_of(split(value, returns), returns, sizes, wanted)


def unfit(
    value: Any, returns: dict[str, Shape], wanted: tuple[str, ...] = ()
) -> tuple[Verdict, str]:
    """How a value is refused."""
    with pytest.raises(Unfit) as caught:
        parts_of(value, returns, SIZES, wanted)
    return caught.value.verdict, caught.value.message


@pytest.mark.parametrize(
    "value",
    [2, 2.0, np.array(2.0), np.array(2, "i1"), np.array(2.0, "f4")],
    ids=repr,
)
def test_a_number_may_be_of_any_real_type(value: Any) -> None:
    """Python's and numpy's numbers are the same number."""
    part = parts_of(value, ONE, SIZES)["dx"]

    assert (part.array.shape, part.array.dtype) == ((), np.float64)
    assert part.array == 2.0


@pytest.mark.parametrize(
    "value",
    [
        LISTS,
        tuple(map(tuple, LISTS)),
        np.array(LISTS),
        np.array(LISTS, "f4"),
        [np.array(row) for row in LISTS],
        [[np.array(cell) for cell in row] for row in LISTS],
    ],
    ids=["lists", "tuples", "array", "single", "arrays", "scalars"],
)
def test_a_batch_may_be_of_any_container(value: Any) -> None:
    """Lists, tuples and arrays, mixed as one likes, are the same array."""
    part = parts_of(value, BATCH, SIZES)["drelu"]

    assert part.array.dtype == np.float64
    assert part.array.tolist() == LISTS


@pytest.mark.parametrize(
    ("value", "coarse"),
    [
        (np.float32([[1] * 4] * 2), True),
        (np.float16([[1] * 4] * 2), True),
        (np.float64([[1] * 4] * 2), False),
        (np.int32([[1] * 4] * 2), False),
        ([[1.0] * 4, np.float32([1] * 4)], True),
        ([[1.0] * 4] * 2, False),
    ],
    ids=["single", "half", "double", "whole", "one row", "lists"],
)
def test_low_precision_is_remembered(value: Any, coarse: bool) -> None:  # noqa: FBT001
    """A result that has seen half or single precision is judged as such."""
    assert coarse is parts_of(value, BATCH, SIZES)["drelu"].coarse


@pytest.mark.parametrize(
    "value",
    [([1, 2, 3], 4), [[1, 2, 3], 4.0], (np.arange(1.0, 4), np.array(4, "f4"))],
    ids=["tuple", "list", "arrays"],
)
def test_several_parts_are_told_apart(value: Any) -> None:
    """A function with two results gives two parts by name."""
    parts = parts_of(value, TWO, SIZES)

    assert list(parts) == ["dw", "db"]
    assert (parts["dw"].array.tolist(), parts["db"].array.tolist()) == ([1, 2, 3], 4)


def test_an_array_may_hold_several_parts() -> None:
    """Rows of one array are parts where as many are due."""
    parts = parts_of(np.array([1.5, -2.0]), {"z": (), "y": ()}, SIZES)

    assert [parts["z"].array.tolist(), parts["y"].array.tolist()] == [1.5, -2.0]


def test_a_part_that_is_not_wanted_may_be_anything() -> None:
    """A check of one part does not fail by another."""
    parts = parts_of(([1, 2, 3], None), TWO, SIZES, ["dw"])

    assert list(parts) == ["dw"]
    assert unfit(([1, 2, 3], None), TWO, ("db",))[0] is Verdict.BAD_TYPE


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "dx is None (is a return missing?) where numbers are due."),
        ("2.0", "dx is text where numbers are due."),
        (b"2", "dx is bytes where numbers are due."),
        (True, "dx is a boolean where numbers are due."),
        ({"dx": 2}, "dx is a dict where numbers are due."),
        (np.array(True), "dx holds booleans where numbers are due."),
        ([[1, 2], [3]], "dx is ragged: its rows differ in length."),
        ([1, [2]], "dx is ragged: its rows differ in length."),
        ([1, None], "dx is None (is a return missing?) where numbers are due."),
    ],
    ids=repr,
)
def test_what_is_no_numeric_data_is_a_bad_type(value: Any, expected: str) -> None:
    """None, text, booleans and ragged lists are told by what they are."""
    assert unfit(value, ONE) == (Verdict.BAD_TYPE, expected)


@pytest.mark.parametrize(
    ("value", "returns", "expected"),
    [
        (np.zeros((4, 2)), BATCH, "of shape (n_neurons, n_samples)"),
        (np.zeros(4), BATCH, "of shape (n_neurons,)"),
        (np.zeros((2, 4, 1)), BATCH, "of shape (n_samples, n_neurons, 1)"),
        (np.zeros((9, 4)), BATCH, "of shape (?, n_neurons)"),
        (1.0, BATCH, "a single number"),
        ([1.0, 2.0, 3.0], ONE, "of shape (n_inputs,)"),
    ],
)
def test_a_wrong_shape_is_told_by_names(
    value: Any, returns: dict[str, Shape], expected: str
) -> None:
    """A message names dimensions and never the sizes of a hidden case."""
    verdict, message = unfit(value, returns)

    assert verdict is Verdict.FAILED
    assert f" is {expected} where " in message


def test_the_shape_due_is_told() -> None:
    """A message says what is due, by the names of the dimensions."""
    _, batch = unfit(1.0, BATCH)
    _, number = unfit([1.0], ONE)

    assert batch.endswith("where (n_samples, n_neurons) is due.")
    assert number.endswith("where a single number is due.")


@pytest.mark.parametrize(
    ("value", "verdict", "message"),
    [
        (1.0, Verdict.FAILED, "and the result is a single number."),
        (np.array(1.0), Verdict.FAILED, "and the result is a single number."),
        (None, Verdict.BAD_TYPE, "and the result is None (is a return missing?)."),
        (True, Verdict.BAD_TYPE, "and the result is a boolean."),
        ("ab", Verdict.BAD_TYPE, "and the result is text."),
        ((1, 2, 3), Verdict.FAILED, "and the result holds 3."),
        ((), Verdict.FAILED, "and the result holds 0."),
        (np.zeros((3, 1)), Verdict.FAILED, "and the result holds 3."),
    ],
    ids=repr,
)
def test_a_wrong_number_of_parts_is_told(
    value: Any, verdict: Verdict, message: str
) -> None:
    """Where two values are due, one, three or none are told."""
    expected = f"2 values (dw, db) are due, {message}"

    assert (verdict, expected) == unfit(value, TWO)


def test_nan_and_infinity_are_numbers() -> None:
    """Whether they are right is for a check to say."""
    array = numbers([np.nan, np.inf, -np.inf]).array

    assert np.isnan(array[0])
    assert np.isinf(array[1:]).all()


def test_empty_lists_are_empty_arrays() -> None:
    """No values have a shape too."""
    assert numbers([]).array.shape == (0,)
    assert numbers([[], []]).array.shape == (2, 0)


def test_a_signalling_nan_is_read_in_silence() -> None:
    """Odd bits in single precision are a NaN, not a warning in the host."""
    odd = np.frombuffer(b"\x01\x00\xa0\x7f", "<f4")

    assert np.isnan(numbers(odd).array).all()
