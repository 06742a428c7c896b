"""Progress: frozen, read back as written, refused in a sentence where it is broken."""

from pathlib import Path

import pytest

from grader.errors import OperatorError
from grader.learner.progress import Progress, read_progress, write_progress


def test_what_is_written_is_read_back(tmp_path: Path):
    """Verdicts, counts and hints come back; the file before is replaced."""
    path = tmp_path / "progress.json"
    progress = Progress().at("dcube").checked("dcube", "failed").hinted("dcube", "x", 2)

    write_progress(path, Progress("other"))
    write_progress(path, progress)

    assert progress == read_progress(path)
    assert [path] == list(tmp_path.iterdir())


def test_the_last_check_counts():
    """What passed and fails again does not pass; checks are counted."""
    progress = Progress().checked("dcube", "passed").checked("dcube", "error")

    assert not progress.passed("dcube")
    assert 2 == progress.of("dcube").checks


def test_without_a_file_there_is_no_progress(tmp_path: Path):
    """The first of the places that is there counts."""
    second = tmp_path / "second.json"
    write_progress(second, Progress("dcube"))

    assert Progress() == read_progress(tmp_path / "none.json")
    assert Progress("dcube") == read_progress(tmp_path / "none.json", second)


def test_unknown_keys_are_passed_over(tmp_path: Path):
    """A file with more than this version knows is read."""
    path = tmp_path / "progress.json"
    path.write_text('{"format": 1, "more": 1, "exercises": {"a": {"colour": "red"}}}')

    assert not read_progress(path).passed("a")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": 1, "exercises": [1]}', '{"format": "1"}', "\0"]
)
def test_a_broken_file_is_one_sentence(tmp_path: Path, text: str):
    """It names the file and the mend."""
    path = tmp_path / "progress.json"
    path.write_text(text)

    with pytest.raises(OperatorError, match=r"progress\.json cannot be read.*mend it"):
        read_progress(path)


def test_a_newer_file_asks_for_an_update(tmp_path: Path):
    """Another format is not guessed at."""
    path = tmp_path / "progress.json"
    path.write_text('{"format": 2}')

    with pytest.raises(OperatorError, match="update gradkata"):
        read_progress(path)
