"""A class as numbers."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.analysis import analysed
from grader.analysis.classroom import BROKEN, SLOWEST
from grader.result import Diagnosis, Verdict
from tests.export.standing import standing
from tests.helpers import grade_of

ROWS = st.dictionaries(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("xyz")),
    st.tuples(
        st.integers(0, 4).map(float),
        st.sampled_from([Verdict.FAILED, Verdict.CRASHED, Verdict.TIMED_OUT]),
        st.sampled_from([None, "ascent", "wrong_axis"]),
        st.floats(0, 9),
    ),
    min_size=1,
)


def class_of(rows):
    """A standing a row."""
    return [
        standing(
            grade_of(
                student=student,
                exercise=exercise,
                points=points,
                verdict=verdict,
                diagnosis=Diagnosis(exercise, mistake, "why") if mistake else None,
                seconds=seconds,
            )
        )
        for (student, exercise), (points, verdict, mistake, seconds) in rows.items()
    ]


@given(ROWS)
def test_a_class_adds_up(rows):
    """Every sum and count is that of the rows, counted one by one."""
    found = analysed(class_of(rows), order=["z", "y"])

    assert set(found.students) == {student for student, _ in rows}
    assert [*found.exercises] == [
        name for name in "zyx" if name in {e for _, e in rows}
    ]
    for student, total in found.totals.items():
        own = [points for (who, _), (points, *_) in rows.items() if who == student]
        assert total.points == sum(own)
        assert total.max_points == 4 * len(found.exercises)
    assert dict(found.verdicts) == Counter(verdict for _, verdict, *_ in rows.values())
    held = Counter((exercise, m) for (_, exercise), (*_, m, _) in rows.items() if m)
    counted = {(row.exercise, row.misconception): row.count for row in found.mistakes}
    assert counted == held
    broken = sum(verdict in BROKEN for _, verdict, *_ in rows.values())
    assert len(found.broken) == broken
    slow = sorted((seconds for *_, seconds in rows.values()), reverse=True)[:SLOWEST]
    assert [row.grade.seconds for row in found.slowest] == slow


def test_an_override_counts():
    """Points of an instructor are those of the totals and the spread."""
    found = analysed([standing(points=4.0)])

    assert found.totals["ada"].share == 1
    assert found.spreads["neuron"].full == 1


def test_nothing_is_no_class():
    """There is nothing to say of it."""
    with pytest.raises(ValueError, match="no shares"):
        analysed([])
