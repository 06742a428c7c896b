"""The host's handle on the zygote: start it, ask it for workers, have them buried.

The zygote is executed fresh, never forked from the host, so that nothing of the host
is in its memory. It must be started from a main thread: a child that asks to die with
its parent dies with the thread that started it.
"""

import json
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

import grader
from grader.errors import InternalError
from grader.sandbox import ENVIRONMENT, Confinement, require_platform

WORKER = Path(grader.__file__).with_name("_worker.py")
NUMPY_FOLDER = Path(np.__file__).parent.parent
START_SECONDS = 60.0
ANSWER_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Remains:
    """How a worker ended: wait status, whether we killed it, its CPU seconds."""

    status: int
    killed: bool
    seconds: float


class Zygote:
    """A warm process that forks workers; use as a context manager."""

    def __init__(self) -> None:
        require_platform()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        descriptor = theirs.fileno()
        # Isolated from the environment by having none of it; -I would also ignore
        # the hash seed that makes runs repeatable.
        flags = ["-s", "-S", "-P", "-B"]
        self._process = subprocess.Popen(
            [sys.executable, *flags, str(WORKER), str(NUMPY_FOLDER), str(descriptor)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[descriptor],
            env=ENVIRONMENT,
            cwd="/",
            start_new_session=True,
        )
        theirs.close()
        self._ready = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def spawn(self, confinement: Confinement, wire: socket.socket, output: int) -> int:
        """Have a worker forked that owns these two descriptors; its process id."""
        if not self._ready:
            self._receive(START_SECONDS)
            self._ready = True
        request = json.dumps({"spawn": confinement.as_request()}).encode()
        try:
            socket.send_fds(self._control, [request], [wire.fileno(), output])
        except OSError as error:
            raise InternalError("the zygote has ended") from error
        return int(self._receive(ANSWER_SECONDS)["pid"])

    def bury(self, pid: int, grace: float) -> Remains:
        """End a worker, after `grace` seconds to end by itself, and say how it was."""
        self._send({"bury": pid, "grace": grace})
        answer = self._receive(ANSWER_SECONDS + grace)
        return Remains(answer["status"], answer["killed"], answer["seconds"])

    def kill(self, pid: int) -> None:
        """End a worker without waiting to hear of it."""
        self._send({"kill": pid})

    def close(self) -> None:
        """End the zygote, and with it every worker."""
        self._control.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _send(self, message: dict[str, Any]) -> None:
        try:
            self._control.send(json.dumps(message).encode())
        except OSError as error:
            raise InternalError("the zygote has ended") from error

    def _receive(self, seconds: float) -> dict[str, Any]:
        self._control.settimeout(seconds)
        try:
            raw = self._control.recv(65536)
        except TimeoutError as error:
            raise InternalError("the zygote does not answer") from error
        except OSError as error:
            raise InternalError("the zygote has ended") from error
        if not raw:
            raise InternalError("the zygote has ended")
        message: dict[str, Any] = json.loads(raw)
        return message
