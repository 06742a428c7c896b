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
import struct
from typing import Any

import numpy as np

PREFIX = struct.Struct(">II")
MAX_HEADER = 4 * 1024 * 1024
MAX_BODY = 8 * 1024 * 1024
MAX_DEPTH = 32
MAX_NODES = 200_000
MAX_DIMENSIONS = 8
PAIR = 2
INTEGERS = ("|b1", "|i1", "<i2", "<i4", "<i8", "|u1", "<u2", "<u4", "<u8")
DTYPES = (*INTEGERS, "<f2", "<f4", "<f8")
OF_NAME = {name: np.dtype(name) for name in DTYPES}
NAMES = {dtype: name for name, dtype in OF_NAME.items()}
WIDEST = 8  # bytes of the widest of them
_INT_LIMIT = 2**63
SCALARS = frozenset(np.sctypeDict.values())


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
        self.nodes = 1
        self.size = 0

    def pack(self, value: Any, depth: int = 0) -> Any:
        kind = type(value)
        # By identity: a learner's type may say that it equals anything.
        if kind is int:
            value = value if -_INT_LIMIT <= value < _INT_LIMIT else _as_float(value)
        if value is None or kind is int or kind is float or kind is str or kind is bool:
            return value
        if kind is np.ndarray:
            return self._array(value)
        if kind is list:
            below = self._below(len(value), depth)
            return [self.pack(item, below) for item in value]
        if kind is tuple or _is_namedtuple(kind):
            below = self._below(tuple.__len__(value), depth)
            return {"t": [self.pack(item, below) for item in tuple.__iter__(value)]}
        return self._rarer(value, kind, depth)

    def _rarer(self, value: Any, kind: type, depth: int) -> Any:
        if kind is dict:
            below = self._below(len(value), depth)
            return {"d": [self._pair(key, value[key], below) for key in value]}
        if kind is bytes:
            self._add(value)
            return {"b": len(value)}
        if type(kind) is type and kind in SCALARS:
            return self._array(np.asarray(value))
        raise Unplain(_describe(value, kind))

    def _below(self, count: int, depth: int) -> int:
        """The depth of so many values inside one at `depth`."""
        self.nodes += count
        if self.nodes > MAX_NODES:
            raise TooLarge("too many values")
        if depth == MAX_DEPTH and count:
            raise TooLarge("nested too deep")
        return depth + 1

    def _pair(self, key: Any, value: Any, depth: int) -> list[Any]:
        if type(key) is not str:
            raise Unplain(BAD_KEYS)
        return [key, self.pack(value, depth)]

    def _array(self, array: Any) -> Any:
        name = NAMES.get(array.dtype)
        if name is None:
            return self._converted(array)
        self._fits(array)
        raw = array.tobytes()
        self._add(raw)
        return {"a": [name, array.shape]}

    def _converted(self, array: Any) -> Any:
        """Pack an array whose numbers do not cross as they are."""
        dtype = array.dtype
        if dtype.kind not in "biuf":
            raise Unplain(ARRAYS.get(dtype.kind, OTHER_ARRAY))
        self._fits(array)
        small = np.dtype("<f8") if dtype.itemsize > WIDEST else dtype.newbyteorder("<")
        # A learner may have asked for errors where a wider float does not fit.
        with np.errstate(all="ignore"):
            raw = array.astype(small, order="C", copy=False).tobytes()
        self._add(raw)
        return {"a": [small.str, array.shape]}

    @staticmethod
    def _fits(array: Any) -> None:
        if array.ndim > MAX_DIMENSIONS:
            raise TooLarge("too many dimensions")
        if array.size and array.nbytes <= MAX_BODY:
            return
        # An empty array with one giant length beside the 0 could not be received.
        if math.prod(n for n in array.shape if n) * array.itemsize > MAX_BODY:
            raise TooLarge("too many bytes")

    def _add(self, raw: bytes) -> None:
        self.size += len(raw)
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


_text_of = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
# Of an object its pairs, as a tuple: nothing else in a header is one.
_tree_of = json.JSONDecoder(object_pairs_hook=tuple).decode


def encode(message: Any) -> bytes:
    """One whole frame. Raises `Unplain` or `TooLarge`."""
    encoder = _Encoder()
    header = _text_of(encoder.pack(message)).encode("ascii")
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
        self.nodes = 1

    def unpack(self, value: Any, depth: int = 0) -> Any:
        kind = type(value)
        if kind is list:
            below = self._below(len(value), depth)
            return [self.unpack(item, below) for item in value]
        if kind is tuple:
            return self._tagged(value, depth)
        if kind is int and not -_INT_LIMIT <= value < _INT_LIMIT:
            raise Malformed("an integer that is too long")
        return value

    def _below(self, count: int, depth: int) -> int:
        """The depth of so many values inside one at `depth`."""
        self.nodes += count
        if self.nodes > MAX_NODES or (depth == MAX_DEPTH and count):
            raise Malformed("too many values")
        return depth + 1

    def _tagged(self, value: tuple[tuple[str, Any], ...], depth: int) -> Any:
        if len(value) != 1:
            raise Malformed("an object without a tag")
        tag, content = value[0]
        if tag == "b":
            return self._take(_size(content))
        if type(content) is not list:
            raise Malformed("a tag without a list")
        if tag == "a":
            return self._array(content)
        below = self._below(len(content), depth)
        if tag == "t":
            return tuple([self.unpack(item, below) for item in content])
        if tag == "d":
            return {key: self.unpack(item, below) for key, item in _pairs(content)}
        raise Malformed("an unknown tag")

    def _take(self, size: int) -> bytes:
        self.offset += size
        if self.offset > len(self.body):
            raise Malformed("a body that is too short")
        return self.body[self.offset - size : self.offset]

    def _array(self, content: list[Any]) -> Any:
        name, shape = content if len(content) == PAIR else (None, None)
        if type(name) is not str or name not in OF_NAME:
            raise Malformed("an array of an unknown dtype")
        dtype = OF_NAME[name]
        if type(shape) is not list or len(shape) > MAX_DIMENSIONS:
            raise Malformed("an array of an unknown shape")
        size = largest = dtype.itemsize
        for length in shape:
            size *= _size(length)
            largest *= length or 1
        # An empty array with one giant length beside the 0 could not be made.
        if largest > MAX_BODY:
            raise Malformed("an array that is too large")
        # A byte of a boolean may be any; read as a number it becomes True or False.
        held = OF_NAME["|u1"] if dtype.kind == "b" else dtype
        return np.ndarray(shape, held, self._take(size)).astype(dtype)


def _size(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= MAX_BODY:
        raise Malformed("a length that is none")
    return value


def _pairs(content: list[Any]) -> list[tuple[str, Any]]:
    for pair in content:
        if type(pair) is not list or len(pair) != PAIR or type(pair[0]) is not str:
            raise Malformed("a dict that is none")
    if len({key for key, _ in content}) < len(content):
        raise Malformed("a dict with a key twice")
    return content


def decode(header: bytes, body: bytes) -> Any:
    """The message of one frame. Raises `Malformed`, and nothing else."""
    try:
        tree = _tree_of(header.decode("ascii"))
    except (ValueError, RecursionError) as problem:
        raise Malformed("a header that is no JSON") from problem
    decoder = _Decoder(body)
    message = decoder.unpack(tree)
    if decoder.offset != len(body):
        raise Malformed("a body that is too long")
    return message
