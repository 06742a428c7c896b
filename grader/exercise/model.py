"""What an author writes in `exercise.yaml`, as frozen models of format version 1.

The models are the format: their fields, limits and descriptions are what the reader
enforces and what the JSON Schema for editors is made from. They know nothing of files,
workers or verdicts, and hold only what one exercise says about itself.
"""

import keyword
import re
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from grader.result import Visibility

FORMAT = 1
ID_PATTERN = r"^[a-z][a-z0-9_]{0,63}$"
SIZE_PATTERN = r"^[a-z][a-z0-9_]*( \+ [0-9]+)?$"

Id = Annotated[str, Field(pattern=ID_PATTERN)]
Name = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", max_length=64)]
Sentence = Annotated[str, Field(min_length=1, max_length=400)]
Size = Annotated[int, Field(ge=1, le=64)] | Annotated[str, Field(pattern=SIZE_PATTERN)]
Shape = Annotated[tuple[Size, ...], Field(max_length=4)]
Signs = Literal["mixed", "positive", "negative", "zero", "boundary"]
Literals = float | tuple[float, ...] | tuple[tuple[float, ...], ...]


class Model(BaseModel):
    """Base of all: unknown keys are errors, nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Argument(Model):
    """One positional argument of the function, and how its values are drawn."""

    kind: Literal["number", "integer", "list", "array", "dimension"] = Field(
        description="number: float; integer: int; list: flat list of floats; array: "
        "float64 array; dimension: int, the size of the dimension of the same name."
    )
    shape: Shape = Field(
        default=(), description="Names of dimensions, for lists and arrays."
    )
    signs: Signs = Field(
        default="mixed",
        description="mixed: both signs, never 0 or 1; boundary: also exact 0.0, -0.0.",
    )
    choices: Annotated[tuple[float, ...], Field(max_length=16)] = Field(
        default=(), description="Numbers and integers are drawn from these."
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        ranks = {"list": (1,), "array": (1, 2, 3, 4)}.get(self.kind, (0,))
        if len(self.shape) not in ranks:
            raise ValueError(
                f"a {self.kind} has {' or '.join(map(str, ranks))} dimensions, "
                f"not {len(self.shape)}; mend its shape"
            )
        if self.kind == "integer" and not self.choices:
            raise ValueError("an integer needs choices")
        return self


class Function(Model):
    """The function a submission defines, its arguments in order, its results."""

    name: Name
    arguments: Annotated[dict[Name, Argument], Field(min_length=1)]
    returns: Annotated[dict[Name, Shape], Field(min_length=1)] = Field(
        description="Parts of the result in order, each with its shape; [] is a number."
    )


class Preactivation(Model):
    """Which arguments make z = inputs . weights + biases.

    The biases are then set so that z has the signs wanted, with exact zeros.
    """

    name: Name = "z"
    inputs: Name
    weights: Name
    biases: Name
    signs: Signs = "boundary"


class Dimension(Model):
    """The sizes a dimension may have; sizes within one case are all different."""

    min: Annotated[int, Field(ge=1, le=64)] = 2
    max: Annotated[int, Field(ge=1, le=64)] = 6

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.min > self.max:
            raise ValueError("min is greater than max")
        return self


class CaseGroup(Model):
    """Input cases under one name: either given by the author or drawn by seed."""

    given: tuple[dict[Name, Literals], ...] = Field(
        default=(), description="Literal arguments of each case, all of them by name."
    )
    draw: Annotated[int, Field(ge=0, le=64)] = Field(
        default=0, description="How many cases are drawn."
    )
    dimensions: dict[Name, Annotated[int, Field(ge=1, le=64)]] = Field(
        default_factory=dict, description="Sizes fixed in this group."
    )
    signs: dict[Name, Signs] = Field(
        default_factory=dict, description="Signs that differ in this group."
    )

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if bool(self.given) == bool(self.draw):
            raise ValueError("a group has either `given` cases or a number to `draw`")
        return self


class Check(Model):
    """What every check has: points, visibility, and a sentence for the learner."""

    id: Id
    title: Sentence
    points: Annotated[float, Field(ge=0, le=1000)]
    visibility: Visibility = Visibility.HIDDEN


class ValueCheck(Check):
    """Results equal the reference's, in value and shape."""

    kind: Literal["value"]
    cases: Annotated[tuple[Name, ...], Field(min_length=1)]
    parts: tuple[Name, ...] = Field(default=(), description="All parts where empty.")


class ShapeCheck(Check):
    """Results have the shape declared, whatever their values."""

    kind: Literal["shape"]
    cases: Annotated[tuple[Name, ...], Field(min_length=1)]
    parts: tuple[Name, ...] = Field(default=(), description="All parts where empty.")


class UnmodifiedCheck(Check):
    """The call leaves its arguments as they were."""

    kind: Literal["unmodified"]
    cases: Annotated[tuple[Name, ...], Field(min_length=1)]


class PytestCheck(Check):
    """A bespoke check: a function of `checks.py`, plain pytest."""

    kind: Literal["pytest"]
    function: Annotated[str, Field(pattern=r"^test_[a-z0-9_]+$")]


AnyCheck = Annotated[
    ValueCheck | ShapeCheck | UnmodifiedCheck | PytestCheck,
    Field(discriminator="kind"),
]


class Misconception(Model):
    """A mistake by name; its executable form is `failed/<name>.py`."""

    message: Sentence
    hints: tuple[Sentence, ...] = ()


class Limits(Model):
    """What one submission may use; the deadline is CPU time of one call."""

    cpu_seconds: Annotated[float, Field(gt=0, le=60)] = 1.0
    memory_megabytes: Annotated[int, Field(ge=64, le=8192)] = 512


class ExerciseFile(Model):
    """The whole of `exercise.yaml`, format version 1."""

    format: Literal[1]
    title: Sentence
    summary: Sentence
    level: Annotated[int, Field(ge=1, le=4)]
    minutes: Annotated[int, Field(ge=1, le=240)]
    prerequisites: tuple[Id, ...] = ()
    style: Literal["function"]
    function: Function
    dimensions: dict[Name, Dimension] = Field(default_factory=dict)
    preactivation: Preactivation | None = None
    cases: Annotated[dict[Name, CaseGroup], Field(min_length=1)]
    checks: Annotated[tuple[AnyCheck, ...], Field(min_length=1)]
    hints: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    misconceptions: dict[Id, Misconception] = Field(default_factory=dict)
    limits: Limits = Field(default_factory=Limits)


def size_name(size: str) -> tuple[str, int]:
    """Split `n_inputs + 1` into the dimension's name and what is added."""
    name, _, plus = size.partition(" + ")
    return name, int(plus or 0)


def is_id(text: str) -> bool:
    """Whether a text may be the id of an exercise, and so the name of a function."""
    return re.fullmatch(ID_PATTERN, text) is not None and not keyword.iskeyword(text)
