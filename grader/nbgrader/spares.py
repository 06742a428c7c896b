"""Engines that get ready while nbgrader is at other things; begun once a process."""

import atexit
import gc
import os

from grader.engines import Spare

# The exercises of a notebook are graded side by side.
JOBS = min(2, os.cpu_count() or 1)

_begun: dict[int, list[Spare]] = {}


def begin() -> None:
    """Start engines, the first time in this process; a fork has its own."""
    own = os.getpid()
    if own not in _begun:
        _begun.clear()
        _begun[own] = [Spare() for _ in range(JOBS)]
        atexit.register(_end, own)
        # What nbgrader has imported by now is no garbage, and would be looked through
        # again and again, which takes an eighth of a small class's run.
        gc.freeze()


def take() -> list[Spare]:
    """The engines that were begun and not taken yet."""
    taken = _begun.get(os.getpid(), [])
    found = list(taken)
    taken.clear()
    return found


def _end(owner: int) -> None:
    if owner == os.getpid():
        for spare in take():
            spare.kill()
