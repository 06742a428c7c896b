"""Frames of the wire taken apart and put together, honest and forged, for tests."""

import math
import re
import struct
from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader import protocol

FUZZ = settings(deadline=None, derandomize=True, max_examples=400)
DTYPES = [np.dtype(name) for name in protocol.DTYPES]
# Two halves of one character are that character once they have been written down.
HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
ANY_TEXT = st.text(st.characters(exclude_categories=())).filter(
    lambda text: not HALVES.search(text)
)
LEAVES = (type(None), bool, int, float, str, bytes)


def taken_apart(frame: bytes) -> tuple[bytes, bytes]:
    """Header and body of a whole frame."""
    size = protocol.PREFIX.size
    header, body = protocol.lengths(frame[:size])
    assert size + header + body == len(frame)
    return frame[size : size + header], frame[size + header :]


def round_trip(value: Any) -> Any:
    """What the other side receives."""
    return protocol.decode(*taken_apart(protocol.encode(value)))


def received(sent: bytes) -> list[Any]:
    """The messages in what was sent, as a host reads them; one that is cut waits.

    A message that is malformed ends the list with `Malformed`, the class.
    """
    found: list[Any] = []
    size = protocol.PREFIX.size
    while len(sent) >= size:
        try:
            header, body = protocol.lengths(sent[:size])
            end = size + header + body
            if len(sent) < end:
                break
            middle = size + header
            found.append(protocol.decode(sent[size:middle], sent[middle:end]))
        except protocol.Malformed:
            return [*found, protocol.Malformed]
        sent = sent[end:]
    return found


def is_plain(value: Any, depth: int = 0) -> bool:
    """Whether a value is of exact plain types, within the limits of a frame."""
    kind = type(value)
    if depth > protocol.MAX_DEPTH:
        return False
    if kind is list or kind is tuple:
        return all(is_plain(item, depth + 1) for item in value)
    if kind is dict:
        rows = value.items()
        return all(type(k) is str and is_plain(v, depth + 1) for k, v in rows)
    if kind is np.ndarray:
        flags = value.flags
        whole = flags.owndata and flags.writeable and flags.c_contiguous
        raw = value.tobytes()
        sound = value.dtype.kind != "b" or not raw.translate(None, b"\0\1")
        small = value.ndim <= protocol.MAX_DIMENSIONS and len(raw) <= protocol.MAX_BODY
        return whole and sound and small and value.dtype in DTYPES
    return kind in LEAVES and (kind is not int or -(2**63) <= value < 2**63)


def same(sent: Any, received: Any) -> bool:
    """Whether a value came through unchanged, types, dtypes and NaN included."""
    if type(sent) is not type(received):
        return False
    if isinstance(sent, np.ndarray):
        little = sent.dtype.newbyteorder("<")
        raw = sent.byteswap().tobytes() if sent.dtype != little else sent.tobytes()
        return (
            little == received.dtype
            and sent.shape == received.shape
            and raw == received.tobytes()
        )
    if isinstance(sent, float):
        return struct.pack("d", sent) == struct.pack("d", received) or (
            math.isnan(sent) and math.isnan(received)
        )
    if isinstance(sent, list | tuple):
        return len(sent) == len(received) and all(map(same, sent, received))
    if isinstance(sent, dict):
        return list(sent) == list(received) and all(
            same(sent[key], received[key]) for key in sent
        )
    return bool(sent == received)


LAYOUTS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "plain": lambda array: array,
    "fortran": lambda array: array.copy(order="F"),
    "transposed": lambda array: array.T,
    "backwards": lambda array: array[..., ::-1] if array.ndim else array,
    "strided": lambda array: (
        np.repeat(array, 2, axis=-1)[..., ::2] if array.ndim else array
    ),
    "big-endian": lambda array: array.byteswap().view(array.dtype.newbyteorder(">")),
}


@st.composite
def raw_arrays(draw: st.DrawFn) -> np.ndarray:
    """Arrays of any bytes, so with every NaN there is; of any layout."""
    dtype = draw(st.sampled_from(DTYPES))
    shape = draw(hnp.array_shapes(min_dims=0, max_dims=8, min_side=0, max_side=3))
    size = math.prod(shape) * dtype.itemsize
    raw = draw(st.binary(min_size=size, max_size=size))
    if dtype.kind == "b":
        raw = bytes(byte % 2 for byte in raw)
    array = np.frombuffer(bytearray(raw), dtype).reshape(shape)
    return LAYOUTS[draw(st.sampled_from(list(LAYOUTS)))](array)


arrays = st.sampled_from(DTYPES).flatmap(
    lambda dtype: hnp.arrays(
        st.sampled_from([dtype, dtype.newbyteorder(">")]),
        hnp.array_shapes(min_dims=0, max_dims=8, min_side=0, max_side=3),
        elements={"allow_subnormal": False} if dtype.kind == "f" else None,
    )
)
plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.sampled_from([2**63 - 1, -(2**63), -0.0, 5e-324, 1.7976931348623157e308])
    | st.floats()
    | ANY_TEXT
    | st.binary(max_size=20)
    | arrays
    | raw_arrays(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(ANY_TEXT, inner, max_size=4)
    ),
    max_leaves=12,
)
