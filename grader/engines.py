"""The clients' handle on engine processes: start some, hand out work, take answers.

Knows processes and nothing of what a grade means. An engine that dies is started
again and the submission it held is tried once more; a second death is ours to tell.
Order of answers is the order of completion. Used by every command that grades.
"""

import os
import selectors
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from grader.channel import THROUGH, Channel, Door
from grader.errors import InternalError, OperatorError
from grader.result import Grade, from_json
from grader.submission import Submission

MAX_TRIES = 2
STOP_SECONDS = 10
LOOK_SECONDS = 1.0
# Without -P a learner's `yaml.py` in the current folder would be imported for the real.
COMMAND = (sys.executable, "-P", "-m", "grader.engine")


@dataclass(frozen=True, slots=True)
class Setup:
    """What an engine is started for: the course and its exercise files.

    `strict` is for other people's work: it is graded only where the kernel confines it.
    `without` names layers of isolation to leave out; `platform` is the system's name.
    What an engine has to say goes to the end of the file `log`, else to standard error.
    """

    course: Path
    files: tuple[Path, ...]
    visible_only: bool = False
    strict: bool = False
    without: frozenset[str] = frozenset()
    platform: str = sys.platform
    log: Path | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """An exercise that cannot grade; the submission is left ungraded."""

    submission: Submission
    exercise: str
    problem: str


@dataclass(frozen=True, slots=True)
class Lost:
    """A submission whose engine died twice: our failure."""

    submission: Submission


Outcome = Grade | Broken | Lost


class Spare:
    """An engine process that has been told nothing yet and gets ready by itself."""

    def __init__(
        self,
        platform: str = sys.platform,
        without: frozenset[str] = frozenset(),
        log: Path | None = None,
    ) -> None:
        connected = _by_door if platform == "win32" else _by_descriptor
        with log.open("ab") if log else nullcontext() as file:
            words = [platform, *sorted(without)]
            self.process, self.channel = connected(words, file)

    def kill(self) -> None:
        """End it at once."""
        self.channel.close()
        self.process.kill()
        self.process.wait()


class _Engine:
    """One engine process and the submission it holds."""

    def __init__(self, setup: Setup, spare: Spare | None = None) -> None:
        process = spare or Spare(setup.platform, setup.without, setup.log)
        self.process, self.channel = process.process, process.channel
        self.holds: Submission | None = None
        self.seed = self.tries = 0
        self._send(
            {
                "course": str(setup.course),
                "files": [str(path) for path in setup.files],
                "visible_only": setup.visible_only,
                "strict": setup.strict,
            }
        )

    def give(self, submission: Submission, seed: int, tries: int = 1) -> None:
        self.holds, self.seed, self.tries = submission, seed, tries
        self._send({"submission": asdict(submission), "seed": seed})

    def _send(self, message: Any) -> None:
        # An engine that is gone shows when its answer is awaited.
        with suppress(OSError):
            self.channel.send(message)

    def stop(self) -> None:
        """Let it end by itself, else kill it."""
        self.channel.close()
        try:
            self.process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def kill(self) -> None:
        self.channel.close()
        self.process.kill()
        self.process.wait()


def _by_descriptor(
    words: list[str], log: IO[bytes] | None
) -> tuple[subprocess.Popen[bytes], Channel]:
    """Start an engine that inherits its end of a pair of sockets."""
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [*COMMAND, str(theirs.fileno()), *words],
            stdin=subprocess.DEVNULL,
            stderr=log,
            pass_fds=[theirs.fileno()],
            env=_environment(),
            start_new_session=True,
        )
    return process, Channel(ours)


def _by_door(
    words: list[str], log: IO[bytes] | None
) -> tuple[subprocess.Popen[bytes], Channel]:
    """Start an engine that comes through a door: Windows inherits no socket."""
    with Door() as door:
        process = subprocess.Popen(
            [*COMMAND, THROUGH, *words],
            stdin=subprocess.PIPE,
            stderr=log,
            env=_environment(),
            # An interrupt is the client's, as a session of its own makes it elsewhere.
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            start_new_session=True,
        )
        assert process.stdin is not None
        with suppress(OSError), process.stdin as pipe:
            pipe.write(door.ticket)
        while process.poll() is None:
            if channel := door.admit(LOOK_SECONDS):
                return process, channel
    raise InternalError("an engine does not start")


def _environment() -> dict[str, str]:
    """Ours, without threads of numpy's: they start slowly, and the arrays are small."""
    own = {k: v for k, v in os.environ.items() if k != "PYTEST_ADDOPTS"}
    return {**own, "OPENBLAS_NUM_THREADS": "1"}


class Engines:
    """A number of engines for one setup; use as a context manager."""

    def __init__(self, setup: Setup, jobs: int, spares: Iterable[Spare] = ()) -> None:
        self._setup = setup
        self._jobs = jobs
        self._spares = list(spares)
        self._engines: list[_Engine] = []
        self._selector = selectors.DefaultSelector()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is not None:
            self.kill()
            return
        for engine in self._engines:
            engine.stop()
        self._end_spares()
        self._selector.close()

    def kill(self) -> None:
        """End all engines at once, whatever they are at."""
        for engine in self._engines:
            engine.kill()
        self._end_spares()
        self._selector.close()

    def _end_spares(self) -> None:
        while self._spares:
            self._spares.pop().kill()

    def start(self) -> None:
        """Start all engines now, to be ready sooner; else each starts when needed."""
        while len(self._engines) < self._jobs:
            self._start()

    def grade(self, submissions: Iterable[Submission], seed: int) -> Iterator[Outcome]:
        """Grade all submissions on one seed; yields one outcome each, as it is known.

        The first are given out at once, the others one at a time as outcomes are taken,
        so that few are in memory; all outcomes must be taken before more is graded.
        Raises `OperatorError` where this machine cannot confine what it must.
        """
        waiting = iter(submissions)
        for index in range(self._jobs):
            submission = next(waiting, None)
            if submission is None:
                break
            if index == len(self._engines):
                self._start()
            self._engines[index].give(submission, seed)
        return self._outcomes(waiting, seed)

    def _outcomes(self, waiting: Iterator[Submission], seed: int) -> Iterator[Outcome]:
        while any(engine.holds for engine in self._engines):
            for key, _events in self._selector.select():
                engine = key.data
                outcome = self._outcome(engine)
                if outcome is None:
                    continue
                engine.holds = None
                submission = next(waiting, None)
                if submission is not None:
                    engine.give(submission, seed)
                yield outcome

    def _start(self) -> None:
        spare = self._spares.pop() if self._spares else None
        engine = _Engine(self._setup, spare)
        self._engines.append(engine)
        self._selector.register(engine.channel, selectors.EVENT_READ, engine)

    def _outcome(self, engine: _Engine) -> Outcome | None:
        """What an engine answered; None where it died and its work is tried again."""
        submission = engine.holds
        assert submission is not None
        answer = engine.channel.receive()
        if answer is None:
            tries = engine.tries
            self._replace(engine)
            if tries == MAX_TRIES:
                return Lost(submission)
            engine.give(submission, engine.seed, tries + 1)
            return None
        if "weak" in answer:
            raise OperatorError(answer["weak"])
        if "grade" in answer:
            return from_json(answer["grade"])
        return Broken(submission, answer["broken"], answer["problem"])

    def _replace(self, engine: _Engine) -> None:
        """Start a new process behind the same handle."""
        self._selector.unregister(engine.channel)
        engine.kill()
        fresh = _Engine(self._setup)
        engine.process, engine.channel = fresh.process, fresh.channel
        self._selector.register(engine.channel, selectors.EVENT_READ, engine)
