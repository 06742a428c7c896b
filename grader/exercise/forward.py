"""What the results of an exercise are the gradients of, as frozen forms.

The forward pass, written as mathematics and apart from the reference, so that the
reference can be held against it: by nudging numbers and by automatic differentiation.
"""

from dataclasses import field
from typing import Annotated

from grader.exercise.styles import Expression, Name, Shape
from grader.forms import Form, Meta, form

TARGET_PATTERN = r"^[A-Za-z_][A-Za-z0-9_]*(\[[0-9]+(, [0-9]+)*\])?$"
Target = Annotated[str, Meta(pattern=TARGET_PATTERN, max_length=80)]


@form
class Descent(Form):
    """Steps down the gradient of the loss: variable - rate * gradient."""

    rate: Annotated[Expression, Meta("The learning rate.")]
    of: Annotated[
        tuple[Name, ...],
        Meta("The variables that move, all of them at once.", min_length=1),
    ]
    steps: Annotated[Expression, Meta("How many steps are taken.")] = "1"
    ends: Annotated[
        dict[Name, Name], Meta("Parts that are a variable after the last step.")
    ] = field(default_factory=dict)
    losses: Annotated[
        Name | None,
        Meta("The part that lists the loss before each step and after the last."),
    ] = None


@form
class Forward(Form):
    """A forward pass in mathematics, and the parts that must agree with it."""

    loss: Annotated[
        Expression | None, Meta("One number, of which the gradients are taken.")
    ] = None
    free: Annotated[
        dict[Name, Shape],
        Meta("Variables that the submission is not given, with their shapes."),
    ] = field(default_factory=dict)
    let: Annotated[
        dict[Name, Expression],
        Meta("Names for expressions, in order; the others may read them."),
    ] = field(default_factory=dict)
    kinks: Annotated[
        tuple[Name, ...],
        Meta("Names whose zeros are kinks; there the slope is 0 by agreement."),
    ] = ()
    gradients: Annotated[
        dict[Name, Target],
        Meta("Parts that are gradients, each with its variable or an element."),
    ] = field(default_factory=dict)
    values: Annotated[dict[Name, Expression], Meta("Parts that are no gradients.")] = (
        field(default_factory=dict)
    )
    descent: Annotated[
        Descent | None, Meta("Parts that come from steps down the gradient.")
    ] = None

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
