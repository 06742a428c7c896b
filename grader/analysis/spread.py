"""How points are spread: mean, median, and a histogram of shares. Pure."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean, median

BINS = 10


@dataclass(frozen=True, slots=True)
class Spread:
    """Shares of full marks, 0 to 1: how many, how many full, and where they lie.

    `bins` counts tenths; the last one holds full marks too.
    """

    count: int
    full: int
    mean: float
    median: float
    bins: tuple[int, ...]


def share_of(points: float, max_points: float) -> float:
    """The share of full marks, 0 to 1; where there is nothing to earn, all of it."""
    if max_points <= 0:
        return 1.0
    return min(max(points / max_points, 0.0), 1.0)


def spread_of(shares: Iterable[float]) -> Spread:
    """The spread of some shares. Raises `ValueError` where there are none."""
    rows = list(shares)
    if not rows:
        raise ValueError("no shares to describe")
    bins = [0] * BINS
    for share in rows:
        bins[min(math.floor(share * BINS), BINS - 1)] += 1
    full = sum(share >= 1 for share in rows)
    return Spread(len(rows), full, fmean(rows), median(rows), tuple(bins))
