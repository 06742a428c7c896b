"""Mean, median and histogram, against formulas written out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.analysis import BINS, share_of, spread_of

SHARES = st.lists(st.floats(0, 1), min_size=1)


@given(SHARES)
def test_a_spread_says_where_the_shares_lie(shares):
    """Each in one tenth, the middle one in the middle."""
    found = spread_of(shares)
    ordered = sorted(shares)
    half = len(shares) // 2
    middle = ordered[half] if len(shares) % 2 else sum(ordered[half - 1 : half + 1]) / 2

    assert found.mean == pytest.approx(sum(shares) / len(shares), abs=1e-12)
    assert found.median == pytest.approx(middle, abs=1e-12)
    assert (sum(found.bins), len(found.bins)) == (len(shares), BINS)
    assert found.full == shares.count(1.0)
    assert found.bins[-1] == sum(share * 10 >= 9 for share in shares)


def test_nothing_has_no_spread():
    """It is refused, not called 0."""
    with pytest.raises(ValueError, match="no shares"):
        spread_of([])


@pytest.mark.parametrize(
    ("points", "most", "share"), [(5, 10, 0.5), (12, 10, 1), (-1, 10, 0), (0, 0, 1)]
)
def test_a_share_stays_between_nothing_and_all(points, most, share):
    """An instructor may decide on more points than there are."""
    assert share_of(points, most) == share
