"""The host's handle on the zygote: ask it for workers, have them buried.

Its process is started by `sandbox.launching`, which says how and from which thread.
"""

import itertools
import json
import os
import select
import signal
import socket
import subprocess
import time
from contextlib import suppress
from typing import Any

from grader.candidate.worker import Remains, Worker
from grader.candidate.workers import Workers
from grader.errors import InternalError
from grader.sandbox import Confinement, Report
from grader.sandbox.launching import Launched, launch

START_SECONDS = 60.0
LOOK_SECONDS = 0.25
ANSWER_SECONDS = 20.0
# How a process ends that was killed, or in which bubblewrap's own was.
KILLED = (-signal.SIGKILL, -signal.SIGTERM, 128 + signal.SIGKILL, 128 + signal.SIGTERM)


class Zygote(Workers):
    """A warm process that forks workers; needs Linux.

    `without` names layers to leave out: for measuring, and for showing what each stops.
    One that was `launched` before is taken as it is.
    """

    def __init__(
        self, without: frozenset[str] = frozenset(), launched: Launched | None = None
    ) -> None:
        self._launched = launched or launch(without)
        self._launched.send_program()
        self._report: Report | None = None
        self._spare: Worker | None = None
        self._names = itertools.count()

    @property
    def report(self) -> Report:
        """What a probe child proved when the zygote started."""
        return self._served()

    def worker(self, confinement: Confinement) -> Worker:
        """A worker under these limits: the one that is prepared, else a new one."""
        spare, self._spare = self._spare, None
        if spare is not None and spare.limits == confinement.as_request():
            # Whatever ended it while it waited was no submission's doing.
            with suppress(InternalError):
                return spare.ready()
        elif spare is not None:
            spare.close()
        return Worker(self, confinement).ready()

    def prepare(self, confinement: Confinement) -> None:
        """Fork the next worker while there is time; it has seen no submission."""
        if self._spare is None:
            self._spare = Worker(self, confinement)

    def spawn(self, confinement: Confinement, wire: socket.socket, output: int) -> int:
        """Have a worker forked that owns these two descriptors; its name.

        It is not waited for: the worker says on its wire that it is there.
        """
        self._served()
        name = next(self._names)
        request = json.dumps({"spawn": confinement.as_request(), "name": name}).encode()
        try:
            socket.send_fds(self._launched.control, [request], [wire.fileno(), output])
        except OSError as error:
            raise self._lost() from error
        return name

    def bury(self, name: int, grace: float) -> Remains:
        """End a worker, after `grace` seconds to end by itself, and say how it was."""
        self._send({"bury": name, "grace": grace})
        answer = self._receive(ANSWER_SECONDS + grace)
        return Remains(answer["status"], answer["killed"], answer["seconds"])

    def kill(self, name: int) -> None:
        """End a worker without waiting to hear of it."""
        self._send({"kill": name})

    def close(self) -> None:
        """End the zygote, and with it every worker."""
        with suppress(InternalError):
            if self._spare is not None:
                self._spare.close()
        self._spare = None
        self._launched.close()

    def _served(self) -> Report:
        """What was proved when it began to serve; waits for that."""
        if self._report is None:
            self._report = self._ready()
        return self._report

    def _ready(self) -> Report:
        """Wait until it serves; where the view is refused, start it without."""
        try:
            message = self._first_message()
        except InternalError as error:
            if not self._launched.viewed or self._was_killed():
                raise
            self._launched = self._launched.again(str(error).rpartition("bwrap: ")[2])
            message = self._first_message()
        found = message["report"]
        given = self._launched.failed
        viewed = ["bubblewrap"] if self._launched.viewed else []
        applied = [*found["applied"], *viewed]
        return Report(
            applied=tuple(name for name in applied if name not in given),
            failed={**found["failed"], **given},
            trials=found["trials"],
            root=os.geteuid() == 0,
            abi=message["abi"],
        )

    def _first_message(self) -> dict[str, Any]:
        """What it says when it serves; not waited for once its process has ended."""
        late = time.monotonic() + START_SECONDS
        while not select.select([self._launched.control], [], [], LOOK_SECONDS)[0]:
            # What bubblewrap has begun may hold on to the other end after its death.
            if self._launched.process.poll() is not None or time.monotonic() >= late:
                break
        return self._receive(LOOK_SECONDS)

    def _was_killed(self) -> bool:
        """Whether somebody ended the process: that refuses no view."""
        with suppress(subprocess.TimeoutExpired):
            return self._launched.process.wait(timeout=5) in KILLED
        return False

    def _send(self, message: dict[str, Any]) -> None:
        self._send_raw(json.dumps(message).encode())

    def _send_raw(self, message: bytes) -> None:
        try:
            self._launched.control.send(message)
        except OSError as error:
            raise self._lost() from error

    def _receive(self, seconds: float) -> dict[str, Any]:
        self._launched.control.settimeout(seconds)
        try:
            raw = self._launched.control.recv(65536)
        except TimeoutError as error:
            raise InternalError("the zygote does not answer") from error
        except OSError as error:
            raise self._lost() from error
        if not raw:
            raise self._lost()
        message: dict[str, Any] = json.loads(raw)
        return message

    def _lost(self) -> InternalError:
        """Our failure, with the last words of the zygote."""
        return InternalError(f"the zygote has ended: {self._launched.last_words()}")
