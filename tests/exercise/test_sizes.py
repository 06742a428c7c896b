"""Declared shapes become lengths, and arguments of a call show their sizes."""

import numpy as np
import pytest

from grader.exercise import Argument, shape_of, sizes_of
from grader.exercise import size_name as split_size

SIZES = {"n_samples": 2, "n_inputs": 3}


def test_a_size_is_split_into_name_and_number() -> None:
    """`n + 1` is the dimension n with one added."""
    assert split_size("n_inputs") == ("n_inputs", 0)
    assert split_size("steps + 12") == ("steps", 12)


def test_a_declared_shape_becomes_lengths() -> None:
    """Names, names plus a number, and numbers become lengths."""
    found = shape_of(("n_samples", "n_inputs + 2", 7), SIZES)

    assert found == (2, 5, 7)


def test_arguments_show_their_sizes() -> None:
    """Lengths are read off arrays and lists, counts are sizes by their own name."""
    declared = {
        "x": Argument(kind="list", shape=("n_inputs",)),
        "dy": Argument(kind="array", shape=("n_samples", "n_inputs + 1")),
        "steps": Argument(kind="integer", choices=(4, 5)),
    }

    found = sizes_of(declared, [[1.0, 2.0], np.ones((5, 3)), 4])

    assert found == {"n_inputs": 2, "n_samples": 5, "steps": 4}


def test_another_rank_than_declared_is_refused() -> None:
    """A matrix where a vector is declared has no sizes."""
    declared = {"x": Argument(kind="array", shape=("n_inputs",))}

    with pytest.raises(ValueError, match="longer"):
        sizes_of(declared, [np.ones((2, 3))])
