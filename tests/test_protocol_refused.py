"""What has no code: refused where it is encoded, by a word for it or as too large."""

import enum
from collections import OrderedDict, defaultdict, namedtuple
from collections.abc import Callable, Iterator
from functools import reduce
from typing import Any

import numpy as np
import pytest

from grader import protocol
from grader.protocol import TooLarge, Unplain
from tests.frames import round_trip, taken_apart


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


class BytesOfOurs(bytes):
    """Bytes that could answer otherwise than bytes."""


class ScalarOfOurs(np.float64):
    """A numpy number that could answer otherwise than one."""


class Level(enum.IntEnum):
    """Whole numbers with names."""

    LOW = 1


class Word(enum.StrEnum):
    """Texts with names."""

    YES = "yes"


class PairOfOurs(namedtuple("PairOfOurs", "a b")):  # noqa: PYI024
    """A named tuple with more to it than names."""

    __slots__ = ()


class Counting(Iterator[int]):
    """An iterator of the learner's own."""

    def __next__(self) -> int:
        return 1


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
        (BytesOfOurs(), "subclass of a plain type"),
        (ScalarOfOurs(1), "subclass of a plain type"),
        (Level.LOW, "subclass of a plain type"),
        (Word.YES, "subclass of a plain type"),
        (PairOfOurs(1, 2), "subclass of a plain type"),
        (defaultdict(list), "subclass of a plain type"),
        (Counting(), "lazy sequence"),
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
    ids=lambda value: value if type(value) is str else "",
)
def test_what_is_not_plain_is_refused(value: Any, kind: str) -> None:
    """Anything but plain data is refused, alone or inside, with a word for it."""
    for sent in (value, [value], {"a": (value,)}):
        with pytest.raises(Unplain) as caught:
            protocol.encode(sent)

        assert kind == caught.value.kind


def leaves_when_asked() -> Any:
    """An object that ends the program when it is looked at."""

    class Leaves:
        def __getattribute__(self, name: str) -> Any:
            raise SystemExit(name)

    return Leaves()


def says_it_is_a_number() -> Any:
    """An object that says it is one of numpy's numbers."""

    class Says:
        __module__ = "numpy"
        __class__ = np.float64  # type: ignore[assignment]

    return Says()


def of_a_type_that_answers_nothing() -> Any:
    """An object whose type ends the program when it is looked at."""

    class Meta(type):
        def __getattribute__(cls, name: str) -> Any:
            raise SystemExit(name)

        def __eq__(cls, other: object) -> bool:
            raise SystemExit

        def __hash__(cls) -> int:
            raise SystemExit

    return Meta("Quiet", (), {})()


@pytest.mark.parametrize(
    "make",
    [leaves_when_asked, says_it_is_a_number, of_a_type_that_answers_nothing],
)
def test_an_object_is_not_asked_what_it_is(make: Callable[[], Any]) -> None:
    """Its real type is looked at, and none of its own code is run."""
    with pytest.raises(Unplain) as caught:
        protocol.encode([make()])

    assert caught.value.kind == "object"


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
