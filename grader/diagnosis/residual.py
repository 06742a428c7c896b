"""What a wrong part is of the right one, where no known mistake explains it. Pure.

Holds the readings in their order, the surest first, and those about values as a whole:
another quantity, a factor, a shift. Those about single places and about lost digits
stand in modules of their own. What a reading must show is in `seen`.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from grader.diagnosis.places import (
    delayed,
    in_part,
    kept_from_before,
    masked,
    reordered,
)
from grader.diagnosis.precision import cut_on_the_way, rounded, truncated, undefined
from grader.diagnosis.seen import (
    VARIED,
    Reading,
    Residual,
    Seen,
    everywhere,
    finite,
)
from grader.held import ABSOLUTE, held_by, labelled, near, product_held_by, wrong_line
from grader.values import FloatArray


def residual(part: str, rows: Sequence[Seen]) -> Residual | None:
    """The first reading that holds in every case, or None."""
    right = [value for row in rows for value in row.due.reshape(-1)]
    if len(set(right)) < VARIED:
        return None
    if not all(finite(row.came) for row in rows):
        return undefined(part, rows)
    for reading in READINGS:
        found = reading(part, rows)
        if found is not None:
            return found
    return None


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


def _turned(part: str, rows: Sequence[Seen]) -> Residual | None:
    if everywhere(rows, (row.due.T for row in rows)):
        return Residual(part, f"{part} is the transpose of what is due.")
    return None


def _opposite(part: str, rows: Sequence[Seen]) -> Residual | None:
    if everywhere(rows, (-row.due for row in rows)):
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


def _product(part: str, rows: Sequence[Seen]) -> Residual | None:
    """The product of two matrices, where no other product is the same."""
    if all(near(row.came, row.due) for row in rows):
        return None
    known = [{**row.arguments, **row.others} for row in rows]
    found = product_held_by([row.came for row in rows], known)
    return Residual(part, f"{part} is {found[0]}.") if len(found) == 1 else None


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
        if everywhere(rows, (row.due / row.sizes[size] for row in rows)):
            return Residual(part, f"{part} is divided by {told}; it should not be.")
        if everywhere(rows, (row.due * row.sizes[size] for row in rows)):
            return Residual(part, f"{part} is multiplied by {told}; it should not be.")
    ratio = _ratio(rows[0])
    if ratio and everywhere(rows, (row.due * ratio for row in rows)):
        text = f"{part} is {ratio:.4g} times what is due, in every case."
        return Residual(part, text)
    return None


def _sized(size: str) -> str:
    words = {"n_samples": "the batch size", "n_inputs": "the number of inputs"}
    return f"{words.get(size, size)} ({size})" if size in words else size


def _ratio(row: Seen) -> float:
    return _quotient(row.came, row.due)


def _quotient(one: FloatArray, other: FloatArray | None) -> float:
    """The ratio in the first cell that has one, 0 where there is none."""
    if other is None or one.shape != other.shape:
        return 0.0
    cells = np.abs(other) > ABSOLUTE
    if not cells.any():
        return 0.0
    return float((one[cells] / other[cells]).reshape(-1)[0])


def _shifted(part: str, rows: Sequence[Seen]) -> Residual | None:
    if rows[0].came.shape != rows[0].due.shape:
        return None
    offset = float((rows[0].came - rows[0].due).reshape(-1)[0])
    if everywhere(rows, (row.due + offset for row in rows)):
        return Residual(part, f"{part} is off by the same number in every cell.")
    return None


def _proportional(part: str, rows: Sequence[Seen]) -> Residual | None:
    """Right but for a factor of the whole, which changes from case to case."""
    told = [row for row in rows if row.came.any() or row.due.any()]
    factors = [_ratio(row) for row in told]
    for row, factor in zip(told, factors, strict=True):
        many = len(set(row.due.reshape(-1).tolist())) > VARIED
        if not (factor and many and near(row.came, factor * row.due)):
            return None
    if len(told) < VARIED or near(factors, [factors[0]] * len(told)):
        return None
    if near([np.linalg.norm(row.came) for row in told], [1.0] * len(told)):
        text = f"{part} is scaled to length 1; it is due at the length it has."
        return Residual(part, text, "normalised")
    text = f"{part} is right but for a factor, which changes from case to case."
    return Residual(part, text)


def _argument_alone(part: str, rows: Sequence[Seen]) -> Residual | None:
    """One argument times one number, whatever the other arguments are."""
    for name in rows[0].arguments if rows else ():
        given = [row.arguments.get(name) for row in rows]
        factor = _quotient(rows[0].came, given[0])
        if not factor or factor == 1 or len(rows[0].arguments) < VARIED:
            continue  # a factor of 1 is a quantity of that value
        pairs = zip(rows, given, strict=True)
        if all(g is not None and near(row.came, factor * g) for row, g in pairs):
            text = (
                f"{part} is {factor:.4g} times {name} in every case; the other "
                "arguments make no difference. Do numbers stand where names belong?"
            )
            return Residual(part, text, "hard_coded")
    return None


READINGS: tuple[Reading, ...] = (
    _constant,
    _turned,
    truncated,
    rounded,
    _another,
    _another_line,
    _product,
    _opposite,
    _scaled,
    _shifted,
    _proportional,
    _argument_alone,
    cut_on_the_way,
    kept_from_before,
    delayed,
    reordered,
    in_part,
    masked,
)
