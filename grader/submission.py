"""A `.py` or `.ipynb` file becomes a Submission: who, what, bytes and digest.

This module knows files and nothing of exercises. It never decodes, compiles or parses
what a learner wrote. Links, folders and special files are refused with a reason; any
regular file, however strange its bytes, becomes a Submission.
"""

import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

KINDS = {".py": "py", ".ipynb": "ipynb"}
MAX_BYTES = {"py": 1024 * 1024, "ipynb": 7 * 1024 * 1024}
# What is larger is known by its length and its head: a file of holes has terabytes.
MAX_HASHED = 64 * 1024 * 1024
BLOCK = 1024 * 1024
LINK, SPECIAL = "is a link, not a file", "is not a regular file"


@dataclass(frozen=True, slots=True)
class Submission:
    """One learner's file; `source` is None where the file is too large to run.

    `submitted_at` is when it was handed in, ISO 8601 in UTC, or empty.
    """

    student: str
    exercise: str
    path: str
    kind: str
    source: bytes | None
    digest: str
    submitted_at: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is no submission, and why."""

    path: str
    reason: str


def read(
    path: Path, *, student: str, exercise: str, shown: str
) -> Submission | Refused:
    """Read one file without following links or waiting on pipes."""
    kind = KINDS.get(path.suffix)
    if kind is None:
        return Refused(shown, "is neither .py nor .ipynb")
    try:
        descriptor, mode = _opened(path, in_cohort=bool(student))
        if descriptor is None:
            return Refused(shown, LINK if stat.S_ISLNK(mode) else SPECIAL)
        with os.fdopen(descriptor, "rb") as file:
            return _from_bytes(file, kind, student, exercise, shown)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR):
            return Refused(shown, LINK)
        return Refused(shown, f"cannot be read: {error.strerror}")


def empty(student: str, exercise: str) -> Submission:
    """What stands for a file that was not handed in: one without a word in it."""
    digest = hashlib.sha256().hexdigest()
    path = f"{exercise}.py"
    return Submission(student, exercise, path, "py", b"", f"sha256:{digest}")


def _opened(path: Path, *, in_cohort: bool) -> tuple[int | None, int]:
    """A descriptor of a regular file, None for anything else; and the mode.

    What is no regular file is not opened at all: a pipe could wait, a device act. The
    folder of a student may have become a link since it was listed.
    """
    flags = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY
    folder = os.open(path.parent, flags | (os.O_NOFOLLOW if in_cohort else 0))
    try:
        mode = os.stat(path.name, dir_fd=folder, follow_symlinks=False).st_mode
        if not stat.S_ISREG(mode):
            return None, mode
        reading = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
        descriptor = os.open(path.name, reading, dir_fd=folder)
    finally:
        os.close(folder)
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        return None, mode
    return descriptor, mode


def _from_bytes(
    file: BinaryIO, kind: str, student: str, exercise: str, shown: str
) -> Submission:
    digest = hashlib.sha256()
    kept = bytearray()
    limit = MAX_BYTES[kind]
    length = os.fstat(file.fileno()).st_size
    if length > MAX_HASHED:
        digest.update(str(length).encode())
    for _ in range(MAX_HASHED // BLOCK):
        # It may grow while it is read: never more than so many blocks.
        block = file.read(BLOCK)
        digest.update(block)
        if not block:
            break
        if len(kept) <= limit:
            kept += block
    return Submission(
        student=student,
        exercise=exercise,
        path=shown,
        kind=kind,
        source=bytes(kept) if len(kept) <= limit else None,
        digest=f"sha256:{digest.hexdigest()}",
    )
