"""The kinds of checks that an `exercise.yaml` declares, as frozen forms.

What a check is called, what it is worth, and what it looks at; how it judges stands in
`examiner` and `laws`.
"""

from typing import Annotated, Literal

from grader.exercise.styles import Id, Name, Sentence
from grader.forms import Form, Meta, form
from grader.result import Visibility

Cases = Annotated[tuple[Name, ...], Meta(min_length=1)]
Parts = Annotated[tuple[Name, ...], Meta("All parts where empty.")]


@form
class Check(Form):
    """What every check has: points, visibility, and a sentence for the learner."""

    id: Id
    title: Sentence
    points: Annotated[float, Meta(ge=0, le=1000)]
    visibility: Visibility = Visibility.HIDDEN


@form
class ValueCheck(Check):
    """Results equal the reference's, in value and shape."""

    kind: Literal["value"]
    cases: Cases
    parts: Parts = ()


@form
class ShapeCheck(Check):
    """Results have the shape declared, whatever their values."""

    kind: Literal["shape"]
    cases: Cases
    parts: Parts = ()


@form
class StartCheck(Check):
    """The attributes of a new object hold the numbers that they should start with."""

    kind: Literal["start"]
    cases: Cases
    parts: Annotated[tuple[Name, ...], Meta(min_length=1)]
    holds: Annotated[
        Literal["zeros", "random"],
        Meta("All 0; or small random numbers, in each column others."),
    ]


@form
class UnmodifiedCheck(Check):
    """The call leaves its arguments as they were."""

    kind: Literal["unmodified"]
    cases: Cases


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


@form
class LawCheck(Check):
    """The submission's own answers are related as a law says; no value is compared."""

    kind: Literal["law"]
    law: LawName
    cases: Annotated[
        Cases, Meta("What the law starts from; a visible one draws them in public.")
    ]
    parts: Parts = ()
    of: Annotated[Name | None, Meta("The argument that is changed.")] = None
    along: Annotated[
        Name | None, Meta("The dimension that is cut, or put in another order.")
    ] = None
    by: Annotated[
        Name | None, Meta("What masks: an argument, or the preactivation.")
    ] = None


@form
class GradientCheck(Check):
    """Gradients are slopes of the loss, as nudging one number after another shows.

    Of the loss in `forward`, or of the submission's own output times what arrives.
    """

    kind: Literal["gradient"]
    cases: Annotated[
        Cases, Meta("Where numbers are nudged; a visible one draws them in public.")
    ]
    parts: Annotated[
        tuple[Name, ...], Meta("All parts that are gradients in `forward` where empty.")
    ] = ()
    output: Annotated[
        Name | None, Meta("The part that is the submission's own forward pass.")
    ] = None
    upstream: Annotated[
        Name | None, Meta("The argument that is the gradient of the output.")
    ] = None


@form
class PytestCheck(Check):
    """A bespoke check: a function of `checks.py`, plain pytest."""

    kind: Literal["pytest"]
    function: Annotated[str, Meta(pattern=r"^test_[a-z0-9_]+$")]


@form
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
    Meta(discriminator="kind"),
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
