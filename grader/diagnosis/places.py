"""Which places of a part are wrong, moved or too many. Pure.

Rows, columns and cells, the places where zeros are due, and lists that begin late or
never end. A reading is told only where it holds in every case.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from grader.diagnosis.seen import VARIED, Residual, Seen, everywhere
from grader.held import near, within


def reordered(part: str, rows: Sequence[Seen]) -> Residual | None:
    """The right values in other places."""
    for axis, word in ((0, "rows"), (1, "columns")):
        if any(row.due.ndim <= axis for row in rows):
            continue
        if everywhere(rows, (np.flip(row.due, axis) for row in rows)):
            lines = word if rows[0].due.ndim > 1 else "values"
            return Residual(part, f"{part} has its {lines} in the reverse order.")
    same = all(
        row.came.shape == row.due.shape
        and near(np.sort(row.came, axis=None), np.sort(row.due, axis=None))
        for row in rows
    )
    many = any(len(set(row.due.reshape(-1).tolist())) > VARIED for row in rows)
    moved = any(not near(row.came, row.due) for row in rows)
    if same and many and moved:
        return Residual(part, f"{part} holds the right values in wrong places.")
    return None


def in_part(part: str, rows: Sequence[Seen]) -> Residual | None:
    """Right in one row or column alone, or wrong in one alone.

    Cases that are right throughout, as where all is 0, tell nothing.
    """
    if any(row.came.shape != row.due.shape or row.due.ndim == 0 for row in rows):
        return None
    every = [within(row.came, row.due) for row in rows]
    right = [mask for mask in every if not mask.all()]
    if len(right) < VARIED and len(right) < len(every):
        return None
    it = part if len(right) == len(every) else f"Where {part} is not right, it"
    for axis, word in ((0, "row"), (1, "column")):
        if any(mask.ndim <= axis or mask.shape[axis] < VARIED for mask in right):
            continue
        line = word if right[0].ndim > 1 else "value"
        other = tuple(n for n in range(right[0].ndim) if n != axis)
        whole = [np.asarray(mask.all(axis=other)) for mask in right]
        for place, name in ((0, "first"), (-1, "last")):
            if all(_alone(lines, place) for lines in whole):
                return Residual(part, f"{it} is right in its {name} {line} alone.")
            if all(_alone(~lines, place) for lines in whole):
                return Residual(part, f"{it} is wrong in its {name} {line} alone.")
    return None


def _alone(lines: np.ndarray, place: int) -> bool:
    """Whether one line alone is marked."""
    return int(lines.sum()) == 1 and bool(lines[place])


def masked(part: str, rows: Sequence[Seen]) -> Residual | None:
    """Wrong only where zeros are due, or zeros where none are."""
    if any(row.came.shape != row.due.shape for row in rows):
        return None
    wrong = [~within(row.came, row.due) for row in rows]
    due = np.concatenate([row.due[w] for row, w in zip(rows, wrong, strict=True)])
    came = np.concatenate([row.came[w] for row, w in zip(rows, wrong, strict=True)])
    zeros = sum(int((row.due == 0).sum()) for row in rows)
    if due.size and zeros and not due.any():
        return Residual(part, f"{part} is wrong only where 0 is due: look at the mask.")
    if due.size and not came.any() and any(row.came.any() for row in rows):
        return Residual(part, f"{part} is 0 in places where it should not be.")
    return None


def delayed(part: str, rows: Sequence[Seen]) -> Residual | None:
    """A list that begins one place too early or too late."""
    if any(row.came.shape != row.due.shape or row.due.ndim != 1 for row in rows):
        return None
    long = [row for row in rows if len(row.due) > 1]
    for first, second, text in (
        (
            slice(None, -1),
            slice(1, None),
            "its first value is what is due as its second",
        ),
        (
            slice(1, None),
            slice(None, -1),
            "its second value is what is due as its first",
        ),
    ):
        if not all(near(row.came[first], row.due[second]) for row in long):
            continue
        if any(len(set(row.due[second].tolist())) > VARIED for row in long):
            message = f"{part} is moved by one place: {text}, and so on."
            return Residual(part, message)
    return None


def kept_from_before(part: str, rows: Sequence[Seen]) -> Residual | None:
    """A list that begins with what the call before gave, and grows."""
    grown = 0
    for before, row in pairwise(rows):
        if row.came.shape == row.due.shape:
            continue
        if not (row.came.ndim == row.due.ndim == before.came.ndim == 1):
            return None
        kept = len(row.came) - len(row.due)
        if kept < 1 or not near(row.came[:kept], before.came):
            return None
        grown += 1
    if grown < VARIED:
        return None
    text = (
        f"{part} grows from call to call: it begins with what the call before gave. "
        "Make a new list in each call; a default such as [] is made only once."
    )
    return Residual(part, text, "kept_between_calls")
