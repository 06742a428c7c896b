"""What the results of an exercise are the gradients of, as frozen models.

The forward pass, written as mathematics and apart from the reference, so that the
reference can be held against it: by nudging numbers and by automatic differentiation.
"""

from typing import Annotated

from pydantic import Field

from grader.exercise.styles import Expression, Model, Name, Shape

TARGET_PATTERN = r"^[A-Za-z_][A-Za-z0-9_]*(\[[0-9]+(, [0-9]+)*\])?$"
Target = Annotated[str, Field(pattern=TARGET_PATTERN, max_length=80)]


class Descent(Model):
    """Steps down the gradient of the loss: variable - rate * gradient."""

    rate: Expression = Field(description="The learning rate.")
    of: Annotated[tuple[Name, ...], Field(min_length=1)] = Field(
        description="The variables that move, all of them at once."
    )
    steps: Expression = Field(default="1", description="How many steps are taken.")
    ends: dict[Name, Name] = Field(
        default_factory=dict,
        description="Parts that are a variable after the last step.",
    )
    losses: Name | None = Field(
        default=None,
        description="The part that lists the loss before each step and after the last.",
    )


class Forward(Model):
    """A forward pass in mathematics, and the parts that must agree with it."""

    loss: Expression | None = Field(
        default=None, description="One number, of which the gradients are taken."
    )
    free: dict[Name, Shape] = Field(
        default_factory=dict,
        description="Variables that the submission is not given, with their shapes.",
    )
    let: dict[Name, Expression] = Field(
        default_factory=dict,
        description="Names for expressions, in order; the others may read them.",
    )
    kinks: tuple[Name, ...] = Field(
        default=(),
        description="Names whose zeros are kinks; there the slope is 0 by agreement.",
    )
    gradients: dict[Name, Target] = Field(
        default_factory=dict,
        description="Parts that are gradients, each with its variable or an element.",
    )
    values: dict[Name, Expression] = Field(
        default_factory=dict, description="Parts that are no gradients."
    )
    descent: Descent | None = Field(
        default=None, description="Parts that come from steps down the gradient."
    )

    @property
    def parts(self) -> tuple[str, ...]:
        """Every part of the result that this entry says something about."""
        found = (*self.gradients, *self.values)
        if self.descent is not None:
            found += tuple(self.descent.ends)
            found += (self.descent.losses,) if self.descent.losses else ()
        return found


def variable_of(target: str) -> tuple[str, tuple[int, ...]]:
    """Split `w[1]` into the variable and the index of its element."""
    name, _, index = target.partition("[")
    return name, tuple(int(row) for row in index.rstrip("]").split(", ") if row)
