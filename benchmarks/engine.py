"""The engine on one exercise of twenty checks, beside how others grade the same.

Everything takes turns within one run, so that ratios hold on a noisy machine: quote
medians of ratios, never a lone time. Peers are installed once, each into an environment
of its own below `benchmarks/.peers`. What is printed is a table in Markdown; the one in
`docs/performance.md` is such a run.

    python benchmarks/engine.py [--rounds 9] [--slow-rounds 3] [--many 10000]
                                [--without PEER ...] [--json FILE]

For a quiet machine of two cores. Ten minutes, half of them the peers.
"""

import argparse
import json
import platform
import statistics
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
from isolation import measure as layers
from performance.material import SUBMISSIONS, cases, write_course
from performance.notebook_peers import Otter, StockNbgrader
from performance.own import BATCH, cold, cores, growth, warm
from performance.peers import FreshPytest, Peer, Spent, Unittest
from performance.phases import phases
from performance.table import table

KINDS = list(SUBMISSIONS)
# The last two take seconds for a submission.
PEERS: tuple[type[Peer], ...] = (FreshPytest, Unittest, Otter, StockNbgrader)
SLOW = (Otter, StockNbgrader)


def main() -> None:
    """Measure, print the table, and keep the figures if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--slow-rounds", type=int, default=3)
    parser.add_argument("--many", type=int, default=10_000)
    parser.add_argument("--without", nargs="*", default=[], metavar="PEER")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        course = write_course(folder)
        rows = cases(course)
        own = stack.enter_context(warm(course, 1))
        chosen = [kind for kind in PEERS if kind.name not in given.without]
        peers = [kind(folder, rows) for kind in chosen]
        figures: dict[str, Any] = {
            "machine": {"python": platform.python_version(), "numpy": np.__version__},
            "beside": beside(own, peers, given.rounds, given.slow_rounds),
            "kinds": kinds(own, given.rounds),
            "phases": phases(course, rows, own, 10 * given.rounds),
            "layers": layers(20 * given.rounds),
            "cold_ms": spread([1000 * cold(course) for _ in range(given.rounds)]),
            "cores": cores(course, given.rounds),
            "growth": growth(
                own, [*(n for n in (100, 1000) if n < given.many), given.many]
            ),
        }
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n")
    print(table(figures))


def beside(own: Any, peers: Sequence[Peer], rounds: int, slow: int) -> dict[str, Any]:
    """Ours and theirs in turn: milliseconds, processor, ratios to ours, verdicts."""
    mine: list[Spent] = []
    found: dict[str, list[tuple[Spent, Spent]]] = {peer.name: [] for peer in peers}
    for number in range(rounds):
        if not peers:
            mine.append(own.spend(KINDS, BATCH * len(KINDS)))
        for peer in peers:
            if isinstance(peer, SLOW) and number >= slow:
                continue
            mine.append(own.spend(KINDS, BATCH * len(KINDS)))
            found[peer.name].append((mine[-1], peer.spend()))
    said = {name: pairs[-1][1].passed for name, pairs in found.items()}
    if odd := [name for name, row in said.items() if row != mine[-1].passed]:
        raise SystemExit(f"other verdicts than ours: {', '.join(odd)}: {said}")
    versions = {peer.name: peer.environment.versions for peer in peers}
    ours = {"gradkata": _told(mine, [1.0] * len(mine), {})}
    return ours | {
        name: _told(
            [other for _, other in pairs],
            [other.seconds / one.seconds for one, other in pairs],
            versions[name],
        )
        for name, pairs in found.items()
    }


def _told(
    spent: list[Spent], ratios: list[float], versions: dict[str, str]
) -> dict[str, Any]:
    return {
        "ms": spread([1000 * row.seconds for row in spent]),
        "cpu_ms": spread([1000 * row.cpu for row in spent]),
        "times_ours": spread(ratios),
        "passed": spent[-1].passed,
        "versions": versions,
    }


def kinds(own: Any, rounds: int) -> dict[str, Any]:
    """What each kind costs in an engine, as a ratio to a right one."""
    found: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for _ in range(rounds):
        for kind in KINDS:
            found[kind].append(1000 * own.spend([kind], BATCH).seconds)
    right = found["right"]
    return {
        kind: {
            "ms": spread(values),
            "times_right": spread([a / b for a, b in zip(values, right, strict=True)]),
        }
        for kind, values in found.items()
    }


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median, lowest and highest."""
    return {
        "median": statistics.median(values),
        "min": min(values),
        "max": max(values),
    }


if __name__ == "__main__":
    main()
