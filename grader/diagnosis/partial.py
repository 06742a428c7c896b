"""Names a mistake made in some parts of a result, the others being right. Pure.

A known mistake is written into all parts that it can reach; a learner often makes it in
one. The wrong parts must be those of the mistake in every case, as where all of them
are (`matching`).
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from grader.candidate import Answer
from grader.diagnosis.matching import Behaviour, Way, behaviour
from grader.exercise import Exercise
from grader.held import near
from grader.result import Diagnosis
from grader.values import FloatArray


def partly(
    exercise: Exercise,
    answers: Sequence[Answer],
    due: Sequence[Mapping[str, FloatArray]],
    ways: Sequence[Way],
) -> Diagnosis | None:
    """The one misconception that explains all parts that are wrong.

    A mistake is often made in one part of several. `due` holds the right parts of each
    case. A way that gives a part the value of another part tells of an order, which
    one part alone does not show.
    """
    seen = [behaviour(answer, exercise.spec) for answer in answers]
    names = [name for name in due[0] if not name.startswith("new_")] if due else []
    if any(len(row.parts) != len(names) or row.changed for row in seen):
        return None
    wrong = {
        place
        for place, name in enumerate(names)
        for row, right in zip(seen, due, strict=True)
        if not near(row.parts[place], right[name])
    }
    if not wrong or len(wrong) == len(names):
        return None
    found = [
        way
        for way in ways
        if all(_alike_in(wrong, *pair) for pair in zip(seen, way.shown, strict=True))
        and not any(_is_another(place, names, seen, due) for place in wrong)
    ]
    if len({way.misconception for way in found}) != 1:
        return None
    what = " and ".join(names[place] for place in sorted(wrong))
    message = exercise.spec.misconceptions[found[0].misconception].message
    return Diagnosis(exercise.id, found[0].misconception, f"{what}: {message}")


def _alike_in(places: AbstractSet[int], one: Behaviour, other: Behaviour) -> bool:
    """Whether some parts of two behaviours are the same, and how they ended is."""
    if one.word != other.word or len(one.parts) != len(other.parts):
        return False
    return all(near(one.parts[place], other.parts[place]) for place in places)


def _is_another(
    place: int,
    names: Sequence[str],
    seen: Sequence[Behaviour],
    due: Sequence[Mapping[str, FloatArray]],
) -> bool:
    """Whether a part holds what another should, in every case."""
    return any(
        all(near(row.parts[place], r[n]) for row, r in zip(seen, due, strict=True))
        for n in names
        if n != names[place]
    )
