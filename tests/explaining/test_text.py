"""What is explained, as text: narrow, in ASCII on request, in words on request."""

import numpy as np
import pytest

from grader.explaining import Explained, Letters, explained_text
from grader.explaining.model import in_short, rows_of, with_values
from grader.picture import Edge, Node, Picture, Side, State
from tests.explaining.looks import COURSE, Looker

DRAWN = Letters(80, unicode=True)
ASCII = Letters(60)
WORDS = Letters(80, plain=True)
SOLUTION = "passed/reference.py"


def small(state: State = State.RIGHT) -> Explained:
    """Two nodes, the second made from the first."""
    nodes = (
        Node("z", "z", State.INPUT, Side.FORWARD),
        Node("drelu", "drelu", state, Side.BACKWARD),
    )
    picture = Picture("A mask", nodes, (Edge("z", "drelu"),))
    arrays = {"z": np.array(2.5), "drelu": np.array([[1.0, -20.5], [0.0, 3.0]])}
    return Explained(with_values(picture, arrays), arrays)


def test_both_ways_are_laid_out():
    """Values first, then gradients, a large array below its stage in columns."""
    assert explained_text(small(), DRAWN).splitlines() == [
        "A mask",
        "All 1 steps are right.",
        "",
        "Forward, values flow to the output:",
        "    z = 2.5",
        "",
        "Backward, gradients flow back:",
        "    drelu: 2 x 2",
        "      drelu │ 1  -20.5 │",
        "            │ 0      3 │",
    ]


def test_what_is_first_wrong_has_a_line_of_its_own():
    """A sign, its state in a word, and what it is computed from."""
    text = explained_text(small(State.FIRST_WRONG), DRAWN)

    assert "  ✗ drelu: 2 x 2   first wrong, from z\n" in text


def test_words_alone_say_the_same():
    """A sentence a quantity, a line a row: nothing is drawn."""
    text = explained_text(small(State.FIRST_WRONG), WORDS)

    assert "- z (2.5): input\n" in text
    assert "- drelu, computed from z (2 x 2): first wrong\n" in text
    assert "drelu, 2 x 2:\n  row 1: 1, -20.5\n  row 2: 0, 3\n" in text
    assert "|" not in text


@pytest.mark.parametrize("letters", [DRAWN, ASCII, WORDS], ids=str)
@pytest.mark.parametrize("exercise_id", [*COURSE.entries])
def test_every_exercise_fits(looks: Looker, exercise_id: str, letters: Letters):
    """No line is wider than it may be; ASCII is ASCII."""
    text = explained_text(looks.at_solution(exercise_id, SOLUTION), letters)

    assert max(map(len, text.splitlines())) <= letters.width
    assert letters.unicode or text.isascii()


@pytest.mark.parametrize(
    ("value", "short"),
    [
        (0.1 + 0.2, "0.3"),
        (-0.0, "0"),
        (1234567.0, "1.2346e+06"),
        (np.nan, "nan"),
        ([1.0, -2.0], "[1, -2]"),
        ([], "[]"),
        ([1.0] * 7, "7 long"),
        (np.zeros((2, 3)), "2 x 3"),
        (np.zeros((0, 3)), "0 x 3"),
    ],
)
def test_a_value_in_short(value: object, short: str):
    """Few digits, no negative zero, the shape of what is large."""
    assert short == in_short(np.array(value, float))


def test_large_arrays_are_cut():
    """Eight rows and columns at most, and dots for the rest."""
    rows = rows_of(np.arange(400.0).reshape(20, 20))

    assert 8 == len(rows) == len(rows[0])
    assert ("...",) == rows[-1]
    assert "..." == rows[0][-1]


def test_axes_beyond_two_lie_below_one_another():
    """The last axis is a row."""
    assert 6 == len(rows_of(np.zeros((2, 3, 4))))
