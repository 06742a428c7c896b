"""What every handle on a worker shares: deadlines, messages out of bytes, endings.

Nothing here knows how bytes travel; `worker` and `alone` do, each in its own way.
"""

import math
import signal
from dataclasses import dataclass
from typing import Any, Self

from grader import protocol
from grader.result import Verdict
from grader.sandbox import WALL_FACTOR

BLOCK = 65536
# What all replies of one worker may come to: they are held until they are judged.
REPLY_BYTES = 64 * 1024 * 1024
HELLO_SECONDS = 20.0
BROKEN_WIRE = 70  # the worker's status where it can no longer answer
KILLED = 9  # the number of SIGKILL, which Windows does not name
# Windows has no signals: a crash is the number of an error, all of them above this.
FIRST_ERROR = 0xC0000000
# The backstop of processor time; a call of another kind than this processor's.
SIGNALS = {
    int(getattr(signal, name)): verdict
    for name, verdict in (
        ("SIGXCPU", Verdict.TIMED_OUT),
        ("SIGSYS", Verdict.FORBIDDEN),
    )
    if hasattr(signal, name)
}


class Ended(Exception):
    """The worker has ended or was ended; `verdict` says how.

    `killed` is by a signal that somebody else may have sent: an operator, or a system
    that is short of memory.
    """

    def __init__(self, verdict: Verdict, *, killed: bool = False) -> None:
        self.verdict = verdict
        self.killed = killed
        super().__init__(verdict.value)

    @classmethod
    def by_itself(cls, code: int) -> Self:
        """How a worker ended that we did not end, by its exit code."""
        return cls(verdict_of(code), killed=code == -KILLED)

    @property
    def doubtful(self) -> bool:
        """Whether it may not be the submission's doing, so that it is tried again."""
        return self.killed or self.verdict is Verdict.TIMED_OUT


@dataclass(frozen=True, slots=True)
class Deadline:
    """CPU seconds until a reply is due, and the clock's backstop.

    `left` is what is left of the clock for all of a submission's replies.
    """

    cpu: float
    left: float = math.inf

    @property
    def wall(self) -> float:
        """Seconds on the clock after which even a sleeper is late."""
        return min(WALL_FACTOR * self.cpu, self.left)


class Replies:
    """What has come in from one worker, and the whole messages in it."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._came = 0

    def add(self, block: bytes) -> None:
        """Take in some bytes. Raises `Ended` where it is too much in all."""
        self._came += len(block)
        if self._came > REPLY_BYTES:
            raise Ended(Verdict.OUTPUT_LIMIT)
        self._bytes += block

    def message(self) -> dict[str, Any] | None:
        """Take out a whole message, if there is one.

        Raises `Ended` for bytes that begin no message.
        """
        try:
            return self._message()
        except protocol.Malformed:
            raise Ended(Verdict.PROTOCOL_ERROR) from None

    def _message(self) -> dict[str, Any] | None:
        start = protocol.PREFIX.size
        if len(self._bytes) < start:
            return None
        header, body = protocol.lengths(bytes(self._bytes[:start]))
        end = start + header + body
        if len(self._bytes) < end:
            return None
        frame = bytes(self._bytes[start:end])
        del self._bytes[:end]
        message = protocol.decode(frame[:header], frame[header:])
        if not isinstance(message, dict):
            raise protocol.Malformed("a message that is no mapping")
        return message


def verdict_of(code: int) -> Verdict:
    """The word for how a worker ended by itself.

    `code` is its exit code; below zero it is a signal.
    """
    if code == BROKEN_WIRE:
        return Verdict.PROTOCOL_ERROR
    if code < 0:
        return SIGNALS.get(-code, Verdict.CRASHED)
    return Verdict.CRASHED if code >= FIRST_ERROR else Verdict.EXITED
