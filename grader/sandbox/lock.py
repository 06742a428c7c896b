"""What a worker does to itself before it reads a submission.

The worker loads this file by its path, so it imports nothing but the standard library.
It confines the calling process only, and for good: rlimits, no_new_privs, its own
session, no core dump, no tracing by others, death with its parent.
"""

import ctypes
import os
import resource
import signal
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38
MEGABYTE = 1024 * 1024

# Loaded before the fork, so that a worker opens no library.
_libc = ctypes.CDLL(None, use_errno=True)


def lock(parent: int, cpu_seconds: int, address_space: int) -> tuple[str, ...]:
    """Confine this process and return the layers that hold, by name.

    `parent` is the process id it must die with; `cpu_seconds` is a backstop for the
    host's own deadline; `address_space` is in bytes. Raises `OSError` where a layer
    cannot be had.
    """
    os.setsid()
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    _rlimits(cpu_seconds, address_space)
    _prctl(PR_SET_DUMPABLE, 0)
    return ("process", "environment", "rlimits", "no_new_privs")


def _rlimits(cpu_seconds: int, address_space: int) -> None:
    limits = {
        resource.RLIMIT_CPU: cpu_seconds + 1,
        resource.RLIMIT_AS: address_space,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_NOFILE: 32,
        resource.RLIMIT_MEMLOCK: 0,
    }
    for which, value in limits.items():
        hard = resource.getrlimit(which)[1]
        wanted = value if hard == resource.RLIM_INFINITY else min(value, hard)
        # A second between the limits of processor time: the first one has a signal of
        # its own, so that the host can tell a time-out from a crash.
        spare = 1 if which == resource.RLIMIT_CPU else 0
        resource.setrlimit(which, (max(wanted - spare, 0), wanted))


def mapped_bytes() -> int:
    """The size of this process's address space; asked before a fork, as it is slow."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * resource.getpagesize()


def _prctl(option: int, value: int) -> None:
    if _libc.prctl(option, value, 0, 0, 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"prctl {option}: {os.strerror(code)}")
