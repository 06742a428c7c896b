"""The process that runs learners' code: a zygote, and one forked worker a submission.

Started by path with the standard library and numpy alone; no module imports it. It has
never seen a check, a reference or an expected value. `sys.argv` holds the folder of
numpy and the descriptor of the control socket. On that socket the host asks for a
worker (`spawn`, with the worker's own wire and its output pipe) and for its end
(`bury`, answered with the status; `kill`, not answered). On a worker's wire the host
sends `load` once and `run` any number of times, as frames of `protocol`; the worker
streams one reply a case. A reply holds values or a failure, never a verdict: the host
judges, and whatever comes from here is only a claim.
"""

import contextlib
import gc
import importlib.util
import json
import os
import signal
import socket
import sys
import time
from types import SimpleNamespace
from typing import Any

HERE = os.path.dirname(os.path.abspath(__file__))
WIRE = 3
WARM_UPS = 12
SAMPLE = b"""
import math
import numpy as np

def f(a, b, c, d):
    if len(c) > 2:
        raise ValueError(c)
    return np.maximum(a @ b, 0), [d * x for x in c], a.T.sum(axis=0, keepdims=True)
"""
PRELOAD = """
abc ast builtins cmath collections contextlib copy dataclasses datetime decimal enum
errno fractions functools io itertools json linecache math numbers operator os random re
statistics string textwrap time traceback types typing warnings numpy numpy.fft
numpy.linalg numpy.ma numpy.polynomial numpy.random numpy.testing
"""


def by_path(name: str, *parts: str) -> Any:
    """Import one of our own files by its path, since the package is out of reach."""
    spec = importlib.util.spec_from_file_location(name, os.path.join(HERE, *parts))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def preload(numpy_folder: str) -> None:
    """Import what learners use, once, then forget where it came from."""
    sys.path.append(numpy_folder)
    for name in PRELOAD.split():
        importlib.import_module(name)
    sys.path.remove(numpy_folder)
    importlib.invalidate_caches()


# ---- zygote ------------------------------------------------------------------------


def zygote(control: socket.socket) -> None:
    """Serve the host until it closes the control socket."""
    if len(os.listdir("/proc/self/task")) != 1:
        raise SystemExit("the zygote has more than one thread; a fork would hang")
    warm_up()
    mapped = lock.mapped_bytes()
    gc.collect()
    gc.freeze()
    gc.disable()
    control.send(b'{"ready": true}')
    while True:
        raw, descriptors, _flags, _address = socket.recv_fds(control, 65536, 4)
        if not raw:
            return
        request = json.loads(raw)
        if "spawn" in request:
            limits = request["spawn"]
            memory = limits["memory_megabytes"] * lock.MEGABYTE
            spawn(control, {**limits, "address_space": mapped + memory}, descriptors)
        elif "bury" in request:
            control.send(json.dumps(bury(request["bury"], request["grace"])).encode())
        elif "kill" in request:
            bury(request["kill"], 0.0)


def warm_up() -> None:
    """Run all that a worker runs, on a sample, so that each fork starts warm.

    What the interpreter specialises and libraries make on first use is then shared by
    all workers instead of being made, and its pages copied, in each of them.
    """
    load = {"op": "load", "id": 0, "kind": "py", "source": SAMPLE}
    load |= {"main": False, "watch": {}}
    case = [["call", "f", [np.ones((3, 2)), np.ones((2, 4)), [1.0, 2.0], 0.5]]]
    frame = protocol.encode({"op": "run", "id": 0, "cases": [case, case]})
    start = protocol.PREFIX.size
    for _ in range(WARM_UPS):
        own = session.Session(tools, protocol.encode)
        own.serve(load)
        header, _body = protocol.lengths(frame[:start])
        body = start + header
        own.serve(protocol.decode(frame[start:body], frame[body:]))


def spawn(
    control: socket.socket, limits: dict[str, int], descriptors: list[int]
) -> None:
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        status = 70
        try:
            control.close()
            worker(parent, limits, descriptors)
            status = 0
        finally:
            os._exit(status)
    for descriptor in descriptors:
        os.close(descriptor)
    control.send(json.dumps({"pid": pid}).encode())


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


def worker(parent: int, limits: dict[str, int], descriptors: list[int]) -> None:
    wire, output = descriptors
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.dup2(wire, WIRE)
    os.closerange(WIRE + 1, 256)
    layers = lock.lock(parent, limits["cpu_seconds"], limits["address_space"])
    random.seed(0)
    np.random.seed(0)
    gc.enable()
    send({"layers": list(layers)})
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


def main() -> None:
    numpy_folder, descriptor = sys.argv[1], int(sys.argv[2])
    sys.argv[:] = [""]
    preload(numpy_folder)
    control = socket.socket(fileno=descriptor)
    control.set_inheritable(False)
    # Where the host is gone there is nothing left to do.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        zygote(control)


if __name__ == "__main__":
    import random

    sys.path.append(sys.argv[1])
    import numpy as np

    sys.path.pop()
    protocol = by_path("protocol", "protocol.py")
    source = by_path("source", "_source.py")
    faults = by_path("faults", "_faults.py")
    session = by_path("session", "_session.py")
    tools = SimpleNamespace(
        protocol=protocol,
        source=source,
        faults=faults,
        trace=by_path("trace", "_trace.py"),
        recorder=by_path("recorder", "_recorder.py"),
    )
    lock = by_path("lock", "sandbox", "lock.py")
    main()
