"""A worker that nobody forked: an interpreter of its own, two pipes, and no lock.

Loaded by its text in `_worker`, where there is no zygote; standard library and numpy,
and nothing that only Linux has. It limits itself as far as the system can. The first
frame brings the limits and is answered with what could not be had; the rest is as in
every worker. A thread reads the requests, so that a worker whose host is gone ends,
whatever the learner's code is at.
"""

import contextlib
import math
import os
import random
import threading
import time
from queue import SimpleQueue
from types import ModuleType, SimpleNamespace
from typing import Any, BinaryIO

import numpy as np

BROKEN_WIRE = 70
MEGABYTE = 1024 * 1024
DUE = ("RLIMIT_CPU", "RLIMIT_AS", "RLIMIT_FSIZE")


def main(session: Any, tools: SimpleNamespace, wire: BinaryIO, out: int) -> None:
    """Serve the host; never returns."""
    try:
        work(session, tools, wire, out)
    finally:
        os._exit(BROKEN_WIRE)


def work(session: Any, tools: SimpleNamespace, wire: BinaryIO, out: int) -> None:
    """Answer requests until the host is gone."""
    protocol = tools.protocol

    def send(message: Any) -> None:
        view = memoryview(protocol.encode(message))
        while view:
            view = view[os.write(out, view) :]

    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    # What learners print is counted by the host, and dropped.
    os.dup2(2, 1)
    requests: SimpleQueue[tuple[bytes, bytes]] = SimpleQueue()
    threading.Thread(target=pump, args=(protocol, wire, requests), daemon=True).start()
    send({"missing": limited(protocol.decode(*requests.get()))})
    random.seed(0)
    np.random.seed(0)
    own = session.Session(tools, send)
    while True:
        own.serve(protocol.decode(*requests.get()))


def pump(protocol: Any, wire: BinaryIO, requests: SimpleQueue[Any]) -> None:
    """Read frames; end the process where there are no more."""
    with contextlib.suppress(OSError, ValueError):
        while prefix := wire.read(protocol.PREFIX.size):
            header, body = protocol.lengths(prefix)
            requests.put((wire.read(header), wire.read(body)))
    os._exit(0)


def limited(given: dict[str, int]) -> str:
    """Set what this system can limit; a word for what it cannot, or nothing."""
    try:
        import resource
    except ImportError:
        return "absent"
    held = {
        name for name, value in wanted(given).items() if hold(resource, name, value)
    }
    return "" if held.issuperset(DUE) else "partly"


def wanted(given: dict[str, int]) -> dict[str, int]:
    """The limits by their names; that of memory only where its use can be asked."""
    limits = {
        "RLIMIT_CPU": given["cpu_seconds"] + math.ceil(time.process_time()),
        "RLIMIT_FSIZE": 0,
        "RLIMIT_CORE": 0,
        "RLIMIT_NPROC": 0,
        "RLIMIT_NOFILE": 32,
    }
    with (
        contextlib.suppress(OSError),
        open("/proc/self/statm", encoding="ascii") as told,
    ):
        mapped = int(told.read().split()[0]) * os.sysconf("SC_PAGESIZE")
        limits["RLIMIT_AS"] = mapped + given["memory_megabytes"] * MEGABYTE
    return limits


def hold(resource: ModuleType, name: str, value: int) -> bool:
    """Set one limit, as far as it may still be raised; whether it holds."""
    which = getattr(resource, name, None)
    if which is None:
        return False
    try:
        hard = resource.getrlimit(which)[1]
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        # The first limit of processor time has a signal of its own.
        spare = 1 if name == "RLIMIT_CPU" else 0
        resource.setrlimit(which, (most, most + spare if most == value else hard))
        found: int = resource.getrlimit(which)[0]
    except (OSError, ValueError):
        return False
    return found == most
