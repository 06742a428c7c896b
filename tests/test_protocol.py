"""The codec: plain data goes round, everything else is refused by name."""

import json
import math
import re
import struct
from collections import OrderedDict, namedtuple
from functools import reduce
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader import protocol
from grader.protocol import Malformed, TooLarge, Unplain

FUZZ = settings(deadline=None, derandomize=True, max_examples=400)
DTYPES = [np.dtype(name) for name in protocol.DTYPES]
# Two halves of one character are that character once they have been written down.
HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
ANY_TEXT = st.text(st.characters(exclude_categories=())).filter(
    lambda text: not HALVES.search(text)
)


def taken_apart(frame: bytes) -> tuple[bytes, bytes]:
    """Header and body of a whole frame."""
    size = protocol.PREFIX.size
    header, body = protocol.lengths(frame[:size])
    assert size + header + body == len(frame)
    return frame[size : size + header], frame[size + header :]


def round_trip(value: Any) -> Any:
    """What the other side receives."""
    return protocol.decode(*taken_apart(protocol.encode(value)))


def same(sent: Any, received: Any) -> bool:
    """Whether a value came through unchanged, types, dtypes and NaN included."""
    if type(sent) is not type(received):
        return False
    if isinstance(sent, np.ndarray):
        raw = sent.astype(sent.dtype.newbyteorder("<")).tobytes()
        return (
            sent.dtype.newbyteorder("<") == received.dtype
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
    | st.floats()
    | ANY_TEXT
    | st.binary(max_size=20)
    | arrays,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(ANY_TEXT, inner, max_size=4)
    ),
    max_leaves=12,
)


@given(value=plain)
@FUZZ
def test_plain_data_goes_round(value: Any) -> None:
    """Nested plain data arrives as it was sent, types included."""
    assert same(value, round_trip(value))


@given(array=arrays)
@FUZZ
def test_arrays_go_round(array: np.ndarray) -> None:
    """Arrays of every allowed dtype, byte order and shape arrive with their values."""
    received = round_trip(array)

    assert same(array, received)
    assert received.flags.writeable
    assert received.flags.owndata


@pytest.mark.parametrize(
    "array",
    [
        np.arange(12.0).reshape(3, 4).T,
        np.arange(12.0)[::-3],
        np.arange(24).reshape(2, 3, 4)[:, ::2, 1],
        np.broadcast_to(np.float32(1.5), (3, 2)),
        np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    ],
    ids=["transposed", "backwards", "sliced", "broadcast", "fortran"],
)
def test_arrays_that_are_not_contiguous_go_round(array: np.ndarray) -> None:
    """The order in memory is not part of the value."""
    received = round_trip(array)

    assert array.dtype == received.dtype
    assert array.tolist() == received.tolist()
    assert received.flags.c_contiguous


def test_several_arrays_share_a_body() -> None:
    """Arrays and bytes are found again in the order in which they were sent."""
    sent = [np.arange(3), b"between", {"a": np.ones((2, 2))}, (np.float32(1),)]

    first, between, mapping, (single,) = round_trip(sent)

    assert first.tolist() == [0, 1, 2]
    assert between == b"between"
    assert mapping["a"].tolist() == [[1, 1], [1, 1]]
    assert np.dtype("f4") == single.dtype


@pytest.mark.parametrize("scalar", [np.float64(1.5), np.int16(-3), np.bool_(1)])
def test_numpy_scalars_arrive_as_arrays_without_dimensions(scalar: Any) -> None:
    """A numpy number keeps its dtype, so that its precision is known."""
    received = round_trip(scalar)

    assert isinstance(received, np.ndarray)
    assert (scalar.dtype, ()) == (received.dtype, received.shape)
    assert scalar == received


def test_extended_precision_arrives_as_double() -> None:
    """Long doubles, whose width varies from machine to machine, are narrowed."""
    received = round_trip(np.array([0.5, -2.0], np.longdouble))

    assert np.dtype("<f8") == received.dtype
    assert received.tolist() == [0.5, -2.0]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (2**63 - 1, 2**63 - 1),
        (-(2**63), -(2**63)),
        (2**63, 2.0**63),
        (10**30, 1e30),
        (10**400, math.inf),
        (-(10**400), -math.inf),
    ],
)
def test_integers_beyond_64_bits_become_floats(number: int, expected: float) -> None:
    """A whole number of any length is told by a float, without limit of digits."""
    assert same(expected, round_trip(number))


def test_a_named_tuple_becomes_a_tuple() -> None:
    """A named tuple is a tuple for whoever receives it."""
    pair = namedtuple("pair", ["dx", "dw"])  # noqa: PYI024 - the plain kind is meant

    received = round_trip([pair(1.0, pair(2, 3))])

    assert received == [(1.0, (2, 3))]
    assert tuple is type(received[0])


class ListOfOurs(list):
    """A list that could answer otherwise than a list."""


class TextOfOurs(str):  # noqa: SLOT000 - it must be a subclass
    """A text that could answer otherwise than a text."""


class TupleOfOurs(tuple):  # noqa: SLOT001 - it must be a subclass
    """A tuple that could answer otherwise than a tuple."""


class IntOfOurs(int):
    """A whole number that could answer otherwise than one."""


class FloatOfOurs(float):
    """A number that could answer otherwise than one."""


class ArrayOfOurs(np.ndarray):
    """An array that could answer otherwise than an array."""


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (np.array([1, None], object), "array of objects"),
        (np.array([1j]), "array of complex numbers"),
        (np.array(["a"]), "array of text"),
        (np.array(["2001-01-01"], "M8[D]"), "array of values that are no numbers"),
        (np.zeros(2, [("a", "f8")]), "array of values that are no numbers"),
        (1j, "complex number"),
        (np.complex64(1), "array of complex numbers"),
        (ListOfOurs(), "subclass of a plain type"),
        (TextOfOurs(), "subclass of a plain type"),
        (TupleOfOurs(), "subclass of a plain type"),
        (IntOfOurs(), "subclass of a plain type"),
        (FloatOfOurs(), "subclass of a plain type"),
        (OrderedDict(), "subclass of a plain type"),
        (np.zeros(2).view(ArrayOfOurs), "subclass of a numpy array"),
        (np.ma.masked_array([1.0]), "subclass of a numpy array"),
        ((n for n in range(3)), "lazy sequence"),
        (range(3), "lazy sequence"),
        (map(abs, [1]), "lazy sequence"),
        (len, "function"),
        (int, "function"),
        ({1, 2}, "object"),
        (bytearray(b"a"), "object"),
        (memoryview(b"a"), "object"),
        (object(), "object"),
        (..., "object"),
        ({1: 2}, "dict with keys that are no text"),
        ({TextOfOurs("a"): 2}, "dict with keys that are no text"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_what_is_not_plain_is_refused(value: Any, kind: str) -> None:
    """Anything but plain data is refused, alone or inside, with a word for it."""
    for sent in (value, [value], {"a": (value,)}):
        with pytest.raises(Unplain) as caught:
            protocol.encode(sent)

        assert kind == caught.value.kind


def nested(depth: int) -> Any:
    """Lists within lists."""
    return reduce(lambda inner, _: [inner], range(depth), 0)


def test_depth_is_limited() -> None:
    """As deep as allowed goes round, one deeper is refused."""
    deepest = nested(protocol.MAX_DEPTH)

    assert deepest == round_trip(deepest)
    with pytest.raises(TooLarge, match="nested too deep"):
        protocol.encode(nested(protocol.MAX_DEPTH + 1))


def test_a_list_within_itself_is_refused() -> None:
    """A cycle ends at the limit of depth."""
    loop: list[Any] = []
    loop.append(loop)

    with pytest.raises(TooLarge):
        protocol.encode(loop)


def test_the_number_of_values_is_limited() -> None:
    """As many values as allowed go round, one more is refused."""
    longest = [0] * (protocol.MAX_NODES - 1)

    assert longest == round_trip(longest)
    with pytest.raises(TooLarge, match="too many values"):
        protocol.encode([*longest, 0])


@pytest.mark.parametrize("shape", [(10**6, 10**6), (2**40,), (2**29, 2**30)], ids=str)
def test_a_broadcast_giant_is_refused_unmade(shape: tuple[int, ...]) -> None:
    """An array that claims terabytes is refused by its claim, before any copy."""
    giant = np.broadcast_to(np.float64(1), shape)

    with pytest.raises(TooLarge, match="too many bytes"):
        protocol.encode(giant)


def test_the_bytes_of_all_arrays_are_limited_together() -> None:
    """Arrays that are small enough one by one may be too large together."""
    half = np.zeros(protocol.MAX_BODY // 2, "u1")

    assert len(round_trip([half, half])) == 2
    with pytest.raises(TooLarge, match="too many bytes"):
        protocol.encode([half, half, b"1"])


def test_too_many_dimensions_are_refused() -> None:
    """Eight dimensions go round, nine are refused."""
    assert round_trip(np.zeros((1,) * 8)).shape == (1,) * 8
    with pytest.raises(TooLarge, match="too many dimensions"):
        protocol.encode(np.zeros((1,) * 9))


def test_too_much_text_is_refused() -> None:
    """The header, where text and numbers stand, is limited too."""
    with pytest.raises(TooLarge, match="too much text"):
        protocol.encode("x" * (protocol.MAX_HEADER + 1))


@pytest.mark.parametrize("shape", [(0, 10**9), (2**40, 0), (0,) * 8])
def test_an_empty_array_is_received_or_refused_by_its_sender(
    shape: tuple[int, ...],
) -> None:
    """No array that can be encoded is malformed to whoever receives it."""
    try:
        frame = protocol.encode(np.empty(shape))
    except TooLarge:
        return

    assert shape == protocol.decode(*taken_apart(frame)).shape


def decoded(header: bytes, body: bytes) -> bool:
    """Whether bytes are a message; raises for anything but a clear yes or no."""
    try:
        protocol.decode(header, body)
    except Malformed:
        return False
    return True


@given(header=st.binary(max_size=60), body=st.binary(max_size=60))
@FUZZ
def test_arbitrary_bytes_raise_only_malformed(header: bytes, body: bytes) -> None:
    """Bytes from anywhere are a message or `Malformed`, and nothing else."""
    assert decoded(header, body) in {True, False}


sizes = st.integers(-1, 4) | st.sampled_from([2**20, protocol.MAX_BODY, 2**63, 10**30])
junk = st.recursive(
    st.none()
    | st.booleans()
    | sizes
    | st.floats()
    | st.sampled_from(["<f8", "|b1", "|O", ">f8", "a"])
    | st.fixed_dictionaries(
        {"a": st.tuples(st.sampled_from(protocol.DTYPES), st.lists(sizes, max_size=9))}
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(list("abdtx")), inner, max_size=2)
    ),
    max_leaves=8,
)


@example(tree={"a": ["<f8", [2**20, 2**20, 2**20, 2**20, 0]]}, body=b"")
@given(tree=junk, body=st.binary(max_size=40))
@FUZZ
def test_forged_headers_raise_only_malformed(tree: Any, body: bytes) -> None:
    """A header of the right words in the wrong places is a message or `Malformed`."""
    assert decoded(json.dumps(tree).encode(), body) in {True, False}


SAMPLE = {
    "a": [1, -2.5, None, True, "t\udc80xt"],
    "b": (np.arange(6.0).reshape(2, 3), b"raw", np.float32(1), np.zeros((0, 3))),
}


@given(data=st.data())
@FUZZ
def test_mutated_frames_raise_only_malformed(data: st.DataObject) -> None:
    """A frame with some bytes changed, or cut, is a message or `Malformed`."""
    header, body = map(bytearray, taken_apart(protocol.encode(SAMPLE)))
    for part in (header, body):
        for _ in range(data.draw(st.integers(0, 3))):
            place = data.draw(st.integers(0, len(part) - 1))
            part[place] = data.draw(st.integers(0, 255))
        del part[data.draw(st.integers(0, 3)) + len(part) - 3 :]

    assert decoded(bytes(header), bytes(body)) in {True, False}


@pytest.mark.parametrize(
    ("header", "body"),
    [
        (b"", b""),
        (b"\xff\xfe", b""),
        (b"1 2", b""),
        (b"[" * 100_000, b""),
        (b"9" * 5000, b""),
        (b"9223372036854775808", b""),
        (b"1", b"x"),
        (b"{}", b""),
        (b'{"t":[],"d":[]}', b""),
        (b'{"x":[]}', b""),
        (b'{"t":1}', b""),
        (b'{"d":[["a"]]}', b""),
        (b'{"d":[[1,2]]}', b""),
        (b'{"b":2}', b"x"),
        (b'{"b":-1}', b""),
        (b'{"b":true}', b"x"),
        (b'{"a":["<f8",[1]]}', b"1234567"),
        (b'{"a":["<f8",[1]]}', b"123456789"),
        (b'{"a":["|O",[1]]}', b"12345678"),
        (b'{"a":[">f8",[1]]}', b"12345678"),
        (b'{"a":[["<f8"],[1]]}', b"12345678"),
        (b'{"a":["<f8",1]}', b"12345678"),
        (b'{"a":["<f8",[-1]]}', b""),
        (b'{"a":["<f8",[1.0]]}', b"12345678"),
        (b'{"a":["<f8",[9000000]]}', b""),
        (b'{"a":["|u1",[1,1,1,1,1,1,1,1,1]]}', b"x"),
        (b'{"a":["<f8",[8388608,8388608,8388608,8388608,0]]}', b""),
    ],
    ids=range(27),
)
def test_a_frame_that_is_none_is_malformed(header: bytes, body: bytes) -> None:
    """Every way to be no frame of the protocol is told."""
    with pytest.raises(Malformed):
        protocol.decode(header, body)


def test_lengths_are_those_announced() -> None:
    """A prefix announces the lengths of header and body."""
    expected = (protocol.MAX_HEADER, protocol.MAX_BODY)

    assert expected == protocol.lengths(protocol.PREFIX.pack(*expected))


@pytest.mark.parametrize(
    "announced",
    [(protocol.MAX_HEADER + 1, 0), (0, protocol.MAX_BODY + 1), (2**32 - 1, 2**32 - 1)],
)
def test_lengths_that_are_too_large_are_malformed(announced: tuple[int, int]) -> None:
    """A prefix that announces too much is refused before anything is read."""
    with pytest.raises(Malformed):
        protocol.lengths(protocol.PREFIX.pack(*announced))
