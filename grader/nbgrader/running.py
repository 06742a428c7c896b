"""The processes that grade for nbgrader, kept from student to student, and the seed.

nbgrader makes its preprocessors anew for every notebook; engines and the zygote of
foreign tests are started once a process and closed at its end. The seed of a course is
drawn once and kept beside its database, so that all students meet the same numbers.
"""

import atexit
import os
import secrets
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from grader.candidate import Workers, start
from grader.catalogue import Catalogue
from grader.engines import Broken, Engines, Lost, Outcome, Setup
from grader.errors import AuthorError, InternalError, OperatorError
from grader.exercise import Exercise
from grader.gradebook import SEED_BITS
from grader.nbgrader.spares import JOBS, take
from grader.picture import Picture, course_picture
from grader.result import Grade, Verdict
from grader.sandbox import too_weak
from grader.submission import Submission

SEED_FILE = "gradkata.seed"


@dataclass(frozen=True, slots=True)
class _Work:
    """What is to be graded, and how."""

    catalogue: Catalogue
    submissions: tuple[Submission, ...]
    seed: int
    strict: bool


class Running:
    """Engines for the exercises met so far, and a zygote where one is needed."""

    def __init__(self) -> None:
        self._engines: Engines | None = None
        self._setup: Setup | None = None
        self._workers: Workers | None = None
        self._begun: tuple[_Work, Iterator[Outcome]] | None = None
        self._catalogue: Catalogue | None = None
        self._stamp: tuple[int, ...] = ()
        self._pictures: dict[str, Picture | None] = {}
        self.starts = 0

    def catalogue(self, course: Path) -> Catalogue:
        """The exercises of a course, read once until one of them is changed.

        A server that grades now and then lives longer than an exercise stays as it is.
        """
        fresh = Catalogue(course)
        stamp = _stamp_of(fresh)
        old = self._catalogue
        if old is None or (old.course, self._stamp) != (course, stamp):
            self._stop()
            self._catalogue, self._stamp = fresh, stamp
            self._pictures.clear()
            return fresh
        return old

    def picture(
        self, catalogue: Catalogue, exercise: Exercise, grade: Grade
    ) -> Picture | None:
        """The picture of a grade; that of a function or class is always the same."""
        if exercise.spec.script is not None:
            return course_picture(catalogue, exercise, grade)
        if exercise.digest not in self._pictures:
            self._pictures[exercise.digest] = course_picture(catalogue, exercise)
        return self._pictures[exercise.digest]

    def begin(
        self,
        catalogue: Catalogue,
        submissions: Sequence[Submission],
        seed: int,
        *,
        strict: bool,
    ) -> None:
        """Begin to grade, and do not wait: `grade` takes what the same work came to.

        Raises `OperatorError`.
        """
        work = _Work(catalogue, tuple(submissions), seed, strict)
        try:
            self._begun = work, self._outcomes(work)
        except BaseException as error:
            self._stop(error)
            raise

    def _outcomes(self, work: "_Work") -> Iterator[Outcome]:
        """What some work comes to; where it is the work that was begun, of that."""
        begun, self._begun = self._begun, None
        if begun is not None:
            known, outcomes = begun
            if known == work:
                return outcomes
            deque(outcomes, maxlen=0)
        names = [row.exercise for row in work.submissions]
        engines = self._for(work.catalogue, names, strict=work.strict)
        engines.start()
        return engines.grade(work.submissions, work.seed)

    def grade(
        self,
        catalogue: Catalogue,
        submissions: Sequence[Submission],
        seed: int,
        *,
        strict: bool,
    ) -> dict[str, Grade]:
        """The grade of each submission by its exercise.

        Raises `AuthorError` for a broken exercise, `OperatorError` where submissions
        cannot be confined here, `InternalError` where grading itself failed.
        """
        work = _Work(catalogue, tuple(submissions), seed, strict)
        try:
            outcomes = list(self._outcomes(work))
        except BaseException as error:
            self._stop(error)
            raise
        grades = {}
        for outcome in outcomes:
            match outcome:
                case Broken(_, exercise, problem):
                    raise AuthorError.at(exercise, problem)
                case Lost(submission):
                    raise _ours(submission.exercise)
                case Grade():
                    if outcome.verdict is Verdict.INTERNAL_ERROR:
                        raise _ours(outcome.exercise)
                    grades[outcome.exercise] = outcome
        return grades

    def workers(self, *, strict: bool) -> Workers:
        """Where workers for foreign tests come from. Raises `OperatorError`."""
        if self._workers is None:
            self._workers = start()
        if strict and (weakness := too_weak(self._workers.report)):
            raise OperatorError(weakness)
        return self._workers

    def close(self) -> None:
        """End all processes, which hold nothing that is not told, without waiting."""
        if self._engines is not None:
            self._engines.kill()
        self._engines = self._setup = self._begun = None
        if self._workers is not None:
            self._workers.close()
            self._workers = None

    def _for(
        self, catalogue: Catalogue, names: Iterable[str], *, strict: bool
    ) -> Engines:
        """An engine that knows these exercises, and those met before."""
        folders = {catalogue.entry(name).folder for name in names}
        files = {folder / "exercise.yaml" for folder in folders}
        old = self._setup
        if old is not None and (old.course, old.strict) == (catalogue.course, strict):
            files |= set(old.files)
        setup = Setup(catalogue.course, tuple(sorted(files)), strict=strict)
        if self._engines is None or setup != self._setup:
            self._stop()
            self._engines, self._setup = Engines(setup, JOBS, take()), setup
            self.starts += 1
        return self._engines

    def _stop(self, error: BaseException | None = None) -> None:
        """Let the engine end, or kill it where something went wrong."""
        if self._engines is not None:
            self._engines.__exit__(type(error) if error else None, error, None)
        self._engines = self._setup = self._begun = None


def _stamp_of(catalogue: Catalogue) -> tuple[int, ...]:
    """When the files were written that say how each exercise is graded."""
    times = []
    for entry in catalogue.entries.values():
        solutions = catalogue.course / "solutions" / entry.track / entry.folder.name
        for path in (
            entry.folder / "exercise.yaml",
            entry.folder / "checks.py",
            solutions / "passed" / "reference.py",
        ):
            with suppress(OSError):
                times.append(path.stat().st_mtime_ns)
    return tuple(times)


def _ours(exercise: str) -> InternalError:
    return InternalError(
        f"the grader failed on {exercise}, not the student: nothing is stored; "
        "grade this student again, and report it if it comes back"
    )


_running: dict[int, Running] = {}


def running() -> Running:
    """What grades in this process; a process that was forked has its own."""
    own = os.getpid()
    if own not in _running:
        _running.clear()
        _running[own] = Running()
        atexit.register(_running[own].close)
    return _running[own]


def seed_of(course: Path) -> int:
    """The seed of a course, drawn the first time. Raises `OperatorError`."""
    path = course / SEED_FILE
    if not path.exists():
        _draw(path)
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise OperatorError(
            f"{path} holds no seed; put a whole number there, or take it away to "
            "have one drawn"
        ) from error


def _draw(path: Path) -> None:
    """Write a seed for its owner alone; of two processes the first one's counts."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"{secrets.randbits(SEED_BITS)}\n")
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    except OSError as error:
        raise OperatorError(
            f"no seed can be kept in {path.parent}: {error.strerror}; make the folder "
            "writable, or set c.Grade.seed"
        ) from error
