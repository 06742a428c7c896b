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
from typing import Any

HERE = os.path.dirname(os.path.abspath(__file__))
WIRE = 3
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
            spawn(control, request["spawn"], descriptors)
        elif "bury" in request:
            control.send(json.dumps(bury(request["bury"], request["grace"])).encode())
        elif "kill" in request:
            bury(request["kill"], 0.0)


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
    layers = lock.lock(parent, limits["cpu_seconds"], limits["memory_megabytes"])
    random.seed(0)
    np.random.seed(0)
    gc.enable()
    send({"layers": list(layers)})
    Session().serve()


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


class Session:
    """One submission's names and objects, and the requests answered on them."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {}
        self.objects: dict[Any, Any] = {}
        self.broken: list[Any] = []

    def serve(self) -> None:
        while True:
            request = receive()
            if request["op"] == "load":
                send({"id": request["id"], **self.load(request)})
            else:
                for index, case in enumerate(request["cases"]):
                    self.reply({"id": request["id"], "case": index}, case)

    def load(self, request: dict[str, Any]) -> dict[str, Any]:
        """Run the submission. The first failure is told, and what could not compile."""
        failures = []
        try:
            pieces = source.pieces_of(request["kind"], request["source"])
        except source.NotASubmission as problem:
            return {"failure": faults.failure("syntax_error", problem), "compiled": 0}
        self.names = source.new_namespace(request["kind"], main=request["main"])
        count = 0
        for piece in pieces:
            try:
                code = source.compiled(piece)
            except SyntaxError as problem:
                self.broken.append(piece.text)
                failures.append(faults.of_syntax(problem, piece.filename))
                continue
            count += 1
            try:
                exec(code, self.names)
            except BaseException as problem:
                failures.append(faults.of_exception(problem))
        first = failures[0] if failures else None
        return {"failure": first, "compiled": count, "pieces": len(pieces)}

    def reply(self, head: dict[str, int], case: list[Any]) -> None:
        values: list[Any] = []
        changed: list[int] = []
        problem = None
        for index, step in enumerate(case):
            try:
                before = fingerprint(step)
                values.append(self.act(step))
                if fingerprint(step) != before:
                    changed.append(index)
            except Missing as missing:
                problem = faults.failure(self.why_missing(missing.name), missing)
                break
            except BaseException as raised:
                problem = faults.of_exception(raised)
                break
        answer = {"values": values, "changed": changed, "failure": problem}
        try:
            send({**head, **answer})
        except protocol.Unplain as unplain:
            answer = {
                "values": [],
                "changed": [],
                "failure": faults.failure("bad_type", unplain),
            }
            send({**head, **answer})
        except (protocol.TooLarge, RecursionError) as large:
            problem = faults.failure("output_limit", large)
            send({**head, "values": [], "changed": [], "failure": problem})

    def act(self, step: list[Any]) -> Any:
        """Carry out one step: call, new, method, get or set."""
        verb, target, *rest = step
        if verb == "call":
            return self.named(target)(*rest[0])
        if verb == "new":
            self.objects[target] = self.named(rest[0])(*rest[1])
            return None
        thing = self.objects[target]
        if verb == "set":
            setattr(thing, rest[0], rest[1])
            return None
        if not hasattr(thing, rest[0]):
            raise Missing(rest[0])
        found = getattr(thing, rest[0])
        return found(*rest[1]) if verb == "method" else found

    def named(self, name: str) -> Any:
        found = self.names.get(name)
        if not callable(found):
            raise Missing(name)
        return found

    def why_missing(self, name: str) -> str:
        """`syntax_error` where a cell that does not compile seems to define it."""
        words = (f"def {name}", f"class {name}")
        lost = any(
            isinstance(t, str) and any(w in t for w in words) for t in self.broken
        )
        return "syntax_error" if lost else "missing"


class Missing(Exception):
    """A name the submission does not define."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


def fingerprint(step: list[Any]) -> bytes:
    """The bytes of a step's arguments, to tell whether a call changed them."""
    return protocol.encode(step[-1]) if step[0] in ("call", "method") else b""


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
    lock = by_path("lock", "sandbox", "lock.py")
    main()
