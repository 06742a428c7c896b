"""Names what is wrong, from outputs alone. Pure.

A misconception is an executable wrong solution; a submission that answers every case
as it does, in value, shape, change of arguments and exception, holds it, in whatever
style it is written. Evidence is required: a name is given only where the answers of
the mistake differ from those of every other mistake; where two fit, both are named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from grader.candidate import Answer, Fault
from grader.exercise import Exercise
from grader.result import Diagnosis
from grader.values import FloatArray, Unfit, numbers

RELATIVE, ABSOLUTE = 1e-5, 1e-9


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What one case showed: parts as arrays of any shape, or a word for why not."""

    parts: tuple[FloatArray, ...] = ()
    word: str = ""
    changed: bool = False


def diagnose(
    exercise: Exercise,
    answers: Sequence[Answer],
    mistakes: Mapping[str, Sequence[Answer]],
) -> Diagnosis | None:
    """The misconception that explains every answer, or None where none does."""
    count = len(exercise.spec.function.returns)
    observed = [behaviour(answer, count) for answer in answers]
    fitting = [
        name
        for name, rows in mistakes.items()
        if all(
            alike(seen, behaviour(row, count))
            for seen, row in zip(observed, rows, strict=True)
        )
    ]
    if not fitting:
        return None
    words = [exercise.spec.misconceptions[name].message for name in fitting]
    return Diagnosis(
        step=exercise.id,
        misconception=fitting[0] if len(fitting) == 1 else None,
        message=" Or: ".join(words),
    )


def behaviour(answer: Answer, count: int) -> Behaviour:
    """What an answer of `count` parts shows, whatever its shapes."""
    if answer.fault is not None:
        return Behaviour(word=_word(answer.fault))
    value = answer.values[0]
    if count == 1:
        rows = [value]
    elif isinstance(value, list | tuple) and len(value) == count:
        rows = list(value)
    else:
        return Behaviour(word="another number of parts")
    try:
        parts = tuple(numbers(row).array for row in rows)
    except Unfit as unfit:
        return Behaviour(word=unfit.message)
    return Behaviour(parts, changed=bool(answer.changed))


def alike(one: Behaviour, other: Behaviour) -> bool:
    """Whether two behaviours are the same but for rounding."""
    if (one.word, one.changed) != (other.word, other.changed):
        return False
    if len(one.parts) != len(other.parts):
        return False
    return all(
        a.shape == b.shape
        and np.allclose(a, b, rtol=RELATIVE, atol=ABSOLUTE, equal_nan=True)
        for a, b in zip(one.parts, other.parts, strict=True)
    )


def _word(fault: Fault) -> str:
    """An exception is known by type and text; the text tells the shapes that met."""
    return f"{fault.verdict} {fault.exception} {fault.text}"
