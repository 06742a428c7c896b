"""Engines that stay warm as long as the process that a notebook runs in.

One for each course and kind of check, so that all but the first grading take a
hundredth of a second. They end with the process; one that has died is started again,
and so is one whose exercise has changed on disk. What they have to say goes to a log,
never to the learner's standard error. After a fork the child starts its own.
"""

import atexit
import os
import secrets
import tempfile
import threading
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from grader.catalogue import Catalogue
from grader.engines import Broken, Engines, Lost, Outcome, Setup
from grader.errors import AuthorError, InternalError
from grader.exercise import Exercise
from grader.gradebook import SEED_BITS
from grader.result import Grade
from grader.submission import Submission

LOG_PREFIX = "gradkata-"
Key = tuple[Path, bool]


@dataclass
class Warm:
    """The engines of one process, and the seed of its random inputs."""

    seed: int = field(default_factory=lambda: secrets.randbits(SEED_BITS))
    _engines: dict[Key, Engines] = field(default_factory=dict)
    _log: Path | None = None
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _process: int = field(default_factory=os.getpid)

    @property
    def is_ours(self) -> bool:
        """Whether the engines were started by this process and no parent of it."""
        return self._process == os.getpid()

    def grade(
        self,
        catalogue: Catalogue,
        exercise: Exercise,
        submission: Submission,
        *,
        visible_only: bool,
    ) -> Grade:
        """Grade one submission.

        Raises `AuthorError` where the exercise is broken, `OperatorError` where this
        machine cannot grade, `InternalError` where we fail. An interrupt takes the
        engine with it, as nobody waits for its answer any more.
        """
        key = (catalogue.course, visible_only)
        with self._lock:
            outcome = self._outcome(key, catalogue, submission)
            if _is_of_another(outcome, exercise):
                self._drop(key)
                outcome = self._outcome(key, catalogue, submission)
        match outcome:
            case Broken(exercise=name, problem=problem):
                raise AuthorError.at(name, problem)
            case Lost():
                raise InternalError("the engine died twice on this notebook")
            case Grade():
                return outcome

    def close(self) -> None:
        """End all engines, and remove the log where nothing was said."""
        if not self.is_ours:
            return
        with self._lock:
            for key in list(self._engines):
                self._drop(key)
            if self._log is not None and not self._log.stat().st_size:
                self._log.unlink()
                self._log = None

    def log(self) -> Path:
        """The file that engines write to."""
        if self._log is None:
            handle, name = tempfile.mkstemp(prefix=LOG_PREFIX, suffix=".log")
            os.close(handle)
            self._log = Path(name)
        return self._log

    def _outcome(
        self, key: Key, catalogue: Catalogue, submission: Submission
    ) -> Outcome:
        if key not in self._engines:
            files = (e.folder / "exercise.yaml" for e in catalogue.entries.values())
            there = tuple(path for path in files if path.is_file())
            setup = Setup(key[0], there, visible_only=key[1], log=self.log())
            self._engines[key] = Engines(setup, jobs=1)
        with ExitStack() as unless_done:
            unless_done.callback(self._drop, key)
            (outcome,) = self._engines[key].grade([submission], self.seed)
            unless_done.pop_all()
        return outcome

    def _drop(self, key: Key) -> None:
        self._engines.pop(key).kill()


def _is_of_another(outcome: Outcome, exercise: Exercise) -> bool:
    """Whether an engine has graded by an exercise that is no longer so."""
    if not isinstance(outcome, Grade):
        return isinstance(outcome, Broken)
    return outcome.provenance.exercise_digest != exercise.digest


class _Process:
    """The engines of this process."""

    warm: Warm | None = None


def warm() -> Warm:
    """The engines of this process, to be started when they are first needed."""
    held = _Process.warm
    if held is None or not held.is_ours:
        held = _Process.warm = Warm()
        atexit.register(held.close)
    return held
