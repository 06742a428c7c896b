"""Start values are random, but zeros, twins and large numbers are seen in any draw."""

from typing import Any

import numpy as np
import pytest

from grader.examiner.starting import Start, shown_by
from grader.exercise import ExerciseFile
from grader.exercise.rules import broken_rules
from grader.validating import validated
from tests.helpers import minimal

RNG = np.random.default_rng(2)
DRAWN = RNG.normal(size=(4, 3))


@pytest.mark.parametrize(
    ("array", "shown"),
    [
        (0.01 * DRAWN, []),
        (DRAWN * np.sqrt(2 / 3), []),
        (np.zeros((4, 3)), [Start.ZERO]),
        (np.full((4, 3), 0.02), [Start.ALIKE]),
        (DRAWN[:, [0, 1, 0]], [Start.ALIKE]),
        (DRAWN[[0, 0, 0, 0]], []),
        (100 * DRAWN, [Start.LARGE]),
        (np.full((4, 3), 20.0), [Start.ALIKE, Start.LARGE]),
        (np.array(0.0), [Start.ZERO]),
        (np.zeros(3), [Start.ZERO]),
    ],
)
def test_what_start_values_show(array: Any, shown: list[Start]) -> None:
    """Usual ways of drawing weights show nothing; a column a neuron."""
    assert shown == shown_by(array)


def test_a_start_check_names_parts_of_a_new_object() -> None:
    """What a function returns is no start value."""
    data = minimal()
    data["checks"][1] |= {"kind": "start", "parts": ["z"], "holds": "zeros"}
    found = broken_rules(validated(ExerciseFile, data))

    assert ["checks.1.parts"] == [".".join(map(str, place)) for place, _ in found]
