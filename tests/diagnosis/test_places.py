"""Which places are wrong is told only where it holds in every case that is wrong."""

import numpy as np
import pytest

from grader.diagnosis.places import delayed, in_part, kept_from_before
from grader.diagnosis.seen import Seen

DUE = [np.array(row) for row in ([1.5, -2.0, 0.25], [4.0, 0.5], [2.0, 3.5, -1.0, 0.75])]


def rows_of(came, due=DUE):
    """One row a case."""
    return [Seen(np.array(c), d, {"y": d}, {}) for c, d in zip(came, due, strict=True)]


@pytest.mark.parametrize(
    ("came", "words"),
    [
        ([[*d[1:], d[-1]] for d in DUE], "first value is what is due as its second"),
        ([[d[0], *d[:-1]] for d in DUE], "second value is what is due as its first"),
    ],
)
def test_a_list_that_is_moved_by_one_place_is_told(came, words) -> None:
    """Whatever stands at the end that was left free."""
    found = delayed("y", rows_of(came))

    assert found is not None
    assert words in found.message


def test_a_list_of_one_repeated_number_is_not_moved() -> None:
    """Where all values due are alike, a shift would hold by chance."""
    due = [np.full(3, 2.0), np.full(4, 5.0)]

    assert delayed("y", rows_of([[2.0, 2.0, 9.0], [5.0, 5.0, 5.0, 9.0]], due)) is None


def test_a_list_that_keeps_what_earlier_calls_gave_is_told() -> None:
    """Each result begins with the one before."""
    came = [np.concatenate(DUE[: count + 1]) for count in range(len(DUE))]
    found = kept_from_before("y", rows_of(came))

    assert found is not None
    assert "kept_between_calls" == found.misconception


def test_a_list_that_is_too_long_by_itself_keeps_nothing() -> None:
    """One value too many in every case is another mistake."""
    assert kept_from_before("y", rows_of([[*row, 1.0] for row in DUE])) is None


def test_cases_that_are_right_throughout_tell_nothing_of_places() -> None:
    """Where a case is right, the others still show which value is wrong."""
    came = [DUE[0], DUE[1] + [0.0, 1.0], DUE[2] + [0.0, 1.0, 2.0, 1.0]]
    found = in_part("y", rows_of(came))

    assert found is not None
    assert (
        "Where y is not right, it is right in its first value alone." == found.message
    )


def test_one_case_alone_shows_no_place() -> None:
    """A single wrong case of several may be wrong there by chance."""
    assert in_part("y", rows_of([*DUE[:2], DUE[2] + [0.0, 1.0, 2.0, 1.0]])) is None
