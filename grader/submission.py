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


@dataclass(frozen=True, slots=True)
class Submission:
    """One learner's file; `source` is None where the file is too large to run."""

    student: str
    exercise: str
    path: str
    kind: str
    source: bytes | None
    digest: str


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
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        if error.errno == errno.ELOOP:
            return Refused(shown, "is a link, not a file")
        return Refused(shown, f"cannot be read: {error.strerror}")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return Refused(shown, "is not a regular file")
    with os.fdopen(descriptor, "rb") as file:
        return _from_bytes(file, kind, student, exercise, shown)


def _from_bytes(
    file: BinaryIO, kind: str, student: str, exercise: str, shown: str
) -> Submission:
    digest = hashlib.sha256()
    kept = bytearray()
    limit = MAX_BYTES[kind]
    while block := file.read(1 << 20):
        digest.update(block)
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
