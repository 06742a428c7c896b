"""What an author writes in `exercise.yaml`, as frozen forms of format version 1.

The forms are the format: their fields, limits and descriptions are what the reader
enforces and what the JSON Schema for editors is made from. They know nothing of files,
workers or verdicts, and hold only what one exercise says about itself.
"""

import keyword
import re
from dataclasses import field
from typing import Annotated, Any, ClassVar, Literal

from grader.exercise.checks import AnyCheck, StepCheck, YamlCheck
from grader.exercise.forward import Forward
from grader.exercise.styles import (
    ID_PATTERN,
    ClassStyle,
    Dimension,
    Expression,
    Function,
    Id,
    Literals,
    Name,
    Preactivation,
    ScriptStyle,
    Sentence,
    Signs,
)
from grader.forms import Form, Meta, form, plain_name
from grader.result import Visibility

FORMAT = 1


@form
class CaseGroup(Form):
    """Input cases under one name: either given by the author or drawn by seed."""

    given: Annotated[
        tuple[dict[Name, Literals], ...],
        Meta("Literal arguments of each case, all of them by name."),
    ] = ()
    draw: Annotated[int, Meta("How many cases are drawn.", ge=0, le=64)] = 0
    dimensions: Annotated[
        dict[Name, Annotated[int, Meta(ge=1, le=64)]],
        Meta("Sizes fixed in this group."),
    ] = field(default_factory=dict)
    signs: Annotated[dict[Name, Signs], Meta("Signs that differ in this group.")] = (
        field(default_factory=dict)
    )

    def __post_init__(self) -> None:
        if bool(self.given) == bool(self.draw):
            raise ValueError("a group has either `given` cases or a number to `draw`")


@form
class Misconception(Form):
    """A mistake by name; its executable form is `failed/<name>.py`."""

    message: Sentence
    hints: tuple[Sentence, ...] = ()


@form
class Limits(Form):
    """What one submission may use; the deadline is CPU time of one call."""

    cpu_seconds: Annotated[float, Meta(gt=0, le=60)] = 1.0
    memory_megabytes: Annotated[int, Meta(ge=64, le=8192)] = 512


def key_of(name: str) -> str:
    """The key of a field: `checks` are those that a file declares."""
    return "checks" if name == "declared" else plain_name(name)


@form
class ExerciseFile(Form):
    """The whole of `exercise.yaml`, format version 1."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {
        **Form.__pydantic_config__,
        "alias_generator": key_of,
    }

    format: Literal[1]
    title: Sentence
    summary: Sentence
    level: Annotated[int, Meta(ge=1, le=4)]
    minutes: Annotated[int, Meta(ge=1, le=240)]
    prerequisites: tuple[Id, ...] = ()
    style: Literal["function", "class", "script"]
    function: Function | None = None
    class_: ClassStyle | None = None
    script: ScriptStyle | None = None
    dimensions: dict[Name, Dimension] = field(default_factory=dict)
    preactivation: Preactivation | None = None
    cases: dict[Name, CaseGroup] = field(default_factory=dict)
    declared: tuple[YamlCheck, ...] = ()
    forward: Annotated[
        tuple[Forward, ...], Meta("What the results are gradients of, in mathematics.")
    ] = ()
    follows: Annotated[
        dict[Name, Expression],
        Meta("Parts that follow from others: each with its formula."),
    ] = field(default_factory=dict)
    follow_through: Annotated[
        float,
        Meta("The share of its points that a carried step or part earns.", ge=0, le=1),
    ] = 1.0
    hints: Annotated[tuple[Sentence, ...], Meta(min_length=1)]
    misconceptions: dict[Id, Misconception] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
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
