"""What attacks find when nothing stops them: a secret, a folder, a victim, listeners.

Everything is open to every user, so that no mode or owner protects it: what keeps it
whole is the confinement alone. `traces` tells by a word each what has been done to it;
a marker of its own tells what is left behind elsewhere.
"""

import ctypes
import os
import resource
import secrets
import select
import shutil
import socket
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.processes import ROOT

SECRET = "the canary sings"
SHARED = ("/tmp", "/dev/shm", "/var/tmp", "/")
OLD = 1_000_000_000  # seconds: the secret's own time
REMOVE = 0  # of the calls that control System V objects
SECONDS_TO_DIE = 10.0

_libc = ctypes.CDLL(None, use_errno=True)


class Stage:
    """The place of one run; use as a context manager."""

    def __init__(self) -> None:
        self.mark = f"gradkata-{secrets.token_hex(8)}"
        self.key = secrets.randbelow(2**30) + 1
        self.home = Path(tempfile.mkdtemp(prefix=f"{self.mark}-"))
        self.secret, self.folder = self.home / "secret", self.home / "folder"
        self._listeners: dict[str, socket.socket] = {}
        self._victim: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.set_up()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._clear()
        shutil.rmtree(self.home)

    def set_up(self) -> None:
        """Put everything in its place, whatever has been done to it."""
        self._clear()
        self.home.chmod(0o777)
        self.folder.mkdir()
        self.folder.chmod(0o777)
        self.secret.write_text(SECRET)
        self.secret.chmod(0o666)
        os.utime(self.secret, (OLD, OLD))
        self._untouched = _state(self.secret)
        self._listen()
        self._victim = subprocess.Popen(["cat"], stdin=subprocess.PIPE)
        pid = self._victim.pid
        self._priority = os.getpriority(os.PRIO_PROCESS, pid)
        self._limits = resource.prlimit(pid, resource.RLIMIT_NOFILE)

    def filled(self, source: str) -> bytes:
        """An attack with the names of this stage in it."""
        assert self._victim is not None
        names: dict[str, object] = {
            "SECRET": self.secret,
            "FOLDER": self.folder,
            "MARK": self.mark,
            "KEY": self.key,
            "VICTIM": self._victim.pid,
            "TCP": self._listeners["tcp"].getsockname()[1],
            "UDP": self._listeners["udp"].getsockname()[1],
            "UNIX": self.home / "unix",
            "ABSTRACT": self.mark,
            "COURSE": ROOT,
        }
        for name, value in names.items():
            source = source.replace(f"@{name}@", str(value))
        return source.encode()

    def traces(self) -> set[str]:
        """What has been done, a word each; nothing where nothing has."""
        assert self._victim is not None
        found = {"secret"} if _state(self.secret) != self._untouched else set()
        found |= {"folder"} if any(self.folder.iterdir()) else set()
        inside = {path.name for path in self.home.iterdir()}
        found |= {"home"} if inside - {"secret", "folder", "unix"} else set()
        found |= {"file"} if self._files() else set()
        found |= {"process"} if self._processes() else set()
        found |= self._done_to(self._victim)
        found |= set(self._called())
        return found | set(self._objects())

    def await_death(self) -> None:
        """Wait until the victim is dead: a signal takes a moment to act."""
        assert self._victim is not None
        self._victim.wait(SECONDS_TO_DIE)

    def _done_to(self, victim: subprocess.Popen[bytes]) -> set[str]:
        if victim.poll() is not None:
            return {"victim"}
        slowed = os.getpriority(os.PRIO_PROCESS, victim.pid) != self._priority
        limits = resource.prlimit(victim.pid, resource.RLIMIT_NOFILE)
        found = {"priority"} if slowed else set()
        return found | ({"limits"} if limits != self._limits else set())

    def _listen(self) -> None:
        rows = {
            "tcp": (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
            "udp": (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)),
            "unix": (socket.AF_UNIX, socket.SOCK_DGRAM, str(self.home / "unix")),
            "abstract": (socket.AF_UNIX, socket.SOCK_DGRAM, f"\0{self.mark}"),
        }
        for name, (family, kind, address) in rows.items():
            listener = socket.socket(family, kind)
            listener.bind(address)
            if kind == socket.SOCK_STREAM:
                listener.listen()
            self._listeners[name] = listener
        (self.home / "unix").chmod(0o777)

    def _called(self) -> list[str]:
        """The listeners that somebody has called."""
        ready, _, _ = select.select(self._listeners.values(), [], [], 0)
        return [name for name, row in self._listeners.items() if row in ready]

    def _files(self) -> list[Path]:
        """What bears the mark where everybody may write."""
        found = [path for row in SHARED for path in Path(row).glob(f"*{self.mark}*")]
        return [path for path in found if path != self.home]

    def _processes(self) -> list[int]:
        """The processes that bear the mark in their arguments."""
        found = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                if self.mark.encode() in path.read_bytes():
                    found.append(int(path.parent.name))
        return found

    def _objects(self) -> dict[str, tuple[str, int]]:
        """System V objects under the key: what removes each, and its id."""
        rows = {
            "segment": ("shmctl", _libc.shmget(self.key, ctypes.c_size_t(0), 0)),
            "semaphores": ("semctl", _libc.semget(self.key, 0, 0)),
            "messages": ("msgctl", _libc.msgget(self.key, 0)),
        }
        return {name: row for name, row in rows.items() if row[1] != -1}

    def _clear(self) -> None:
        for listener in self._listeners.values():
            listener.close()
        if self._victim is not None:
            self._victim.kill()
            self._victim.communicate()
        for pid in self._processes():
            with suppress(ProcessLookupError):
                os.kill(pid, 9)
        for remove, number in self._objects().values():
            extra = (0, REMOVE) if remove == "semctl" else (REMOVE,)
            getattr(_libc, remove)(number, *extra, None)
        for path in (*self._files(), *self.home.iterdir()):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _state(path: Path) -> tuple[int, ...]:
    """What every change of a file leaves a mark in; nothing where it is gone."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return ()
    times = (found.st_mtime_ns, found.st_ctime_ns)
    return (*times, found.st_mode, found.st_ino, found.st_nlink, found.st_size)
