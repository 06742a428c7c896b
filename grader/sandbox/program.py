"""What a process for learners' code is started from: Python's flags and our texts.

From text, so that no file of ours has to be visible to it.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

HERE = Path(__file__).parents[1]
# Isolated from the environment by having none of it; -I would also ignore the hash
# seed that makes runs repeatable.
FLAGS = ("-s", "-S", "-P", "-B", "-c")
TEXTS = {
    "worker": "_worker.py",
    "session": "_session.py",
    "source": "_source.py",
    "faults": "_faults.py",
    "trace": "_trace.py",
    "recorder": "_recorder.py",
    "protocol": "protocol.py",
    "spelling": "spelling.py",
}
OF_A_ZYGOTE = {
    "warming": "_warming.py",
    "lock": "sandbox/lock.py",
    "files": "sandbox/files.py",
    "probe": "sandbox/probe.py",
}
OF_ONE_ALONE = {"alone": "_alone.py"}


@cache
def zygote_texts() -> Mapping[str, str]:
    """What a zygote is made of."""
    return _read(TEXTS | OF_A_ZYGOTE)


@cache
def alone_texts() -> Mapping[str, str]:
    """What a worker without a zygote is made of; nothing in it needs Linux."""
    return _read(TEXTS | OF_ONE_ALONE)


def _read(rows: Mapping[str, str]) -> dict[str, str]:
    return {name: (HERE / path).read_text("utf-8") for name, path in rows.items()}
