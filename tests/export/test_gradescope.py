"""Gradescope's `results.json`."""

import json

from hypothesis import given
from hypothesis import strategies as st

from grader.export import gradescope
from tests.export.standing import saying, standing
from tests.helpers import grade_of

# From Gradescope's description of the file.
TEST_KEYS = {
    *("score", "max_score", "status", "name", "number", "output", "output_format"),
    *("tags", "visibility", "extra_data"),
}


def test_the_results_of_a_student():
    """A line a visible check, one for the hidden ones, and the total by itself."""
    other = grade_of(exercise="other", points=3.0)
    found = json.loads(gradescope([standing(), standing(other)]))

    assert found["score"] == 4.0
    assert [row["number"] for row in found["tests"]] == ["1.1", "1.2", "2.1", "2.2"]
    assert [row["status"] for row in found["tests"]] == ["passed", "failed"] * 2
    assert found["output"].splitlines()[0] == "neuron: The bias is missing."
    assert found["stdout_visibility"] == "hidden"


def test_an_override_is_the_total():
    """What an instructor decided counts, and is said."""
    found = json.loads(gradescope([standing(points=4.0)]))

    assert found["score"] == 4.0
    assert "shown in class" in found["output"]


@given(st.text(max_size=40))
def test_the_results_are_what_gradescope_takes(text: str):
    """Keys, words and numbers are those of the format; no total is hidden."""
    found = json.loads(gradescope([saying(text)]))

    for row in found["tests"]:
        assert row.keys() <= TEST_KEYS
        assert row["status"] in ("passed", "failed")
        assert 0 <= row["score"] <= row["max_score"]
        assert row["visibility"] == "visible"
    assert found["output_format"] == "text"
