"""Grades many submissions: finds them, passes over what is graded, records the rest.

A cohort is a folder of students' folders. Whatever is in it that is no submission is
listed with its reason and stops nothing. Every grade is recorded before it is handed
on, so that an interrupted run loses nothing and the next one goes on where it stopped.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader import submission as files
from grader.catalogue import Catalogue
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

    def file(self, path: Path, student: str, shown: str) -> None:
        place = path.absolute()
        if place in self.seen:
            return
        self.seen.add(place)
        exercise = self.exercise if not student and self.exercise else path.stem
        if path.is_symlink():
            self.refused.append(Refused(shown, "is a link, not a file"))
        elif path.is_dir():
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
        for entry in _entries(root):
            if entry.is_dir() and not entry.is_symlink():
                for path in _entries(entry):
                    self.file(path, entry.name, f"{entry.name}/{path.name}")
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
            reason = "is a link, not a file" if path.is_symlink() else "is in no "
            reason += "" if path.is_symlink() else "student's folder"
            self.refused.append(Refused(path.name, reason))

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
        if path.is_dir() and not path.is_symlink():
            is_cohort = True
            search.cohort(path)
        else:
            search.file(path, "", str(path))
    return Plan(tuple(search.found), tuple(search.refused), is_cohort)


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise OperatorError(f"{folder} cannot be read: {error.strerror}") from error


@dataclass(frozen=True, slots=True)
class Run:
    """How a cohort is graded: where it is recorded, by what seed, by how many."""

    catalogue: Catalogue
    gradebook: Gradebook | None
    seed: int
    jobs: int
    fresh: bool
    strict: bool = True


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
    # Read again, one at a time: ten thousand files are not held in memory.
    submissions = (
        submission
        for submission in (row.read() for row in waiting)
        if isinstance(submission, Submission)
    )
    with Engines(setup, min(run.jobs, len(waiting))) as engines:
        for outcome in engines.grade(submissions, run.seed):
            match outcome:
                case Grade():
                    if run.gradebook is not None:
                        run.gradebook.record(outcome)
                    yield outcome
                case Lost(submission):
                    exercise = exercises[submission.exercise]
                    yield our_failure(exercise, submission, run.seed)
                case Broken(exercise=name, problem=problem):
                    if name not in told:
                        yield BrokenExercise(name, problem)
                    told.add(name)
