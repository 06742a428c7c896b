"""The host's handle on the zygote: start it, ask it for workers, have them buried.

The zygote is executed fresh, never forked from the host, so that nothing of the host
is in its memory, and from text, so that no file of ours has to be visible to it. It is
started inside bubblewrap where that works. It must be started from a main thread: a
child that asks to die with its parent dies with the thread that started it.
"""

import importlib.util
import itertools
import json
import os
import select
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, Any

from grader.candidate.program import FLAGS, HERE, zygote_texts
from grader.candidate.worker import Remains, Worker
from grader.candidate.workers import Workers
from grader.errors import InternalError
from grader.sandbox import (
    ENVIRONMENT,
    OPTIONAL,
    Confinement,
    Report,
    calls,
    view,
)

BOOT = (
    "import json, sys; start = json.loads(sys.stdin.buffer.read()); "
    "exec(compile(start['texts'].pop('worker'), 'worker', 'exec'))"
)
START_SECONDS = 60.0
LOOK_SECONDS = 0.25
ANSWER_SECONDS = 20.0
MAX_TOLD = 4000
# How a process ends that was killed, or in which bubblewrap's own was.
KILLED = (-signal.SIGKILL, -signal.SIGTERM, 128 + signal.SIGKILL, 128 + signal.SIGTERM)
# Users that nobody is: above every range that systems give out, below the sign bit.
FIRST_UID = 0x10000000
UIDS_OF_A_PROCESS, UIDS_OF_A_ZYGOTE = 1024, 64

_serials = itertools.count()


class Zygote(Workers):
    """A warm process that forks workers; needs Linux.

    `without` names layers to leave out: for measuring, and for showing what each stops.
    """

    def __init__(self, without: frozenset[str] = frozenset()) -> None:
        self._without = without
        self._failed: dict[str, str] = {}
        self._report: Report | None = None
        self._spare: Worker | None = None
        bwrap = None if "bubblewrap" in without else view.program()
        self._viewed = bwrap is not None
        if bwrap is None:
            left_out = "bubblewrap" in without
            self._failed["bubblewrap"] = "left out" if left_out else "absent"
        self._start(bwrap)

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
        """Have a worker forked that owns these two descriptors; its process id."""
        self._served()
        request = json.dumps({"spawn": confinement.as_request()}).encode()
        try:
            socket.send_fds(self._control, [request], [wire.fileno(), output])
        except OSError as error:
            raise self._lost() from error
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
        with suppress(InternalError):
            if self._spare is not None:
                self._spare.close()
        self._spare = None
        self._control.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._errors.close()

    def _start(self, bwrap: str | None) -> None:
        """Start the process, in the view of bubblewrap where it is given."""
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        packages = _lock_packages()
        command = [view.interpreter(), *FLAGS, BOOT]
        if bwrap is not None:
            command = view.command(bwrap, command, packages)
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the zygote
        with tempfile.TemporaryFile() as start:
            start.write(json.dumps(self._settings(theirs.fileno(), packages)).encode())
            start.seek(0)
            self._process = subprocess.Popen(
                command,
                stdin=start,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                pass_fds=[theirs.fileno()],
                env=ENVIRONMENT,
                cwd="/",
                start_new_session=True,
            )
        theirs.close()
        self._send_program()

    def _settings(self, control: int, packages: list[Path]) -> dict[str, Any]:
        """What the zygote is told, on its standard input."""
        wanted = set(OPTIONAL) - self._without - {"bubblewrap", "capabilities"}
        if os.geteuid() != 0:
            wanted.discard("uid")
        elif "uid" in self._without:
            wanted.add("capabilities")
        if "capabilities" in self._without:
            wanted.discard("capabilities")
        folders = {str(path.parent) for path in (view.NUMPY, *packages)}
        process = (os.getpid() & 0xFFFFF) * UIDS_OF_A_PROCESS
        zygote = next(_serials) * UIDS_OF_A_ZYGOTE % UIDS_OF_A_PROCESS
        return {
            "texts": zygote_texts(),
            "control": control,
            "folders": sorted(folders),
            "readable": view.readable(),
            "listed": view.listed(),
            "layers": sorted(wanted),
            "uid": FIRST_UID + process + zygote,
            "canary": str(HERE / "grading.py"),
        }

    def _send_program(self) -> None:
        """Send the filter of system calls while the zygote is still importing."""
        program = b"-"
        if "seccomp" not in self._without:
            try:
                program = calls.program()
            except calls.Unavailable as unavailable:
                self._failed["seccomp"] = str(unavailable)
        # One that has ended already shows when it should be ready.
        with suppress(InternalError):
            self._send_raw(program)

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
            if not self._viewed or self._was_killed():
                raise
            self._failed["bubblewrap"] = str(error).rpartition("bwrap: ")[2]
            self._viewed = False
            self.close()
            self._start(None)
            message = self._first_message()
        found = message["report"]
        applied = [*found["applied"], *(["bubblewrap"] if self._viewed else [])]
        return Report(
            applied=tuple(name for name in applied if name not in self._failed),
            failed={**found["failed"], **self._failed},
            trials=found["trials"],
            root=os.geteuid() == 0,
            abi=message["abi"],
        )

    def _first_message(self) -> dict[str, Any]:
        """What it says when it serves; not waited for once its process has ended."""
        late = time.monotonic() + START_SECONDS
        while not select.select([self._control], [], [], LOOK_SECONDS)[0]:
            # What bubblewrap has begun may hold on to the other end after its death.
            if self._process.poll() is not None or time.monotonic() >= late:
                break
        return self._receive(LOOK_SECONDS)

    def _was_killed(self) -> bool:
        """Whether somebody ended the process: that refuses no view."""
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(timeout=5) in KILLED
        return False

    def _send(self, message: dict[str, Any]) -> None:
        self._send_raw(json.dumps(message).encode())

    def _send_raw(self, message: bytes) -> None:
        try:
            self._control.send(message)
        except OSError as error:
            raise self._lost() from error

    def _receive(self, seconds: float) -> dict[str, Any]:
        self._control.settimeout(seconds)
        try:
            raw = self._control.recv(65536)
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
        return InternalError(f"the zygote has ended: {_last_line(self._errors)}")


def _last_line(errors: IO[bytes]) -> str:
    errors.seek(0, os.SEEK_END)
    errors.seek(max(0, errors.tell() - MAX_TOLD))
    lines = errors.read().decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "without a word"


@cache
def _lock_packages() -> list[Path]:
    """Where the lock library is, for the zygote to import."""
    spec = importlib.util.find_spec("landlockpy")
    return [Path(spec.origin).parent] if spec and spec.origin else []
