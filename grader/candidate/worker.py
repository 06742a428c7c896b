"""The host's handle on one confined worker: its wire, its output, its deadlines.

Nothing here waits for ever and nothing here trusts a byte: lengths are checked before
they are allocated, output is counted and dropped, and every way a worker can end is a
named outcome, raised as `Ended`. CPU time is read from the kernel's clock of that
process, so that a loaded machine changes no verdict.
"""

import os
import select
import socket
import struct
import time
from collections import deque
from dataclasses import dataclass
from typing import Any, Protocol, Self

from grader.candidate.wire import (
    BLOCK,
    HELLO_SECONDS,
    Deadline,
    Ended,
    Replies,
)
from grader.errors import InternalError
from grader.result import Verdict
from grader.sandbox import OUTPUT_BYTES, Confinement

CREDENTIALS = struct.Struct("3i")
GRACE_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Remains:
    """How a worker ended: wait status, whether we killed it, its CPU seconds."""

    status: int
    killed: bool
    seconds: float


class Keeper(Protocol):
    """What forks workers and buries them: the zygote."""

    def spawn(self, confinement: Confinement, wire: socket.socket, output: int) -> int:
        """Have a worker forked that owns these two descriptors; its name."""

    def bury(self, name: int, grace: float) -> Remains:
        """End a worker, after `grace` seconds to end by itself, and say how it was."""

    def kill(self, name: int) -> None:
        """End a worker without waiting to hear of it."""


class Worker:
    """One worker process, from its fork to its burial.

    It locks itself after the fork; `ready` waits until it has, and must come before
    all else.
    """

    def __init__(self, zygote: Keeper, confinement: Confinement) -> None:
        self._zygote = zygote
        self.limits = confinement.as_request()
        self._outgoing: deque[memoryview] = deque()
        self._replies = Replies()
        self._printed = 0
        self._real_pid = 0
        self._wire, theirs = socket.socketpair()
        self._wire.setblocking(False)
        self._wire.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._output, their_output = os.pipe()
        os.set_blocking(self._output, False)
        try:
            self._name = zygote.spawn(confinement, theirs, their_output)
        except BaseException:
            self._wire.close()
            os.close(self._output)
            raise
        finally:
            theirs.close()
            os.close(their_output)
        self._poll = select.poll()
        self._poll.register(self._wire, select.POLLIN)
        self._poll.register(self._output, select.POLLIN)
        self._open = True

    def send(self, frame: bytes) -> None:
        """Queue a frame; it leaves while replies are awaited."""
        self._outgoing.append(memoryview(frame))

    def receive(self, deadline: Deadline) -> dict[str, Any]:
        """The next message. Raises `Ended`, and has then ended the worker."""
        try:
            return self._awaited(deadline)
        except Ended:
            self.close()
            raise

    def _awaited(self, deadline: Deadline) -> dict[str, Any]:
        started, spent = time.monotonic(), self._cpu()
        look_again = started + min(deadline.cpu, deadline.wall)
        while True:
            message = self._replies.message()
            if message is not None:
                return message
            now = time.monotonic()
            if now >= look_again:
                used = self._cpu() - spent
                if used >= deadline.cpu or now - started >= deadline.wall:
                    raise Ended(Verdict.TIMED_OUT)
                left = min(deadline.cpu - used, deadline.wall - (now - started))
                look_again = now + max(left, 0.001)
            self._move(look_again - now)

    def cpu_seconds(self) -> float:
        """CPU time this worker has used so far."""
        return self._cpu()

    def close(self) -> None:
        """Kill and reap the worker, however it is."""
        if self._open:
            self._shut()
            self._zygote.kill(self._name)

    def ready(self) -> Self:
        """Wait until the worker says that it is locked; no submission is near yet.

        Raises `InternalError`.
        """
        try:
            self.receive(Deadline(HELLO_SECONDS))
        except Ended as ended:
            raise InternalError("a worker could not confine itself") from ended
        return self

    def _move(self, seconds: float) -> None:
        """Wait for the worker up to `seconds`; move bytes in and out."""
        wanted = select.POLLIN | (select.POLLOUT if self._outgoing else 0)
        self._poll.modify(self._wire, wanted)
        for descriptor, event in self._poll.poll(seconds * 1000):
            if descriptor == self._output:
                self._drain()
            elif event & select.POLLOUT and not event & select.POLLIN:
                self._push()
            else:
                self._pull()

    def _push(self) -> None:
        view = self._outgoing[0]
        try:
            sent = self._wire.send(view)
        except BlockingIOError:
            return
        except OSError:
            raise self._autopsy() from None
        if sent == len(view):
            self._outgoing.popleft()
        else:
            self._outgoing[0] = view[sent:]

    def _pull(self) -> None:
        try:
            known = bool(self._real_pid)
            block = self._wire.recv(BLOCK) if known else self._first_block()
        except BlockingIOError:
            return
        except OSError:
            block = b""
        if not block:
            raise self._autopsy()
        self._replies.add(block)

    def _first_block(self) -> bytes:
        """Read with the sender's credentials: its process id in our own numbering."""
        space = socket.CMSG_SPACE(CREDENTIALS.size)
        block, notes, _flags, _address = self._wire.recvmsg(BLOCK, space)
        for level, kind, data in notes:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
                self._real_pid = CREDENTIALS.unpack(data)[0]
        self._wire.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
        return block

    def _drain(self) -> None:
        try:
            block = os.read(self._output, BLOCK)
        except BlockingIOError:
            return
        if not block:
            self._poll.unregister(self._output)
        self._printed += len(block)
        if self._printed > OUTPUT_BYTES:
            raise Ended(Verdict.OUTPUT_LIMIT)

    def _cpu(self) -> float:
        """CPU seconds of the worker, from the kernel's clock of that process."""
        if not self._real_pid:
            return 0.0
        try:
            return time.clock_gettime((~self._real_pid << 3) | 2)
        except OSError:
            return 0.0

    def forged(self) -> Ended:
        """End the worker for a reply that answers nothing that was asked."""
        self.close()
        return Ended(Verdict.PROTOCOL_ERROR)

    def _autopsy(self) -> Ended:
        self._shut()
        remains = self._zygote.bury(self._name, GRACE_SECONDS)
        if remains.killed:
            # It closed its wire and lived on.
            return Ended(Verdict.PROTOCOL_ERROR)
        return Ended.by_itself(os.waitstatus_to_exitcode(remains.status))

    def _shut(self) -> None:
        self._open = False
        self._wire.close()
        os.close(self._output)
