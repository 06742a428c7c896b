"""Numbers in a bundle: written exactly, found again in spite of rounding."""

import json

import numpy as np
import pytest

from grader.bundle import array_of, key_of, shape_key, written

ARRAYS = [
    np.array(0.1),
    np.array([[1.0, -0.0], [1 / 3, 1e-300]]),
    np.array([np.nan, np.inf, -np.inf]),
    np.zeros((0, 3)),
]


@pytest.mark.parametrize("array", ARRAYS, ids=["number", "matrix", "words", "empty"])
def test_what_is_written_reads_back(array):
    """Bit by bit, through JSON that any reader takes."""
    text = json.dumps(written(array), allow_nan=False)

    found = array_of(json.loads(text))

    assert array.shape == found.shape
    assert array.tobytes() == found.tobytes()


@pytest.mark.parametrize("plain", [True, [None], ["much"], [[1.0], [1.0, 2.0]]])
def test_what_is_no_array_is_refused(plain):
    """Whatever stands in its place."""
    with pytest.raises((TypeError, ValueError, LookupError)):
        array_of(plain)


def test_a_key_is_the_same_but_for_rounding():
    """Another order of adding up, single precision on the grid, a list, a -0.0."""
    exact = np.array([0.1 + 0.2, 1.5, 0.0])

    assert key_of([exact]) == key_of([[0.3, 1.5, -0.0]])
    assert key_of([[1.0, 0.0]]) == key_of([[1.0, 1e-17]])
    assert key_of([np.array([1.125, 2.5])]) == key_of([np.float32([1.125, 2.5])])


@pytest.mark.parametrize(
    "other", [[[1.0, 2.00001]], [[1.0], [2.0]], [[[1.0, 2.0]]], [[2.0, 1.0]], [[]]]
)
def test_other_values_or_shapes_have_other_keys(other):
    """Also the same numbers as two values, or as one row of a matrix."""
    assert key_of([[1.0, 2.0]]) != key_of(other)


def test_a_shape_is_a_key_of_json():
    """A single number has none."""
    assert ("", "3", "3x4") == (shape_key(()), shape_key((3,)), shape_key((3, 4)))
