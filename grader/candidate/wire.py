"""What every handle on a worker shares: deadlines, messages out of bytes, endings.

Nothing here knows how bytes travel; `worker` and `alone` do, each in its own way.
"""

import signal
from dataclasses import dataclass
from typing import Any

from grader import protocol
from grader.result import Verdict
from grader.sandbox import WALL_FACTOR

BLOCK = 65536
HELLO_SECONDS = 20.0
BROKEN_WIRE = 70  # the worker's status where it can no longer answer
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
    """The worker has ended or was ended; `verdict` says how."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        super().__init__(verdict.value)


@dataclass(frozen=True, slots=True)
class Deadline:
    """CPU seconds until a reply is due, and the clock's backstop."""

    cpu: float

    @property
    def wall(self) -> float:
        """Seconds on the clock after which even a sleeper is late."""
        return WALL_FACTOR * self.cpu


def message_in(incoming: bytearray) -> dict[str, Any] | None:
    """Take a whole message out of what has come in, if there is one.

    Raises `protocol.Malformed` for bytes that begin no message.
    """
    start = protocol.PREFIX.size
    if len(incoming) < start:
        return None
    header, body = protocol.lengths(bytes(incoming[:start]))
    end = start + header + body
    if len(incoming) < end:
        return None
    frame = bytes(incoming[start:end])
    del incoming[:end]
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
