"""Bytes from anywhere: a message of exact plain types, or `Malformed`."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader import protocol
from grader.protocol import Malformed, TooLarge
from tests.frames import FUZZ, is_plain, received, round_trip, same, taken_apart


def decoded(header: bytes, body: bytes) -> bool:
    """Whether bytes are a message; raises for anything but a clear yes or no."""
    try:
        message = protocol.decode(header, body)
    except Malformed:
        return False
    assert is_plain(message)
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


FRAME = protocol.encode(SAMPLE)


def test_a_frame_that_is_cut_is_awaited() -> None:
    """Nothing is made of a part of a frame."""
    assert [] == [
        found for size in range(len(FRAME)) for found in received(FRAME[:size])
    ]


@pytest.mark.parametrize("place", range(len(FRAME)))
def test_a_frame_that_lost_or_got_a_byte_is_told_awaited_or_a_value(place: int) -> None:
    """Where a byte is lost or added, what follows is read otherwise."""
    lost = FRAME[:place] + FRAME[place + 1 :] + FRAME
    more = FRAME[:place] + b"0" + FRAME[place:] + FRAME

    for found in (*received(lost), *received(more)):
        assert found is Malformed or is_plain(found)


@pytest.mark.parametrize("place", range(len(FRAME)))
def test_a_flipped_bit_is_told_awaited_or_a_value(place: int) -> None:
    """Every single bit that is wrong gives `Malformed` or a message of plain types."""
    for bit in range(8):
        wrong = bytearray(FRAME)
        wrong[place] ^= 1 << bit
        for found in received(bytes(wrong)):
            assert found is Malformed or is_plain(found)


@given(tail=st.binary(min_size=1, max_size=40))
@FUZZ
def test_what_follows_a_frame_is_another(tail: bytes) -> None:
    """Bytes after a frame change nothing of it."""
    first, *others = received(FRAME + tail)

    assert is_plain(first)
    assert all(found is Malformed or is_plain(found) for found in others)


@given(size=st.integers(1, 40), where=st.sampled_from(["header", "body"]))
@FUZZ
def test_announced_lengths_must_be_true(size: int, where: str) -> None:
    """A header or a body with bytes to spare is malformed."""
    header, body = taken_apart(FRAME)
    longer = (header + b"]" * size, body) if where == "header" else (header, body * 2)

    assert not decoded(*longer)


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
        (b'{"a":["<f8",[true]]}', b"12345678"),
        (b'{"a":["<f8",[1e0]]}', b"12345678"),
        (b'{"a":["<f8",[[1]]]}', b"12345678"),
        (b'{"a":["<f8"]}', b""),
        (b'{"a":["<f8",[],0]}', b"12345678"),
        (b'{"a":[null,[]]}', b""),
        (b'{"b":1.0}', b"x"),
        (b'{"b":"1"}', b"x"),
        (b'{"b":9000000}', b"x"),
        (b'{"t":{"t":[]}}', b""),
        (b'{"t":null}', b""),
        (b'{"d":[["a",1],["a",2]]}', b""),
        (b'{"d":[["a",1,2]]}', b""),
        (b'{"d":[{"t":["a",1]}]}', b""),
        (b'{"d":{"a":1}}', b""),
        (b'{"t":[],"t":[]}', b""),
        (b'{"d":[["a",{}]]}', b""),
        (b'"\xc3\xa9"', b""),
        (b"\xef\xbb\xbf1", b""),
        ("[1]".encode("utf-16"), b""),
        ("[1]".encode("utf-16-le"), b""),
        ("[1]".encode("utf-32"), b""),
        (b"\xa01", b""),
        (b"nan", b""),
        (b"+1", b""),
        (b"01", b""),
        (b"1_0", b""),
        (b"0x1", b""),
        (b"--1", b""),
        (b'"\x00"', b""),
        (b'"\\ud8"', b""),
        (b"'a'", b""),
        (b"[1,]", b""),
        (b"-9223372036854775809", b""),
        (b"[" * 34 + b"]" * 34, b""),
        (b'{"t":[' * 33 + b"0" + b"]}" * 33, b""),
        (b"[" + b"0," * 200_000 + b"0]", b""),
        (b"[" + b"[]," * 1_000_000 + b"0]", b""),
        (b"[" + b"{}," * 1_000_000 + b"0]", b""),
        (b'{"a":["<i4",[8388608,0]]}', b""),
        (b"[" * 2_000_000 + b"]" * 2_000_000, b""),
        (b"9" * 4_000_000, b""),
    ],
    ids=lambda value: f"{value[:40]!r} of {len(value)}",
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


@pytest.mark.parametrize("prefix", [b"", b"\0" * 7, b"\0" * 9])
def test_a_prefix_of_another_length_is_malformed(prefix: bytes) -> None:
    """Two lengths are eight bytes."""
    with pytest.raises(Malformed):
        protocol.lengths(prefix)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (b"NaN", float("nan")),
        (b"-Infinity", float("-inf")),
        (b"1e999", float("inf")),
        (b"-0.0", -0.0),
        (b"-0", 0),
        (b"9223372036854775807", 2**63 - 1),
        (b"-9223372036854775808", -(2**63)),
        (b"9223372036854775808.0", 2.0**63),
        (b'"\\ud800"', "\ud800"),
        (b" [ true , null ] ", [True, None]),
    ],
)
def test_numbers_and_texts_of_a_header_are_of_exact_types(
    header: bytes, expected: Any
) -> None:
    """What JSON allows and our side would not write is read as what it is."""
    assert same(expected, protocol.decode(header, b""))


@pytest.mark.parametrize(
    ("frame", "dtype", "shape"),
    [
        # Found by benchmarks/fuzz_codec.py, with their bytes.
        (b'\x00\x00\x00\x10\x00\x00\x00\x01{"a":["|b1",[]]}\xb7', "|b1", ()),
        (b'\x00\x00\x00\x13\x00\x00\x00\x00{"a":["<f8",[2,0]]}', "<f8", (2, 0)),
    ],
)
def test_a_found_frame_is_an_array(frame: bytes, dtype: str, shape: tuple) -> None:
    """A boolean of another byte is True or False, and goes round as that."""
    (array,) = received(frame)

    assert is_plain(array)
    assert (np.dtype(dtype), shape) == (array.dtype, array.shape)
    assert same(array, round_trip(array))


def test_a_found_frame_that_could_not_be_sent_is_malformed() -> None:
    """An empty array with a giant length is refused on both sides alike."""
    found = b'\x00\x00\x00\x19\x00\x00\x00\x00{"a":["<i4",[8388608,0]]}'

    assert [Malformed] == received(found)
    with pytest.raises(TooLarge):
        protocol.encode(np.empty((8388608, 0), "<i4"))
