"""How learners hand in: as a function, as a class, as a script; the frozen forms.

Each style says what the submission defines, what it is given and what comes back. Part
of the format (`model`); knows nothing of checks, cases or files.
"""

from dataclasses import field
from typing import Annotated, Literal

from grader.forms import Form, Meta, form

ID_PATTERN = r"^[a-z][a-z0-9_]{0,63}$"
SIZE_PATTERN = r"^[a-z][a-z0-9_]*( \+ [0-9]+)?$"

Id = Annotated[str, Meta(pattern=ID_PATTERN)]
Name = Annotated[str, Meta(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", max_length=64)]
Sentence = Annotated[str, Meta(min_length=1, max_length=400)]
Size = Annotated[int, Meta(ge=1, le=64)] | Annotated[str, Meta(pattern=SIZE_PATTERN)]
Shape = Annotated[tuple[Size, ...], Meta(max_length=4)]
Signs = Literal["mixed", "positive", "negative", "zero", "boundary"]
Literals = float | tuple[float, ...] | tuple[tuple[float, ...], ...]


@form
class Argument(Form):
    """One positional argument of the function, and how its values are drawn."""

    kind: Annotated[
        Literal["number", "integer", "list", "array", "dimension"],
        Meta(
            "number: float; integer: int; list: flat list of floats; array: "
            "float64 array; dimension: int, the size of the dimension of the same name."
        ),
    ]
    shape: Annotated[Shape, Meta("Names of dimensions, for lists and arrays.")] = ()
    signs: Annotated[
        Signs, Meta("mixed: both signs, never 0 or 1; boundary: also exact 0.0, -0.0.")
    ] = "mixed"
    choices: Annotated[
        tuple[float, ...],
        Meta("Numbers and integers are drawn from these.", max_length=16),
    ] = ()

    def __post_init__(self) -> None:
        ranks = {"list": (1,), "array": (1, 2, 3, 4)}.get(self.kind, (0,))
        if len(self.shape) not in ranks:
            raise ValueError(
                f"a {self.kind} has {' or '.join(map(str, ranks))} dimensions, "
                f"not {len(self.shape)}; mend its shape"
            )
        if self.kind == "integer" and not self.choices:
            raise ValueError("an integer needs choices")


@form
class Function(Form):
    """The function a submission defines, its arguments in order, its results."""

    name: Name
    arguments: Annotated[dict[Name, Argument], Meta(min_length=1)]
    returns: Annotated[
        dict[Name, Shape],
        Meta(
            "Parts of the result in order, each with its shape; [] is a number.",
            min_length=1,
        ),
    ]


@form
class Preactivation(Form):
    """Which arguments make z = inputs . weights + biases.

    The biases are then set so that z has the signs wanted, with exact zeros.
    """

    name: Name = "z"
    inputs: Name
    weights: Name
    biases: Name
    signs: Signs = "boundary"


@form
class Dimension(Form):
    """The sizes a dimension may have; sizes within one case are all different."""

    min: Annotated[int, Meta(ge=1, le=64)] = 2
    max: Annotated[int, Meta(ge=1, le=64)] = 6

    def __post_init__(self) -> None:
        if self.min > self.max:
            raise ValueError("min is greater than max")


@form
class MethodCall(Form):
    """A call of one method; `returns` is the part it may also return."""

    method: Name
    arguments: tuple[Name, ...] = ()
    returns: Name | None = None
    other: Annotated[
        bool, Meta("Called on a second object, made and set as the first.")
    ] = False


@form
class ClassStyle(Form):
    """The class a submission defines, how it is used, and what is read from it.

    An object is made, its parts of `made` are read, the arguments of `set` are written
    over its attributes, the methods are called in order, and `parts` and `kept` are
    read from its attributes.
    """

    name: Name
    arguments: Annotated[
        dict[Name, Argument],
        Meta(
            "Everything that is drawn: constructor's, attributes, methods'.",
            min_length=1,
        ),
    ]
    new: Annotated[tuple[Name, ...], Meta("Arguments of the constructor.")] = ()
    set: Annotated[tuple[Name, ...], Meta("Attributes written over.")] = ()
    calls: Annotated[tuple[MethodCall, ...], Meta(min_length=1)]
    made: Annotated[
        dict[Name, Shape], Meta("Attributes there must be from the start.")
    ] = field(default_factory=dict)
    parts: Annotated[
        dict[Name, Shape],
        Meta("Attributes there must be at the end, each with its shape.", min_length=1),
    ]
    kept: Annotated[
        tuple[Name, ...], Meta("Attributes of `set` that must be as they were set.")
    ] = ()

    @property
    def returns(self) -> dict[str, Shape]:
        """All parts by name: `new_` at the start, plain at the end, `kept_` as set."""
        made = {f"new_{name}": shape for name, shape in self.made.items()}
        kept = {f"kept_{name}": self.arguments[name].shape for name in self.kept}
        return made | self.parts | kept

    def __post_init__(self) -> None:
        used = [*self.new, *self.set, *self.kept]
        used += [name for call in self.calls for name in call.arguments]
        unknown = sorted(set(used) - self.arguments.keys())
        if unknown:
            raise ValueError(f"no argument is called {unknown[0]!r}; declare it")
        if set(self.kept) - set(self.set):
            raise ValueError("only what is set can be kept")


Rank = Annotated[int, Meta(ge=0, le=2)]
Expression = Annotated[str, Meta(min_length=1, max_length=200)]


@form
class ScriptInput(Form):
    """A quantity that the learner assigns and the host replaces."""

    rank: Rank
    aliases: tuple[Name, ...] = ()
    default: Annotated[float | None, Meta("Stands where the submission has none.")] = (
        None
    )
    signs: Signs = "mixed"
    fixed: Annotated[
        bool, Meta("Formulas use the host's values, whatever it holds.")
    ] = False


@form
class ScriptStep(Form):
    """A quantity that the learner computes; also a check of the same id.

    Its formula is its first definition in the reference.
    """

    points: Annotated[float, Meta(ge=0, le=1000)]
    rank: Rank
    title: Sentence
    aliases: tuple[Name, ...] = ()
    mistakes: Annotated[
        dict[Id, Expression], Meta("Wrong formulas, to name a wrong value.")
    ] = field(default_factory=dict)
    also: Annotated[tuple[Expression, ...], Meta("Other formulas that are right.")] = ()
    upstream: Annotated[
        dict[Name, tuple[Name, ...]], Meta("What may stand in a quantity's place.")
    ] = field(default_factory=dict)
    gathered: Annotated[
        Name | None, Meta("<name>0, <name>1, ... are another spelling.")
    ] = None
    update: Annotated[
        Name | None, Meta("The gradient of which this is a step down.")
    ] = None
    optional: bool = False


@form
class Vectors(Form):
    """What is judged where an input's length is another than the reference's."""

    of: Name
    length: Annotated[int, Meta(ge=1, le=64)]
    formulas: dict[Name, Expression] = field(default_factory=dict)


@form
class ScriptStyle(Form):
    """Straight-line code or a notebook that assigns named steps, one after another."""

    inputs: Annotated[dict[Name, ScriptInput], Meta(min_length=1)]
    steps: Annotated[dict[Name, ScriptStep], Meta(min_length=1)]
    preactivation: Preactivation | None = None
    vectors: Vectors | None = None

    @property
    def name(self) -> str:
        """What a learner's file is called in a message."""
        return "the script"

    @property
    def arguments(self) -> dict[str, Argument]:
        """A script is called with nothing."""
        return {}

    @property
    def returns(self) -> dict[str, Shape]:
        """A script returns nothing; its steps are judged from its trace."""
        return {}
