"""Judges a law by a submission's own answers; nothing right is needed for it. Pure.

How far a relation may be off is what its terms may be off, as the reference tells for
the same cases. A hidden law tells its sentence alone; a visible one also shows the
calls, which were made on public numbers, and what the submission gave.
"""

from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np

from grader.examiner import messages
from grader.examiner.reading import Finding, Reading, answered, fitted_parts
from grader.exercise import LawCheck
from grader.laws import Placed, Relation, holds, tells_nothing
from grader.result import Verdict, Visibility
from grader.values import FloatArray, Part

Answers = dict[int, dict[str, Part]]
Values = Mapping[int, Mapping[str, FloatArray]]


def broken_laws(check: LawCheck, reading: Reading) -> Iterator[Finding]:
    """What does not hold, instance by instance, simplest first.

    Results that are all 0 keep many laws and show none of them.
    """
    told = False
    for placed in reading.suite.laws[check.id]:
        for relation in placed.relations:
            found = _answers(check, reading, placed, relation)
            if isinstance(found, Finding):
                yield found
                continue
            values = _arrays(found)
            told = told or not tells_nothing(relation, values)
            if message := _broken(relation, values, _allowed(reading, placed, found)):
                text = message.format(**_words(check, relation))
                if check.visibility is Visibility.VISIBLE:
                    text += _shown(reading, placed, values)
                yield Finding(Verdict.FAILED, text)
    if not told and _due(check, reading):
        yield Finding(Verdict.FAILED, messages.ALL_ZERO)


def _due(check: LawCheck, reading: Reading) -> bool:
    """Whether the reference's results show the law."""
    return any(
        not tells_nothing(relation, reading.suite.of_reference(placed))
        for placed in reading.suite.laws[check.id]
        for relation in placed.relations
    )


def _arrays(found: Answers) -> dict[int, dict[str, FloatArray]]:
    return {
        answer: {name: part.array for name, part in parts.items()}
        for answer, parts in found.items()
    }


def _answers(
    check: LawCheck, reading: Reading, placed: Placed, relation: Relation
) -> Answers | Finding:
    """The parts that a relation reads, by answer, or why one of them is not there."""
    revealed = check.visibility is Visibility.VISIBLE
    found: Answers = {}
    for answer, names in relation.needed.items():
        parts = partial(fitted_parts, reading, names=names, revealed=revealed)
        index = placed.places[answer]
        for _index, row in answered(reading, [index], parts, revealed=revealed):
            if isinstance(row, Finding):
                return row
            found[answer] = row
    return found


def _allowed(
    reading: Reading, placed: Placed, found: Answers
) -> dict[int, dict[str, FloatArray]]:
    return {
        answer: {
            name: reading.suite.expected[placed.places[answer]][name].allowed(
                coarse=part.coarse
            )
            for name, part in parts.items()
        }
        for answer, parts in found.items()
    }


def _broken(relation: Relation, values: Values, allowed: Values) -> str:
    """The sentence about what is wrong, or nothing."""
    if holds(relation, values, allowed):
        return ""
    arrays = [array for parts in values.values() for array in parts.values()]
    if not all(np.isfinite(array).all() for array in arrays):
        return messages.NOT_FINITE
    return messages.LAWS[relation.sentence]


def _words(check: LawCheck, relation: Relation) -> dict[str, str]:
    """What the sentence of a law names."""
    return {
        "part": relation.part,
        "other": relation.terms[-1].part,
        "of": check.of or "",
        "by": check.by or "",
        "along": (check.along or "").removeprefix("n_"),
    }


def _shown(reading: Reading, placed: Placed, values: Values) -> str:
    """The calls of a relation and what they gave."""
    cases = reading.suite.cases
    rows = [
        (dict(cases[placed.places[answer]].arguments), dict(parts))
        for answer, parts in values.items()
    ]
    return " " + messages.side_by_side(rows)
