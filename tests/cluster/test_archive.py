"""A course as one file: the same everywhere, checked, and nothing but plain files."""

import io
import os
import shutil
import stat
import tarfile
from pathlib import Path

import pytest

from grader.catalogue import Catalogue
from grader.cluster.archive import Archive, pack, unpack
from grader.errors import OperatorError
from tests.courses import course_of


def packed(course: Path) -> Archive:
    """An archive of all exercises of a course."""
    entries = Catalogue(course).entries.values()
    return pack(course, [entry.folder / "exercise.yaml" for entry in entries])


def tar_of(name: str, kind: bytes = tarfile.REGTYPE) -> Archive:
    """An archive with one member of this name and kind."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as tar:
        member = tarfile.TarInfo(name)
        member.type, member.linkname, member.size = kind, "/etc/passwd", 0
        tar.addfile(member)
    return Archive.of(stream.getvalue())


def test_a_course_arrives_with_its_exercises_as_they_were(tmp_path: Path):
    """Every exercise has the digest that it had, so stored grades stand."""
    course = course_of(tmp_path, "other")
    there = unpack(packed(course), tmp_path)

    assert list(Catalogue(there).entries) == ["dsquare", "other"]
    for name in ("dsquare", "other"):
        digest = Catalogue(course).load(name).digest
        assert digest == Catalogue(there).load(name).digest


def test_the_same_course_is_the_same_archive(tmp_path: Path):
    """Times, modes, caches and the place of a course are not in it."""
    course = course_of(tmp_path)
    first = packed(course)
    moved = tmp_path / "moved"
    shutil.copytree(course, moved)
    for path in moved.rglob("*.py"):
        os.utime(path, (1, 1))
        path.chmod(0o700)
    (next(moved.glob("exercises/*/*")) / "__pycache__").mkdir()
    (next(moved.glob("exercises/*/*")) / "__pycache__" / "x.pyc").write_text("x")

    assert first == packed(moved)


def test_a_changed_course_is_another_archive(tmp_path: Path):
    """One byte more is another digest, and another folder."""
    course = course_of(tmp_path)
    first = packed(course)
    with next(course.rglob("stub.py")).open("a") as file:
        file.write("\n")
    second = packed(course)

    assert first.digest != second.digest
    assert unpack(first, tmp_path) != unpack(second, tmp_path)


def test_only_the_exercises_that_are_needed_travel(tmp_path: Path):
    """An exercise that nobody handed in stays at home."""
    course = course_of(tmp_path, "other")
    entry = Catalogue(course).entry("other")
    there = unpack(pack(course, [entry.folder / "exercise.yaml"]), tmp_path)

    assert list(Catalogue(there).entries) == ["other"]


def test_a_course_is_unpacked_once_and_for_nobody_else(tmp_path: Path):
    """The second time the folder stands as it is; its mode keeps others out."""
    archive = packed(course_of(tmp_path))
    folder = unpack(archive, tmp_path)
    (folder / "mark").write_text("x")

    assert folder == unpack(archive, tmp_path)
    assert (folder / "mark").exists()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_damaged_archive_is_refused(tmp_path: Path):
    """Bytes of another digest are not looked at."""
    archive = packed(course_of(tmp_path))
    damaged = Archive(archive.content[:-1] + b"x", archive.digest)

    with pytest.raises(OperatorError, match="arrived damaged"):
        unpack(damaged, tmp_path)
    assert not list(tmp_path.glob("course-*"))


@pytest.mark.parametrize(
    "name",
    [
        "../outside.py",
        "exercises/../../outside.py",
        "/tmp/outside.py",
        "elsewhere/x.py",
        "exercises/..\\x.py",
        "exercises/c:x.py",
        "..",
    ],
)
def test_a_member_that_would_stand_elsewhere_is_refused(tmp_path: Path, name: str):
    """Tricks with paths end the unpacking and leave nothing behind."""
    with pytest.raises(OperatorError, match="is refused"):
        unpack(tar_of(name), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE]
)
def test_a_member_that_is_no_plain_file_is_refused(tmp_path: Path, kind: bytes):
    """Links and devices are not made."""
    with pytest.raises(OperatorError, match="is refused"):
        unpack(tar_of("exercises/x.py", kind), tmp_path)
    assert list(tmp_path.iterdir()) == []
