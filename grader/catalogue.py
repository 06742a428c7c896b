"""Finds exercises on disk and answers by id.

A course is a folder that holds `exercises/` and `solutions/`, or a learners' bundle,
with `bundle.json` in place of solutions; an exercise's id is its folder's name without
the number. The catalogue knows the layout of a course and
nothing of what exercises mean. One broken exercise never hides the others: listing
needs names only, and each is read when it is asked for; so are the models behind them,
since a learner's command mostly needs the names.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import OperatorError, Problem

if TYPE_CHECKING:
    from grader.course import CourseFile
    from grader.exercise import Exercise, ExerciseFile
    from grader.packed import Packed

FOLDER = re.compile(r"(?P<number>[0-9]{2,3})_(?P<id>[a-z][a-z0-9_]{0,63})")
IGNORED = frozenset(["__pycache__", ".DS_Store"])
BUNDLE = "bundle.json"
# Of a learner's workspace: exercises that were read, which nobody hands in.
PACKED = ".packed"


@dataclass(frozen=True)
class Entry:
    """Where one exercise stands; its contents are not read yet."""

    id: str
    track: str
    folder: Path


class Catalogue:
    """The exercises of one course, read on demand."""

    def __init__(self, course: Path, packed: "Packed | None" = None) -> None:
        """Exercises are taken from where they are `packed`, if they are."""
        self.course = course
        self.packed = packed
        self._loaded: dict[str, Exercise] = {}

    @property
    def bundled(self) -> bool:
        """Whether this is a learners' bundle, which has no hidden part."""
        return is_bundle(self.course)

    @property
    def entries(self) -> dict[str, Entry]:
        """Every exercise by id, in the order of the course."""
        return self._survey[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Folders that are no exercise or take another's id; they stop no other."""
        return self._survey[1]

    @cached_property
    def _survey(self) -> tuple[dict[str, Entry], tuple[Problem, ...]]:
        found: dict[str, Entry] = {}
        problems: list[Problem] = []
        for track in _folders(self.course / "exercises"):
            for folder in _folders(track):
                shown = self._shown(folder)
                match = FOLDER.fullmatch(folder.name)
                if match is None:
                    message = "is no exercise: name it <number>_<id>, like 05_relu_mask"
                    problems.append(Problem(shown, 0, "", message))
                elif match["id"] in found:
                    other = self._shown(found[match["id"]].folder)
                    message = f"the id {match['id']!r} is taken by {other}; rename one"
                    problems.append(Problem(shown, 0, "", message))
                else:
                    found[match["id"]] = Entry(match["id"], track.name, folder)
        return found, tuple(problems)

    @cached_property
    def course_file(self) -> "CourseFile | None":
        """What `course.yaml` says, if there is one. Raises `AuthorError`."""
        from grader.course import read_course

        return read_course(self.course)

    def load(self, exercise_id: str) -> "Exercise":
        """Read one exercise. Raises `AuthorError` where it is broken."""
        from grader.exercise import Exercise

        if exercise_id not in self._loaded:
            entry = self.entry(exercise_id)
            solutions = self.course / "solutions" / entry.track / entry.folder.name
            self._loaded[exercise_id] = Exercise(
                id=entry.id,
                track=entry.track,
                folder=entry.folder,
                solutions=solutions,
                digest=digest_of(self.course, [entry.folder, solutions]),
                spec=self._read(entry),
                public=self.bundled,
            )
        return self._loaded[exercise_id]

    def _read(self, entry: Entry) -> "ExerciseFile":
        path, public = entry.folder / "exercise.yaml", self.bundled
        if self.packed is not None:
            known = self.packed.find(entry.id, path, public=public)
            if known is not None:
                return known
        from grader.exercise import read_exercise

        spec = read_exercise(path, self._shown(path), public=public)
        if self.packed is not None:
            self.packed.keep(entry.id, path, spec, public=public)
        return spec

    def entry(self, exercise_id: str) -> Entry:
        """Where an exercise stands. Raises `OperatorError` for an unknown id."""
        try:
            return self.entries[exercise_id]
        except KeyError:
            raise OperatorError(
                f"no exercise is called {exercise_id!r}; "
                "`grader list` shows those there are"
            ) from None

    def _shown(self, path: Path) -> str:
        return path.relative_to(self.course).as_posix()


def _folders(parent: Path) -> list[Path]:
    return sorted(
        path for path in parent.iterdir() if path.is_dir() and path.name not in IGNORED
    )


def is_course(folder: Path) -> bool:
    """Whether a folder is a course, or a bundle of one."""
    whole = (folder / "exercises").is_dir() and (folder / "solutions").is_dir()
    return whole or is_bundle(folder)


def is_bundle(folder: Path) -> bool:
    """Whether a folder is a learners' bundle."""
    parts = (folder / "exercises").is_dir() and (folder / BUNDLE).is_file()
    return parts and not (folder / "solutions").exists()


def find_course(start: Path, given: Path | None = None) -> Path:
    """The course given, else the nearest ancestor of `start` that is one.

    Raises `OperatorError` where there is none.
    """
    if given is not None:
        if not is_course(given):
            raise OperatorError(
                f"{given} is no course: it needs the folders exercises and solutions"
            )
        return given.resolve()
    for folder in (start, *start.parents):
        if is_course(folder):
            return folder.resolve()
    raise OperatorError(
        "no course here: run this inside a course, name one with --course DIR, "
        "or make one with `grader init DIR`"
    )


def digest_of(root: Path, folders: list[Path]) -> str:
    """SHA-256 over the names and bytes of all files in some folders below `root`."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if not path.is_file() or IGNORED & set(path.relative_to(root).parts):
                continue
            digest.update(path.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
