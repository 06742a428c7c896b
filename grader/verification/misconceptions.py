"""The table of all misconceptions: what each says, and what was proven of it. Pure.

Made from proofs of labelled solutions: whether every way of writing a mistake, on every
seed, is caught and is named as itself, and by which check.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from grader.exercise import Exercise
from grader.verification.labelled import mistake_shown
from grader.verification.proof import Proof

HEAD = """\
# Misconceptions

Every mistake that the exercises know by name, with what a learner is told; where
exercises put it in words of their own, those of the first. Each is an executable wrong
solution, some in several ways of writing. `grader verify` runs them all and sees that
each is caught and is named as itself. The last column has the first hidden check that
does, in each exercise; in a walkthrough it is the step. `grader verify --table` makes
this page.

| misconception | what is told | caught | named | caught by |
|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class _Known:
    """What was proven of one misconception in one exercise."""

    ways: int
    caught: int
    named: int
    checks: tuple[str, ...]


def misconception_table(exercises: Sequence[Exercise], proofs: Sequence[Proof]) -> str:
    """A page of Markdown about all misconceptions of some exercises, by name."""
    rows: dict[str, dict[str, _Known]] = {}
    messages: dict[str, str] = {}
    for exercise in exercises:
        found = _ways(exercise, proofs)
        for name, row in exercise.spec.misconceptions.items():
            messages.setdefault(name, row.message)
            rows.setdefault(name, {})[exercise.id] = _known(
                exercise, found.get(name, {})
            )
    lines = (_line(name, messages[name], rows[name]) for name in sorted(rows))
    return HEAD + "".join(lines)


def _ways(
    exercise: Exercise, proofs: Sequence[Proof]
) -> dict[str, dict[str, list[Proof]]]:
    """The proofs of each way of writing each misconception."""
    found: dict[str, dict[str, list[Proof]]] = {}
    for proof in proofs:
        if proof.exercise != exercise.id:
            continue
        name = mistake_shown(exercise, proof.subject)
        if name:
            found.setdefault(name, {}).setdefault(proof.subject, []).append(proof)
    return found


def _known(exercise: Exercise, ways: Mapping[str, Sequence[Proof]]) -> _Known:
    seen = {proof.figure for rows in ways.values() for proof in rows}
    return _Known(
        ways=len(ways),
        caught=sum(all(proof.figure for proof in rows) for rows in ways.values()),
        named=sum(all(proof.proven for proof in rows) for rows in ways.values()),
        checks=tuple(c.id for c in exercise.spec.checks if c.id in seen),
    )


def _line(name: str, message: str, rows: Mapping[str, _Known]) -> str:
    ways = sum(row.ways for row in rows.values())
    caught = _share(sum(row.caught for row in rows.values()), ways)
    named = _share(sum(row.named for row in rows.values()), ways)
    told = " ".join(message.split()).replace("|", "\\|")
    return f"| `{name}` | {told} | {caught} | {named} | {'; '.join(_places(rows))} |\n"


def _share(count: int, ways: int) -> str:
    return "all" if ways and count == ways else f"**{count} of {ways}**"


def _places(rows: Mapping[str, _Known]) -> Iterator[str]:
    for exercise, row in rows.items():
        yield f"{exercise}: {', '.join(row.checks) or 'none'}"
