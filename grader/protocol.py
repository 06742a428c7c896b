"""Messages between host and worker, and their codec; no I/O.

Plain data only: None, bool, int, float, str, bytes, list, tuple, dict with text keys,
and numeric numpy arrays as dtype, shape and raw bytes. Never pickle. The worker loads
this file as text, so it imports nothing but the standard library and numpy.

A frame is a prefix of two big-endian 32-bit lengths, a JSON header of the first length
and a body of the second, which holds the raw bytes of arrays one after another. In the
header a list stands for a list; every other container is an object with one key:
`t` tuple, `d` dict as pairs, `a` array as [dtype, shape], `b` bytes as their length.
Whatever does not fit raises: `Unplain` and `TooLarge` while encoding (the value's
fault), `Malformed` while decoding (the sender's fault).
"""

import json
import math
import re
import struct
from functools import lru_cache
from typing import Any

import numpy as np

PREFIX = struct.Struct(">II")
MAX_HEADER = 4 * 1024 * 1024
MAX_BODY = 8 * 1024 * 1024
MAX_DEPTH = 32
MAX_NODES = 200_000
MAX_DIMENSIONS = 8
PAIR = 2
# A tuple, not a set: a forged dtype may be unhashable.
INTEGERS = ("|b1", "|i1", "<i2", "<i4", "<i8", "|u1", "<u2", "<u4", "<u8")
DTYPES = (*INTEGERS, "<f2", "<f4", "<f8")
WIDEST = 8  # bytes of the widest of them
_INT_LIMIT = 2**63
SCALARS = frozenset(np.sctypeDict.values())


SHORT = 2
DERIVATIVE = re.compile(r"deriv(?:ative)?(.+?)wrt(.+)")


@lru_cache(maxsize=4096)
def normal(name: str) -> str:
    """A name as both sides compare it: without case and underscores.

    Names of one or two letters stay as they are; `deriv_A_wrt_B` is `dA_dB`.
    """
    if len(name) <= SHORT:
        return name
    plain = name.lower().replace("_", "")
    match = DERIVATIVE.fullmatch(plain)
    return f"d{match[1]}d{match[2]}" if match else plain


class Unplain(TypeError):
    """A value that is not plain data; `kind` says in a word what it is."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(kind)


class TooLarge(ValueError):
    """A value with more parts or bytes than a frame may carry."""


class Malformed(ValueError):
    """Bytes that are no frame of this protocol."""


class _Encoder:
    __slots__ = ("buffers", "nodes", "size")

    def __init__(self) -> None:
        self.buffers: list[bytes] = []
        self.nodes = 0
        self.size = 0

    def pack(self, value: Any, depth: int = 0) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise TooLarge("too many values")
        if depth > MAX_DEPTH:
            raise TooLarge("nested too deep")
        kind = type(value)
        if value is None or kind is bool or kind is str or kind is float:
            return value
        if kind is int:
            return value if -_INT_LIMIT <= value < _INT_LIMIT else _as_float(value)
        if kind is list:
            return [self.pack(item, depth + 1) for item in value]
        if kind is tuple or _is_namedtuple(kind):
            return {"t": [self.pack(item, depth + 1) for item in tuple.__iter__(value)]}
        if kind is dict:
            return {"d": [self._pair(key, value[key], depth) for key in value]}
        return self._buffer(value, kind)

    def _pair(self, key: Any, value: Any, depth: int) -> list[Any]:
        if type(key) is not str:
            raise Unplain(BAD_KEYS)
        return [key, self.pack(value, depth + 1)]

    def _buffer(self, value: Any, kind: type) -> Any:
        if kind is bytes:
            self._add(len(value), value)
            return {"b": len(value)}
        if kind is np.ndarray:
            return self._array(value)
        # By identity and not by `isinstance`, which would ask the learner's object.
        if type(kind) is type and kind in SCALARS:
            return self._array(np.asarray(value))
        raise Unplain(_describe(value, kind))

    def _array(self, array: Any) -> Any:
        dtype = array.dtype
        if dtype.kind not in "biuf":
            raise Unplain(ARRAYS.get(dtype.kind, OTHER_ARRAY))
        if array.ndim > MAX_DIMENSIONS:
            raise TooLarge("too many dimensions")
        if math.prod(n for n in array.shape if n) * array.itemsize > MAX_BODY:
            raise TooLarge("too many bytes")
        small = np.dtype("<f8") if dtype.itemsize > WIDEST else dtype.newbyteorder("<")
        # A learner may have asked for errors where a wider float does not fit.
        with np.errstate(all="ignore"):
            raw = array.astype(small, order="C", copy=False).tobytes()
        self._add(len(raw), raw)
        return {"a": [small.str, list(array.shape)]}

    def _add(self, size: int, raw: bytes) -> None:
        self.size += size
        if self.size > MAX_BODY:
            raise TooLarge("too many bytes")
        self.buffers.append(raw)


def _as_float(value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _is_namedtuple(kind: type) -> bool:
    return type(kind) is type and kind.__bases__ == (tuple,) and "_fields" in vars(kind)


# Every word `Unplain` may say: the host believes no other.
ARRAYS = {"c": "array of complex numbers", "O": "array of objects"}
ARRAYS |= {"U": "array of text", "S": "array of text"}
OTHER_ARRAY = "array of values that are no numbers"
COMPLEX, SUBARRAY = "complex number", "subclass of a numpy array"
SUBCLASS, FUNCTION = "subclass of a plain type", "function"
LAZY, OBJECT = "lazy sequence", "object"
_vars = type.__dict__["__dict__"].__get__  # whatever a type of types says
BAD_KEYS = "dict with keys that are no text"
KINDS = {*ARRAYS.values(), OTHER_ARRAY, COMPLEX, SUBARRAY, SUBCLASS, FUNCTION}
KINDS |= {LAZY, OBJECT, BAD_KEYS}


def _describe(value: Any, kind: type) -> str:
    # The type is asked, never the object: its attributes may run a learner's code.
    if issubclass(kind, complex | np.complexfloating):
        return COMPLEX
    if issubclass(kind, np.ndarray):
        return SUBARRAY
    if issubclass(kind, list | tuple | dict | int | float | str | bytes):
        return SUBCLASS
    if callable(value):
        return FUNCTION
    if kind is range or any("__next__" in _vars(base) for base in type.mro(kind)):
        return LAZY
    return OBJECT


def encode(message: Any) -> bytes:
    """One whole frame. Raises `Unplain` or `TooLarge`."""
    encoder = _Encoder()
    header = json.dumps(encoder.pack(message), separators=(",", ":")).encode("ascii")
    if len(header) > MAX_HEADER:
        raise TooLarge("too much text")
    body = b"".join(encoder.buffers)
    return PREFIX.pack(len(header), len(body)) + header + body


def lengths(prefix: bytes) -> tuple[int, int]:
    """The lengths of header and body that a prefix announces, checked."""
    if len(prefix) != PREFIX.size:
        raise Malformed("a prefix that is none")
    header, body = PREFIX.unpack(prefix)
    if header > MAX_HEADER or body > MAX_BODY:
        raise Malformed("a frame that is too large")
    return header, body


class _Decoder:
    __slots__ = ("body", "nodes", "offset")

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.offset = 0
        self.nodes = 0

    def unpack(self, value: Any, depth: int = 0) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            raise Malformed("too many values")
        if isinstance(value, list):
            return [self.unpack(item, depth + 1) for item in value]
        if isinstance(value, dict):
            return self._tagged(value, depth)
        if type(value) is int and not -_INT_LIMIT <= value < _INT_LIMIT:
            raise Malformed("an integer that is too long")
        return value

    def _tagged(self, value: dict[str, Any], depth: int) -> Any:
        ((tag, content),) = value.items()
        if tag == "b":
            return self._take(_size(content))
        if not isinstance(content, list):
            raise Malformed("a tag without a list")
        match tag:
            case "a":
                return self._array(content)
            case "t":
                return tuple(self.unpack(item, depth + 1) for item in content)
            case "d":
                pairs = _pairs(content)
                if len({key for key, _ in pairs}) < len(pairs):
                    raise Malformed("a dict with a key twice")
                return {key: self.unpack(item, depth + 1) for key, item in pairs}
            case _:
                raise Malformed("an unknown tag")

    def _take(self, size: int) -> bytes:
        end = self.offset + size
        if end > len(self.body):
            raise Malformed("a body that is too short")
        raw = self.body[self.offset : end]
        self.offset = end
        return raw

    def _array(self, content: list[Any]) -> Any:
        if len(content) != PAIR or content[0] not in DTYPES:
            raise Malformed("an array of an unknown dtype")
        dtype, shape = np.dtype(content[0]), content[1]
        if not isinstance(shape, list) or len(shape) > MAX_DIMENSIONS:
            raise Malformed("an array of an unknown shape")
        lengths = [_size(length) for length in shape]
        # An empty array with one giant length beside the 0 could not be made.
        if math.prod(n for n in lengths if n) * dtype.itemsize > MAX_BODY:
            raise Malformed("an array that is too large")
        raw = self._take(math.prod(lengths) * dtype.itemsize)
        # A byte of a boolean may be any; read as a number it becomes True or False.
        held = np.uint8 if dtype.kind == "b" else dtype
        return np.frombuffer(raw, held).reshape(shape).astype(dtype)


def _size(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= MAX_BODY:
        raise Malformed("a length that is none")
    return value


def _pairs(content: list[Any]) -> list[tuple[str, Any]]:
    pairs = []
    for pair in content:
        if (
            not isinstance(pair, list)
            or len(pair) != PAIR
            or not isinstance(pair[0], str)
        ):
            raise Malformed("a dict that is none")
        pairs.append((pair[0], pair[1]))
    return pairs


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) != 1:
        raise Malformed("an object without a tag")
    return dict(pairs)


def decode(header: bytes, body: bytes) -> Any:
    """The message of one frame. Raises `Malformed`, and nothing else."""
    try:
        tree = json.loads(header.decode("ascii"), object_pairs_hook=_object)
    except (ValueError, RecursionError) as problem:
        raise Malformed("a header that is no JSON") from problem
    decoder = _Decoder(body)
    message = decoder.unpack(tree)
    if decoder.offset != len(body):
        raise Malformed("a body that is too long")
    return message
