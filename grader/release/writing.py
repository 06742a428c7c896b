"""Writes a bundle as a folder and as a zip; never over what a learner has changed.

A file is written anew only where it is as a release left it, which its digest in
`bundle.json` tells; else it stays, and the new one is put beside it. Nothing is written
through a link.
"""

import hashlib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from grader.bundle import Manifest, manifest_text, read_manifest
from grader.catalogue import BUNDLE, is_course
from grader.errors import AuthorError, OperatorError

WORK = "work"  # where learners' own files are


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that stays as it is; `beside` is where its new version stands, if any."""

    name: str
    beside: str = ""


@dataclass(slots=True)
class _Update:
    """One release into a folder: what was written before, and what comes out."""

    folder: Path
    before: Mapping[str, str]
    written: dict[str, str] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)

    def put(self, name: str, data: bytes) -> None:
        """Write one file, or its new version beside it."""
        if self._put(name, data):
            return
        if name in self.before:
            self.written[name] = self.before[name]
        beside = f"{name}.new"
        self.kept.append(Kept(name, beside if self._put(beside, data) else ""))

    def drop(self, name: str) -> None:
        """Remove a file that a release wrote and that is in no bundle any more."""
        path = self.folder / name
        if not path.exists() and not path.is_symlink():
            return
        if not self._ours(name):
            self.kept.append(Kept(name))
            return
        path.unlink()
        for parent in path.relative_to(self.folder).parents:
            place = self.folder / parent
            if place != self.folder and not any(place.iterdir()):
                place.rmdir()

    def _put(self, name: str, data: bytes) -> bool:
        """Whether a file holds the data now."""
        path = self.folder / name
        there = path.exists() or path.is_symlink()
        if self._linked(name) or (there and not path.is_file()):
            return False
        if not there or path.read_bytes() != data:
            if there and not self._ours(name):
                return False
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, data)
        self.written[name] = digest_of(data)
        return True

    def _ours(self, name: str) -> bool:
        """Whether a file is as a release left it."""
        path = self.folder / name
        if self._linked(name) or not path.is_file():
            return False
        return self.before.get(name) == digest_of(path.read_bytes())

    def _linked(self, name: str) -> bool:
        """Whether a file or a folder on the way to it is a link."""
        path = self.folder / name
        inside = [
            path,
            *(self.folder / row for row in path.relative_to(self.folder).parents),
        ]
        return any(row.is_symlink() for row in inside if row != self.folder)


def digest_of(data: bytes) -> str:
    """The digest of a file as it stands in `bundle.json`."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def update(folder: Path, manifest: Manifest, files: Mapping[str, bytes]) -> list[Kept]:
    """Write a bundle's files into a folder; what was kept. Raises `OperatorError`."""
    before = _before(folder)
    listed = before.files if before else {}
    # Whatever the list says, nobody but learners writes there.
    own = {n: row for n, row in listed.items() if not n.startswith(f"{WORK}/")}
    run = _Update(folder, own)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        run.put(name, data)
    for name in run.before:
        if name not in run.written:
            run.drop(name)
    there = replace(manifest, files=dict(sorted(run.written.items())))
    _replace(folder / BUNDLE, manifest_text(there).encode())
    return run.kept


def _before(folder: Path) -> Manifest | None:
    """The list of the bundle that is there. Raises `OperatorError`."""
    if not folder.exists() and not folder.is_symlink():
        return None
    if not folder.is_dir():
        raise OperatorError(f"{folder} is no folder; name another")
    try:
        found = read_manifest(folder)
    except AuthorError as error:
        raise OperatorError(f"{folder} holds a list that is broken: {error}") from error
    if found is None and any(folder.iterdir()):
        what = "is a course" if is_course(folder) else "is not empty and no bundle"
        raise OperatorError(f"{folder} {what}; name a new folder, or that of a bundle")
    return found


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(data)
    beside.replace(path)


def zip_of(folder: Path) -> Path:
    """Where the zip of a bundle goes. Raises `OperatorError` where a file is there."""
    path = folder.with_name(f"{folder.name}.zip")
    if not path.exists() and not path.is_symlink():
        return path
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (OSError, zipfile.BadZipFile):
        names = []
    if not any(name.endswith(f"/{BUNDLE}") for name in names):
        raise OperatorError(f"{path} is there and no zip of a bundle; move it away")
    return path
