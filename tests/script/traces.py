"""A small script exercise and hand-made traces of it, without a worker."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from grader.exercise import Exercise
from grader.script.quantities import watched
from grader.script.trace import Run, trace_of
from tests.helpers import make_exercise

SCRIPT: dict[str, Any] = {
    "inputs": {
        "x": {"rank": 1, "aliases": ["inputs", "X"]},
        "w": {"rank": 1, "aliases": ["weights"]},
        "dvalue": {"rank": 0, "default": 1.0, "fixed": True},
        "bias": {"rank": 0},
    },
    "steps": {
        "z": {"points": 1, "rank": 0, "title": "z sums.", "aliases": ["net"]},
        "dz": {
            "points": 1,
            "rank": 0,
            "title": "dz masks.",
            "aliases": ["drelu_dz", "delta_z"],
            "mistakes": {"boundary_kept": "dvalue * (1.0 if z >= 0 else 0.0)"},
        },
        "dw": {
            "points": 1,
            "rank": 1,
            "title": "dw is x.",
            "aliases": ["dweights"],
            "gathered": "part",
            "also": ["2.0 * dz * x"],
        },
        "w": {
            "points": 1,
            "rank": 1,
            "title": "w moves.",
            "update": "dw",
            "optional": True,
        },
    },
}
REFERENCE = """
z = float(np.dot(x, w))
dz = dvalue * (1.0 if z > 0 else 0.0)
dw = dz * np.array(x)
dz = 0.0
w = w - 0.1 * dw
"""
XS = ((1.0, 2.0), (3.0, -2.0), (-4.0, 0.5))


def script_exercise(
    folder: Path, reference: str = REFERENCE, **changes: Any
) -> Exercise:
    """The small exercise in memory with its reference on disk."""
    exercise = make_exercise(
        folder,
        style="script",
        function=None,
        cases={},
        checks=[],
        dimensions={},
        preactivation=None,
        script=SCRIPT | changes,
    )
    exercise.reference.parent.mkdir(parents=True, exist_ok=True)
    exercise.reference.write_text(reference, encoding="utf-8")
    return exercise


def run_of(
    *writes: tuple[str, Any] | tuple[str, Any, int],
    given: Mapping[int, Sequence[float]] | None = None,
    hosts: Mapping[str, Any] | None = None,
    failures: Sequence[dict[str, Any]] = (),
) -> Run:
    """A run from its writes in order: a name, what it got, the site if it had one.

    A final is kept for each name and shape, with what was held then.
    """
    events: dict[str, list[Any]] = {}
    latest: dict[str, int] = {}
    finals: dict[tuple[str, str], list[Any]] = {}
    for number, (name, value, *site) in enumerate(writes, start=1):
        bad = value is None
        row = [name, "bad" if bad else "value", value, *(site or [-1]), number]
        events[str(number)] = row
        latest[name] = number
        shape = "?" if bad else _shape(value)
        finals[name, shape] = [number, dict(latest)]
    plain = {
        "finals": list(finals.values()),
        "events": events,
        "sites": {},
        "failures": list(failures),
    }
    rows = {name: (np.asarray(value),) for name, value in (hosts or {}).items()}
    return Run(trace_of(plain), given or {}, rows)


def _shape(value: Any) -> str:
    try:
        return str(np.shape(value))
    except ValueError:
        return "ragged"


def right(x: Sequence[float], /, **changes: Any) -> Run:
    """A right run of the small exercise on one x, with some values changed."""
    w = [0.5, 2.0]
    z = float(np.dot(x, w))
    dz = 3.0 * (z > 0)
    values = {
        "x": list(x),
        "w": w,
        "dvalue": 3.0,
        "z": z,
        "dz": dz,
        "dw": [dz * v for v in x],
    } | changes
    writes = [(name, value) for name, value in values.items() if value is not ...]
    return run_of(*writes)


def names_watched(exercise: Exercise) -> dict[str, list[str]]:
    """What a worker watches for an exercise."""
    assert exercise.spec.script is not None
    return watched(exercise.spec.script)
