"""Maps of what is right in an array: all of it there, cut where it is large."""

from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from grader.picture import mismatch_grid, mismatch_table

SMALL = array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=7)
TWO = np.array([[True, True, False], [True, False, True]])


def table(right, name="") -> ET.Element:
    """The tables of an array below one root, which must be sound."""
    return ET.fromstring(f"<div>{mismatch_table(right, name=name)}</div>")


def cells(root: ET.Element) -> list[str]:
    """The words of all elements that are shown."""
    return [cell.text or "" for cell in root.iter("td") if cell.get("class")]


def marks(text: str) -> list[str]:
    """The marks of all elements, without the first line, which explains them."""
    lines = text.splitlines()[1:]
    return [word for line in lines for word in line.split() if word in {".", "x"}]


def test_a_grid_has_indices():
    """Rows and columns are numbered, and the first line says what is what."""
    assert mismatch_grid(TWO, name="dweights") == (
        "dweights: 2 of 6 wrong (. right, x wrong).\n  0 1 2\n0 . . x\n1 . x .\n"
    )


@pytest.mark.parametrize(
    ("right", "text"),
    [
        (np.array(True), "all right, 1 of 1.\n.\n"),
        (np.array(False), "1 of 1 wrong (. right, x wrong).\nx\n"),
        (TWO[0], "1 of 3 wrong (. right, x wrong).\n0 1 2\n. . x\n"),
        (np.ones((2, 0), bool), "there are no elements.\n"),
        (
            np.array([[[True]], [[False]]]),
            (
                "1 of 2 wrong (. right, x wrong).\n"
                "[0, :, :]\n  0\n0 .\n[1, :, :]\n  0\n0 x\n"
            ),
        ),
    ],
)
def test_any_number_of_axes_is_shown(right, text):
    """A number is one mark, a vector one row, more axes are slices."""
    assert mismatch_grid(right) == text


def test_a_large_grid_is_cut_with_a_note():
    """What is wrong beyond the part that is shown is counted."""
    right = np.ones((25, 30), bool)
    right[0, 0] = right[24, 0] = right[3, 29] = False

    for text in (mismatch_grid(right), mismatch_table(right)):
        assert "Cut: 25 by 30 in all, 2 wrong beyond what is shown." in text
    assert len(marks(mismatch_grid(right))) == 400
    assert len(cells(table(right))) == 400


def test_many_slices_are_cut_with_a_note():
    """Eight are shown."""
    right = np.ones((10, 2, 2), bool)
    right[9] = False

    for text in (mismatch_grid(right), mismatch_table(right)):
        assert "Cut: 2 more slices, 4 wrong in them." in text


def test_a_table_has_headers_and_a_caption():
    """Each header says whether it is of a row or a column."""
    root = table(TWO, "dweights")

    scopes = [head.get("scope") for head in root.iter("th")]
    assert scopes == ["col"] * 3 + ["row"] * 2
    assert root.findtext("table/caption") == "dweights: 2 of 6 wrong."


def test_a_name_is_text():
    """Whatever stands in it."""
    root = table(TWO, "<script>\x00]]>")

    assert root.findtext("table/caption") == "<script>\\x00]]>: 2 of 6 wrong."


@given(arrays(bool, SMALL))
def test_every_element_is_shown_in_order(right):
    """As a mark and as a word, where nothing is cut."""
    flat = right.reshape(-1).tolist()

    assert [mark == "." for mark in marks(mismatch_grid(right))] == flat
    assert [word == "right" for word in cells(table(right))] == flat


@given(arrays(bool, array_shapes(min_dims=0, max_dims=4, max_side=24)), st.text())
def test_any_array_gives_sound_and_bounded_maps(right, name):
    """Well formed, and never longer than a few slices."""
    assert len(cells(table(right, name))) <= 8 * 400
    assert len(mismatch_grid(right, name=name).splitlines()) <= 2 + 8 * 23
