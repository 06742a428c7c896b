"""Lengths behind declared shapes: `n_inputs + 1` with n_inputs = 3 is 4. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from grader.exercise.styles import Argument, Shape


def size_name(size: str) -> tuple[str, int]:
    """Split `n_inputs + 1` into the dimension's name and what is added."""
    name, _, plus = size.partition(" + ")
    return name, int(plus or 0)


def shape_of(shape: Shape, sizes: Mapping[str, int]) -> tuple[int, ...]:
    """The lengths a declared shape stands for."""
    return tuple(_length(size, sizes) for size in shape)


def sizes_of(declared: Mapping[str, Argument], values: Iterable[Any]) -> dict[str, int]:
    """The sizes that arguments of a call show, in the order declared.

    Raises `ValueError` where an argument has another rank than declared.
    """
    sizes: dict[str, int] = {}
    for (name, argument), value in zip(declared.items(), values, strict=True):
        if argument.kind in ("integer", "dimension"):
            sizes[name] = int(value)
        for size, length in zip(argument.shape, np.shape(value), strict=True):
            if isinstance(size, str):
                dimension, plus = size_name(size)
                sizes[dimension] = length - plus
    return sizes


def _length(size: int | str, sizes: Mapping[str, int]) -> int:
    if isinstance(size, int):
        return size
    name, plus = size_name(size)
    return sizes[name] + plus
