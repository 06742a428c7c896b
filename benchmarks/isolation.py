"""Milliseconds that each layer of isolation adds to one submission.

One zygote for every set of layers; they take turns within a round, so that the
differences hold on a noisy machine. A submission here is a fresh locked worker that
loads a small module, answers one call on two (64, 128) arrays, and is ended. Printed
are medians over rounds, and the median of the paired differences to the row above.

    python benchmarks/isolation.py [--rounds 200] [--json FILE]
"""

import argparse
import json
import statistics
import time
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from grader.candidate import Candidate, Request, Zygote
from grader.sandbox import OPTIONAL, Confinement
from grader.submission import Submission

CONFINEMENT = Confinement(call=1.0, memory=512)
SOURCE = b"""
import numpy as np
def relu_backward(dvalues, z):
    return np.where(z > 0, dvalues, 0.0)
"""
ROWS = {
    "process": OPTIONAL,
    "+ rlimits": OPTIONAL - {"rlimits"},
    "+ uid or capabilities": OPTIONAL - {"rlimits", "uid", "capabilities"},
    "+ landlock": OPTIONAL - {"rlimits", "uid", "capabilities", "landlock"},
    "+ seccomp": frozenset({"bubblewrap"}),
    "+ bubblewrap": frozenset(),
}


def once(zygote: Zygote) -> float:
    """Milliseconds for one submission, from its start to its end."""
    rng = np.random.default_rng(1)
    arguments = [rng.normal(size=(64, 128)), rng.normal(size=(64, 128))]
    request = Request.call("g", "relu_backward", arguments)
    submission = Submission("", "relu_mask", "f.py", "py", SOURCE, "sha256:0")
    started = time.perf_counter()
    with Candidate(zygote, submission, CONFINEMENT) as candidate:
        (answer,) = candidate.ask([request])
    elapsed = 1000 * (time.perf_counter() - started)
    assert answer.fault is None, answer.fault
    return elapsed


def starts(without: frozenset[str]) -> float:
    """Milliseconds until a zygote serves."""
    started = time.perf_counter()
    with Zygote(without) as zygote:
        assert zygote.report is not None
        return 1000 * (time.perf_counter() - started)


def measure(rounds: int) -> dict[str, dict[str, float]]:
    """Milliseconds by layers, what the last of them added, a zygote's start."""
    times: dict[str, list[float]] = {name: [] for name in ROWS}
    with ExitStack() as stack:
        zygotes = {
            name: stack.enter_context(Zygote(without)) for name, without in ROWS.items()
        }
        for zygote in zygotes.values():
            once(zygote)
        for _ in range(rounds):
            for name, zygote in zygotes.items():
                times[name].append(once(zygote))
    found: dict[str, dict[str, float]] = {}
    previous: list[float] | None = None
    for name, row in times.items():
        before = previous or row
        added = statistics.median(a - b for a, b in zip(row, before, strict=True))
        start = statistics.median(starts(ROWS[name]) for _ in range(5))
        found[name] = {
            "median_ms": round(statistics.median(row), 2),
            "added_ms": round(added, 2),
            "zygote_start_ms": round(start),
        }
        previous = row
    return found


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    found = measure(options.rounds)
    for name, row in found.items():
        cells = "".join(f"{key:>18} {value:7.2f}" for key, value in row.items())
        print(f"{name:24}{cells}")
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
