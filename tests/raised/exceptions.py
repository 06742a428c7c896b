"""Exceptions as the worker tells them: real code, run here, read by `_faults`."""

from collections.abc import Mapping, Sequence
from textwrap import dedent
from typing import Any

import numpy as np

from grader import _faults
from grader.candidate import Fault
from grader.candidate.answers import fault_of
from grader.raised import Raised, Sight

NAMES = frozenset(["inputs", "weights", "biases", "dvalues", "z", "dinputs"])
SHAPES: Mapping[str, tuple[str, ...]] = {
    "inputs": ("n_samples", "n_inputs"),
    "weights": ("n_inputs", "n_neurons"),
    "biases": ("1", "n_neurons"),
    "dvalues": ("n_samples", "n_neurons"),
    "z": ("n_samples", "n_neurons"),
}
SIZES = (
    {"n_samples": 2, "n_inputs": 3, "n_neurons": 4},
    {"n_samples": 5, "n_inputs": 4, "n_neurons": 2},
)


def fault_from(source: str, arguments: Mapping[str, Any]) -> Fault:
    """What `f` of a source raises on some arguments, as the host reads it."""
    text = dedent(source).encode()
    _faults.SOURCES = {"submission.py": text}
    names: dict[str, Any] = {"np": np}
    try:
        exec(compile(text, "submission.py", "exec"), names)
        names["f"](**arguments)
    except Exception as problem:  # noqa: BLE001 - whatever the code raises is the point
        found = fault_of(_faults.of_exception(problem))
        assert found is not None
        return found
    raise AssertionError("nothing was raised")


def arrays(sizes: Mapping[str, int]) -> dict[str, Any]:
    """Arguments of the shapes declared."""
    count = sizes | {"1": 1}
    return {
        name: np.ones([count[size] for size in shape]) for name, shape in SHAPES.items()
    }


def raised_by(
    body: str, sizes: Sequence[Mapping[str, int]] = SIZES, **surroundings: Any
) -> Raised:
    """An exception of a function of all the arguments, in cases of some sizes."""
    source = f"def f({', '.join(SHAPES)}):\n    " + body.replace("\n", "\n    ")
    faults = [fault_from(source, arrays(row)) for row in sizes]
    return Raised(
        fault=faults[0],
        seen=tuple(Sight(f, s) for f, s in zip(faults, sizes, strict=True)),
        names=NAMES,
        shapes=frozenset(SHAPES.values()),
        source=source.encode(),
        **surroundings,
    )
