"""What a worker does to itself before it reads a submission. Loaded by its text.

It confines the calling process only, and for good. The order matters: identity before
the kernel's rules, files before calls, and the calls last, since after them nothing of
this can be done. Standard library only.
"""

import ctypes
import os
import resource
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
PR_GET_NO_NEW_PRIVS = 39
SECCOMP_MODE_FILTER = 2
CAPABILITY_VERSION = 0x20080522
INSTRUCTION_BYTES = 8
MEGABYTE = 1024 * 1024

# Loaded before the fork, so that a worker opens no library.
_libc = ctypes.CDLL(None, use_errno=True)


class _Program(ctypes.Structure):
    """What prctl takes as a seccomp filter."""

    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


class Lock:
    """The layers to apply, prepared in the zygote so that a worker only applies them.

    `layers` are their names; `ruleset` is Landlock's; `program` is a seccomp filter;
    `uid` is the user to become.
    """

    def __init__(self, layers: list[str], ruleset: Any, program: bytes) -> None:
        self.layers = layers
        self.ruleset = ruleset
        self._program = _Program(len(program) // INSTRUCTION_BYTES, program)

    def kept(self) -> int:
        """The descriptor that must stay open until the lock is applied, or -1."""
        return self.ruleset.fileno() if self.ruleset is not None else -1

    def apply(self, parent: int, limits: dict[str, int], uid: int) -> None:
        """Confine this process.

        `parent` is the process id it must die with; `limits` hold `cpu_seconds`, a
        backstop for the host's own deadline, and `address_space` in bytes. Raises
        `OSError` where a layer cannot be had.
        """
        for _name, step in self.steps(parent, limits, uid):
            step()

    def steps(
        self, parent: int, limits: dict[str, int], uid: int
    ) -> Iterator[tuple[str, Callable[[], None]]]:
        """The layers in order, each with what applies it."""
        yield "process", lambda: _own_session(parent)
        yield "no_new_privs", _no_new_privs
        rows = (
            ("rlimits", lambda: _rlimits(limits)),
            ("uid", lambda: _become(uid, parent)),
            ("capabilities", _drop_capabilities),
            ("landlock", self._files),
            ("seccomp", self._calls),
        )
        for name, step in rows:
            if name in self.layers:
                yield name, step

    def _files(self) -> None:
        self.ruleset.restrict()
        self.ruleset.close()

    def _calls(self) -> None:
        address = ctypes.addressof(self._program)
        _prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, address)


def _own_session(parent: int) -> None:
    os.setsid()
    _die_with(parent)


def _die_with(parent: int) -> None:
    """Leave no core, be traced by nobody, and die with the parent."""
    _prctl(PR_SET_DUMPABLE, 0)
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _no_new_privs() -> None:
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    if _libc.prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1:
        raise OSError("no_new_privs does not hold")


def _become(uid: int, parent: int) -> None:
    """Be a user that nobody else is; this undoes what `_die_with` set."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    _die_with(parent)


def _drop_capabilities() -> None:
    """Stay the user one is, without any of its powers."""
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    nothing = (ctypes.c_uint32 * 6)()
    if _libc.capset(header, nothing) != 0:
        raise _error("capset")


def _rlimits(given: dict[str, int]) -> None:
    limits = {
        resource.RLIMIT_CPU: given["cpu_seconds"] + 1,
        resource.RLIMIT_AS: given["address_space"],
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_NOFILE: 32,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    for which, value in limits.items():
        hard = resource.getrlimit(which)[1]
        wanted = value if hard == resource.RLIM_INFINITY else min(value, hard)
        # A second between the limits of processor time: the first one has a signal of
        # its own, so that the host can tell a time-out from a crash.
        spare = 1 if which == resource.RLIMIT_CPU else 0
        pair = (max(wanted - spare, 0), wanted)
        resource.setrlimit(which, pair)
        if resource.getrlimit(which) != pair:
            raise OSError("a limit does not hold")


def mapped_bytes() -> int:
    """The size of this process's address space; asked before a fork, as it is slow."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * resource.getpagesize()


def _prctl(option: int, *values: int) -> None:
    rest = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    if _libc.prctl(option, *rest) != 0:
        raise _error(f"prctl {option}")


def _error(what: str) -> OSError:
    code = ctypes.get_errno()
    return OSError(code, f"{what}: {os.strerror(code)}")
