"""What `follows` must agree on with the rest of an exercise. Pure."""

from collections.abc import Iterator

from grader.exercise.checks import ValueCheck
from grader.exercise.forward_rules import Broken, compared_parts
from grader.exercise.language import names_of, problems_of
from grader.exercise.model import ExerciseFile


def follow_rules(spec: ExerciseFile) -> Iterator[Broken]:
    """Every broken rule of the block."""
    if spec.follows and spec.script is not None:
        yield ("follows",), "steps of a script follow by their formulas; remove it"
        return
    parts = set(compared_parts(spec))
    arguments = spec.subject.arguments.keys()
    free = parts - spec.follows.keys() - arguments
    for part, text in spec.follows.items():
        place = ("follows", part)
        if part not in parts:
            yield place, f"there is no part called {part!r}"
            continue
        broken = [*problems_of(text, {*arguments, *free})]
        yield from ((place, problem) for problem in broken)
        if broken:
            continue
        read = names_of(text) & free
        if not read:
            yield place, "reads no other part, so there is nothing to follow from"
        yield from _unseen(spec, part, read)


def followed(check: ValueCheck, spec: ExerciseFile) -> bool:
    """Whether a check asks for parts alone that follow from others."""
    return bool(check.parts) and set(check.parts) <= spec.follows.keys()


def _unseen(spec: ExerciseFile, part: str, read: set[str]) -> Iterator[Broken]:
    """Where a part may be forgiven, what it follows from is asked for."""
    checks = [row for row in spec.declared if isinstance(row, ValueCheck)]
    watched = {
        group
        for row in checks
        if not followed(row, spec) and (not row.parts or read <= set(row.parts))
        for group in row.cases
    }
    for index, check in enumerate(spec.declared):
        if isinstance(check, ValueCheck) and part in check.parts:
            for group in check.cases:
                if followed(check, spec) and group not in watched:
                    names = ", ".join(sorted(read))
                    message = (
                        f"{part} follows from {names}; check that on {group!r} too"
                    )
                    yield ("checks", index, "cases"), message
