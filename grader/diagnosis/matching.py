"""Names a mistake by answers that are those of a known one. Pure.

A misconception is an executable wrong solution; a submission that answers every case
as it does, in value, shape, change of arguments and exception, holds it, in whatever
style it is written. Evidence is required: a name is given only where the answers of
the mistake differ from those of every other mistake; where two fit, inputs that
separate them are asked for (`separating`).
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.candidate import Answer, Fault
from grader.examiner.calls import raw_parts
from grader.examiner.starting import shown_by
from grader.exercise import Exercise, ExerciseFile
from grader.held import near
from grader.raised import BROADCAST, PRODUCT
from grader.result import Diagnosis
from grader.values import FloatArray, Unfit, numbers


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What one case showed: parts as arrays of any shape, or a word for why not."""

    parts: tuple[FloatArray, ...] = ()
    word: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """One solution that shows a misconception, and what it does in each case."""

    misconception: str
    solution: Path
    shown: Sequence[Behaviour]


@dataclass(frozen=True, slots=True)
class Undecided:
    """A request for inputs that separate these: several misconceptions fit."""

    ways: tuple[Way, ...]


def diagnose(
    exercise: Exercise, answers: Sequence[Answer], ways: Sequence[Way]
) -> Diagnosis | Undecided | None:
    """The misconception that explains every answer, or None where none does."""
    found = fitting(exercise.spec, answers, ways)
    if len({way.misconception for way in found}) > 1:
        return Undecided(found)
    return named(exercise, found)


def fitting(
    spec: ExerciseFile, answers: Sequence[Answer], ways: Sequence[Way]
) -> tuple[Way, ...]:
    """The ways that answer every case as a submission did.

    Ends at the first case that leaves none: most mistakes show early.
    """
    if any(len(way.shown) != len(answers) for way in ways):
        raise ValueError("a mistake was asked other cases")
    left = tuple(ways)
    for place, answer in enumerate(answers):
        if not left:
            break
        seen = behaviour(answer, spec)
        left = tuple(way for way in left if alike(seen, way.shown[place]))
    return left


def named(exercise: Exercise, ways: Sequence[Way]) -> Diagnosis | None:
    """What is said of ways that fit; where they are of two mistakes, both are told."""
    names = list(dict.fromkeys(way.misconception for way in ways))
    if not names:
        return None
    words = [exercise.spec.misconceptions[name].message for name in names]
    return Diagnosis(
        step=exercise.id,
        misconception=names[0] if len(names) == 1 else None,
        message=" Or: ".join(words),
    )


def behaviour(answer: Answer, spec: ExerciseFile) -> Behaviour:
    """What an answer shows, whatever the shapes of its parts."""
    if answer.fault is not None:
        return Behaviour(word=_word(answer.fault))
    words: list[str] = []
    arrays: list[FloatArray] = []
    try:
        raw = raw_parts(spec, answer)
    except Unfit as unfit:
        return Behaviour(word=unfit.message)
    for name, value in raw.items():
        if name.startswith("new_"):
            words += _start(name, value)
            continue
        try:
            if isinstance(value, Fault):
                words.append(_word(value))
            else:
                arrays.append(numbers(value).array)
        except Unfit as unfit:
            words.append(unfit.message)
    return Behaviour(tuple(arrays), "; ".join(words), changed=bool(answer.changed))


def _start(name: str, value: Any) -> Iterator[str]:
    """What is to be seen of start values, which are random: all 0, alike, or large."""
    if isinstance(value, Fault):
        return
    with suppress(Unfit):
        yield from (row.format(part=name) for row in shown_by(numbers(value).array))


def part_arrays(answer: Answer, spec: ExerciseFile) -> dict[str, FloatArray]:
    """The parts of an answer that are numbers, in whatever shape they came."""
    if answer.fault is not None:
        return {}
    found: dict[str, FloatArray] = {}
    with suppress(Unfit):
        for name, value in raw_parts(spec, answer).items():
            with suppress(Unfit):
                found[name] = numbers(value).array
    return found


def alike(one: Behaviour, other: Behaviour) -> bool:
    """Whether two behaviours are the same but for rounding."""
    if (one.word, one.changed) != (other.word, other.changed):
        return False
    if len(one.parts) != len(other.parts):
        return False
    return all(map(near, one.parts, other.parts))


def _word(fault: Fault) -> str:
    """An exception is known by its type and its text.

    Where sizes clashed, by the sizes alone: `a @ b` and `np.dot(a, b)` complain in
    different words about the same thing.
    """
    if match := PRODUCT.search(fault.text):
        sizes = sorted(size for size in match.groups() if size)
        return f"product of sizes {' and '.join(sizes)}"
    if match := BROADCAST.search(fault.text):
        return f"broadcast of {sorted(match['shapes'].split())}"
    return f"{fault.verdict} {fault.exception} {fault.text}"
