"""Confines a process: limits and layers, what each promises.

The one place where confinement is decided. The host side is here; what a worker does to
itself is `lock`, which the worker loads by its path. Kernel layers (files, system
calls, namespaces) belong here too when they come.
"""

import math
import sys
from dataclasses import dataclass

from grader.errors import OperatorError

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


@dataclass(frozen=True, slots=True)
class Confinement:
    """What one worker may use.

    `call` and `load` are CPU seconds of a single call and of loading; `wall` is how
    much longer the clock may run than that, so that a loaded machine changes no mark;
    `total` is the CPU time of the whole worker, `memory` is in megabytes.
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

    def as_request(self) -> dict[str, int]:
        """The part that the worker applies to itself."""
        return {"cpu_seconds": self.total, "memory_megabytes": self.memory}


def require_platform() -> None:
    """Raise `OperatorError` where workers cannot be confined at all."""
    if not sys.platform.startswith("linux"):
        raise OperatorError(
            "grading needs Linux; on Windows use WSL2, on macOS a Linux container"
        )
