"""A mistake that was made in some parts is named, the others being right."""

from pathlib import Path

import numpy as np
import pytest

from grader.candidate import Answer
from grader.diagnosis import Way, behaviour, partly
from grader.exercise import Exercise
from tests.helpers import make_exercise, minimal

DUE = [{"z": np.array(z), "y": np.array(y)} for z, y in ((2.0, 3.5), (-1.0, 0.5))]


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    """An exercise of two results and two known mistakes."""
    function = minimal()["function"] | {"returns": {"z": [], "y": []}}
    return make_exercise(tmp_path, function=function)


def answers(*pairs: tuple[float, float], changed: bool = False) -> list[Answer]:
    """Answers of two numbers, a case each."""
    return [Answer(values=(pair,), changed=changed) for pair in pairs]


def found(exercise: Exercise, seen: list[Answer], **mistakes: list[Answer]):
    """What is said where each mistake is written in one way."""
    ways = [
        Way(name, Path(name), [behaviour(row, exercise.spec) for row in rows])
        for name, rows in mistakes.items()
    ]
    return partly(exercise, seen, DUE, ways)


def test_the_wrong_part_is_named_and_told(exercise: Exercise) -> None:
    """Where y alone is that of a mistake, the message begins with y."""
    seen = answers((2.0, 7.0), (-1.0, 9.0))
    told = found(exercise, seen, ascent=answers((4.0, 7.0), (5.0, 9.0)))

    assert told is not None
    assert "ascent" == told.misconception
    assert told.message.startswith("y: ")


@pytest.mark.parametrize(
    ("seen", "mistake"),
    [
        (answers((2.0, 7.0), (-1.0, 9.0)), answers((4.0, 7.0), (5.0, 8.0))),
        (answers((2.0, 7.0), (9.0, 9.0)), answers((4.0, 7.0), (5.0, 9.0))),
        (answers((2.0, 3.5), (-1.0, 0.5)), answers((4.0, 7.0), (5.0, 9.0))),
        (answers((2.0, 2.0), (-1.0, -1.0)), answers((4.0, 2.0), (5.0, -1.0))),
        (
            answers((2.0, 7.0), (-1.0, 9.0), changed=True),
            answers((4.0, 7.0), (5.0, 9.0)),
        ),
    ],
    ids=["another case", "all parts", "nothing wrong", "another part", "changed"],
)
def test_without_evidence_nothing_is_named(exercise, seen, mistake) -> None:
    """One case that differs, a part more, an order, or a change of arguments."""
    assert found(exercise, seen, ascent=mistake) is None


def test_two_mistakes_that_fit_name_none(exercise: Exercise) -> None:
    """Two mistakes with the same y cannot be told apart by y."""
    seen = answers((2.0, 7.0), (-1.0, 9.0))
    one, other = answers((4.0, 7.0), (5.0, 9.0)), answers((6.0, 7.0), (5.0, 9.0))

    assert found(exercise, seen, ascent=one, bias_forgotten=other) is None
