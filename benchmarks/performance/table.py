"""The figures of one run as Markdown."""

from collections.abc import Iterable, Sequence
from typing import Any

PHASES = {
    "fork": "fork a worker and reap it",
    "lock": "lock it: rlimits, a user, Landlock, seccomp",
    "load": "load the file",
    "calls": "36 calls in one message",
    "candidate": "deadlines, distrust of replies, learners' faults",
    "checks": "20 checks, points, the grade",
    "engine": "the engine: a socket, its session; less what it forks ahead",
    "whole": "**a right submission in an engine**",
    "floor": "**the floor**: fork to calls, and the comparisons directly",
    "diagnosis": "besides, where it is wrong: what is wrong",
    "recording": "besides, in a cohort: into the gradebook",
}


def table(figures: dict[str, Any]) -> str:
    """All of it."""
    cold, cores, grown = figures["cold_ms"], figures["cores"], figures["growth"]
    phases = figures["phases"]
    floor, one, both = (
        f"{value:.{digits}f}"
        for value, digits in (
            (phases["engine_times_floor"], 2),
            (cores["one_core_ms"], 1),
            (cores["both_cores_ms"], 1),
        )
    )
    gains = [f"{cores[key]:.2f}" for key in ("engines_gain", "loops_gain", "share")]
    lines = [
        f"- a right submission to the floor: {floor} times;",
        f"- from nothing to the first grade of an engine: {cold['median']:.0f} ms;",
        f"- one core, to which an engine and all it starts are pinned: {one} ms;",
        f"- both cores, two engines: {both} ms, {gains[0]} times as fast as that;",
        f"  two plain loops gain {gains[1]} times over one: {gains[2]} of it.",
    ]
    parts = (_beside(figures["beside"]), _kinds(figures["kinds"]), _phases(phases))
    layers = _layers(figures["layers"])
    return "\n\n".join((*parts, layers, _growth(grown), "\n".join(lines)))


def _rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    marks = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, marks, *rows))


def _range(row: dict[str, float], digits: int = 1) -> str:
    low, high = (f"{row[key]:.{digits}f}" for key in ("min", "max"))
    return f"{row['median']:.{digits}f} ({low} to {high})"


def _beside(found: dict[str, Any]) -> str:
    head = ("harness", "ms a submission", "CPU ms", "times ours", "checks passed")
    rows = []
    for name, row in found.items():
        versions = row["versions"]
        told = f" {next(iter(versions.values()))}" if versions else ""
        passed = ", ".join(f"{count}" for count in row["passed"].values())
        times = _range(row["times_ours"]) if versions else "1"
        cells = (_range(row["ms"]), _range(row["cpu_ms"]), times, passed)
        rows.append((f"{name}{told}", *cells))
    return _rows(head, rows)


def _kinds(found: dict[str, Any]) -> str:
    rows = [
        (kind, _range(row["ms"]), _range(row["times_right"], 2))
        for kind, row in found.items()
    ]
    return _rows(("kind", "ms", "times a right one"), rows)


def _phases(found: dict[str, float]) -> str:
    return _rows(
        ("phase", "ms"), [(text, f"{found[key]:.2f}") for key, text in PHASES.items()]
    )


def _layers(found: dict[str, dict[str, float]]) -> str:
    head = ("layers", "ms a submission", "added", "ms to start the zygote")
    keys = ("median_ms", "added_ms", "zygote_start_ms")
    rows = [(name, *(f"{row[key]:g}" for key in keys)) for name, row in found.items()]
    return _rows(head, rows)


def _growth(found: list[dict[str, float]]) -> str:
    rows = [
        (f"{row['submissions']:,}", f"{row['ms']:.1f}", f"{row['mb']:.1f}")
        for row in found
    ]
    return _rows(("submissions", "ms each", "MB resident"), rows)
