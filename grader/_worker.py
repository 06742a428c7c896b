"""The process that runs learners' code: a zygote, and one forked worker a submission.

Started from text alone, with the standard library and numpy; no module imports it and
no file of ours is opened by it. It has never seen a check, a reference or an expected
value. Standard input brings one JSON object, `start`: our modules' texts, where numpy
and the lock library are, what may be read, and the layers to apply. On the control
socket, descriptor 3, the host asks for a worker (`spawn`, with its name, its own wire
and its output pipe) and for its end (`bury`, which alone is answered, with the status;
or `kill`). On a worker's wire the host sends `load` once and `run` any number of times,
as frames of `protocol`; the worker streams one reply a case. A reply holds values or a
failure, never a verdict: the host judges, and whatever comes from here is only a claim.
Where no zygote can be, `start` brings the text of `_alone`, which goes on instead.
"""

import _sitebuiltins
import builtins
import collections
import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
import time
import types
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

CONTROL = WIRE = 3
FREE = 4
MAX_DESCRIPTORS = 256
START_BYTES = 65536
UIDS = 64
END = object()
LULL_SECONDS = 0.2


def from_text(name: str, text: str) -> Any:
    """Make one of our own modules from its text, without a path to find it by."""
    module = types.ModuleType(name)
    exec(compile(text, name, "exec"), vars(module))
    return module


# ---- zygote ------------------------------------------------------------------------


def zygote(control: socket.socket, given: dict[str, Any]) -> None:
    """Serve the host until it closes the control socket."""
    if len(os.listdir("/proc/self/task")) != 1:
        raise SystemExit("the zygote has more than one thread; a fork would hang")
    behind = own.warming.behind(session, tools)
    if not given["soon"]:
        collections.deque(behind, maxlen=0)  # All steps at once.
    program = control.recv(START_BYTES)
    held, report = proved_lock(given, program, lock.mapped_bytes())
    uid = given["uid"]
    # Learners could reach it, and it holds a path.
    given.clear()
    control.send(json.dumps(report).encode())
    serve(control, behind, held, uid)


def serve(control: socket.socket, behind: Iterator[None], held: Any, uid: int) -> None:
    """Do what the host asks, and go on with what is behind while it does not."""
    serial, mapped = 0, lock.mapped_bytes()
    children: dict[int, int] = {}
    while True:
        if went_on(control, behind):
            mapped = lock.mapped_bytes()
        raw, descriptors, _flags, _address = socket.recv_fds(control, START_BYTES, 4)
        if not raw:
            return
        request = json.loads(raw)
        if "spawn" in request:
            serial = (serial + 1) % UIDS
            limits = limits_of(request["spawn"], mapped)
            order = Order(held, limits, uid + serial)
            children[request["name"]] = spawn(control, order, descriptors)
        elif "bury" in request:
            remains = bury(children.pop(request["bury"]), request["grace"])
            control.send(json.dumps(remains).encode())
        elif "kill" in request:
            bury(children.pop(request["kill"]), 0.0)


def limits_of(asked: dict[str, int], mapped: int) -> dict[str, int]:
    """Limits of a worker: memory counts from what the zygote has mapped already."""
    memory = asked["memory_megabytes"] * lock.MEGABYTE
    return {**asked, "address_space": mapped + memory}


def went_on(control: socket.socket, behind: Iterator[None]) -> bool:
    """Take steps behind as long as nobody asks; whether one was taken.

    Not before a lull: who waits for a first answer needs the processor.
    """
    taken, lull = False, LULL_SECONDS
    while not select.select([control], [], [], lull)[0]:
        if next(behind, END) is END:
            break
        taken, lull = True, 0.0
    return taken


class Order:
    """What a worker does to itself: the lock, its limits and its user."""

    def __init__(self, held: Any, limits: dict[str, int], uid: int) -> None:
        self.held, self.limits, self.uid = held, limits, uid


def proved_lock(
    given: dict[str, Any], program: bytes, address_space: int
) -> tuple[Any, dict[str, Any]]:
    """The lock that holds here, and what a probe child proved of it.

    A user of its own that could not import what is not loaded yet would fail learners:
    then root's powers are dropped instead. Layers that cannot be had are left out of
    the lock; the host decides whether the rest is enough.
    """
    failed: dict[str, str] = {}
    ruleset = None
    layers = list(given["layers"])
    if "landlock" in layers:
        try:
            ruleset = files.ruleset(given["readable"], given["listed"])
        except (ImportError, OSError) as problem:
            failed["landlock"] = probe.word(problem)
            layers.remove("landlock")
    limits = {"cpu_seconds": 60, "address_space": address_space + lock.MEGABYTE * 256}
    while True:
        held = lock.Lock(layers, ruleset, program)
        report = probe.probe(held, limits, given["uid"], given["canary"])
        report["failed"] = failed | report["failed"]
        imports = report["trials"].get("import a module")
        if "uid" in layers and ("uid" in report["failed"] or imports != "done"):
            layers[layers.index("uid")] = "capabilities"
            failed |= {"uid": "imports", **report["failed"]}
            continue
        held.layers = [name for name in layers if name in report["applied"]]
        return held, {"report": report, "abi": files.abi()}


def spawn(control: socket.socket, order: Order, descriptors: list[int]) -> int:
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        status = 70
        try:
            control.close()
            worker(parent, order, descriptors)
            status = 0
        finally:
            os._exit(status)
    for descriptor in descriptors:
        os.close(descriptor)
    return pid


def end(pid: int) -> None:
    """Kill a worker and whatever it started: its session is its process group."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError):
            kill(pid, signal.SIGKILL)


def bury(pid: int, grace: float) -> dict[str, Any]:
    """Wait for a worker's end up to `grace` seconds, then kill it; reap it."""
    deadline = time.monotonic() + grace
    killed = False
    while True:
        done, status, usage = os.wait4(pid, 0 if killed else os.WNOHANG)
        if done:
            seconds = usage.ru_utime + usage.ru_stime
            return {"status": status, "killed": killed, "seconds": seconds}
        if time.monotonic() >= deadline:
            end(pid)
            killed = True
        else:
            time.sleep(0.002)


# ---- worker ------------------------------------------------------------------------


def worker(parent: int, order: Order, descriptors: list[int]) -> None:
    wire, output = descriptors
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.dup2(wire, WIRE)
    kept = order.held.kept()
    for first, last in ((FREE, kept), (max(kept + 1, FREE), MAX_DESCRIPTORS)):
        os.closerange(first, last)
    order.held.apply(parent, order.limits, order.uid)
    random.seed(0)  # A fork has seeded it anew.
    gc.enable()
    send({"locked": True})
    own = session.Session(tools, send)
    while True:
        own.serve(receive())


def send(message: Any) -> None:
    view = memoryview(protocol.encode(message))
    while view:
        view = view[os.write(WIRE, view) :]


def receive() -> Any:
    header, body = protocol.lengths(_exactly(protocol.PREFIX.size))
    return protocol.decode(_exactly(header), _exactly(body))


def _exactly(size: int) -> bytes:
    parts = []
    while size:
        part = os.read(WIRE, min(size, 1 << 20))
        if not part:
            os._exit(0)
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def main(given: dict[str, Any]) -> None:
    os.environ.pop("PWD", None)  # bubblewrap's
    for name in ("exit", "quit"):  # what the site would have added
        setattr(builtins, name, _sitebuiltins.Quitter(name, ""))
    nothing = os.open("/dev/null", os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    if given["control"] != CONTROL:
        os.dup2(given["control"], CONTROL)
        os.close(given["control"])
    own.warming.due(given["folders"], files.abi)
    control = socket.socket(fileno=CONTROL)
    control.set_inheritable(False)
    # Where the host is gone there is nothing left to do.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        zygote(control, given)


if __name__ == "__main__":
    import random

    # Bound by the one line that starts this text.
    start: dict[str, Any] = globals()["start"]
    # Nothing that a learner can reach says where anything of ours is.
    sys.argv[:] = [""]
    sys.orig_argv[:] = [""]
    # Nothing that is imported is garbage; looking for some takes a tenth of the time.
    gc.disable()
    sys.path += start["folders"]
    import numpy as np  # noqa: F401 - its folder is known here alone; others have it

    del sys.path[-len(start["folders"]) :]
    own = SimpleNamespace(**{n: from_text(n, t) for n, t in start["texts"].items()})
    protocol, session = own.protocol, own.session
    own.faults.READABLE = (*start["readable"], *start["listed"])
    tools = SimpleNamespace(
        protocol=protocol,
        spelling=own.spelling,
        source=own.source,
        faults=own.faults,
        trace=own.trace,
        recorder=own.recorder,
    )
    if "alone" in start["texts"]:
        gc.enable()
        own.alone.main(session, tools, globals()["wire"], globals()["out"])
    lock, files, probe = own.lock, own.files, own.probe
    main(start)
