"""What a check of kind `law` must agree on with the rest of an exercise. Pure."""

from collections.abc import Iterator

from grader.exercise.checks import LawCheck
from grader.exercise.forward_rules import Broken, compared_parts
from grader.exercise.model import ExerciseFile
from grader.exercise.styles import Argument, Shape

NEEDS: dict[str, tuple[str, ...]] = {
    "scales_with": ("of",),
    "linear_in": ("of",),
    "straight_in": ("of",),
    "zero_in": ("of",),
    "independent_of": ("of",),
    "continues_with": ("of",),
    "adds_over": ("along",),
    "permutes_with": ("along",),
    "masked_by": ("of", "by"),
    "weight_of_ones": ("of",),
}
KEYS = ("of", "along", "by")
PAIR = 2  # the weight's part and the bias's


def law_rules(spec: ExerciseFile) -> Iterator[Broken]:
    """Every broken rule of the laws, check by check."""
    for index, check in enumerate(spec.declared):
        if isinstance(check, LawCheck):
            for key, message in _broken(spec, check):
                yield ("checks", index, key), message


def law_parts(check: LawCheck, spec: ExerciseFile) -> tuple[str, ...]:
    """The parts a law is about: those named, else all but an object's start values."""
    return check.parts or compared_parts(spec)


def _broken(spec: ExerciseFile, check: LawCheck) -> Iterator[tuple[str, str]]:
    for key in KEYS:
        needed, given = key in NEEDS[check.law], getattr(check, key) is not None
        if needed and not given:
            yield key, f"is missing; the law {check.law} needs it"
        if given and not needed:
            yield key, f"the law {check.law} has no use for it; remove it"
    if check.law == "weight_of_ones" and len(check.parts) != PAIR:
        yield "parts", "name two: the gradients of the weights and of the biases"
    if any(part.startswith("new_") for part in check.parts):
        yield "parts", "name parts that are no random start values"
    if check.of is not None:
        yield from _changed(spec, check, check.of)
    if check.along is not None:
        yield from _dimension(spec, check, check.along)


def _changed(
    spec: ExerciseFile, check: LawCheck, name: str
) -> Iterator[tuple[str, str]]:
    """The argument changed exists and is of a kind that the law can change."""
    argument = spec.subject.arguments.get(name)
    if argument is None:
        yield "of", f"there is no argument called {name!r}"
        return
    whole = argument.kind in ("integer", "dimension")
    if check.law == "continues_with":
        if argument.kind != "integer":
            yield "of", f"{name!r} is no integer; name the number of rounds"
    elif whole:
        yield "of", f"{name!r} is a whole number, which the law cannot change"
    if check.law == "masked_by" and check.by is not None:
        yield from _mask(spec, check.by, argument)


def _mask(
    spec: ExerciseFile, name: str, argument: Argument
) -> Iterator[tuple[str, str]]:
    """What masks has the shape of what is masked."""
    shape = _mask_shape(spec, name)
    if shape is None:
        yield "by", f"there is no argument or preactivation called {name!r}"
    elif shape != argument.shape:
        yield "by", f"{name!r} has another shape than what it masks"


def _mask_shape(spec: ExerciseFile, name: str) -> Shape | None:
    arguments, rule = spec.subject.arguments, spec.preactivation
    if name in arguments:
        return arguments[name].shape
    if rule is None or rule.name != name:
        return None
    if not {rule.inputs, rule.weights} <= arguments.keys():
        return None
    return arguments[rule.inputs].shape[:-1] + arguments[rule.weights].shape[1:]


def _dimension(
    spec: ExerciseFile, check: LawCheck, name: str
) -> Iterator[tuple[str, str]]:
    """The dimension exists, some argument has it, and the law can change it."""
    arguments = spec.subject.arguments
    if name not in spec.dimensions:
        yield "along", f"no dimension is called {name!r}; declare it"
    elif not any(name in row.shape for row in arguments.values()):
        yield "along", f"no argument has the dimension {name!r}"
    elif check.law == "adds_over" and name in arguments:
        yield "along", f"{name!r} is an argument too, so it cannot be cut"
