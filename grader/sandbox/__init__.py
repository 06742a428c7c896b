"""Confines a process: limits and layers, what each promises, what holds here.

The one place where confinement is decided. Host side: `calls` assembles the filter of
system calls, `view` the command line of bubblewrap, `tiers` says what a probe proved.
What a worker does to itself is in `lock`, `files` and `probe`, whose text the zygote is
given.
"""

import math
import sys
from dataclasses import dataclass

from grader.sandbox.tiers import (
    OFF_LINUX,
    OPTIONAL,
    PROMISES,
    Layer,
    Report,
    Tier,
    layers_of,
    proved,
    tier_of,
)

__all__ = [
    "ENVIRONMENT",
    "OFF_LINUX",
    "OPTIONAL",
    "OUTPUT_BYTES",
    "PROMISES",
    "WALL_FACTOR",
    "Confinement",
    "Layer",
    "Report",
    "Tier",
    "can_confine",
    "layers_of",
    "proved",
    "tier_of",
    "too_weak",
    "unconfined",
]

# The whole environment of a worker. One BLAS thread: a second one makes fork unsafe
# and its creation would be refused. A fixed hash seed: sets iterate alike every time.
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}
LOAD_FACTOR = 2
CALLS_FACTOR = 3
WALL_FACTOR = 5
OUTPUT_BYTES = 4 * 1024 * 1024
ELSEWHERE = "needs Linux (on Windows WSL2, on macOS a container)"


@dataclass(frozen=True, slots=True)
class Confinement:
    """What one worker may use.

    `call` and `load` are CPU seconds of a single call and of loading, `total` those of
    the whole worker. The clock may run `WALL_FACTOR` times longer than that, so that a
    loaded machine changes no mark; `patience` is its seconds for a submission, whatever
    workers it takes. `memory` is in megabytes.
    """

    call: float
    memory: int

    @property
    def load(self) -> float:
        """CPU seconds that loading the submission may take."""
        return LOAD_FACTOR * self.call

    @property
    def total(self) -> int:
        """CPU seconds of the whole worker: the backstop set as an rlimit."""
        return math.ceil(self.load + CALLS_FACTOR * self.call) + 1

    @property
    def patience(self) -> float:
        """Seconds on the clock that are waited for a submission in all."""
        return WALL_FACTOR * self.total

    def as_request(self) -> dict[str, int]:
        """The part that the worker applies to itself."""
        return {"cpu_seconds": self.total, "memory_megabytes": self.memory}


def can_confine(platform: str = sys.platform) -> bool:
    """Whether a system has a kernel that can confine workers at all."""
    return platform.startswith("linux")


def unconfined(platform: str = sys.platform) -> str:
    """What to tell who runs their own code where nothing confines it, or nothing."""
    if can_confine(platform):
        return ""
    return (
        "Your code runs unconfined here: this is fine for your own code; "
        f"grading other people's work {ELSEWHERE}."
    )


def too_weak(report: Report) -> str:
    """Why other people's work should not be graded here, in a sentence, or nothing."""
    if tier_of(proved(report)) >= Tier.KERNEL:
        return ""
    if OFF_LINUX in report.failed.values():
        return (
            f"grading other people's work {ELSEWHERE}; --allow-weak-isolation grades "
            "it unconfined all the same"
        )
    walls = ("rlimits", "landlock", "seccomp")
    rows = [row for row in layers_of(report) if row.name in walls and not row.proved]
    told = "; ".join(f"{row.name}: {row.why}" for row in rows)
    return (
        f"submissions cannot be confined on this machine ({told}); `grader doctor` "
        "says what to add, --allow-weak-isolation grades all the same"
    )
