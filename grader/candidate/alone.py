"""Workers without a zygote: a fresh interpreter each, on any system.

For one's own code, where there is no kernel to confine it: no fork, which numpy's
libraries do not survive everywhere, plain data over pipes, deadlines by the clock, and
limits where the system knows them. Threads move the bytes, since pipes cannot be
waited for on every system; they end with their worker.
"""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, Any

from grader import protocol
from grader.candidate.wire import (
    BLOCK,
    HELLO_SECONDS,
    Deadline,
    Ended,
    Replies,
)
from grader.candidate.workers import Workers
from grader.errors import InternalError
from grader.result import Verdict
from grader.sandbox import (
    ENVIRONMENT,
    OFF_LINUX,
    OUTPUT_BYTES,
    Confinement,
    Report,
    view,
)
from grader.sandbox.program import FLAGS, alone_texts

BOOT = (
    "import json, os; out = os.dup(1); wire = open(os.dup(0), 'rb'); "
    "start = json.loads(wire.readline()); "
    "exec(compile(start['texts'].pop('worker'), 'worker', 'exec'))"
)
# Windows cannot start Python without the first; the second makes text alike everywhere.
OF_WINDOWS = ("SYSTEMROOT",)
UTF8 = {"PYTHONUTF8": "1"}
PROBE = Confinement(call=1.0, memory=256)
GRACE_SECONDS = 2.0
MAX_WAITING = 64  # blocks that were read and not looked at
MAX_TOLD = 4000
ONLY_ON_LINUX = ("no_new_privs", "uid", "landlock", "seccomp", "bubblewrap")


class LoneWorker:
    """One worker process, from its hello to its burial."""

    def __init__(
        self, confinement: Confinement, closed: Callable[["LoneWorker"], None]
    ) -> None:
        self._closed = closed
        self._replies = Replies()
        # An empty block is the end of the wire, None a printout that is too long.
        self._blocks: queue.Queue[bytes | None] = queue.Queue(MAX_WAITING)
        self._outgoing: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._words = b""
        self._open = True
        self._waited = 0.0
        self._process = subprocess.Popen(
            [_interpreter(), *FLAGS, BOOT],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            cwd=Path(os.sep).absolute(),
            start_new_session=True,
        )
        self._threads = [
            threading.Thread(target=move, args=(pipe,), daemon=True)
            for move, pipe in (
                (self._write, self._process.stdin),
                (self._read, self._process.stdout),
                (self._count, self._process.stderr),
            )
        ]
        for thread in self._threads:
            thread.start()
        self.missing = self._hello(confinement)

    def send(self, frame: bytes) -> None:
        """Queue a frame; it leaves while replies are awaited."""
        self._outgoing.put(frame)

    def receive(self, deadline: Deadline) -> dict[str, Any]:
        """The next message. Raises `Ended`, and has then ended the worker."""
        started = time.monotonic()
        try:
            return self._awaited(started + deadline.wall)
        except Ended:
            self.close()
            raise
        finally:
            self._waited += time.monotonic() - started

    def cpu_seconds(self) -> float:
        """Seconds that were waited for this worker: no less than it used."""
        return self._waited

    def close(self) -> None:
        """Kill and reap the worker, however it is, and what it started."""
        if not self._open:
            return
        self._open = False
        if self._process.returncode is None and hasattr(os, "killpg"):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        self._outgoing.put(b"")
        late = time.monotonic() + GRACE_SECONDS
        while any(t.is_alive() for t in self._threads) and time.monotonic() < late:
            with suppress(queue.Empty):
                self._blocks.get(timeout=0.005)
        self._closed(self)

    def forged(self) -> Ended:
        """End the worker for a reply that answers nothing that was asked."""
        self.close()
        return Ended(Verdict.PROTOCOL_ERROR)

    def _hello(self, confinement: Confinement) -> str:
        """Wait until the worker has limited itself; a word for what it could not."""
        self._outgoing.put(_start())
        self.send(protocol.encode(confinement.as_request()))
        try:
            missing = self.receive(Deadline(HELLO_SECONDS))["missing"]
        except Ended as ended:
            told = self._words.decode(errors="replace").strip().splitlines()
            last = told[-1] if told else "without a word"
            raise InternalError(f"a worker could not start: {last}") from ended
        self._waited = 0.0
        return str(missing)

    def _awaited(self, late: float) -> dict[str, Any]:
        while True:
            message = self._replies.message()
            if message is not None:
                return message
            left = late - time.monotonic()
            # A trickle of bytes would never leave the queue empty.
            if left <= 0:
                raise Ended(Verdict.TIMED_OUT)
            try:
                block = self._blocks.get(timeout=left)
            except queue.Empty:
                raise Ended(Verdict.TIMED_OUT) from None
            if block is None:
                raise Ended(Verdict.OUTPUT_LIMIT)
            if not block:
                raise self._autopsy()
            self._replies.add(block)

    def _write(self, pipe: IO[bytes]) -> None:
        # A worker that is gone shows when its reply is awaited.
        with pipe, suppress(OSError):
            while frame := self._outgoing.get():
                view = memoryview(frame)
                while view:
                    view = view[pipe.write(view) :]

    def _read(self, pipe: IO[bytes]) -> None:
        with pipe:
            while block := pipe.read(BLOCK):
                self._blocks.put(block)
        self._blocks.put(b"")

    def _count(self, pipe: IO[bytes]) -> None:
        """Count what is printed, and drop all but the last of it."""
        printed = 0
        with pipe:
            while block := pipe.read(BLOCK):
                self._words = (self._words + block)[-MAX_TOLD:]
                if printed <= OUTPUT_BYTES < printed + len(block):
                    self._blocks.put(None)
                printed += len(block)

    def _autopsy(self) -> Ended:
        try:
            code = self._process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            # It closed its wire and lived on.
            return Ended(Verdict.PROTOCOL_ERROR)
        return Ended.by_itself(code)


class Alone(Workers):
    """Starts workers, each an interpreter of its own; works everywhere."""

    def __init__(self) -> None:
        self._workers: set[LoneWorker] = set()
        self._missing: str | None = None

    @property
    def report(self) -> Report:
        """What its workers are kept from: next to nothing."""
        if self._missing is None:
            self.worker(PROBE).close()
        missing = {"rlimits": self._missing} if self._missing else {}
        return Report(
            applied=("process",) if self._missing else ("process", "rlimits"),
            failed=dict.fromkeys(ONLY_ON_LINUX, OFF_LINUX) | missing,
            trials={},
            root=hasattr(os, "geteuid") and os.geteuid() == 0,
        )

    def worker(self, confinement: Confinement) -> LoneWorker:
        """Start a worker under these limits, as far as they can be had."""
        worker = LoneWorker(confinement, self._workers.discard)
        self._workers.add(worker)
        self._missing = worker.missing
        return worker

    def prepare(self, confinement: Confinement) -> None:
        """Nothing: a process that waits would hold as much memory as one at work."""

    def close(self) -> None:
        """End every worker."""
        for worker in list(self._workers):
            worker.close()


@cache
def _interpreter() -> str:
    """The real interpreter; on Windows a virtual environment's only starts another."""
    base = getattr(sys, "_base_executable", sys.executable)
    return os.path.realpath(base) if os.name == "nt" else view.interpreter()


def _environment() -> dict[str, str]:
    needed = {name: os.environ[name] for name in OF_WINDOWS if name in os.environ}
    return ENVIRONMENT | UTF8 | needed


@cache
def _start() -> bytes:
    """The one line that a worker reads first."""
    given = {
        "texts": alone_texts(),
        "folders": [str(view.numpy_folder().parent)],
        "readable": view.readable(),
        "listed": view.listed(),
    }
    return json.dumps(given).encode() + b"\n"
