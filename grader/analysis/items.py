"""Item analysis: how hard each check is, and how well it separates. Pure.

The score of a check is its share of points. It is held against the rest score, the
points of all other checks of the exercise, so that no check is compared with itself.
Difficulty is the mean score (the higher, the easier), discrimination the correlation
with the rest score (point-biserial where a check is all or nothing), and `upper_lower`
the mean score of the upper 27 % less that of the lower 27 % (Kelley, 1939, "The
selection of upper and lower groups for the validation of test items").
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import StatisticsError, correlation, fmean

from grader.analysis.spread import share_of
from grader.result import DECIMALS, CheckResult, Grade, Verdict, Visibility

# Below this a correlation's standard error, about 1 / sqrt(n), is above 0.22.
ENOUGH = 20
TAIL = 0.27


@dataclass(frozen=True, slots=True)
class Item:
    """A check over a class; a number that cannot be had is None."""

    check: str
    title: str
    hidden: bool
    count: int
    passed: float
    difficulty: float
    discrimination: float | None
    upper_lower: float | None
    separates_best: bool = False


def items_of(grades: Iterable[Grade]) -> tuple[Item, ...]:
    """The items of one exercise, in the order of its checks."""
    rows = list(grades)
    checks = {check.id: check for grade in rows for check in grade.checks}
    found = [_item(check, rows) for check in checks.values()]
    known = [item.discrimination for item in found if item.discrimination is not None]
    best, least = max(known, default=0.0), min(known, default=0.0)
    if best <= 0 or math.isclose(best, least):
        return tuple(found)
    return tuple(
        replace(item, separates_best=math.isclose(item.discrimination or 0.0, best))
        for item in found
    )


def _item(check: CheckResult, grades: Sequence[Grade]) -> Item:
    pairs = [
        (row, _rest(grade, row))
        for grade in grades
        for row in grade.checks
        if row.id == check.id
    ]
    scores = [_score(row) for row, _ in pairs]
    rests = [rest for _, rest in pairs]
    return Item(
        check=check.id,
        title=check.title,
        hidden=check.visibility is Visibility.HIDDEN,
        count=len(pairs),
        passed=fmean(row.verdict is Verdict.PASSED for row, _ in pairs),
        difficulty=fmean(scores),
        discrimination=correlated(scores, rests),
        upper_lower=tails_apart(scores, rests),
    )


def _score(check: CheckResult) -> float:
    if check.max_points > 0:
        return share_of(check.points, check.max_points)
    return float(check.verdict is Verdict.PASSED)


def _rest(grade: Grade, check: CheckResult) -> float:
    """What the other checks earned, with the decimals that points have."""
    others = (row.points for row in grade.checks if row.id != check.id)
    return round(math.fsum(others), DECIMALS)


def correlated(scores: Sequence[float], rests: Sequence[float]) -> float | None:
    """Pearson's correlation, -1 to 1; None where one of the two is all alike."""
    try:
        found = correlation(scores, rests)
    except StatisticsError:
        return None
    return min(max(found, -1.0), 1.0)


def tails_apart(scores: Sequence[float], rests: Sequence[float]) -> float | None:
    """The upper tail's mean score less the lower's; None where rests are all alike.

    Students with the same rest score at the edge of a tail share the places left, so
    that the order of students changes nothing.
    """
    if len(set(rests)) < 2:  # noqa: PLR2004 - two differ
        return None
    size = max(1, round(TAIL * len(scores)))
    return _top(scores, rests, size) - _top(scores, [-rest for rest in rests], size)


def _top(scores: Sequence[float], rests: Sequence[float], size: int) -> float:
    edge = sorted(rests, reverse=True)[size - 1]
    pairs = list(zip(scores, rests, strict=True))
    above = [score for score, rest in pairs if rest > edge]
    tied = [score for score, rest in pairs if rest == edge]
    return (math.fsum(above) + (size - len(above)) * fmean(tied)) / size
