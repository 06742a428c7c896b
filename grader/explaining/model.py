"""A picture with the numbers behind it. Frozen data, and how a number is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from grader.picture import Node, Picture
from grader.values import FloatArray

DIGITS = 5
MAX_INLINE = 6
MAX_ROWS, MAX_COLUMNS = 8, 8
GRID_RANK = 2
DOTS = "..."


@dataclass(frozen=True, slots=True)
class Explained:
    """A picture whose nodes hold values, the arrays behind them, and what went wrong.

    `arrays` is by the keys of nodes, `others` by names that have none; `note` is one
    sentence, or nothing.
    """

    picture: Picture
    arrays: Mapping[str, FloatArray] = field(default_factory=dict)
    others: Mapping[str, FloatArray] = field(default_factory=dict)
    note: str = ""

    @property
    def tables(self) -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
        """Each array that does not fit in a line: the name of its node, its rows."""
        for node in self.picture.nodes:
            array = self.arrays.get(node.key)
            if array is not None and is_large(array):
                yield f"{node.name}, {shape_of(array)}", rows_of(array)
        for name, array in self.others.items():
            if is_large(array):
                yield f"{name}, {shape_of(array)}", rows_of(array)

    @property
    def small_others(self) -> Iterator[tuple[str, str]]:
        """What is on no node and fits in a line: its name, its value."""
        for name, array in self.others.items():
            if not is_large(array):
                yield name, in_short(array)


def with_values(picture: Picture, arrays: Mapping[str, FloatArray]) -> Picture:
    """The same picture, each node with its value in short."""
    nodes = tuple(_valued(node, arrays.get(node.key)) for node in picture.nodes)
    return replace(picture, nodes=nodes)


def _valued(node: Node, array: FloatArray | None) -> Node:
    return node if array is None else replace(node, value=in_short(array))


def is_large(array: FloatArray) -> bool:
    """Whether an array needs lines of its own."""
    return array.ndim >= GRID_RANK or array.size > MAX_INLINE


def in_short(array: FloatArray) -> str:
    """A number, a short vector, or the shape of what is larger; ASCII."""
    if not array.ndim:
        return number(float(array))
    if is_large(array):
        return shape_of(array)
    return f"[{', '.join(number(float(value)) for value in array)}]"


def shape_of(array: FloatArray) -> str:
    """A shape as it is spoken: 2 x 3."""
    if array.ndim >= GRID_RANK:
        return " x ".join(map(str, array.shape))
    return f"{array.size} long" if array.ndim else "a number"


def number(value: float) -> str:
    """A number of so many digits as a learner needs, without a negative zero."""
    return f"{value + 0.0:.{DIGITS}g}"


def rows_of(array: FloatArray) -> tuple[tuple[str, ...], ...]:
    """An array as rows of words, cut where it is large.

    Of three and more axes the leading ones are laid out below one another.
    """
    flat = np.atleast_2d(array) if array.ndim < GRID_RANK else array
    flat = flat.reshape(-1, flat.shape[-1]) if flat.size else np.zeros((0, 0))
    rows = [_cut([number(float(v)) for v in row], MAX_COLUMNS) for row in flat]
    if len(rows) <= MAX_ROWS:
        return tuple(map(tuple, rows))
    return (*map(tuple, rows[: MAX_ROWS - 1]), (DOTS,))


def _cut(words: list[str], count: int) -> list[str]:
    return words if len(words) <= count else [*words[: count - 1], DOTS]
