"""A zygote that serves soon: the first worker does not wait for what can come later."""

import time

import pytest

from grader.candidate import Zygote
from grader.sandbox.launching import Launched, launch, launch_ahead
from tests.processes import ask

LATE = "import sys\ndef f():\n    return float('numpy.testing' in sys.modules)\n"
DRAW = """
import random
import numpy as np
import numpy.testing

def f():
    return [random.random(), float(np.random.rand())]
"""


def asked(launched: Launched, source: str, times: int = 1) -> list[object]:
    """What a function returns in so many workers, one after another."""
    found = []
    with Zygote(launched=launched) as zygote:
        for _ in range(times):
            found += ask(zygote, source).values
            time.sleep(0.5)  # What is behind goes on while nobody asks.
    return found


def test_the_rest_is_imported_behind_the_first_worker():
    """It is there at once only where nobody waits for the first."""
    assert asked(launch(soon=True), LATE, 2) == [0.0, 1.0]
    assert asked(launch(), LATE) == [1.0]


def test_workers_start_from_the_same_state():
    """What is imported earlier or later changes no number that is drawn."""
    (one,) = asked(launch(), DRAW)

    assert asked(launch(soon=True), DRAW, 2) == [one, one]


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_where_there_is_no_zygote_none_is_launched(platform: str):
    """Elsewhere a worker is a process of its own."""
    assert launch_ahead(platform) is None
