"""A learner's plain data becomes arrays of the shape that is due, or is told apart.

Pure. `bad_type` is for what is no plain numeric data (None, text, booleans, ragged
lists); a wrong length or shape is `failed`. Shapes are told by the names of their
dimensions, so that a message teaches and gives no hidden case away.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.exercise import Shape, shape_of
from grader.result import Verdict

FloatArray = npt.NDArray[np.float64]
HALF_AND_SINGLE = (np.dtype("f2"), np.dtype("f4"))


class Unfit(Exception):
    """A value that cannot be judged against what is due."""

    def __init__(self, verdict: Verdict, message: str) -> None:
        self.verdict = verdict
        self.message = message
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a result as float64; `coarse` where it came in lower precision."""

    array: FloatArray
    coarse: bool


def parts_of(
    raw: Mapping[str, Any],
    returns: Mapping[str, Shape],
    sizes: Mapping[str, int],
    wanted: Collection[str] = (),
) -> dict[str, Part]:
    """The parts wanted of a result (all where empty), each of the shape due.

    Raises `Unfit` for a part that is wanted; another part may be as wrong as it likes.
    """
    return {
        name: _part(raw[name], name, shape, sizes)
        for name, shape in returns.items()
        if not wanted or name in wanted
    }


def split(value: Any, returns: Mapping[str, Shape]) -> dict[str, Any]:
    """A result's values by the names of its parts. Raises `Unfit`."""
    if len(returns) == 1:
        return dict.fromkeys(returns, value)
    due = f"{len(returns)} values ({', '.join(returns)}) are due"
    rows = isinstance(value, np.ndarray) and value.ndim > 0
    if not isinstance(value, list | tuple) and not rows:
        number = isinstance(value, int | float | np.ndarray)
        plain = number and not isinstance(value, bool)
        verdict = Verdict.FAILED if plain else Verdict.BAD_TYPE
        raise Unfit(verdict, f"{due}, and the result is {_word(value)}.")
    # Counted before it is taken apart: an array may hold millions of rows.
    if len(value) != len(returns):
        raise Unfit(Verdict.FAILED, f"{due}, and the result holds {len(value)}.")
    parts = map(np.asarray, value) if rows else value
    return dict(zip(returns, parts, strict=True))


def _part(value: Any, name: str, shape: Shape, sizes: Mapping[str, int]) -> Part:
    try:
        part = numbers(value)
    except Unfit as unfit:
        raise Unfit(unfit.verdict, f"{name} {unfit.message}") from None
    due = shape_of(shape, sizes)
    if part.array.shape != due:
        found = _in_words(part.array.shape, shape, due, sizes)
        message = f"{name} is {found} where {_declared(shape)} is due."
        raise Unfit(Verdict.FAILED, message)
    return part


def numbers(value: Any) -> Part:
    """Nested lists, tuples and arrays of real numbers as one array. Raises `Unfit`.

    Anything else, a fault in place of a value too, is unfit.
    """
    kind = type(value)
    if kind is float or kind is int:
        return Part(np.array(value, float), coarse=False)
    if isinstance(value, np.ndarray):
        if value.dtype == np.float64:
            return Part(value, coarse=False)
        if value.dtype.kind == "b":
            raise Unfit(Verdict.BAD_TYPE, "holds booleans where numbers are due.")
        # A signalling NaN warns when it is widened; it is judged like any other.
        with np.errstate(invalid="ignore"):
            wide = value.astype(np.float64)
        return Part(wide, coarse=value.dtype in HALF_AND_SINGLE)
    if not isinstance(value, list | tuple):
        raise Unfit(Verdict.BAD_TYPE, f"is {_word(value)} where numbers are due.")
    if all(type(item) is float or type(item) is int for item in value):
        return Part(np.array(value, float), coarse=False)
    rows = [numbers(item) for item in value]
    if len({row.array.shape for row in rows}) > 1:
        raise Unfit(Verdict.BAD_TYPE, "is ragged: its rows differ in length.")
    stacked = np.array([row.array for row in rows], float)
    return Part(stacked, coarse=any(row.coarse for row in rows))


def _word(value: Any) -> str:
    if value is None:
        return "None (is a return missing?)"
    words = {bool: "a boolean", str: "text", dict: "a dict", bytes: "bytes"}
    return words.get(type(value), "a single number")


def _declared(shape: Shape) -> str:
    if not shape:
        return "a single number"
    return _tuple([str(size) for size in shape])


def _in_words(
    found: tuple[int, ...],
    shape: Shape,
    due: tuple[int, ...],
    sizes: Mapping[str, int],
) -> str:
    """A shape by the names of its dimensions, where they can be told."""
    if not found:
        return "a single number"
    names = {length: name for name, length in sizes.items()}
    names |= {
        length: size
        for size, length in zip(shape, due, strict=True)
        if isinstance(size, str)
    }
    return "of shape " + _tuple([names.get(n, "?" if n > 1 else str(n)) for n in found])


def _tuple(words: list[str]) -> str:
    return f"({', '.join(words)}{',' if len(words) == 1 else ''})"
