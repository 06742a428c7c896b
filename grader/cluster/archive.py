"""A course as one file that is named by its contents: packed here, unpacked there.

The same course gives the same bytes on every machine. Whoever unpacks checks them
first and takes nothing but plain files below the folder.
"""

import hashlib
import io
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from grader.catalogue import IGNORED
from grader.errors import OperatorError

MAX_BYTES = 256 * 1024 * 1024
SIDES = ("exercises", "solutions")


@dataclass(frozen=True, slots=True)
class Archive:
    """The bytes of a tar file, and their SHA-256."""

    content: bytes
    digest: str

    @classmethod
    def of(cls, content: bytes) -> "Archive":
        """An archive of these bytes."""
        return cls(content, hashlib.sha256(content).hexdigest())


def pack(course: Path, files: Iterable[Path]) -> Archive:
    """Pack the exercises of these `exercise.yaml`, and their solutions.

    Raises `OperatorError` where that is too much to send.
    """
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for path in _members(course, files):
            content = path.read_bytes()
            # Times, owners and modes are this machine's: they stay at nothing.
            member = tarfile.TarInfo(path.relative_to(course).as_posix())
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
            if stream.tell() > MAX_BYTES:
                raise OperatorError(f"the course {course} is too large to send")
    return Archive.of(stream.getvalue())


def _members(course: Path, files: Iterable[Path]) -> Iterator[Path]:
    for file in sorted(files):
        place = file.parent.relative_to(course / SIDES[0])
        for side in SIDES:
            for path in sorted((course / side / place).rglob("*")):
                ignored = IGNORED & set(path.relative_to(course).parts)
                if path.is_file() and not ignored:
                    yield path


def unpack(archive: Archive, parent: Path) -> Path:
    """Unpack below `parent`, once; the folder is named by the digest.

    Raises `OperatorError` for bytes of another digest, and for a member that is no
    plain file or would stand anywhere else.
    """
    folder = parent / f"course-{archive.digest}"
    if folder.is_dir():
        return folder
    if Archive.of(archive.content) != archive:
        raise OperatorError("the course arrived damaged: its digest is another")
    # Hidden checks and solutions are in it: nobody else may read them.
    fresh = Path(tempfile.mkdtemp(dir=parent, prefix="course."))
    try:
        with tarfile.open(fileobj=io.BytesIO(archive.content)) as tar:
            for member in tar:
                _extract(tar, member, fresh)
        os.replace(fresh, folder)  # noqa: PTH105 - the same, whoever was first
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return folder


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    parts = PurePosixPath(member.name).parts
    inside = parts[:1] in {(side,) for side in SIDES} and ".." not in parts
    content = tar.extractfile(member) if member.isreg() and inside else None
    if content is None or "\\" in member.name or ":" in member.name:
        raise OperatorError(f"the course has a member that is refused: {member.name!r}")
    path = folder.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        shutil.copyfileobj(content, file)
