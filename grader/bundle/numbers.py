"""Numbers as they stand in a bundle's JSON, and the key under which values are found.

JSON has no NaN and no shape without elements, so these are written as words. A key
holds shapes and values to eight digits: values that differ by rounding have one key.
"""

import hashlib
import math
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from grader.values import FloatArray

WORDS = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}
KEY_BYTES = 6
NOTHING = 1e-10  # what is so small beside the rest is a 0 that rounding moved
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
    """The array that was written. Raises ValueError or TypeError for anything else."""
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
    arrays = (np.asarray(value, np.float64) for value in values)
    text = "".join(_digits(array.shape, array.tobytes()) for array in arrays)
    digest = hashlib.blake2b(text.encode(), digest_size=KEY_BYTES)
    return urlsafe_b64encode(digest.digest()).decode()


@lru_cache(maxsize=4096)
def _digits(shape: tuple[int, ...], data: bytes) -> str:
    """A shape and its numbers to eight digits; what is nothing is 0."""
    array = np.frombuffer(data)
    least = NOTHING * float(np.abs(array).max(initial=0.0))
    numbers = np.where(np.abs(array) > least, array, 0.0).tolist()
    return " ".join([f"{shape}", *(f"{n * ASIDE + 0.0:.7e}" for n in numbers)])
