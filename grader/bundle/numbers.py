"""Numbers as they stand in a bundle's JSON, and the key under which values are found.

JSON has no NaN and no shape without elements, so these are written as words. A key
holds shapes and values to eight digits: values that differ by rounding have one key.
"""

import hashlib
import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from grader.values import FloatArray

WORDS = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}
# Grid values end in a 5 where decimals are cut; a little off the grid they do not.
ASIDE = 1.0000123


def written(array: FloatArray) -> Any:
    """An array as plain JSON, exactly."""
    if not array.size:
        return {"empty": list(array.shape)}
    return _worded(array.tolist())


def _worded(value: Any) -> Any:
    if isinstance(value, list):
        return [_worded(item) for item in value]
    return value if math.isfinite(value) else str(value)


def array_of(plain: Any) -> FloatArray:
    """The array that was written. Raises `ValueError` or TypeError for anything else."""
    if isinstance(plain, dict):
        return np.zeros(tuple(plain["empty"]))
    return np.array(_numbers(plain), np.float64)


def _numbers(value: Any) -> Any:
    if isinstance(value, list):
        return [_numbers(item) for item in value]
    if isinstance(value, str):
        return WORDS[value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    return value


def shape_key(shape: Sequence[int]) -> str:
    """A shape as a key of JSON: `3x4`, empty for a single number."""
    return "x".join(map(str, shape))


def key_of(values: Iterable[Any]) -> str:
    """The key of some values, whatever they are kept in; the same but for rounding."""
    digest = hashlib.blake2b(digest_size=8)
    for value in values:
        array = np.asarray(value, np.float64)
        digest.update(f"{array.shape}".encode())
        for number in array.reshape(-1).tolist():
            digest.update(f" {number * ASIDE + 0.0:.7e}".encode())
    return digest.hexdigest()
