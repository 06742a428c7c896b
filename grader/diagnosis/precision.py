"""Digits that were lost on the way, and values that are no numbers. Pure.

What an array of whole numbers, `int` or `round` leaves of the right values, and where
something was divided by 0. A reading is told only where it holds in every case.
"""

from collections.abc import Sequence

import numpy as np

from grader.diagnosis.seen import Residual, Seen, everywhere
from grader.held import near
from grader.values import FloatArray

DIFFERENT = 4  # different whole numbers that do not come by chance
PLACES = 7
EXACT = 1e-4  # of a unit of the last decimal


def truncated(part: str, rows: Sequence[Seen]) -> Residual | None:
    """The right values without their fractions."""
    if everywhere(rows, (np.trunc(row.due) for row in rows)):
        text = f"{part} is cut to whole numbers: the array it is written to holds ints."
        return Residual(part, text, "truncated_to_int")
    return None


def rounded(part: str, rows: Sequence[Seen]) -> Residual | None:
    """The right values, rounded to some places."""
    if all(near(row.came, row.due) for row in rows):
        return None
    for places in range(PLACES):
        if all(_is_rounded(row, places) for row in rows):
            to = f"{places} decimals" if places else "whole numbers"
            text = f"{part} is rounded to {to}; hand it on as it comes out."
            return Residual(part, text, "rounded")
    return None


def _is_rounded(row: Seen, places: int) -> bool:
    """Whether values have some decimals and no more, and are the nearest that have."""
    if row.came.shape != row.due.shape:
        return False
    unit = 10.0**-places
    beside = np.abs(row.came - np.round(row.came / unit) * unit).max(initial=0.0)
    return bool(beside <= unit * EXACT) and _off(row) <= unit / 2 * (1 + EXACT)


def cut_on_the_way(part: str, rows: Sequence[Seen]) -> Residual | None:
    """Whole numbers, off by less than what cutting each term of a sum takes away."""
    if any(row.came.shape != row.due.shape for row in rows):
        return None
    came = np.concatenate([row.came.reshape(-1) for row in rows])
    if (came % 1).any() or len(set(came.tolist())) < DIFFERENT:
        return None
    if all(_off(row) < _terms(row) for row in rows) and any(map(_off, rows)):
        text = (
            f"{part} holds whole numbers alone: fractions are cut on the way, by an "
            "array that was made with whole numbers, or by int."
        )
        return Residual(part, text, "truncated_to_int")
    return None


def _off(row: Seen) -> float:
    return float(np.abs(row.came - row.due).max(initial=0.0))


def _terms(row: Seen) -> int:
    """How many terms a sum may have: the largest size that is no axis of the part."""
    return max((s for s in row.sizes.values() if s not in row.due.shape), default=1)


def undefined(part: str, rows: Sequence[Seen]) -> Residual | None:
    """NaN or infinity just where one other quantity is 0."""
    places = [~np.isfinite(row.came) for row in rows]
    known = [{**row.arguments, **row.others} for row in rows]
    found = [
        name
        for name in known[0]
        if name != part
        and all(
            _zeros(quantities.get(name), place)
            for quantities, place in zip(known, places, strict=True)
        )
    ]
    if len(found) != 1:
        return None
    text = (
        f"{part} is NaN or infinity just where {found[0]} is 0: something is divided "
        f"by {found[0]} there, or its logarithm is taken."
    )
    return Residual(part, text)


def _zeros(quantity: FloatArray | None, places: np.ndarray) -> bool:
    if quantity is None or quantity.shape != places.shape:
        return False
    return bool(np.array_equal(quantity == 0, places))
