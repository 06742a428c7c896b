"""Files become submissions; what is no regular file is refused with a reason."""

import hashlib
import os
from pathlib import Path

import pytest

from grader.submission import MAX_BYTES, Refused, Submission, read


def read_file(path: Path) -> Submission | Refused:
    """Read one file as ada's."""
    shown = f"ada/{path.name}"
    return read(path, student="ada", exercise="relu_mask", shown=shown)


@pytest.mark.parametrize(("suffix", "kind"), [(".py", "py"), (".ipynb", "ipynb")])
def test_a_file_becomes_a_submission(tmp_path: Path, suffix: str, kind: str) -> None:
    """Who, what, bytes and digest are kept as they are."""
    path = tmp_path / f"relu_mask{suffix}"
    source = b"x = 1\n"
    path.write_bytes(source)

    expected = Submission(
        student="ada",
        exercise="relu_mask",
        path=f"ada/relu_mask{suffix}",
        kind=kind,
        source=source,
        digest=f"sha256:{hashlib.sha256(source).hexdigest()}",
    )
    assert expected == read_file(path)


@pytest.mark.parametrize(
    "raw",
    [b"", b"\x00" * 9, b"\xff\xfe\x00", bytes(range(256)), b"# coding: rot13\r\n\x1a"],
    ids=["empty", "zeros", "utf-16", "all", "strange"],
)
def test_strange_bytes_are_kept_as_they_are(tmp_path: Path, raw: bytes) -> None:
    """No byte is decoded, translated or refused."""
    path = tmp_path / "relu_mask.py"
    path.write_bytes(raw)

    found = read_file(path)

    assert isinstance(found, Submission)
    assert raw == found.source
    assert f"sha256:{hashlib.sha256(raw).hexdigest()}" == found.digest


@pytest.mark.parametrize("name", ["a.txt", "a", "a.py.bak", "a.PY", ".py", "a.pyc"])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, name: str) -> None:
    """Only .py and .ipynb are submissions."""
    (tmp_path / name).touch()

    expected = Refused(f"ada/{name}", "is neither .py nor .ipynb")
    assert expected == read_file(tmp_path / name)


def test_a_link_is_refused(tmp_path: Path) -> None:
    """A link could lead to a file that is not the learner's."""
    (tmp_path / "target.py").write_text("secret = 1", encoding="utf-8")
    (tmp_path / "a.py").symlink_to(tmp_path / "target.py")

    assert Refused("ada/a.py", "is a link, not a file") == read_file(tmp_path / "a.py")


def test_a_link_to_nothing_is_refused(tmp_path: Path) -> None:
    """A link that leads nowhere is a link all the same."""
    (tmp_path / "a.py").symlink_to(tmp_path / "nowhere.py")

    assert Refused("ada/a.py", "is a link, not a file") == read_file(tmp_path / "a.py")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """A folder whose name ends like a file's is no file."""
    (tmp_path / "a.py").mkdir()

    assert Refused("ada/a.py", "is not a regular file") == read_file(tmp_path / "a.py")


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    """A pipe that nobody writes to does not hold the grader up."""
    os.mkfifo(tmp_path / "a.py")

    assert Refused("ada/a.py", "is not a regular file") == read_file(tmp_path / "a.py")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A file that went away is told, not raised."""
    expected = Refused("ada/a.py", "cannot be read: No such file or directory")

    assert expected == read_file(tmp_path / "a.py")


@pytest.mark.parametrize("kind", ["py", "ipynb"])
def test_a_file_of_the_largest_size_is_kept(tmp_path: Path, kind: str) -> None:
    """As large as allowed is not too large."""
    path = tmp_path / f"a.{kind}"
    path.write_bytes(b"#" * MAX_BYTES[kind])

    found = read_file(path)

    assert isinstance(found, Submission)
    assert b"#" * MAX_BYTES[kind] == found.source


@pytest.mark.parametrize("kind", ["py", "ipynb"])
def test_a_file_that_is_too_large_has_no_source(tmp_path: Path, kind: str) -> None:
    """It gets a grade all the same, so it is known by the digest of all its bytes."""
    path = tmp_path / f"a.{kind}"
    raw = b"#" * (MAX_BYTES[kind] + 1)
    path.write_bytes(raw)

    found = read_file(path)

    assert isinstance(found, Submission)
    assert found.source is None
    assert f"sha256:{hashlib.sha256(raw).hexdigest()}" == found.digest


def test_two_files_that_are_too_large_are_told_apart(tmp_path: Path) -> None:
    """The digest counts what lies behind the limit too."""
    digests = set()
    for end in (b"a", b"b"):
        path = tmp_path / "a.py"
        path.write_bytes(b"#" * (3 * MAX_BYTES["py"]) + end)
        found = read_file(path)
        assert isinstance(found, Submission)
        digests.add(found.digest)

    assert len(digests) == 2
