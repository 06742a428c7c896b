"""A probe child tries what a worker must not do, and tells what came of it.

Loaded by its text in the zygote; standard library only. It applies every layer, one by
one, so that one that is missing does not hide the others. Each trial makes one call;
its answer is the word of the refusal (`EPERM`, `EACCES`), since a refusal for another
reason proves nothing, or `done`.
"""

import _thread
import ctypes
import errno
import importlib
import json
import os
import socket
from collections.abc import Callable
from typing import Any

IO_URING_SETUP = 425
CLONE_NEWUSER = 0x10000000
PTRACE_TRACEME = 0
# Of the standard library and numpy, everywhere, quick, and not loaded before.
IMPORTS = ("colorsys", "wave", "numpy.typing", "numpy.ctypeslib")

_libc = ctypes.CDLL(None, use_errno=True)


def probe(lock: Any, limits: dict[str, int], uid: int, canary: str) -> dict[str, Any]:
    """Fork a child that locks itself, tries everything and reports."""
    parent = os.getpid()
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(reader)
            report = _report(lock, limits, uid, canary, parent)
            os.write(writer, json.dumps(report).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as file:
        raw = file.read()
    os.waitpid(pid, 0)
    if not raw:
        return {"applied": [], "failed": {"process": "the probe ended"}, "trials": {}}
    told: dict[str, Any] = json.loads(raw)
    return told


def _report(
    lock: Any, limits: dict[str, int], uid: int, canary: str, parent: int
) -> dict[str, Any]:
    applied: list[str] = []
    failed: dict[str, str] = {}
    for name, step in lock.steps(parent, limits, uid):
        try:
            step()
        except OSError as problem:
            failed[name] = word(problem)
        else:
            applied.append(name)
    trials = {name: _tried(trial) for name, trial in _trials(canary).items()}
    trials["import a module"] = _tried(_import)
    return {"applied": applied, "failed": failed, "trials": trials}


def word(problem: BaseException) -> str:
    """The name of an error number, else the kind of the exception."""
    code = getattr(problem, "errno", None)
    if code == errno.EOPNOTSUPP:
        return "EOPNOTSUPP"  # its number has two names
    return errno.errorcode.get(code or 0, type(problem).__name__)


def _tried(trial: Callable[[], object]) -> str:
    try:
        trial()
    except Exception as problem:
        return word(problem)
    return "done"


def _trials(canary: str) -> dict[str, Callable[[], object]]:
    return {
        "list a folder": lambda: os.listdir("/"),
        "read a file": lambda: os.open("/dev/null", os.O_RDONLY),
        "write a file": lambda: os.open("/dev/null", os.O_WRONLY),
        "start a process": _fork,
        "start a thread": lambda: _thread.start_new_thread(int, ()),
        # Not a program: without a filter it is refused for another reason.
        "run a program": lambda: os.execv("/dev/null", ["null"]),
        "connect": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
        "send a signal": lambda: os.kill(os.getpid(), 0),
        "hide memory": lambda: os.memfd_create("m"),
        "trace": lambda: _call("ptrace", PTRACE_TRACEME, 0, 0, 0),
        "make a namespace": lambda: _call("unshare", CLONE_NEWUSER),
        "make a ring": lambda: _call("syscall", IO_URING_SETUP, 1, 0),
        "be root": _be_root,
        "find a file": lambda: os.stat(canary),
    }


def _fork() -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def _be_root() -> None:
    """Root is whoever is, or can become, user 0."""
    if 0 not in os.getresuid():
        raise PermissionError(errno.EPERM, "not root")


def _call(name: str, *arguments: int) -> None:
    rest = [ctypes.c_long(value) for value in arguments]
    if getattr(_libc, name)(*rest) == -1:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def _import() -> None:
    for name in IMPORTS:
        importlib.import_module(name)
