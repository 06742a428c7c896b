"""The folder a learner works in: `work/<track>/<id>.py`, made from a course's stubs.

It knows names and bytes of files and nothing of what is in them. Invariant: a file that
is there is never written over; what a reset replaces is kept beside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.catalogue import PACKED, Catalogue, Entry
from grader.errors import OperatorError
from grader.learner import words
from grader.learner.progress import Progress, read_progress, write_progress

FOLDER, PROGRESS = "work", "progress.json"
KINDS = (".py", ".ipynb")


@dataclass(frozen=True, slots=True)
class Workspace:
    """The workspace of one course, made or not."""

    course: Path

    @property
    def folder(self) -> Path:
        """Where the learner's files are."""
        return self.course / FOLDER

    @property
    def is_made(self) -> bool:
        """Whether there is one."""
        return self.folder.is_dir()

    def reader(self) -> Catalogue:
        """The course, each exercise read once and packed where there is a workspace."""
        from grader.packed import Packed

        packed = Packed(self.folder / PACKED) if self.is_made else None
        return Catalogue(self.course, packed)

    def home(self, entry: Entry) -> Path:
        """Where an exercise's file is made."""
        return self.folder / entry.track / f"{entry.id}.py"

    def file(self, entry: Entry) -> Path:
        """The learner's file of an exercise: a notebook too, the newer of the two."""
        home = self.home(entry)
        found = [p for k in KINDS if (p := home.with_suffix(k)).is_file()]
        return max(found, key=lambda path: path.stat().st_mtime_ns, default=home)

    def is_untouched(self, file: Path, entry: Entry) -> bool:
        """Whether a file for an exercise is as it was received."""
        return _bytes_of(file) == _bytes_of(entry.folder / "stub.py")

    def owns(self, path: Path) -> bool:
        """Whether a file is one of the workspace."""
        return path.resolve().is_relative_to(self.folder.resolve())

    def progress(self) -> Progress:
        """What was done here; at first what the course says."""
        return read_progress(self.folder / PROGRESS, self.course / PROGRESS)

    def keep(self, progress: Progress) -> None:
        """Write the progress down, where there is a workspace."""
        if self.is_made:
            write_progress(self.folder / PROGRESS, progress)

    def make(self, catalogue: Catalogue) -> tuple[Path, ...]:
        """Give a stub for every exercise that has no file yet; the new files."""
        new = tuple(self._missing(catalogue))
        if self.is_made and not (self.folder / PROGRESS).exists():
            self.keep(self.progress())
        return new

    def _missing(self, catalogue: Catalogue) -> Iterator[Path]:
        for entry in catalogue.entries.values():
            home = self.home(entry)
            stub = entry.folder / "stub.py"
            there = any(home.with_suffix(kind).exists() for kind in KINDS)
            if not there and not home.is_symlink() and stub.is_file():
                _write_new(home, _bytes_of(stub))
                yield home

    def reset(self, entry: Entry) -> Path | None:
        """Give the stub again; where what was there is kept, None where nothing was."""
        mine, home = self.file(entry), self.home(entry)
        stub = _bytes_of(entry.folder / "stub.py")
        if not mine.exists():
            _write_new(home, stub)
            return None
        kept = _bytes_of(mine)
        if mine == home and kept == stub:
            return None
        backup = _kept(mine, kept)
        try:
            mine.unlink()
        except OSError as error:
            raise _no_write(mine, error) from error
        if not home.exists():
            _write_new(home, stub)
        return backup


def short(path: Path) -> str:
    """A path as it is shortest to type from here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _kept(path: Path, content: bytes) -> Path:
    """Write a copy under the first number that is free."""
    number = 1
    while True:
        backup = path.with_name(f"{path.name}.{number}.bak")
        if not backup.exists() and not backup.is_symlink():
            _write_new(backup, content)
            return backup
        number += 1


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = words.NO_READ.format(file=path, why=error.strerror)
        raise OperatorError(message) from error


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there. Raises `OperatorError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    except OSError as error:
        raise _no_write(path, error) from error


def _no_write(path: Path, error: OSError) -> OperatorError:
    return OperatorError(words.NO_WRITE.format(file=path, why=error.strerror))
