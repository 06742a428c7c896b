"""The work that all harnesses are given: one exercise, its checks, its submissions.

One submission has 20 checks over 36 calls; a right, a wrong and a crashing one take
turns.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader.cases import cases_of
from grader.catalogue import Catalogue
from grader.scaffold import make_course
from grader.submission import Submission

Row = tuple[list[Any], tuple[Any, ...]]
FUNCTION = "dense_relu_backward"
SEED = 1
GROUPS = 12  # of 3 cases each: 36 calls
EXERCISE = "bench"
SUBMISSIONS = {
    "right": """
import numpy as np
def dense_relu_backward(inputs, weights, biases, dvalues):
    drelu = dvalues * (inputs @ weights + biases > 0)
    return drelu @ weights.T, inputs.T @ drelu, drelu.sum(axis=0, keepdims=True)
""",
    "wrong": """
import numpy as np
def dense_relu_backward(inputs, weights, biases, dvalues):
    drelu = dvalues * (dvalues > 0)
    return drelu @ weights.T, inputs.T @ drelu, drelu.sum(axis=0, keepdims=True)
""",
    "crashing": """
import numpy as np
def dense_relu_backward(inputs, weights, biases, dvalues):
    return dvalues @ weights, inputs.T @ dvalues, dvalues.sum(axis=0)
""",
}


def checks() -> list[tuple[list[str], int]]:
    """Twenty checks: the groups each looks at, and the part."""
    groups = [f"g{i}" for i in range(GROUPS)]
    single = [([group], i % 3) for i, group in enumerate(groups)]
    wide = [(groups[i : i + 6], i % 3) for i in range(8)]
    return single + wide


def write_course(folder: Path) -> Path:
    """A course with one exercise of 20 checks, made from the layer track's own."""
    course = folder / "course"
    make_course(course)
    here = course / "exercises/02_bench/01_bench"
    solutions = course / "solutions/02_bench/01_bench/passed"
    here.mkdir(parents=True)
    solutions.mkdir(parents=True)
    parts = ["dinputs", "dweights", "dbiases"]
    spec = {
        "format": 1, "title": "bench", "summary": "bench", "level": 1, "minutes": 1,
        "style": "function",
        "function": {
            "name": "dense_relu_backward",
            "arguments": {
                "inputs": {"kind": "array", "shape": ["n_samples", "n_inputs"]},
                "weights": {"kind": "array", "shape": ["n_inputs", "n_neurons"]},
                "biases": {"kind": "array", "shape": [1, "n_neurons"]},
                "dvalues": {"kind": "array", "shape": ["n_samples", "n_neurons"]},
            },
            "returns": {
                "dinputs": ["n_samples", "n_inputs"],
                "dweights": ["n_inputs", "n_neurons"],
                "dbiases": [1, "n_neurons"],
            },
        },
        "dimensions": {"n_samples": {}, "n_inputs": {}, "n_neurons": {}},
        "cases": {f"g{i}": {"draw": 3} for i in range(GROUPS)},
        "checks": [
            {"id": f"c{i}", "kind": "value", "cases": groups, "parts": [parts[part]],
             "points": 1, "title": f"check {i}"}
            for i, (groups, part) in enumerate(checks())
        ],
        "hints": ["none"],
    }  # fmt: skip
    (here / "exercise.yaml").write_text(json.dumps(spec))
    (solutions / "reference.py").write_text(SUBMISSIONS["right"])
    return course


def cases(course: Path) -> dict[str, list[Row]]:
    """Every case by group: its arguments, and what the right submission gives."""
    namespace: dict[str, Any] = {}
    exec(SUBMISSIONS["right"], namespace)
    reference = namespace[FUNCTION]
    rows: dict[str, list[Row]] = {}
    for case in cases_of(Catalogue(course).load(EXERCISE), SEED):
        arguments = list(case.arguments.values())
        rows.setdefault(case.group, []).append((arguments, reference(*arguments)))
    return rows


def work(count: int) -> Iterator[Submission]:
    """Submissions of the three kinds in turn."""
    sources = list(SUBMISSIONS.values())
    for index in range(count):
        source = sources[index % len(sources)].encode()
        yield Submission("s", EXERCISE, "s/bench.py", "py", source, "sha256:0")
