"""Grades many submissions: finds them, passes over what is graded, records the rest.

A cohort is a folder of students' folders. Whatever is in it that is no submission is
listed with its reason and stops nothing. Every grade is recorded before it is handed
on, so that an interrupted run loses nothing and the next one goes on where it stopped.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader import submission as files
from grader.catalogue import Catalogue
from grader.cluster import Cluster
from grader.engines import Broken, Engines, Lost, Setup
from grader.errors import AuthorError, OperatorError
from grader.exercise import Exercise
from grader.gradebook import Gradebook, Key, restored
from grader.grading import our_failure
from grader.result import Grade
from grader.submission import Refused, Submission


@dataclass(frozen=True, slots=True)
class Found:
    """A file that names an exercise of the course, not read yet."""

    path: Path
    student: str
    exercise: str
    shown: str

    def read(self) -> Submission | Refused:
        """Read the file."""
        return files.read(
            self.path, student=self.student, exercise=self.exercise, shown=self.shown
        )


@dataclass(frozen=True, slots=True)
class BrokenExercise:
    """An exercise that cannot grade, and why; its submissions are left ungraded."""

    exercise: str
    problem: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to grade, and what is passed over with its reason."""

    found: tuple[Found, ...]
    refused: tuple[Refused, ...]
    is_cohort: bool


@dataclass
class _Search:
    """Collects what some paths hold."""

    known: frozenset[str]
    exercise: str | None
    found: list[Found] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    seen: set[Path] = field(default_factory=set)

    def file(self, path: Path, student: str, shown: str, folder: Path) -> None:
        place = folder / path.name
        if place in self.seen:
            return
        self.seen.add(place)
        exercise = self.exercise if not student and self.exercise else path.stem
        mode = _mode(path)
        if stat.S_ISLNK(mode):
            self.refused.append(Refused(shown, files.LINK))
        elif stat.S_ISDIR(mode):
            self.refused.append(Refused(shown, "is a folder"))
        elif path.suffix not in files.KINDS:
            self.refused.append(Refused(shown, "is neither .py nor .ipynb"))
        elif exercise not in self.known:
            self.refused.append(Refused(shown, "names no exercise of this course"))
        elif not self.exercise or exercise == self.exercise:
            self.found.append(Found(path, student, exercise, shown))

    def cohort(self, root: Path) -> None:
        direct: list[Path] = []
        before = len(self.found)
        try:
            entries, real = sorted(root.iterdir()), root.resolve()
        except OSError as error:
            raise OperatorError(f"{root} cannot be read: {error.strerror}") from error
        for entry in entries:
            if stat.S_ISDIR(_mode(entry)):
                self.student(entry, real / entry.name)
            else:
                direct.append(entry)
        if len(self.found) == before and any(self._gradable(path) for path in direct):
            raise OperatorError(
                f"{root} holds submissions directly; a cohort folder holds one folder "
                "a student, and a single file is named itself"
            )
        if len(self.found) == before and (inner := self._cohort_in(root)):
            raise OperatorError(f"{root} holds no submissions; did you mean {inner}?")
        for path in direct:
            is_link = stat.S_ISLNK(_mode(path))
            reason = files.LINK if is_link else "is in no student's folder"
            self.refused.append(Refused(path.name, reason))

    def student(self, entry: Path, folder: Path) -> None:
        try:
            paths = sorted(entry.iterdir())
        except OSError as error:
            # One folder that is closed does not stop the class.
            reason = f"cannot be read: {error.strerror}"
            self.refused.append(Refused(entry.name, reason))
            return
        for path in paths:
            self.file(path, entry.name, f"{entry.name}/{path.name}", folder)

    def _cohort_in(self, root: Path) -> Path | None:
        """A folder just below that would be a cohort."""
        for path in sorted(root.glob("*/*/*")):
            if self._gradable(path):
                return path.parent.parent
        return None

    def _gradable(self, path: Path) -> bool:
        return path.suffix in files.KINDS and path.stem in self.known


def plan(paths: Sequence[Path], catalogue: Catalogue, exercise: str | None) -> Plan:
    """Find what is to be graded. Raises `OperatorError` for a path that is wrong."""
    if exercise is not None:
        catalogue.entry(exercise)
    search = _Search(frozenset(catalogue.entries), exercise)
    is_cohort = False
    for path in paths:
        if not os.path.lexists(path):
            raise OperatorError(f"there is no file or folder {path}")
        if stat.S_ISDIR(_mode(path)):
            is_cohort = True
            search.cohort(path)
        else:
            search.file(path, "", str(path), path.parent.resolve())
    return Plan(tuple(search.found), tuple(search.refused), is_cohort)


def _mode(path: Path) -> int:
    """What a path itself is; 0 where the system does not tell."""
    try:
        return path.lstat().st_mode
    except OSError:
        return 0


@dataclass(frozen=True, slots=True)
class Run:
    """How a cohort is graded: where it is recorded, by what seed, by how many."""

    catalogue: Catalogue
    gradebook: Gradebook | None
    seed: int
    jobs: int
    fresh: bool
    strict: bool = True
    dask: str | None = None


Event = Grade | BrokenExercise | Refused


def grade_all(found: Sequence[Found], run: Run) -> Iterator[Event]:
    """Grade everything found; yields as it goes, in no order."""
    exercises: dict[str, Exercise] = {}
    for exercise_id in dict.fromkeys(row.exercise for row in found):
        try:
            exercises[exercise_id] = run.catalogue.load(exercise_id)
        except AuthorError as error:
            yield BrokenExercise(exercise_id, str(error))
    waiting: list[Found] = []
    for row in found:
        if row.exercise in exercises:
            event = _already(row, exercises[row.exercise], run)
            if event is None:
                waiting.append(row)
            else:
                yield event
    if waiting:
        yield from _graded(waiting, exercises, run)


def _already(row: Found, exercise: Exercise, run: Run) -> Event | None:
    """The grade that stands, or the reason why there is none to be; None to grade."""
    submission = row.read()
    if isinstance(submission, Refused):
        return submission
    if run.gradebook is None or run.fresh:
        return None
    stands = run.gradebook.find(Key.of(submission, exercise.digest))
    return restored(stands, submission) if stands else None


def _graded(
    waiting: Sequence[Found], exercises: dict[str, Exercise], run: Run
) -> Iterator[Event]:
    needed = dict.fromkeys(row.exercise for row in waiting)
    yaml_files = tuple(exercises[name].folder / "exercise.yaml" for name in needed)
    setup = Setup(run.catalogue.course, yaml_files, strict=run.strict)
    told: set[str] = set()
    gone: list[Refused] = []
    held: dict[tuple[str, str], Submission] = {}
    with _graders(setup, len(waiting), run) as engines:
        for outcome in engines.grade(_read_again(waiting, gone, held), run.seed):
            match outcome:
                case Grade():
                    submission = held.pop((outcome.student, outcome.submission))
                    yield _recorded(outcome, submission, run)
                case Lost(submission):
                    exercise = exercises[submission.exercise]
                    yield our_failure(exercise, submission, run.seed)
                case Broken(exercise=name, problem=problem):
                    if name not in told:
                        yield BrokenExercise(name, problem)
                    told.add(name)
    yield from gone


def _graders(setup: Setup, count: int, run: Run) -> Engines | Cluster:
    """Who grades: engines on this machine, or the workers of a cluster."""
    if run.dask is not None:
        return Cluster(run.dask, setup, count)
    return Engines(setup, min(run.jobs, count))


def _recorded(grade: Grade, submission: Submission, run: Run) -> Grade:
    """Record a grade; of two runs that graded a file at once, the first one counts."""
    if run.gradebook is None:
        return grade
    if run.fresh:
        run.gradebook.record(grade, submission)
        return grade
    return run.gradebook.record_once(grade, submission)


def _read_again(
    waiting: Sequence[Found],
    gone: list[Refused],
    held: dict[tuple[str, str], Submission],
) -> Iterator[Submission]:
    """One file at a time: ten thousand are not held in memory.

    What has been taken away since it was found is added to `gone`, what is being graded
    to `held`.
    """
    for row in waiting:
        submission = row.read()
        if isinstance(submission, Refused):
            gone.append(submission)
        else:
            held[submission.student, submission.path] = submission
            yield submission
