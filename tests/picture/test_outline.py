"""The graph in short lines: the first wrong step leads its stage."""

import pytest

from grader.picture import graph_outline
from tests.picture.pictures import MASKED, every_picture, layer, neuron


def test_the_first_wrong_step_is_marked_and_named():
    """A mark of its own, the word, and the sentence at the top."""
    lines = graph_outline(neuron(**MASKED)).splitlines()

    assert lines[0] == "The first wrong step is drelu_dz, computed from dvalue, z."
    assert [row for row in lines if "=>" in row] == ["  => drelu_dz: first wrong"]


def test_numbered_quantities_are_one_word():
    """Components stand as a range, with the word of their state behind them."""
    text = graph_outline(neuron(**MASKED))

    assert "     drelu_dxw0..2, drelu_db: carried\n" in text
    assert "drelu_dxw1" not in text


def test_a_way_that_is_all_right_takes_no_line():
    """What is right needs no drawing: here everything forward, then everything."""
    assert "forward" not in graph_outline(neuron(**MASKED))
    assert graph_outline(layer()) == "All 4 steps are right.\n"


def test_a_missing_step_is_no_wrong_one():
    """The word for the first step that is not there is another."""
    text = graph_outline(neuron(z="missing"))

    assert "forward:" in text
    assert "  => z: first missing\n" in text


def test_one_stage_has_one_arrow():
    """Quantities of one stage with other states stand under it, without an arrow."""
    text = graph_outline(layer(drelu="failed", dinputs="carried", dbiases="missing"))

    assert "  -> dweights\n     dinputs: carried\n     dbiases: missing\n" in text


@pytest.mark.parametrize("name", every_picture())
def test_it_fits_every_terminal(name):
    """ASCII, and less than 80 columns."""
    text = graph_outline(every_picture()[name])

    assert text.isascii()
    assert max(map(len, text.splitlines())) < 80
