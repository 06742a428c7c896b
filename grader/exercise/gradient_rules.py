"""What a check of kind `gradient` must agree on with the rest of an exercise. Pure."""

from collections.abc import Iterator

from grader.exercise.checks import GradientCheck
from grader.exercise.forward import variable_of
from grader.exercise.forward_rules import Broken, compared_parts
from grader.exercise.model import ExerciseFile


def gradient_rules(spec: ExerciseFile) -> Iterator[Broken]:
    """Every broken rule of the gradient checks, check by check."""
    for index, check in enumerate(spec.declared):
        if isinstance(check, GradientCheck):
            for key, message in _broken(spec, check):
                yield ("checks", index, key), message


def gradient_parts(check: GradientCheck, spec: ExerciseFile) -> tuple[str, ...]:
    """The parts a check is about: those named, else all that are gradients."""
    return check.parts or tuple(_targets(spec))


def _targets(spec: ExerciseFile) -> dict[str, str]:
    """Parts that are gradients, each with the variable it is with respect to."""
    return {
        part: variable_of(target)[0]
        for entry in spec.forward
        for part, target in entry.gradients.items()
    }


def _broken(spec: ExerciseFile, check: GradientCheck) -> Iterator[tuple[str, str]]:
    targets = _targets(spec)
    if not targets:
        yield "parts", "no part has a gradient in `forward`; give it some"
    for part in check.parts:
        if part in spec.subject.returns and part not in targets:
            yield "parts", f"the part {part!r} has no gradient in `forward`"
    if check.output is not None and check.upstream is not None:
        yield from _own(spec, check.output, check.upstream)
        for part in gradient_parts(check, spec):
            name = targets.get(part)
            if name is not None and name not in spec.subject.arguments:
                message = f"{part!r} is a gradient of {name!r}, which is no argument"
                yield "parts", message
    elif check.output is not None or check.upstream is not None:
        missing = "upstream" if check.upstream is None else "output"
        yield missing, "is missing; name both output and upstream, or none of them"


def _own(spec: ExerciseFile, output: str, upstream: str) -> Iterator[tuple[str, str]]:
    """The output and what arrives at it exist and have one shape."""
    argument = spec.subject.arguments.get(upstream)
    if output not in compared_parts(spec):
        yield "output", f"there is no part called {output!r}"
    elif argument is None:
        yield "upstream", f"there is no argument called {upstream!r}"
    elif argument.kind in ("integer", "dimension"):
        yield "upstream", f"{upstream!r} is a whole number, and no gradient"
    elif argument.shape != spec.subject.returns[output]:
        yield "upstream", f"{upstream!r} has another shape than {output!r}"
