"""Maps of right and wrong read back out of messages."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from grader.picture import Grid, mismatch_grid, parts_of
from grader.picture.grid import slices

SHAPES = array_shapes(min_dims=1, max_dims=3, min_side=1, max_side=23)
TWO = np.array([[True, True, False], [True, False, True]])


@given(SHAPES.flatmap(lambda shape: arrays(bool, shape)), st.text())
def test_a_grid_is_read_as_it_was_written(right, before):
    """Every slice that is shown, mark by mark, whatever stands before it."""
    right.flat[0] = False
    text = mismatch_grid(right, name="drelu")
    found = [part for part in parts_of(f"{before}\n{text}") if isinstance(part, Grid)]

    assert [part.rows for part in slices(right)] == [
        tuple(marks for _, marks in grid.rows) for grid in found
    ]
    assert all(grid.size == len(grid.heads) * len(grid.rows) for grid in found)


def test_what_stands_around_a_grid_is_kept():
    """Lines before and behind are texts, joined; rows and columns have their heads."""
    text = f"It is wrong.\n{mismatch_grid(TWO, name='drelu')}Look there."
    before, grid, after = parts_of(text)

    assert before == "It is wrong.\ndrelu: 2 of 6 wrong (. right, x wrong)."
    assert grid.heads == ("0", "1", "2")
    assert [head for head, _ in grid.rows] == ["0", "1"]
    assert after == "Look there."


@pytest.mark.parametrize("text", ["", "0 1 2\n0 . . x", "one\n\ntwo", ". x ."])
def test_what_is_no_map_stays_text(text):
    """Marks without the line that explains them are somebody's words."""
    assert [text] == list(parts_of(text))
