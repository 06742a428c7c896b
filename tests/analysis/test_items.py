"""Difficulty and discrimination, against formulas written out."""

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from grader.analysis import items_of
from grader.analysis.items import correlated, tails_apart
from grader.result import CheckResult, Verdict, Visibility
from tests.helpers import GRADE, grade_of

QUARTERS = st.integers(0, 4).map(lambda number: number / 4)
PAIRS = st.lists(st.tuples(QUARTERS, st.integers(0, 12).map(float)), min_size=2)


def check(name: str, points: float, most: float = 1.0) -> CheckResult:
    """A check with some points; passed at full marks."""
    verdict = Verdict.PASSED if points == most else Verdict.FAILED
    return CheckResult(name, name, verdict, points, most, Visibility.HIDDEN)


def class_of(*rows: tuple[float, ...]):
    """A grade a row, a check a number."""
    return [
        grade_of(checks=tuple(check(f"c{n}", points) for n, points in enumerate(row)))
        for row in rows
    ]


@given(PAIRS)
def test_correlation_is_the_product_moment(pairs):
    """Covariance over both deviations; nothing where one of them is none."""
    scores, rests = map(list, zip(*pairs, strict=True))
    n = len(pairs)
    mx, my = sum(scores) / n, sum(rests) / n
    cov = sum((x - mx) * (y - my) for x, y in pairs)
    vx, vy = sum((x - mx) ** 2 for x in scores), sum((y - my) ** 2 for y in rests)

    found = correlated(scores, rests)

    if len(set(scores)) == 1 or len(set(rests)) == 1:
        assert found is None
    else:
        assert found == pytest.approx(cov / math.sqrt(vx * vy), abs=1e-9)
        assert -1 <= found <= 1


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 12)), min_size=2))
def test_all_or_nothing_gives_the_point_biserial(pairs):
    """(mean of those who passed - mean of the others) / deviation * sqrt(p q)."""
    ones = [rest for passed, rest in pairs if passed]
    zeros = [rest for passed, rest in pairs if not passed]
    rests = [rest for _, rest in pairs]
    assume(ones and zeros and len(set(rests)) > 1)
    n, mean = len(rests), sum(rests) / len(rests)
    deviation = math.sqrt(sum((rest - mean) ** 2 for rest in rests) / n)
    apart = sum(ones) / len(ones) - sum(zeros) / len(zeros)
    due = apart / deviation * math.sqrt(len(ones) * len(zeros) / n**2)

    found = correlated([float(p) for p, _ in pairs], [float(r) for r in rests])

    assert found == pytest.approx(due, abs=1e-9)


@given(
    st.lists(st.tuples(QUARTERS, st.integers()), min_size=2, unique_by=lambda p: p[1])
)
def test_tails_are_the_upper_and_lower_27_percent(pairs):
    """Where no two have the same rest score, both are plain slices."""
    ordered = [score for score, _ in sorted(pairs, key=lambda pair: pair[1])]
    size = max(1, round(0.27 * len(pairs)))
    due = sum(ordered[-size:]) / size - sum(ordered[:size]) / size

    found = tails_apart([s for s, _ in pairs], [r for _, r in pairs])

    assert found == pytest.approx(due, abs=1e-9)


@given(PAIRS, st.randoms())
def test_the_order_of_students_changes_nothing(pairs, random):
    """Also where many have the same rest score."""
    mixed = random.sample(pairs, len(pairs))
    first, second = (
        tails_apart(*map(list, zip(*rows, strict=True))) for rows in (pairs, mixed)
    )

    assert first == pytest.approx(second, abs=1e-9)
    assert first is None or -1 <= first <= 1


def test_difficulty_is_the_mean_share():
    """Part of the points is part of the score; passed is counted apart."""
    first, second = items_of(class_of((1, 0.5), (1, 0), (0, 0), (0, 1)))

    assert (first.difficulty, first.passed) == (0.5, 0.5)
    assert (second.difficulty, second.passed) == (0.375, 0.25)
    assert (first.count, first.hidden) == (4, True)


def test_no_check_is_compared_with_itself():
    """Two checks that have nothing to do with each other separate nothing."""
    rows = items_of(class_of((1, 1), (1, 0), (0, 1), (0, 0)))

    assert [row.discrimination for row in rows] == [0, 0]
    assert not any(row.separates_best for row in rows)


def test_the_check_that_separates_best_is_marked():
    """It is one of several that separate at all."""
    rows = items_of(class_of((1, 1, 1), (1, 1, 0), (0, 0, 1), (0, 0, 0), (0, 1, 0)))

    assert [row.separates_best for row in rows] == [True, False, False]


def test_a_check_alone_separates_nothing():
    """There is no rest to hold it against."""
    (row,) = items_of(class_of((1,), (0,)))

    assert (row.discrimination, row.upper_lower) == (None, None)


def test_a_check_that_not_every_grade_has_is_counted_where_it_is():
    """An exercise may have changed between two grades."""
    rows = items_of(class_of((1, 1), (0,)))

    assert [row.count for row in rows] == [2, 1]


def test_a_check_without_points_is_passed_or_not():
    """It has no share of points to be scored by."""
    rows = [replace(GRADE, checks=(check("a", 0, 0), check("b", n))) for n in (0, 1)]
    failed = replace(check("a", 0, 0), verdict=Verdict.FAILED)
    rows.append(replace(GRADE, checks=(failed, check("b", 1))))

    assert items_of(rows)[0].difficulty == pytest.approx(2 / 3)
