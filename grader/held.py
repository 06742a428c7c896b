"""Which known quantity a wrong value is, by its values in every run. Pure.

A quantity is known whole, by its lines (`dw[1]`, of a matrix its rows), and turned
(`weights.T`). What is told is an equality in all runs, of values that vary between
them, so that it does not hold by chance.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np

from grader.values import FloatArray

RELATIVE, ABSOLUTE = 1e-5, 1e-9
MAX_LINES = 16
MATRIX = 2
VARIED = 4  # different values that an equality needs, where there are many runs


def near(one: Any, other: Any) -> bool:
    """Whether two arrays have one shape and the same values but for rounding."""
    return np.shape(one) == np.shape(other) and close(
        np.asarray(one), np.asarray(other)
    )


def close(one: FloatArray, other: FloatArray) -> bool:
    """Whether arrays of one shape differ by rounding alone; NaN is like NaN.

    As `np.allclose`, which takes several times as long for the few values here.
    """
    if not (np.isfinite(one).all() and np.isfinite(other).all()):
        return np.allclose(one, other, rtol=RELATIVE, atol=ABSOLUTE, equal_nan=True)
    return bool(within(one, other).all())


def within(one: FloatArray, other: FloatArray) -> np.ndarray:
    """Elementwise, whether finite values of one shape differ by rounding alone."""
    right: np.ndarray = np.abs(one - other) <= ABSOLUTE + RELATIVE * np.abs(other)
    return right


def labelled(quantities: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
    """Quantities of one run and what they are made of: whole first, then the rest."""
    found = dict(quantities)
    for name, array in quantities.items():
        found |= dict(_made_of(name, array))
    return found


def _made_of(name: str, array: FloatArray) -> Iterator[tuple[str, FloatArray]]:
    if array.ndim == MATRIX:
        yield f"{name}.T", array.T
    if array.ndim:
        for place in range(min(len(array), MAX_LINES)):
            yield f"{name}[{place}]", array[place]


def held_by(
    came: Sequence[FloatArray], known: Iterable[Mapping[str, FloatArray]]
) -> list[str]:
    """The labels of what a value is in every run; `known` holds all there is of each.

    Empty where the value is too constant to tell anything. Reads no run beyond the
    first that leaves no label.
    """
    if not _varies(came):
        return []
    labels: list[str] | None = None
    for value, row in zip(came, known, strict=False):
        there = row if labels is None else [label for label in labels if label in row]
        labels = [label for label in there if near(value, row[label])]
        if not labels:
            break
    return labels or []


def _varies(came: Sequence[FloatArray]) -> bool:
    """Whether a value changes enough from run to run to tell something."""
    distinct = {(row.shape, (row + 0.0).tobytes()) for row in came}
    return len(distinct) >= max(2, min(VARIED, len(came) // 2))


def product_held_by(
    came: Sequence[FloatArray], known: Sequence[Mapping[str, FloatArray]]
) -> list[str]:
    """The products of two known matrices, as `inputs.T @ z`, that a value is.

    Few numbers say little: in half of the runs it must have `VARIED` of them.
    """
    large = sum(row.size >= VARIED for row in came)
    if not _varies(came) or large < max(2, len(came) // 2):
        return []
    matrices = [
        {label: array for label, array in labelled(row).items() if array.ndim == MATRIX}
        for row in known
    ]
    pairs = list(product(matrices[0], repeat=2)) if matrices else []
    for value, row in zip(came, matrices, strict=True):
        pairs = [
            (one, other)
            for one, other in pairs
            if one in row and other in row and _is_product(value, row[one], row[other])
        ]
    return [f"{one} @ {other}" for one, other in pairs]


def _is_product(value: FloatArray, one: FloatArray, other: FloatArray) -> bool:
    fits = one.shape[1] == other.shape[0]
    shape = (one.shape[0], other.shape[1])
    return fits and value.shape == shape and near(value, one @ other)


def wrong_line(came: Sequence[FloatArray], due: Sequence[FloatArray]) -> int | None:
    """The one line that is wrong wherever anything is, in all runs; None for more."""
    lines: set[int] = set()
    for value, right in zip(came, due, strict=True):
        if value.shape != right.shape or not value.ndim:
            return None
        lines |= {i for i in range(len(value)) if not near(value[i], right[i])}
        if len(lines) > 1:
            return None
    return lines.pop() if len(lines) == 1 else None
