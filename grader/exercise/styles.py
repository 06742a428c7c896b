"""How learners hand in: as a function, as a class, as a script; the frozen models.

Each style says what the submission defines, what it is given and what comes back. Part
of the format (`model`); knows nothing of checks, cases or files.
"""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

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


class MethodCall(Model):
    """A call of one method; `returns` is the part it may also return."""

    method: Name
    arguments: tuple[Name, ...] = ()
    returns: Name | None = None
    other: bool = Field(
        default=False,
        description="Called on a second object, made and set as the first.",
    )


class ClassStyle(Model):
    """The class a submission defines, how it is used, and what is read from it.

    An object is made, its parts of `made` are read, the arguments of `set` are written
    over its attributes, the methods are called in order, and `parts` and `kept` are
    read from its attributes.
    """

    name: Name
    arguments: Annotated[dict[Name, Argument], Field(min_length=1)] = Field(
        description="Everything that is drawn: constructor's, attributes, methods'."
    )
    new: tuple[Name, ...] = Field(
        default=(), description="Arguments of the constructor."
    )
    set: tuple[Name, ...] = Field(default=(), description="Attributes written over.")
    calls: Annotated[tuple[MethodCall, ...], Field(min_length=1)]
    made: dict[Name, Shape] = Field(
        default_factory=dict, description="Attributes there must be from the start."
    )
    parts: Annotated[dict[Name, Shape], Field(min_length=1)] = Field(
        description="Attributes there must be at the end, each with its shape."
    )
    kept: tuple[Name, ...] = Field(
        default=(), description="Attributes of `set` that must be as they were set."
    )

    @property
    def returns(self) -> dict[str, Shape]:
        """All parts by name: `new_` at the start, plain at the end, `kept_` as set."""
        made = {f"new_{name}": shape for name, shape in self.made.items()}
        kept = {f"kept_{name}": self.arguments[name].shape for name in self.kept}
        return made | self.parts | kept

    @model_validator(mode="after")
    def _declared(self) -> Self:
        used = [*self.new, *self.set, *self.kept]
        used += [name for call in self.calls for name in call.arguments]
        unknown = sorted(set(used) - self.arguments.keys())
        if unknown:
            raise ValueError(f"no argument is called {unknown[0]!r}; declare it")
        if set(self.kept) - set(self.set):
            raise ValueError("only what is set can be kept")
        return self


Rank = Annotated[int, Field(ge=0, le=2)]
Expression = Annotated[str, Field(min_length=1, max_length=200)]


class ScriptInput(Model):
    """A quantity that the learner assigns and the host replaces."""

    rank: Rank
    aliases: tuple[Name, ...] = ()
    default: float | None = Field(
        default=None, description="Stands where the submission has none."
    )
    signs: Signs = "mixed"
    fixed: bool = Field(
        default=False, description="Formulas use the host's values, whatever it holds."
    )


class ScriptStep(Model):
    """A quantity that the learner computes; also a check of the same id.

    Its formula is its first definition in the reference.
    """

    points: Annotated[float, Field(ge=0, le=1000)]
    rank: Rank
    title: Sentence
    aliases: tuple[Name, ...] = ()
    mistakes: dict[Id, Expression] = Field(
        default_factory=dict, description="Wrong formulas, to name a wrong value."
    )
    also: tuple[Expression, ...] = Field(
        default=(), description="Other formulas that are right."
    )
    upstream: dict[Name, tuple[Name, ...]] = Field(
        default_factory=dict, description="What may stand in a quantity's place."
    )
    gathered: Name | None = Field(
        default=None, description="<name>0, <name>1, ... are another spelling."
    )
    update: Name | None = Field(
        default=None, description="The gradient of which this is a step down."
    )
    optional: bool = False


class Vectors(Model):
    """What is judged where an input's length is another than the reference's."""

    of: Name
    length: Annotated[int, Field(ge=1, le=64)]
    formulas: dict[Name, Expression] = Field(default_factory=dict)


class ScriptStyle(Model):
    """Straight-line code or a notebook that assigns named steps, one after another."""

    inputs: Annotated[dict[Name, ScriptInput], Field(min_length=1)]
    steps: Annotated[dict[Name, ScriptStep], Field(min_length=1)]
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
