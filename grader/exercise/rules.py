"""What the parts of one exercise must agree on, beyond the type of each.

Each rule is a small pure function from a whole `ExerciseFile` to broken places, so
that an author sees all of them at once.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

import numpy as np

from grader.exercise.checks import (
    GradientCheck,
    LawCheck,
    PytestCheck,
    ShapeCheck,
    StartCheck,
    StepCheck,
    ValueCheck,
)
from grader.exercise.follow_rules import follow_rules
from grader.exercise.forward_rules import Broken, forward_rules
from grader.exercise.gradient_rules import gradient_rules
from grader.exercise.law_rules import law_rules
from grader.exercise.model import CaseGroup, ExerciseFile
from grader.exercise.sizes import size_name
from grader.exercise.styles import Argument, ClassStyle, ScriptStyle, Shape
from grader.result import Visibility
from grader.spelling import normal

# Kinds of checks that are about parts.
PARTED = ValueCheck | ShapeCheck | StartCheck | LawCheck | GradientCheck


def course_rules(spec: ExerciseFile) -> list[Broken]:
    """Every broken rule of a course's file, which has a hidden part; in no order."""
    return [*broken_rules(spec), *_hidden(spec)]


def broken_rules(spec: ExerciseFile) -> list[Broken]:
    """Every broken rule of any file, in no order."""
    found = [*forward_rules(spec), *follow_rules(spec)]
    if spec.script is not None:
        return [*_script(spec.script, spec.misconceptions), *found]
    rules = (_sizes, _checks, _parts, _unique, _preactivation, _groups, _room)
    found += [*law_rules(spec), *gradient_rules(spec)]
    return [*chain.from_iterable(rule(spec) for rule in rules), *found]


def _sizes(spec: ExerciseFile) -> Iterator[Broken]:
    """Every size in a shape is a number, a dimension or a whole-number argument."""
    whole = {
        name
        for name, argument in spec.subject.arguments.items()
        if argument.kind in ("integer", "dimension")
    }
    shapes: list[tuple[tuple[str | int, ...], Shape]] = [
        ((spec.style, "arguments", name, "shape"), argument.shape)
        for name, argument in spec.subject.arguments.items()
    ]
    shapes += [
        ((spec.style, "returns", name), shape)
        for name, shape in spec.subject.returns.items()
    ]
    for place, shape in shapes:
        for size in shape:
            if isinstance(size, str):
                name = size_name(size)[0]
                if name not in spec.dimensions and name not in whole:
                    yield place, f"no dimension is called {name!r}; declare it"
    for name, argument in spec.subject.arguments.items():
        if argument.kind == "dimension" and name not in spec.dimensions:
            place = (spec.style, "arguments", name)
            yield place, f"no dimension is called {name!r}; declare it"


def _checks(spec: ExerciseFile) -> Iterator[Broken]:
    """Checks name groups of cases that exist; visible ones use given cases.

    Visible laws and gradients are shown on cases of a public seed: on any group.
    """
    for index, check in enumerate(spec.checks):
        if isinstance(check, PytestCheck | StepCheck):
            continue
        place = ("checks", index, "cases")
        for group in check.cases:
            if group not in spec.cases:
                yield place, f"no group of cases is called {group!r}"
            elif isinstance(check, LawCheck | GradientCheck):
                continue
            elif check.visibility is Visibility.VISIBLE and spec.cases[group].draw:
                yield place, f"a visible check needs given cases; {group!r} are drawn"


def _parts(spec: ExerciseFile) -> Iterator[Broken]:
    """Checks name parts there are; of a class, a value check names its parts."""
    for index, check in enumerate(spec.checks):
        if isinstance(spec.subject, ClassStyle) and isinstance(check, ValueCheck):
            made = {f"new_{name}" for name in spec.subject.made}
            if not check.parts or made & set(check.parts):
                message = "name parts that are no random start values"
                yield ("checks", index, "parts"), message
        if isinstance(check, StartCheck) and not all(
            part.startswith("new_") for part in check.parts
        ):
            message = "name parts of a new object, `new_` and an attribute of `made`"
            yield ("checks", index, "parts"), message
        if isinstance(check, PARTED):
            for part in set(check.parts) - spec.subject.returns.keys():
                message = f"there is no part called {part!r}"
                yield ("checks", index, "parts"), message


def _unique(spec: ExerciseFile) -> Iterator[Broken]:
    """Ids of checks differ."""
    seen: set[str] = set()
    for index, check in enumerate(spec.checks):
        if check.id in seen:
            yield ("checks", index, "id"), f"{check.id!r} stands twice"
        seen.add(check.id)


def _hidden(spec: ExerciseFile) -> Iterator[Broken]:
    """What a bundle leaves out is there: a hidden check, points, vectors' formulas."""
    if spec.script is not None:
        vectors = spec.script.vectors
        if vectors is not None and not vectors.formulas:
            yield ("script", "vectors", "formulas"), "no step has a formula; add one"
        return
    if all(check.visibility is Visibility.VISIBLE for check in spec.checks):
        yield ("checks",), "no check is hidden; add one that draws its cases"
    if not any(check.points for check in spec.checks):
        yield ("checks",), "no check has points"


def _script(
    style: ScriptStyle, misconceptions: Mapping[str, object]
) -> Iterator[Broken]:
    """Names in a script's block are those of inputs, steps and misconceptions."""
    known = style.inputs.keys() | style.steps.keys()
    for place, name in _script_names(style):
        if name not in known:
            yield ("script", *place), f"there is no quantity called {name!r}"
    for name, step in style.steps.items():
        place = ("script", "steps", name)
        if step.update and name not in style.inputs:
            yield (*place, "update"), "only an input can be updated"
        for mistake in sorted(step.mistakes.keys() - misconceptions.keys()):
            message = f"no misconception is called {mistake!r}; declare it"
            yield (*place, "mistakes", mistake), message
    if not any(step.points for step in style.steps.values()):
        yield ("script", "steps"), "no step has points"
    yield from _spellings(style)


def _script_names(style: ScriptStyle) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every place that names a quantity, with the name."""
    for name, step in style.steps.items():
        place = ("steps", name)
        for quantity, others in step.upstream.items():
            yield from (((*place, "upstream"), row) for row in (quantity, *others))
        if step.update:
            yield (*place, "update"), step.update
    if style.vectors is not None:
        yield ("vectors", "of"), style.vectors.of
        yield from ((("vectors", "formulas"), name) for name in style.vectors.formulas)
    if style.preactivation is not None:
        for role in ("inputs", "weights", "biases"):
            yield ("preactivation", role), getattr(style.preactivation, role)


def _spellings(style: ScriptStyle) -> Iterator[Broken]:
    """A spelling means one quantity."""
    owners: dict[str, str] = {}
    for block, rows in (("inputs", style.inputs), ("steps", style.steps)):
        for name, row in rows.items():
            for spelling in (name, *row.aliases):
                owner = owners.setdefault(normal(spelling), name)
                if owner != name:
                    message = f"{spelling!r} already means {owner!r}"
                    yield ("script", block, name, "aliases"), message


def _preactivation(spec: ExerciseFile) -> Iterator[Broken]:
    if spec.preactivation is None:
        return
    for role in ("inputs", "weights", "biases"):
        name = getattr(spec.preactivation, role)
        if name not in spec.subject.arguments:
            yield ("preactivation", role), f"the function has no argument {name!r}"


def _groups(spec: ExerciseFile) -> Iterator[Broken]:
    for name, group in spec.cases.items():
        yield from _group_names(spec, name, group)
        for index, case in enumerate(group.given):
            place = ("cases", name, "given", index)
            for argument in spec.subject.arguments.keys() - case.keys():
                yield place, f"the argument {argument!r} is missing; give it"
            for argument in case.keys() - spec.subject.arguments.keys():
                yield (*place, argument), "the function has no such argument"
            yield from (
                ((*place, argument), message)
                for argument, message in _literal_problems(spec, case)
            )


def _group_names(spec: ExerciseFile, name: str, group: CaseGroup) -> Iterator[Broken]:
    for dimension in group.dimensions.keys() - spec.dimensions.keys():
        place = ("cases", name, "dimensions", dimension)
        yield place, "no such dimension is declared"
    signed = set(spec.subject.arguments)
    if spec.preactivation is not None:
        signed.add(spec.preactivation.name)
    for argument in group.signs.keys() - signed:
        yield ("cases", name, "signs", argument), "the function has no such argument"


def _literal_problems(spec: ExerciseFile, case: object) -> Iterator[tuple[str, str]]:
    """Given values have the rank of their argument, and sizes that agree."""
    assert isinstance(case, dict)
    sizes: dict[str, int] = {}
    for name, value in case.items():
        argument = spec.subject.arguments.get(name)
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
    ranges = {name: (row.min, row.max) for name, row in spec.dimensions.items()}
    if not _all_different(list(ranges.values())):
        message = "the ranges are too narrow for sizes that are all different"
        yield ("dimensions",), message
        return
    for name, group in spec.cases.items():
        fixed = {size: (length, length) for size, length in group.dimensions.items()}
        if group.draw and not _all_different(list((ranges | fixed).values())):
            place = ("cases", name, "dimensions")
            yield place, "leaves no room for sizes that are all different"


def _all_different(ranges: list[tuple[int, int]]) -> bool:
    """Whether each range can be given a number of its own: tightest ends first."""
    waiting = sorted(ranges)
    for number in range(1, 65):
        fitting = [row for row in waiting if row[0] <= number <= row[1]]
        if fitting:
            waiting.remove(min(fitting, key=lambda row: row[1]))
    return not waiting
