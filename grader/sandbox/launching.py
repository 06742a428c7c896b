"""Starts the process of a zygote, ahead of whatever takes long to import. Host side.

It is executed fresh, never forked from the host, so that nothing of the host is in its
memory, and from text, so that no file of ours has to be visible to it. It is started
inside bubblewrap where that works. It must be started from a main thread: a child that
asks to die with its parent dies with the thread that started it.
"""

import importlib.util
import itertools
import json
import os
import socket
import subprocess
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import IO, Any

from grader.sandbox import ENVIRONMENT, OPTIONAL, can_confine, view
from grader.sandbox.program import FLAGS, HERE, zygote_texts

BOOT = (
    "import json, sys; start = json.loads(sys.stdin.buffer.read()); "
    "exec(compile(start['texts'].pop('worker'), 'worker', 'exec'))"
)
MAX_TOLD = 4000
STOP_SECONDS = 5
# Users that nobody is: above every range that systems give out, below the sign bit.
FIRST_UID = 0x10000000
UIDS_OF_A_PROCESS, UIDS_OF_A_ZYGOTE = 1024, 64

_serials = itertools.count()


@dataclass(frozen=True, slots=True)
class Launched:
    """A zygote's process, the control socket to it, and what is known of its layers.

    `failed` has the layers that it goes without, each with the reason.
    """

    process: subprocess.Popen[bytes]
    control: socket.socket
    errors: IO[bytes]
    without: frozenset[str]
    soon: bool
    viewed: bool
    failed: dict[str, str] = field(default_factory=dict)

    def send_program(self) -> None:
        """Send the filter of system calls while the zygote is still importing."""
        from grader.sandbox import calls

        program = b"-"
        if "seccomp" not in self.without:
            try:
                program = calls.program()
            except calls.Unavailable as unavailable:
                self.failed["seccomp"] = str(unavailable)
        # One that has ended already shows when it should be ready.
        with suppress(OSError):
            self.control.send(program)

    def again(self, reason: str) -> "Launched":
        """End it, and start one outside bubblewrap, which was refused for a reason."""
        self.close()
        found = _launched(self.without, None, soon=self.soon)
        found.failed["bubblewrap"] = reason
        found.send_program()
        return found

    def last_words(self) -> str:
        """The last line of what the process said on its standard error."""
        self.errors.seek(0, os.SEEK_END)
        self.errors.seek(max(0, self.errors.tell() - MAX_TOLD))
        lines = self.errors.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "without a word"

    def close(self) -> None:
        """End the process, and with it every worker."""
        self.control.close()
        try:
            self.process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.errors.close()


def launch(without: frozenset[str] = frozenset(), *, soon: bool = False) -> Launched:
    """Start a zygote's process; needs Linux.

    `without` names layers to leave out. One that serves `soon` warms up behind the
    first worker.
    """
    bwrap = None if "bubblewrap" in without else view.program()
    found = _launched(without, bwrap, soon=soon)
    if bwrap is None:
        left_out = "bubblewrap" in without
        found.failed["bubblewrap"] = "left out" if left_out else "absent"
    return found


def launch_ahead(
    platform: str, without: frozenset[str] = frozenset(), *, soon: bool = False
) -> Launched | None:
    """Start a zygote's process where the kernel can confine workers, else none."""
    return launch(without, soon=soon) if can_confine(platform) else None


def _launched(without: frozenset[str], bwrap: str | None, *, soon: bool) -> Launched:
    """Start the process, in the view of bubblewrap where it is given."""
    control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    packages = _lock_packages()
    command = [view.interpreter(), *FLAGS, BOOT]
    if bwrap is not None:
        command = view.command(bwrap, command, packages)
    settings = _settings(without, packages) | {"control": theirs.fileno(), "soon": soon}
    errors = _in_memory("errors")
    with _in_memory("start") as start:
        start.write(json.dumps(settings).encode())
        start.seek(0)
        process = subprocess.Popen(
            command,
            stdin=start,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            pass_fds=[theirs.fileno()],
            env=ENVIRONMENT,
            cwd="/",
            start_new_session=True,
        )
    theirs.close()
    return Launched(process, control, errors, without, soon, bwrap is not None)


def _settings(without: frozenset[str], packages: list[Path]) -> dict[str, Any]:
    """What the zygote is told, on its standard input."""
    wanted = set(OPTIONAL) - without - {"bubblewrap", "capabilities"}
    if os.geteuid() != 0:
        wanted.discard("uid")
    elif "uid" in without:
        wanted.add("capabilities")
    if "capabilities" in without:
        wanted.discard("capabilities")
    folders = {str(path.parent) for path in (view.numpy_folder(), *packages)}
    process = (os.getpid() & 0xFFFFF) * UIDS_OF_A_PROCESS
    zygote = next(_serials) * UIDS_OF_A_ZYGOTE % UIDS_OF_A_PROCESS
    return {
        "texts": zygote_texts(),
        "folders": sorted(folders),
        "readable": view.readable(),
        "listed": view.listed(),
        "layers": sorted(wanted),
        "uid": FIRST_UID + process + zygote,
        "canary": str(HERE / "grading.py"),
    }


def _in_memory(name: str) -> IO[bytes]:
    return os.fdopen(os.memfd_create(name), "w+b")


@cache
def _lock_packages() -> list[Path]:
    """Where the lock library is, for the zygote to import."""
    spec = importlib.util.find_spec("landlockpy")
    return [Path(spec.origin).parent] if spec and spec.origin else []
