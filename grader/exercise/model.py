"""What an author writes in `exercise.yaml`, as frozen models of format version 1.

The models are the format: their fields, limits and descriptions are what the reader
enforces and what the JSON Schema for editors is made from. They know nothing of files,
workers or verdicts, and hold only what one exercise says about itself.
"""

import keyword
import re
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from grader.exercise.forward import Forward
from grader.exercise.styles import (
    ID_PATTERN,
    ClassStyle,
    Dimension,
    Expression,
    Function,
    Id,
    Literals,
    Model,
    Name,
    Preactivation,
    ScriptStyle,
    Sentence,
    Signs,
)
from grader.result import Visibility

FORMAT = 1


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


class StartCheck(Check):
    """The attributes of a new object hold the numbers that they should start with."""

    kind: Literal["start"]
    cases: Annotated[tuple[Name, ...], Field(min_length=1)]
    parts: Annotated[tuple[Name, ...], Field(min_length=1)]
    holds: Literal["zeros", "random"] = Field(
        description="All 0; or small random numbers, in each column others."
    )


class UnmodifiedCheck(Check):
    """The call leaves its arguments as they were."""

    kind: Literal["unmodified"]
    cases: Annotated[tuple[Name, ...], Field(min_length=1)]


LawName = Literal[
    "scales_with",
    "linear_in",
    "straight_in",
    "zero_in",
    "independent_of",
    "continues_with",
    "adds_over",
    "permutes_with",
    "masked_by",
    "weight_of_ones",
]


class LawCheck(Check):
    """The submission's own answers are related as a law says; no value is compared."""

    kind: Literal["law"]
    law: LawName
    cases: Annotated[tuple[Name, ...], Field(min_length=1)] = Field(
        description="What the law starts from; a visible one draws them in public."
    )
    parts: tuple[Name, ...] = Field(default=(), description="All parts where empty.")
    of: Name | None = Field(default=None, description="The argument that is changed.")
    along: Name | None = Field(
        default=None, description="The dimension that is cut, or put in another order."
    )
    by: Name | None = Field(
        default=None, description="What masks: an argument, or the preactivation."
    )


class GradientCheck(Check):
    """Gradients are slopes of the loss, as nudging one number after another shows.

    Of the loss in `forward`, or of the submission's own output times what arrives.
    """

    kind: Literal["gradient"]
    cases: Annotated[tuple[Name, ...], Field(min_length=1)] = Field(
        description="Where numbers are nudged; a visible one draws them in public."
    )
    parts: tuple[Name, ...] = Field(
        default=(), description="All parts that are gradients in `forward` where empty."
    )
    output: Name | None = Field(
        default=None, description="The part that is the submission's own forward pass."
    )
    upstream: Name | None = Field(
        default=None, description="The argument that is the gradient of the output."
    )


class PytestCheck(Check):
    """A bespoke check: a function of `checks.py`, plain pytest."""

    kind: Literal["pytest"]
    function: Annotated[str, Field(pattern=r"^test_[a-z0-9_]+$")]


class StepCheck(Check):
    """A step of a script; made from the step, never written in `checks`."""

    kind: Literal["step"] = "step"


YamlCheck = Annotated[
    ValueCheck
    | ShapeCheck
    | StartCheck
    | UnmodifiedCheck
    | LawCheck
    | GradientCheck
    | PytestCheck,
    Field(discriminator="kind"),
]


AnyCheck = (
    ValueCheck
    | ShapeCheck
    | StartCheck
    | UnmodifiedCheck
    | LawCheck
    | GradientCheck
    | PytestCheck
    | StepCheck
)


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
    style: Literal["function", "class", "script"]
    function: Function | None = None
    class_: ClassStyle | None = Field(default=None, alias="class")
    script: ScriptStyle | None = None
    dimensions: dict[Name, Dimension] = Field(default_factory=dict)
    preactivation: Preactivation | None = None
    cases: dict[Name, CaseGroup] = Field(default_factory=dict)
    declared: tuple[YamlCheck, ...] = Field(default=(), alias="checks")
    forward: tuple[Forward, ...] = Field(
        default=(), description="What the results are gradients of, in mathematics."
    )
    follows: dict[Name, Expression] = Field(
        default_factory=dict,
        description="Parts that follow from others: each with its formula.",
    )
    follow_through: Annotated[float, Field(ge=0, le=1)] = Field(
        default=1.0,
        description="The share of its points that a carried step or part earns.",
    )
    hints: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    misconceptions: dict[Id, Misconception] = Field(default_factory=dict)
    limits: Limits = Field(default_factory=Limits)

    @model_validator(mode="after")
    def _one_style(self) -> Self:
        blocks = {
            "function": self.function,
            "class": self.class_,
            "script": self.script,
        }
        if blocks[self.style] is None:
            raise ValueError(f"style {self.style} needs the key `{self.style}`")
        if sum(block is not None for block in blocks.values()) > 1:
            raise ValueError(f"style {self.style} has no other style's key")
        if (self.style == "script") == bool(self.cases or self.declared):
            has = "has no" if self.script else "needs"
            raise ValueError(f"style {self.style} {has} `cases` and `checks`")
        return self

    @property
    def checks(self) -> tuple[AnyCheck, ...]:
        """Every check: those declared, or one a step of a script."""
        if self.script is None:
            return self.declared
        return tuple(
            StepCheck(
                id=name,
                title=step.title,
                points=step.points,
                visibility=Visibility.VISIBLE,
            )
            for name, step in self.script.steps.items()
        )

    @property
    def subject(self) -> Function | ClassStyle | ScriptStyle:
        """What the submission defines."""
        found = self.function or self.class_ or self.script
        assert found is not None
        return found


def is_id(text: str) -> bool:
    """Whether a text may be the id of an exercise, and so the name of a function."""
    return re.fullmatch(ID_PATTERN, text) is not None and not keyword.iskeyword(text)
