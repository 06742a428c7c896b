"""Tests of the instructor's own are scored by nbgrader's rule, in a worker."""

import math
from collections.abc import Iterator, Mapping

import pytest

from grader.candidate import Workers, start
from grader.errors import OperatorError
from grader.nbgrader.foreign import ForeignResult, ForeignTest, Limits, run_foreign
from grader.nbgrader.learner import Whose

WORTH = 4.0
WHOSE = Whose("ada", "week1", "week1")
# Names of Python's own are taken, and something is said where nbgrader would mind.
LEARNER = """
import sys
import warnings
import numpy as np
exec = compile = float = isinstance = globals = None
warnings.warn("careful")
print("look", file=sys.stderr)
def double(x):
    return 2 * x
"""
LIMITS = Limits(cpu_seconds=0.4, memory_megabytes=256)
SCORES = {
    "assert double(2) == 4": 4.0,
    "assert double(2) == 5": 0.0,
    "double(1.25)": 2.5,
    "0": 0.0,
    "np.float64(2.5)": 2.5,
    "np.array(1)": 1.0,
    "-1": 0.0,
    "np.nan": 0.0,
    "9": 4.0,
    "True": 4.0,
    "np.bool_(False)": 4.0,
    "'2.5'": 4.0,
    "None": 4.0,
    "2.5;": 4.0,
    "np.log(0.0)\nNone": 4.0,
    "print('well', file=sys.stderr)": 4.0,
    "%matplotlib inline\n1.0": 1.0,
    "x = (": 0.0,
    "triple(1)": 0.0,
    "raise SystemExit": 0.0,
    "import os\nos._exit(0)": 0.0,
    "while True:\n    pass": 0.0,
}


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """Where workers come from."""
    with start() as found:
        yield found


@pytest.fixture(scope="module")
def results(workers: Workers) -> Mapping[str, ForeignResult]:
    """What every test comes to, all of them in one notebook."""
    tests = [ForeignTest(text, text, WORTH) for text in SCORES]
    return run_foreign(tests, [(3, LEARNER)], WHOSE, workers, LIMITS)


@pytest.mark.parametrize("text", SCORES)
def test_a_test_has_its_score(text: str, results: Mapping[str, ForeignResult]) -> None:
    """A number is points, what raises or ends is nothing, the rest everything."""
    assert math.isclose(SCORES[text], results[text].points)


def test_a_failure_is_told(results: Mapping[str, ForeignResult]) -> None:
    """The exception is named, as nbgrader would show it."""
    assert "It failed: AssertionError: " == results["assert double(2) == 5"].told
    assert "NameError" in results["triple(1)"].told


def test_a_module_that_is_not_there_is_the_instructors_to_mend(
    workers: Workers,
) -> None:
    """Nobody loses points because workers have numpy alone."""
    with pytest.raises(OperatorError, match="plots imports pandas"):
        run_foreign(
            [ForeignTest("plots", "import pandas", WORTH)], [], WHOSE, workers, LIMITS
        )


def test_a_learners_own_missing_module_is_theirs(workers: Workers) -> None:
    """Code that uses what it could not import fails its test."""
    pieces = [(0, "import pandas as pd\ndef double(x):\n    return pd.two(x)")]
    found = run_foreign(
        [ForeignTest("t", "assert double(1) == 2", WORTH)],
        pieces,
        WHOSE,
        workers,
        LIMITS,
    )

    assert 0.0 == found["t"].points


def test_a_forged_answer_is_none(workers: Workers) -> None:
    """What replaces our function answers nothing, and earns no more than there is."""
    for value, due in (("['number', 99.0]", 4.0), ("['number', '4']", 0.0), ("7", 0.0)):
        text = f"__gradkata_run__ = lambda text: {value}"
        found = run_foreign(
            [ForeignTest("t", "0", WORTH)], [(0, text)], WHOSE, workers, LIMITS
        )

        assert due == found["t"].points
