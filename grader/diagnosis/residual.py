"""What a wrong part is of the right one, where no known mistake explains it. Pure.

Every reading is a claim about all cases at once: it is told only where it holds in each
of them, and where the right values vary enough that it could not hold by chance. What
is told is a relation, never a value.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.held import ABSOLUTE, held_by, labelled, near, within, wrong_line
from grader.values import FloatArray

VARIED = 2  # different right values that a reading needs, over all cases


@dataclass(frozen=True, slots=True)
class Residual:
    """What a part is of the right one; `misconception` where that has a name."""

    part: str
    message: str
    misconception: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """One part in one case: what came, what was due, all parts due, the sizes.

    `arguments` are those of the call, by name.
    """

    came: FloatArray
    due: FloatArray
    others: Mapping[str, FloatArray]
    sizes: Mapping[str, int]
    arguments: Mapping[str, FloatArray] = field(default_factory=dict)


def residual(part: str, rows: Sequence[Seen]) -> Residual | None:
    """The first reading that holds in every case, or None."""
    right = [value for row in rows for value in row.due.reshape(-1)]
    if len(set(right)) < VARIED or not all(_finite(row.came) for row in rows):
        return None
    for reading in READINGS:
        found = reading(part, rows)
        if found is not None:
            return found
    return None


def _finite(array: FloatArray) -> bool:
    return bool(np.isfinite(array).all())


def _everywhere(rows: Sequence[Seen], changed: Iterable[Any]) -> bool:
    """Whether a change of what was due is what came, in every case.

    In one case at least it must be a change: else it explains nothing. What was due is
    changed only as far as it holds.
    """
    told = False
    for row, value in zip(rows, changed, strict=False):
        if not near(row.came, value):
            return False
        told = told or not near(value, row.due)
    return told


def _constant(part: str, rows: Sequence[Seen]) -> Residual | None:
    """The same result for every input of a shape."""
    by_shape: dict[tuple[int, ...], list[Seen]] = {}
    for row in rows:
        by_shape.setdefault(row.came.shape, []).append(row)
    groups = [group for group in by_shape.values() if len(group) > 1]
    varied = [g for g in groups if any(not near(r.due, g[0].due) for r in g)]
    if not varied or len(rows) - sum(map(len, groups)) > len(rows) // 2:
        return None
    if all(near(row.came, group[0].came) for group in varied for row in group):
        text = f"{part} does not change with the input: it is hard-coded or a constant."
        return Residual(part, text, "hard_coded")
    return None


def _truncated(part: str, rows: Sequence[Seen]) -> Residual | None:
    if _everywhere(rows, (np.trunc(row.due) for row in rows)):
        text = f"{part} is cut to whole numbers: the array it is written to holds ints."
        return Residual(part, text, "truncated_to_int")
    return None


def _turned(part: str, rows: Sequence[Seen]) -> Residual | None:
    if _everywhere(rows, (row.due.T for row in rows)):
        return Residual(part, f"{part} is the transpose of what is due.")
    return None


def _opposite(part: str, rows: Sequence[Seen]) -> Residual | None:
    if _everywhere(rows, (-row.due for row in rows)):
        return Residual(part, f"{part} has the wrong sign everywhere.")
    return None


def _another(part: str, rows: Sequence[Seen]) -> Residual | None:
    """The value of one other quantity, where no second one has it too."""
    found = held_by([row.came for row in rows], _known(part, rows))
    if len(found) != 1 or not any(not near(row.came, row.due) for row in rows):
        return None
    return Residual(part, f"{part} {_holds(found[0], rows)}")


def _another_line(part: str, rows: Sequence[Seen]) -> Residual | None:
    """One element or row that holds what another quantity should hold."""
    line = wrong_line([row.came for row in rows], [row.due for row in rows])
    if line is None:
        return None
    having = [row for row in rows if len(row.came) > line]
    own = f"{part}[{line}]"
    known = (
        {**row, **labelled({part: seen.due})}
        for seen, row in zip(having, _known(part, having), strict=True)
    )
    values = [np.asarray(row.came[line]) for row in having]
    found = [label for label in held_by(values, known) if label != own]
    if len(found) != 1:
        return None
    return Residual(part, f"{own} {_holds(found[0], having)}")


def _known(part: str, rows: Sequence[Seen]) -> Iterator[dict[str, FloatArray]]:
    """All quantities of each case but the part itself."""
    for row in rows:
        quantities = {**row.arguments, **row.others}
        yield labelled({n: a for n, a in quantities.items() if n != part})


def _holds(label: str, rows: Sequence[Seen]) -> str:
    """What is said of a value that is another quantity: a result, or an argument."""
    name = label.partition("[")[0].removesuffix(".T")
    if name in rows[0].others:
        return f"holds what {label} should hold."
    return f"is {label}, as it was given."


def _scaled(part: str, rows: Sequence[Seen]) -> Residual | None:
    """A constant ratio: of all cases, or one that is a size of the case."""
    for size in rows[0].sizes:
        if any(row.sizes[size] < 1 for row in rows):
            continue
        told = _sized(size)
        if _everywhere(rows, (row.due / row.sizes[size] for row in rows)):
            return Residual(part, f"{part} is divided by {told}; it should not be.")
        if _everywhere(rows, (row.due * row.sizes[size] for row in rows)):
            return Residual(part, f"{part} is multiplied by {told}; it should not be.")
    ratio = _ratio(rows[0])
    if ratio and _everywhere(rows, (row.due * ratio for row in rows)):
        text = f"{part} is {ratio:.4g} times what is due, in every case."
        return Residual(part, text)
    return None


def _sized(size: str) -> str:
    words = {"n_samples": "the batch size", "n_inputs": "the number of inputs"}
    return f"{words.get(size, size)} ({size})" if size in words else size


def _ratio(row: Seen) -> float:
    if row.came.shape != row.due.shape:
        return 0.0
    cells = np.abs(row.due) > ABSOLUTE
    if not cells.any():
        return 0.0
    return float((row.came[cells] / row.due[cells]).reshape(-1)[0])


def _shifted(part: str, rows: Sequence[Seen]) -> Residual | None:
    if rows[0].came.shape != rows[0].due.shape:
        return None
    offset = float((rows[0].came - rows[0].due).reshape(-1)[0])
    if _everywhere(rows, (row.due + offset for row in rows)):
        return Residual(part, f"{part} is off by the same number in every cell.")
    return None


def _reordered(part: str, rows: Sequence[Seen]) -> Residual | None:
    for axis, word in ((0, "rows"), (1, "columns")):
        if any(row.due.ndim <= axis for row in rows):
            continue
        if _everywhere(rows, (np.flip(row.due, axis) for row in rows)):
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


def _in_part(part: str, rows: Sequence[Seen]) -> Residual | None:
    """Right in one row or column alone, or wrong in one alone."""
    if any(row.came.shape != row.due.shape or row.due.ndim == 0 for row in rows):
        return None
    right = [within(row.came, row.due) for row in rows]
    for axis, word in ((0, "row"), (1, "column")):
        if any(mask.ndim <= axis or mask.shape[axis] < VARIED for mask in right):
            continue
        line = word if right[0].ndim > 1 else "value"
        other = tuple(n for n in range(right[0].ndim) if n != axis)
        whole = [np.asarray(mask.all(axis=other)) for mask in right]
        for place, name in ((0, "first"), (-1, "last")):
            if all(_alone(lines, place) for lines in whole):
                return Residual(part, f"{part} is right in its {name} {line} alone.")
            if all(_alone(~lines, place) for lines in whole):
                return Residual(part, f"{part} is wrong in its {name} {line} alone.")
    return None


def _alone(lines: np.ndarray, place: int) -> bool:
    """Whether one line alone is marked."""
    return int(lines.sum()) == 1 and bool(lines[place])


def _masked(part: str, rows: Sequence[Seen]) -> Residual | None:
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


READINGS: tuple[Callable[[str, Sequence[Seen]], Residual | None], ...] = (
    _constant,
    _turned,
    _truncated,
    _another,
    _another_line,
    _opposite,
    _scaled,
    _shifted,
    _reordered,
    _in_part,
    _masked,
)
