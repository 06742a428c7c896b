"""What is asked of a submission: cases, and the one message in which they cross."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from grader import protocol

NUMBER_BITS = 60
LARGEST = 2**NUMBER_BITS - 1


@dataclass(frozen=True, slots=True)
class Request:
    """One case: its group and its steps, each `[verb, target, ...]` as on the wire."""

    group: str
    steps: tuple[tuple[Any, ...], ...]

    @classmethod
    def call(cls, group: str, name: str, arguments: Sequence[Any]) -> Self:
        """Call one function on positional arguments."""
        return cls(group, (("call", name, list(arguments)),))


class Requests(tuple[Request, ...]):  # noqa: SLOT001 - holds its message
    """Cases that cross in one message, made once however many are asked.

    The values in them must not change once it is made.
    """

    @classmethod
    def of(cls, rows: Sequence[Request]) -> Self:
        """The same rows; themselves where they are of this kind."""
        return rows if isinstance(rows, cls) else cls(rows)

    def only(self, places: Sequence[int]) -> Self:
        """Some of the cases, in that order; themselves where it is all of them."""
        if len(places) == len(self):
            return self
        return type(self)(self[place] for place in places)

    def frame(self, number: int) -> bytes:
        """The message, under a number that each reply must repeat.

        Raises `Unplain` or `TooLarge`.
        """
        before, after, body = self._message
        header = b"%b%d%b" % (before, number, after)
        return protocol.PREFIX.pack(len(header), len(body)) + header + body

    @cached_property
    def _message(self) -> tuple[bytes, bytes, bytes]:
        """The header before and after the number, and the body."""
        cases = [[list(step) for step in row.steps] for row in self]
        # The longest number, so that the header of no other is too large.
        frame = protocol.encode({"op": "run", "id": LARGEST, "cases": cases})
        start = protocol.PREFIX.size
        end = start + protocol.lengths(frame[:start])[0]
        before, _number, after = frame[start:end].partition(b"%d" % LARGEST)
        return before, after, frame[end:]
