"""Zips that are what they say, and zips that are not."""

import io
import stat
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from grader.errors import OperatorError
from grader.intake.archives import MAX_MEMBERS, unpack
from grader.submission import MAX_BYTES

SOURCE = b"def f():\n    return 1\n"


def zipped(path: Path, members: Mapping[str, bytes]) -> Path:
    """A zip of some members, whatever their names."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return path


def unpacked(archive: Path, folder: Path) -> tuple[set[str], dict[str, str]]:
    """The files written, and why the others were not."""
    folder.mkdir()
    refused = {row.path: row.reason for row in unpack(archive, folder, "a.zip")}
    rows = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    return rows, refused


def test_what_may_be_a_submission_is_unpacked(tmp_path: Path):
    """Scripts and notebooks come out byte for byte; the rest is listed."""
    members = {"ada/f.py": SOURCE, "bea/f.ipynb": b"{}", "ada/notes.txt": b"hi"}
    written, refused = unpacked(zipped(tmp_path / "a", members), tmp_path / "out")

    assert written == {"ada/f.py", "bea/f.ipynb"}
    assert (tmp_path / "out/ada/f.py").read_bytes() == SOURCE
    assert refused == {"a.zip/ada/notes.txt": "is neither .py nor .ipynb"}


@pytest.mark.parametrize(
    "name",
    [
        "../f.py",
        "ada/../../f.py",
        "/f.py",
        "//server/f.py",
        "C:/f.py",
        "c:f.py",
        "..\\f.py",
        "ada\\..\\..\\f.py",
    ],
)
def test_a_path_that_leaves_is_refused(tmp_path: Path, name: str):
    """Nothing is written beside the folder, and the other files come out."""
    archive = zipped(tmp_path / "a", {name: SOURCE, "ada/f.py": SOURCE})
    written, refused = unpacked(archive, tmp_path / "out")

    assert written == {"ada/f.py"}
    assert set(refused.values()) == {"has a path that leaves the archive"}
    assert {p.name for p in tmp_path.iterdir()} == {"a", "out"}


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_a_device_is_refused(tmp_path: Path, kind: int):
    """A member is a file or it is nothing."""
    with zipfile.ZipFile(tmp_path / "a", "w") as archive:
        member = zipfile.ZipInfo("ada/f.py")
        member.external_attr = (kind | 0o777) << 16
        archive.writestr(member, "/etc/passwd")
    written, refused = unpacked(tmp_path / "a", tmp_path / "out")

    assert written == set()
    assert refused == {"a.zip/ada/f.py": "is a link or a device, not a file"}


def test_a_bomb_is_cut_where_a_submission_ends(tmp_path: Path):
    """Of a member that unpacks to more than a submission, no more is written."""
    bomb = zipped(tmp_path / "a", {"ada/f.py": bytes(100 * MAX_BYTES["py"])})
    written, refused = unpacked(bomb, tmp_path / "out")

    assert (written, refused) == ({"ada/f.py"}, {})
    assert (tmp_path / "out/ada/f.py").stat().st_size == MAX_BYTES["py"] + 1


def test_what_a_member_says_of_its_size_is_not_believed(tmp_path: Path):
    """A size that is a lie makes no file larger and no run longer."""
    archive = zipped(tmp_path / "a", {"ada/f.py": bytes(10 * MAX_BYTES["py"])})
    raw = bytearray(archive.read_bytes())
    # The length before packing, in the central directory.
    place = raw.rindex(b"PK\x01\x02") + 24
    raw[place : place + 4] = struct.pack("<I", 5)
    archive.write_bytes(raw)
    written, refused = unpacked(archive, tmp_path / "out")

    sizes = [(tmp_path / "out" / name).stat().st_size for name in written]
    assert max(sizes, default=0) <= MAX_BYTES["py"] + 1
    assert written or refused


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_told(tmp_path: Path):
    """The first one counts; which it was is not left to chance."""
    with zipfile.ZipFile(tmp_path / "a", "w") as archive:
        archive.writestr("ada/f.py", SOURCE)
        archive.writestr("ada/f.py", b"other")
    written, refused = unpacked(tmp_path / "a", tmp_path / "out")

    assert written == {"ada/f.py"}
    assert (tmp_path / "out/ada/f.py").read_bytes() == SOURCE
    assert refused == {"a.zip/ada/f.py": "stands twice in the archive"}


def test_names_that_no_disk_takes_are_told(tmp_path: Path):
    """One member that cannot be written does not stop the others."""
    members = {"x" * 300 + ".py": SOURCE, "f.py/f.py": SOURCE, "ada/f.py": SOURCE}
    written, refused = unpacked(zipped(tmp_path / "a", members), tmp_path / "out")

    assert written == {"f.py/f.py", "ada/f.py"}
    assert len(refused) == 1


def test_what_is_encrypted_or_damaged_is_told(tmp_path: Path):
    """Members that cannot be read are listed, each with its reason."""
    raw = bytearray(zipped(tmp_path / "a", {"ada/f.py": SOURCE * 50}).read_bytes())
    locked = bytearray(raw)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + offset] |= 1
    (tmp_path / "locked").write_bytes(locked)
    raw[40] ^= 0xFF
    (tmp_path / "damaged").write_bytes(raw)

    _written, encrypted = unpacked(tmp_path / "locked", tmp_path / "one")
    nothing, damaged = unpacked(tmp_path / "damaged", tmp_path / "two")

    assert list(encrypted.values()) == ["is encrypted"]
    assert nothing == set()
    assert "cannot be unpacked" in next(iter(damaged.values()))


@pytest.mark.parametrize("raw", [b"", b"no zip", b"PK\x05\x06" + bytes(10)])
def test_what_is_no_zip_is_told(tmp_path: Path, raw: bytes):
    """A file that is only called a zip is one sentence."""
    (tmp_path / "a").write_bytes(raw)

    with pytest.raises(OperatorError, match=r"a\.zip is no zip that can be read"):
        list(unpack(tmp_path / "a", tmp_path, "a.zip"))


def test_too_many_members_are_refused(tmp_path: Path):
    """Before one of them is written."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for number in range(MAX_MEMBERS + 1):
            archive.writestr(f"{number}.py", b"")
    (tmp_path / "a").write_bytes(raw.getvalue())
    (tmp_path / "out").mkdir()

    with pytest.raises(OperatorError, match="holds more than"):
        list(unpack(tmp_path / "a", tmp_path / "out", "a.zip"))
    assert list((tmp_path / "out").iterdir()) == []
