"""The client of a tutor: start one, ask it, take its answers, end it.

Standard library alone, so that the tutor is started before anything else is imported.
Answers are read by a thread, so that whoever waits for a key or a save is not held up.
Invariant: a tutor never outlives its client.
"""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

Answer = dict[str, Any]
# Without -P a learner's `random.py` beside the file would be imported for the real.
COMMAND = (sys.executable, "-P", "-m", "grader.learner.tutor")
DIED: Answer = {"failed": "the tutor has ended"}
STOP_SECONDS = 2.0
MAX_TOLD = 8000

_begun: list["Tutoring"] = []


class Tutoring:
    """A tutor process; use as a context manager."""

    def __init__(self) -> None:
        self._process = _started()
        self._number = 0
        self._told = ""
        self._answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        self._deliver: Callable[[Answer], None] = self._answers.put
        threading.Thread(target=self._read, daemon=True).start()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def deliver_to(self, deliver: Callable[[Answer], None]) -> None:
        """Give answers to a function, in the reader's thread, instead of `ask`."""
        self._deliver = deliver

    def send(self, op: str, **request: Any) -> int:
        """Send a request; the number that its answer will bear."""
        self._number += 1
        line = json.dumps({"op": op, "number": self._number, **request}) + "\n"
        assert self._process.stdin is not None
        # A tutor that is gone shows where its answer is awaited.
        with suppress(OSError, ValueError):
            self._process.stdin.write(line)
            self._process.stdin.flush()
        return self._number

    def ask(self, op: str, **request: Any) -> Answer:
        """Send a request and wait for its answer."""
        number = self.send(op, **request)
        while True:
            answer = self._answers.get()
            if answer.get("number", number) == number:
                return answer

    def _read(self) -> None:
        assert self._process.stdout is not None
        with suppress(ValueError, OSError):
            for line in self._process.stdout:
                self._deliver(json.loads(line))
        self._deliver({"failed": f"{DIED['failed']}\n{self._last_words()}"})

    def _last_words(self) -> str:
        self._listener.join(timeout=STOP_SECONDS)
        return self._told

    def _listen(self) -> None:
        """Take what the tutor says on its standard error, and keep the end of it."""
        assert self._process.stderr is not None
        with suppress(ValueError, OSError):
            for line in self._process.stderr:
                self._told = (self._told + line)[-MAX_TOLD:]

    def close(self) -> None:
        """End the tutor, busy or not; what it has started ends with it."""
        with suppress(OSError, ValueError):
            assert self._process.stdin is not None
            self._process.stdin.close()
        self._process.terminate()
        try:
            self._process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _started() -> subprocess.Popen[str]:
    return subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        # Threads for sums of a dozen numbers take longer to start than to think.
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        # An interrupt is the client's.
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        start_new_session=True,
    )


def begin() -> None:
    """Start a tutor ahead of the imports of the command that will ask it."""
    _begun.append(Tutoring())


def tutor() -> Tutoring:
    """The tutor that was begun, or a new one."""
    return _begun.pop() if _begun else Tutoring()


def end() -> None:
    """End a tutor that nobody asked for."""
    while _begun:
        _begun.pop().close()


def kept(failure: str) -> Path:
    """Write a failure of ours where it can be sent from; nobody else reads it."""
    import tempfile

    with tempfile.NamedTemporaryFile(
        "w", prefix="kata-failure-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(failure)
    return Path(file.name)
