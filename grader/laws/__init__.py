"""Laws: relations among a submission's own answers, such as linear in dvalues. Pure.

`derive` says which calls a law makes from a case, `relation` whether their answers are
related as it says; here the calls of all laws of an exercise are put into one row, to
go to a submission with its other cases.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from grader.cases import Case, cases_of
from grader.errors import AuthorError
from grader.exercise import Exercise, LawCheck, yaml_of
from grader.laws.derive import LAWS, Base, derive
from grader.laws.relation import Instance, Relation, Term, holds, tells_nothing
from grader.result import Visibility

__all__ = [
    "LAWS",
    "PUBLIC",
    "Base",
    "Instance",
    "Placed",
    "Relation",
    "Term",
    "broken_law",
    "derive",
    "holds",
    "law_group",
    "laws_of",
    "tells_nothing",
]

# A seed that no grading has: what a learner is shown is never what is hidden.
PUBLIC = "public"
SHOWN, ASKED = 2, 3  # instances of a law at most, visible and hidden


@dataclass(frozen=True, slots=True)
class Placed:
    """An instance of a law: the places of its cases, and what is related."""

    places: tuple[int, ...]
    relations: tuple[Relation, ...]


def law_group(check: LawCheck) -> str:
    """The group of a law's own calls; no name of a group in YAML."""
    return f"-law-{check.id}"


def broken_law(exercise: Exercise, check: LawCheck, message: str) -> AuthorError:
    """The author's error about a law, with its place."""
    return AuthorError.at(yaml_of(exercise), message, key=f"checks.{check.id}")


def laws_of(
    exercise: Exercise, seed: int | str, cases: Sequence[Case]
) -> tuple[tuple[Case, ...], dict[str, tuple[Placed, ...]]]:
    """The cases that laws add to those there are, and the instances by check.

    Raises `AuthorError` where no case can show a law.
    """
    public: tuple[Case, ...] | None = None
    added: list[Case] = []
    placed: dict[str, tuple[Placed, ...]] = {}
    for check in exercise.spec.declared:
        if not isinstance(check, LawCheck):
            continue
        shown = check.visibility is Visibility.VISIBLE
        if shown and public is None:
            public = cases_of(exercise, PUBLIC)
        start = PUBLIC if shown else str(seed)
        rng = random.Random(f"{start}/{exercise.id}/{law_group(check)}")
        rows: list[Placed] = []
        bases = (public or ()) if shown else cases
        for base, instance in _instances(exercise, check, bases, rng):
            new = instance.cases if shown else instance.cases[1:]
            first = len(cases) + len(added)
            places = tuple(range(first, first + len(new)))
            rows.append(
                Placed(places if shown else (base, *places), instance.relations)
            )
            added += [
                replace(case, group=law_group(check), index=first + i)
                for i, case in enumerate(new)
            ]
        if not rows:
            raise broken_law(exercise, check, "none of its cases can show the law")
        placed[check.id] = tuple(rows)
    return tuple(added), placed


def _instances(
    exercise: Exercise, check: LawCheck, bases: Sequence[Case], rng: random.Random
) -> Iterator[tuple[int, Instance]]:
    """The first instances of a law, each with the place of its base."""
    left = SHOWN if check.visibility is Visibility.VISIBLE else ASKED
    for group in check.cases:
        for place, case in enumerate(bases):
            if case.group != group or not left:
                continue
            instance = derive(Base(check, exercise.spec, case, rng))
            if instance is not None:
                left -= 1
                yield place, instance
