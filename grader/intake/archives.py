"""Unpacks a zip of submissions, of which not a byte is trusted.

Only what could be a submission is written, and only below a fresh folder: absolute
names, `..`, links, devices and what is encrypted are refused, and what a member says of
its size is not believed. Names that differ on disk alone are refused as well.
"""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from grader.errors import OperatorError
from grader.submission import KINDS, MAX_BYTES, Refused

MAX_MEMBERS = 100_000
MAX_ARCHIVE = 2 * 1024**3
# Of all members together: a class of hundreds with notebooks.
MAX_TOTAL = 4 * 1024**3
BLOCK = 1024 * 1024
ENCRYPTED = 0x1
# Files that are no submission and tell about them.
TELLING = ("submission_metadata.yml", "timestamp.txt")
MAX_TELLING = 16 * 1024 * 1024
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


def is_archive(path: Path) -> bool:
    """Whether a file is named as a zip."""
    return path.suffix.lower() == ".zip"


def unpack(archive: Path, folder: Path, shown: str) -> Iterator[Refused]:
    """Write what may be a submission below a folder; yields what is passed over.

    Raises `OperatorError` for what is no zip.
    """
    try:
        if archive.stat().st_size > MAX_ARCHIVE:
            raise OperatorError(f"{shown} is larger than 2 GiB; unpack it yourself")
        with zipfile.ZipFile(archive) as opened:
            yield from _members(opened, folder, shown)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise OperatorError(f"{shown} is no zip that can be read: {error}") from error
    except OSError as error:
        raise OperatorError(f"{shown} cannot be read: {error.strerror}") from error


def _members(opened: zipfile.ZipFile, folder: Path, shown: str) -> Iterator[Refused]:
    members = [member for member in opened.infolist() if not member.is_dir()]
    if len(members) > MAX_MEMBERS:
        raise OperatorError(f"{shown} holds more than {MAX_MEMBERS} files")
    left = MAX_TOTAL
    for member in members:
        reason = _refusal(member)
        if not reason:
            place = folder.joinpath(*PurePosixPath(member.filename).parts)
            written, reason = _written(opened, member, place)
            left -= written
        if reason:
            yield Refused(f"{shown}/{member.filename}", reason)
        if left <= 0:
            raise OperatorError(f"{shown} unpacks to more than 4 GiB")


def _written(
    opened: zipfile.ZipFile, member: zipfile.ZipInfo, place: Path
) -> tuple[int, str]:
    """Write a member: how many bytes there were, and why it is passed over.

    One byte more than a submission may have is written: that shows it is too large.
    """
    written, most = 0, _limit(place) + 1
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with opened.open(member) as source, place.open("xb") as file:
            while block := source.read(min(BLOCK, most - written)):
                written += file.write(block)
    except FileExistsError:
        return written, "stands twice in the archive"
    except OSError as error:
        return written, f"cannot be unpacked: {error.strerror}"
    except BROKEN as error:
        place.unlink(missing_ok=True)
        return written, f"cannot be unpacked: {error}"
    return written, ""


def _limit(place: Path) -> int:
    kind = KINDS.get(place.suffix)
    return MAX_BYTES[kind] if kind else MAX_TELLING


def _refusal(member: zipfile.ZipInfo) -> str:
    """Why a member is not unpacked, or nothing."""
    mode = stat.S_IFMT(member.external_attr >> 16)
    path = PurePosixPath(member.filename)
    odd = path.is_absolute() or ".." in path.parts or "\0" in member.filename
    if odd or "\\" in member.filename or ":" in path.parts[0]:
        return "has a path that leaves the archive"
    if mode not in (0, stat.S_IFREG):
        return "is a link or a device, not a file"
    if member.flag_bits & ENCRYPTED:
        return "is encrypted"
    if path.suffix not in KINDS and path.name not in TELLING:
        return "is neither .py nor .ipynb"
    return ""
