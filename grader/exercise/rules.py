"""What the parts of one exercise must agree on, beyond the type of each.

Each rule is a small pure function from a whole `ExerciseFile` to broken places, so
that an author sees all of them at once.
"""

from collections.abc import Iterator
from itertools import chain

import numpy as np

from grader.exercise.model import (
    Argument,
    CaseGroup,
    ExerciseFile,
    PytestCheck,
    Shape,
    ShapeCheck,
    ValueCheck,
    size_name,
)
from grader.result import Visibility

Broken = tuple[tuple[str | int, ...], str]


def broken_rules(spec: ExerciseFile) -> list[Broken]:
    """Every broken rule of the file, in no order."""
    rules = (_sizes, _checks, _parts, _unique, _preactivation, _groups, _room)
    return list(chain.from_iterable(rule(spec) for rule in rules))


def _sizes(spec: ExerciseFile) -> Iterator[Broken]:
    """Every size in a shape is a number, a dimension or a whole-number argument."""
    whole = {
        name
        for name, argument in spec.function.arguments.items()
        if argument.kind in ("integer", "dimension")
    }
    shapes: list[tuple[tuple[str | int, ...], Shape]] = [
        (("function", "arguments", name, "shape"), argument.shape)
        for name, argument in spec.function.arguments.items()
    ]
    shapes += [
        (("function", "returns", name), shape)
        for name, shape in spec.function.returns.items()
    ]
    for place, shape in shapes:
        for size in shape:
            if isinstance(size, str):
                name = size_name(size)[0]
                if name not in spec.dimensions and name not in whole:
                    yield place, f"no dimension is called {name!r}; declare it"
    for name, argument in spec.function.arguments.items():
        if argument.kind == "dimension" and name not in spec.dimensions:
            place = ("function", "arguments", name)
            yield place, f"no dimension is called {name!r}; declare it"


def _checks(spec: ExerciseFile) -> Iterator[Broken]:
    """Checks name groups of cases that exist; visible ones use given cases."""
    for index, check in enumerate(spec.checks):
        if isinstance(check, PytestCheck):
            continue
        place = ("checks", index, "cases")
        for group in check.cases:
            if group not in spec.cases:
                yield place, f"no group of cases is called {group!r}"
            elif check.visibility is Visibility.VISIBLE and spec.cases[group].draw:
                yield place, f"a visible check needs given cases; {group!r} are drawn"


def _parts(spec: ExerciseFile) -> Iterator[Broken]:
    """Checks name parts that the function returns."""
    for index, check in enumerate(spec.checks):
        if isinstance(check, ValueCheck | ShapeCheck):
            for part in set(check.parts) - spec.function.returns.keys():
                message = f"the function returns no part called {part!r}"
                yield ("checks", index, "parts"), message


def _unique(spec: ExerciseFile) -> Iterator[Broken]:
    """Ids of checks differ; at least one check is hidden and one has points."""
    seen: set[str] = set()
    for index, check in enumerate(spec.checks):
        if check.id in seen:
            yield ("checks", index, "id"), f"{check.id!r} stands twice"
        seen.add(check.id)
    if all(check.visibility is Visibility.VISIBLE for check in spec.checks):
        yield ("checks",), "no check is hidden; add one that draws its cases"
    if not any(check.points for check in spec.checks):
        yield ("checks",), "no check has points"


def _preactivation(spec: ExerciseFile) -> Iterator[Broken]:
    if spec.preactivation is None:
        return
    for role in ("inputs", "weights", "biases"):
        name = getattr(spec.preactivation, role)
        if name not in spec.function.arguments:
            yield ("preactivation", role), f"the function has no argument {name!r}"


def _groups(spec: ExerciseFile) -> Iterator[Broken]:
    for name, group in spec.cases.items():
        yield from _group_names(spec, name, group)
        for index, case in enumerate(group.given):
            place = ("cases", name, "given", index)
            for argument in spec.function.arguments.keys() - case.keys():
                yield place, f"the argument {argument!r} is missing; give it"
            for argument in case.keys() - spec.function.arguments.keys():
                yield (*place, argument), "the function has no such argument"
            yield from (
                ((*place, argument), message)
                for argument, message in _literal_problems(spec, case)
            )


def _group_names(spec: ExerciseFile, name: str, group: CaseGroup) -> Iterator[Broken]:
    for dimension in group.dimensions.keys() - spec.dimensions.keys():
        place = ("cases", name, "dimensions", dimension)
        yield place, "no such dimension is declared"
    signed = set(spec.function.arguments)
    if spec.preactivation is not None:
        signed.add(spec.preactivation.name)
    for argument in group.signs.keys() - signed:
        yield ("cases", name, "signs", argument), "the function has no such argument"


def _literal_problems(spec: ExerciseFile, case: object) -> Iterator[tuple[str, str]]:
    """Given values have the rank of their argument, and sizes that agree."""
    assert isinstance(case, dict)
    sizes: dict[str, int] = {}
    for name, value in case.items():
        argument = spec.function.arguments.get(name)
        if argument is None:
            continue
        try:
            found = np.shape(value)
        except ValueError:
            yield name, "its rows differ in length"
            continue
        if len(found) != len(argument.shape):
            yield name, f"has {len(found)} dimensions, not {len(argument.shape)}"
            continue
        yield from _size_problems(name, argument, found, sizes)


def _size_problems(
    name: str, argument: Argument, found: tuple[int, ...], sizes: dict[str, int]
) -> Iterator[tuple[str, str]]:
    for size, length in zip(argument.shape, found, strict=True):
        if isinstance(size, int):
            due = size
        else:
            dimension, plus = size_name(size)
            due = sizes.setdefault(dimension, length - plus) + plus
        if length != due:
            yield name, f"has length {length} where {size} is {due}"


def _room(spec: ExerciseFile) -> Iterator[Broken]:
    """Sizes within a case can all be different: non-square cases are required."""
    tops = sorted(dimension.max for dimension in spec.dimensions.values())
    if any(top < rank + 2 for rank, top in enumerate(tops)):
        message = "the ranges are too narrow for sizes that are all different"
        yield ("dimensions",), message
