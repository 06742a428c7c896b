"""What several test files need: the course, a minimal exercise, a plain grade."""

from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from grader.exercise import Exercise, ExerciseFile
from grader.result import (
    CheckResult,
    Diagnosis,
    Grade,
    Provenance,
    StepResult,
    Verdict,
    Visibility,
)
from grader.validating import validated

REPOSITORY = Path(__file__).parents[1]

MINIMAL: dict[str, Any] = {
    "format": 1,
    "title": "One neuron",
    "summary": "Add up the weighted inputs and the bias.",
    "level": 1,
    "minutes": 10,
    "style": "function",
    "function": {
        "name": "neuron",
        "arguments": {
            "x": {"kind": "list", "shape": ["n_inputs"]},
            "w": {"kind": "list", "shape": ["n_inputs"]},
            "b": {"kind": "number"},
        },
        "returns": {"z": []},
    },
    "dimensions": {"n_inputs": {"min": 2, "max": 4}},
    "preactivation": {"name": "z", "inputs": "x", "weights": "w", "biases": "b"},
    "cases": {
        "example": {"given": [{"x": [2.0, 3.0], "w": [0.5, -2.0], "b": 4.0}]},
        "drawn": {"draw": 2},
    },
    "checks": [
        {
            "id": "example",
            "kind": "value",
            "cases": ["example"],
            "points": 1,
            "visibility": "visible",
            "title": "The example comes out right.",
        },
        {
            "id": "value",
            "kind": "value",
            "cases": ["drawn"],
            "points": 3,
            "title": "z is right.",
        },
    ],
    "hints": ["What does a neuron add up?"],
    "misconceptions": {
        "bias_forgotten": {"message": "The bias is missing."},
        "ascent": {"message": "The sign is wrong."},
    },
}


def minimal() -> dict[str, Any]:
    """A fresh copy of the smallest valid exercise, to be changed by a test."""
    return deepcopy(MINIMAL)


def as_yaml(data: Any) -> str:
    """The text of a file that holds some data, its keys in the order given."""
    return yaml.safe_dump(data, sort_keys=False)


def make_exercise(folder: Path, **changes: Any) -> Exercise:
    """The minimal exercise in memory, its files below `folder`."""
    return Exercise(
        id="neuron",
        track="01_first",
        folder=folder / "exercises" / "01_first" / "01_neuron",
        solutions=folder / "solutions" / "01_first" / "01_neuron",
        digest="digest",
        spec=validated(ExerciseFile, minimal() | changes),
    )


def write_exercise(course: Path, name: str, *, track: str = "01_first") -> Path:
    """Write the minimal exercise into a course and return its folder."""
    folder = course / "exercises" / track / name
    folder.mkdir(parents=True)
    (folder / "exercise.yaml").write_text(as_yaml(MINIMAL), encoding="utf-8")
    passed = course / "solutions" / track / name / "passed"
    passed.mkdir(parents=True)
    (passed / "reference.py").write_text("def neuron(x, w, b): ...\n", encoding="utf-8")
    return folder


GRADE = Grade(
    student="ada",
    exercise="neuron",
    submission="ada/neuron.py",
    digest="sha256:0123",
    verdict=Verdict.FAILED,
    points=1.0,
    max_points=4.0,
    seconds=0.0123,
    checks=(
        CheckResult("example", "It works.", Verdict.PASSED, 1, 1, Visibility.VISIBLE),
        CheckResult(
            "value", "z is right.", Verdict.FAILED, 0, 3, Visibility.HIDDEN, "z is off."
        ),
    ),
    steps=(StepResult("z", Verdict.FAILED, 0.0, 1.0, carried=True, message="no"),),
    diagnosis=Diagnosis("neuron", "bias_forgotten", "The bias is missing."),
    provenance=Provenance(
        "digest", "grader", "3.11.7", "2.4.6", 7, ("rlimits", "landlock", "seccomp")
    ),
)


def grade_of(**changes: Any) -> Grade:
    """A plain failed grade with some fields changed."""
    return replace(GRADE, **changes)
