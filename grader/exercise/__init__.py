"""Inputs as frozen forms: an Exercise, and the strict reading of its YAML."""

from dataclasses import dataclass
from pathlib import Path

from grader.exercise.checks import (
    AnyCheck,
    Check,
    GradientCheck,
    LawCheck,
    PytestCheck,
    ShapeCheck,
    StartCheck,
    StepCheck,
    UnmodifiedCheck,
    ValueCheck,
)
from grader.exercise.follow_rules import followed
from grader.exercise.forward import Descent, Forward, variable_of
from grader.exercise.forward_rules import compared_parts
from grader.exercise.gradient_rules import gradient_parts
from grader.exercise.language import FUNCTIONS, is_analytic
from grader.exercise.law_rules import law_parts
from grader.exercise.loading import json_schema, read_exercise
from grader.exercise.model import (
    CaseGroup,
    ExerciseFile,
    Limits,
    Misconception,
    is_id,
)
from grader.exercise.sizes import shape_of, size_name, sizes_of
from grader.exercise.styles import (
    Argument,
    ClassStyle,
    Function,
    Preactivation,
    ScriptInput,
    ScriptStep,
    ScriptStyle,
    Shape,
    Signs,
    Vectors,
)

__all__ = [
    "FUNCTIONS",
    "AnyCheck",
    "Argument",
    "CaseGroup",
    "Check",
    "ClassStyle",
    "Descent",
    "Exercise",
    "ExerciseFile",
    "Forward",
    "Function",
    "GradientCheck",
    "LawCheck",
    "Limits",
    "Misconception",
    "Preactivation",
    "PytestCheck",
    "ScriptInput",
    "ScriptStep",
    "ScriptStyle",
    "Shape",
    "ShapeCheck",
    "Signs",
    "StartCheck",
    "StepCheck",
    "UnmodifiedCheck",
    "ValueCheck",
    "Vectors",
    "compared_parts",
    "followed",
    "gradient_parts",
    "is_analytic",
    "is_id",
    "json_schema",
    "law_parts",
    "place_of",
    "read_exercise",
    "shape_of",
    "size_name",
    "sizes_of",
    "variable_of",
    "yaml_of",
]


def place_of(solution: Path) -> str:
    """A solution's place in its course: solutions/track/exercise/verdict/file."""
    return "/".join(solution.parts[-5:])


def yaml_of(exercise: "Exercise") -> str:
    """An exercise's own file by its place in its course, for messages."""
    return "/".join((*exercise.folder.parts[-3:], "exercise.yaml"))


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of a course: what its author wrote, and where it stands.

    A `public` one is that of a learners' bundle: what is hidden is not there, all cases
    are drawn from the public seed, and what they give is stored in its `answers`.
    """

    id: str
    track: str
    folder: Path
    solutions: Path
    digest: str
    spec: ExerciseFile
    public: bool = False

    @property
    def stub(self) -> Path:
        """The file a learner receives."""
        return self.folder / "stub.py"

    @property
    def answers(self) -> Path:
        """What the cases of a public exercise give; only a bundle has it."""
        return self.folder / "answers.json"

    @property
    def reference(self) -> Path:
        """The solution that stub and expected values are made from."""
        return self.solutions / "passed" / "reference.py"
