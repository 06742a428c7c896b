"""Goes through folders and archives and collects what names an exercise."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkdtemp

from grader import submission as files
from grader.catalogue import PACKED, Catalogue
from grader.errors import OperatorError
from grader.intake import downloads
from grader.intake.archives import is_archive, unpack
from grader.intake.holding import Holding
from grader.intake.names import canvas_name, time_in
from grader.submission import Refused, Submission

# An assignment's folder, and in it one for each try.
DEPTH = 2
NO_EXERCISE = "names no exercise of this course"
UNNAMED = (
    "is called as its folder, as an assignment is: name the exercises it holds "
    "under `assignments` in course.yaml"
)
WALKTHROUGHS = "holds walkthroughs, and each of them needs a notebook of its own"


@dataclass(frozen=True, slots=True)
class Found:
    """A file that names an exercise of the course, not read yet."""

    path: Path
    student: str
    exercise: str
    shown: str
    submitted_at: str = ""

    def read(self) -> Submission | Refused:
        """Read the file."""
        read = files.read(
            self.path, student=self.student, exercise=self.exercise, shown=self.shown
        )
        if isinstance(read, Refused):
            return read
        return replace(read, submitted_at=self.submitted_at)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a search is: a folder, whose it is, its name in messages, and when."""

    folder: Path
    student: str
    shown: str
    submitted_at: str = ""

    def inner(self, name: str) -> str:
        """The name in messages of something in it."""
        return f"{self.shown}/{name}" if self.shown else name

    def folder_in(self, name: str) -> "_Place":
        """A folder in it, which may say by its name when it was handed in."""
        at = time_in(name) or self.submitted_at
        return _Place(self.folder / name, self.student, self.inner(name), at)


class Search:
    """Collects what some paths hold: `found`, and `refused` with reasons."""

    def __init__(
        self, catalogue: Catalogue, exercise: str | None, scratch: Path | None
    ) -> None:
        self._found: list[Found] = []
        # Of these the file is named as the assignment.
        self._together: set[Found] = set()
        self.refused: list[Refused] = []
        self.is_cohort = False
        self._course = Holding(catalogue)
        self._exercise = exercise
        self._scratch = scratch
        self._seen: set[Path] = set()

    @property
    def found(self) -> list[Found]:
        """What is to be graded.

        A file named as an assignment does not stand for an exercise that the same
        student has a file of its own for, in the same folder.
        """
        own = {_home(row) for row in self._found if row not in self._together}
        return [
            row
            for row in self._found
            if row not in self._together or _home(row) not in own
        ]

    def student(self, folder: Path, student: str) -> None:
        """The folder of one student. Raises `OperatorError` where there is none."""
        if not stat.S_ISDIR(_mode(folder)):
            raise OperatorError(f"there is no folder {folder}")
        self._folder(folder, _Place(folder.resolve(), student, ""))

    def path(self, path: Path) -> None:
        """A path as it was named. Raises `OperatorError` for one that is wrong."""
        if not os.path.lexists(path):
            raise OperatorError(f"there is no file or folder {path}")
        mode = _mode(path)
        if stat.S_ISDIR(mode):
            self.is_cohort = True
            self._cohort(path)
        elif self._is_archive(path):
            self.is_cohort = True
            self._cohort(_within(self._unpacked(path, path.name)))
        else:
            place = _Place(path.parent.resolve(), "", "")
            self._file(path, place, shown=str(path))

    def _cohort(self, root: Path) -> None:
        before = len(self._found)
        try:
            entries = sorted(row for row in root.iterdir() if row.name != PACKED)
            real = root.resolve()
        except OSError as error:
            raise OperatorError(f"{root} cannot be read: {error.strerror}") from error
        told = downloads.gradescope(root)
        left: list[Path] = []
        for entry in entries:
            if stat.S_ISDIR(_mode(entry)):
                student, at = told.get(entry.name, (entry.name, ""))
                self._folder(entry, _Place(real / entry.name, student, entry.name, at))
            elif not self._packed(entry, real):
                left.append(entry)
        if len(self._found) == before:
            self._explain(root, left)
        for path in left:
            if path.name in downloads.TELLING:
                continue
            is_link = stat.S_ISLNK(_mode(path))
            reason = files.LINK if is_link else "is in no student's folder"
            self.refused.append(Refused(path.name, reason))

    def _packed(self, path: Path, root: Path) -> bool:
        """Whether a file beside the folders says by its name whose it is."""
        if not stat.S_ISREG(_mode(path)):
            return False
        packed = canvas_name(path.name)
        if self._is_archive(path):
            student = packed.student if packed else path.stem
            self._archive(path, _Place(root, student, ""))
            return True
        if packed is None or not self._course.names(Path(packed.file).stem):
            return False
        self._file(path, _Place(root, packed.student, ""), name=Path(packed.file))
        return True

    def _folder(self, folder: Path, place: _Place, depth: int = DEPTH) -> None:
        """A student's folder, or in it that of an assignment or of one try."""
        try:
            entries = sorted(folder.iterdir())
        except OSError as error:
            # One folder that is closed does not stop the class.
            reason = f"cannot be read: {error.strerror}"
            self.refused.append(Refused(place.shown, reason))
            return
        if at := downloads.timestamp(folder):
            place = replace(place, submitted_at=at)
        for path in entries:
            mode = _mode(path)
            if stat.S_ISDIR(mode) and depth and self._is_part(path):
                self._folder(path, place.folder_in(path.name), depth - 1)
            elif self._is_archive(path):
                self._archive(path, place)
            elif path.name not in downloads.TELLING:
                self._file(path, place)

    def _is_archive(self, path: Path) -> bool:
        zipped = self._scratch is not None and is_archive(path)
        return zipped and stat.S_ISREG(_mode(path))

    def _is_part(self, folder: Path) -> bool:
        """Whether a folder of a student is one of theirs to look into.

        By its name; or because nbgrader collected it, or holds a notebook called as it
        is, as nbgrader's assignments do.
        """
        name = folder.name
        if time_in(name) or self._course.is_assignment(name):
            return True
        inside = (folder / downloads.STAMP, folder / f"{name}.ipynb")
        return any(stat.S_ISREG(_mode(path)) for path in inside)

    def _archive(self, path: Path, place: _Place) -> None:
        """A zip of one student: whatever names an exercise, however deep."""
        shown = place.inner(path.name)
        try:
            unpacked = self._unpacked(path, shown)
        except OperatorError as error:
            self.refused.append(Refused(shown, str(error).removeprefix(f"{shown} ")))
            return
        for inner in sorted(unpacked.rglob("*")):
            if not inner.is_dir():
                name = inner.relative_to(unpacked).as_posix()
                self._file(
                    inner, replace(place, folder=inner.parent), f"{shown}/{name}"
                )

    def _unpacked(self, path: Path, shown: str) -> Path:
        assert self._scratch is not None
        folder = Path(mkdtemp(dir=self._scratch))
        self.refused += unpack(path, folder, shown)
        return folder

    def _file(
        self, path: Path, place: _Place, shown: str = "", name: Path | None = None
    ) -> None:
        """A file; `name` is what it was called before a download renamed it."""
        here = place.folder / path.name
        if here in self._seen:
            return
        self._seen.add(here)
        shown = shown or place.inner(path.name)
        called = name or path
        alone = self._exercise if not place.student else None
        if reason := self._refusal(path, called, alone):
            self.refused.append(Refused(shown, reason))
            return
        together = not alone and not self._course.is_exercise(called.stem)
        for exercise in [alone] if alone else self._course.held(called):
            if self._exercise in (None, exercise):
                at = place.submitted_at
                row = Found(path, place.student, exercise, shown, at)
                self._found.append(row)
                if together:
                    self._together.add(row)

    def _refusal(self, path: Path, called: Path, alone: str | None) -> str:
        """Why a file is passed over, or nothing."""
        mode = _mode(path)
        if stat.S_ISLNK(mode):
            return files.LINK
        if stat.S_ISDIR(mode):
            return "is a folder"
        if called.suffix not in files.KINDS:
            return "is neither .py nor .ipynb"
        if not (alone or self._course.names(called.stem)):
            inside = called.stem == path.parent.name
            return UNNAMED if inside else NO_EXERCISE
        if not (alone or self._course.held(called)):
            return WALKTHROUGHS
        return ""

    def _explain(self, root: Path, direct: list[Path]) -> None:
        """Say what is wrong with a folder that is no cohort, where that shows."""
        if any(self._gradable(path) for path in direct):
            raise OperatorError(
                f"{root} holds submissions directly; a cohort folder holds one folder "
                "a student, and a single file is named itself"
            )
        if inner := next(self._cohorts_in(root), None):
            raise OperatorError(f"{root} holds no submissions; did you mean {inner}?")

    def _cohorts_in(self, root: Path) -> Iterator[Path]:
        """Folders just below that would be cohorts."""
        for path in sorted(root.glob("*/*/*")):
            if self._gradable(path):
                yield path.parent.parent

    def _gradable(self, path: Path) -> bool:
        return path.suffix in files.KINDS and bool(self._course.names(path.stem))


def _within(folder: Path) -> Path:
    """The folder that an archive wraps everything in, where it does."""
    entries = list(folder.iterdir())
    if len(entries) != 1 or not entries[0].is_dir():
        return folder
    # The one folder of a student holds files; one around a class holds folders.
    inner = entries[0]
    wraps = any(entry.is_dir() or canvas_name(entry.name) for entry in inner.iterdir())
    return inner if wraps else folder


def _home(row: Found) -> tuple[str, str, str]:
    """Whose a file is, in which folder, and of what exercise."""
    return row.student, row.shown.rpartition("/")[0], row.exercise


def _mode(path: Path) -> int:
    """What a path itself is; 0 where the system does not tell."""
    try:
        return path.lstat().st_mode
    except OSError:
        return 0
