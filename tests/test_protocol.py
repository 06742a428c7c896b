"""The codec: plain data goes round, exactly as it was."""

import math
from collections import namedtuple
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from grader import protocol
from tests.frames import FUZZ, arrays, is_plain, plain, raw_arrays, round_trip, same


@given(value=plain)
@FUZZ
def test_plain_data_goes_round(value: Any) -> None:
    """Nested plain data arrives as it was sent, types included."""
    arrived = round_trip(value)

    assert same(value, arrived)
    assert is_plain(arrived)


@given(value=plain)
@FUZZ
def test_what_arrived_goes_round_as_the_same_bytes(value: Any) -> None:
    """A message has one frame: what was received is sent as it was received."""
    arrived = round_trip(value)

    assert protocol.encode(arrived) == protocol.encode(round_trip(arrived))


@given(array=raw_arrays())
@FUZZ
def test_every_bit_of_an_array_goes_round(array: np.ndarray) -> None:
    """NaN of any payload, -0.0, any layout and byte order arrive bit for bit."""
    arrived = round_trip(array)

    assert same(np.ascontiguousarray(array).reshape(array.shape), arrived)
    assert is_plain(arrived)


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


@pytest.mark.parametrize("shape", [(), (0,), (3, 0), (0, 2**20), (0,) * 8, (1,) * 8])
@pytest.mark.parametrize("dtype", protocol.DTYPES)
def test_empty_and_single_arrays_keep_dtype_and_shape(dtype, shape) -> None:
    """An array of nothing, or of one number, is of its dtype and shape all the same."""
    arrived = round_trip(np.zeros(shape, dtype))

    assert (np.dtype(dtype), shape) == (arrived.dtype, arrived.shape)
    assert is_plain(arrived)


@pytest.mark.parametrize("number", [np.longdouble("1e4000"), np.longdouble("1e-4000")])
def test_a_wider_float_that_does_not_fit_asks_nobody(number: Any) -> None:
    """How numpy treats what is too wide is not for the learner's code to say."""
    with np.errstate(all="raise"):
        arrived = round_trip(np.array([number]))

    assert arrived[0] in (np.inf, 0.0)


def test_booleans_of_other_bytes_arrive_as_booleans() -> None:
    """A boolean array made from raw bytes holds True where they are not zero."""
    odd = np.array([0, 1, 2, 255], "u1").view(bool)

    arrived = round_trip(odd)

    assert [False, True, True, True] == arrived.tolist()
    assert arrived.tobytes() == b"\0\1\1\1"
