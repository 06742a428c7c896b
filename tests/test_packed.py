"""Packed exercises: what was read once, as long as nothing about it has changed."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from grader.catalogue import Catalogue
from grader.exercise import ExerciseFile, read_exercise
from grader.forms import rebuilt
from grader.packed import Packed
from grader.validating import plain
from tests.helpers import MINIMAL, REPOSITORY, as_yaml, make_exercise

PATHS = sorted(REPOSITORY.glob("exercises/*/*/exercise.yaml"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An exercise's file."""
    path = tmp_path / "exercise.yaml"
    path.write_text(as_yaml(MINIMAL))
    return path


@pytest.fixture
def packed(file: Path) -> Packed:
    """Where it was packed."""
    found = Packed(file.parent / "packed")
    found.keep("x", file, read_exercise(file, "x"), public=False)
    return found


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.parent.name)
def test_what_is_rebuilt_is_what_was_read(path: Path) -> None:
    """Every exercise of the course comes back equal, type by type."""
    spec = read_exercise(path, path.name)

    found = rebuilt(ExerciseFile, json.loads(json.dumps(plain(spec))))

    assert found == spec
    assert repr(found) == repr(spec)


def test_a_packed_exercise_is_found(file: Path, packed: Packed) -> None:
    """It stands for the file it was read from."""
    assert packed.find("x", file, public=False) == read_exercise(file, "x")


def test_of_another_name_there_is_none(file: Path, packed: Packed) -> None:
    """Each exercise has its own."""
    assert packed.find("y", file, public=False) is None


def test_a_changed_file_is_read_anew(file: Path, packed: Packed) -> None:
    """One byte is enough."""
    file.write_text(file.read_text() + "\n")

    assert packed.find("x", file, public=False) is None


def test_a_bundle_s_part_is_not_the_whole(file: Path, packed: Packed) -> None:
    """The rules of both differ."""
    assert packed.find("x", file, public=True) is None


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff", b"[]", b"{}", b'{"key": 1}', b"null", b"3"],
    ids=["empty", "bytes", "list", "keys", "key", "null", "number"],
)
def test_what_is_no_packed_exercise_is_passed_over(
    file: Path, packed: Packed, data: bytes
) -> None:
    """The file itself can always be read."""
    (packed.folder / "x.json").write_bytes(data)

    assert packed.find("x", file, public=False) is None


@pytest.mark.parametrize("exercise", [3, {}, {"title": 1}, {"style": "poem", "q": 1}])
def test_damage_is_passed_over(file: Path, packed: Packed, exercise: object) -> None:
    """A packed exercise that holds something else is as good as none."""
    path = packed.folder / "x.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"exercise": exercise}))

    assert packed.find("x", file, public=False) is None


def test_where_nothing_can_be_written_nothing_is_packed(file: Path) -> None:
    """It is read again the next time."""
    blocked = file.parent / "blocked"
    blocked.write_text("a file")
    packed = Packed(blocked)

    packed.keep("x", file, read_exercise(file, "x"), public=False)

    assert packed.find("x", file, public=False) is None


def test_a_catalogue_reads_once(tmp_path: Path) -> None:
    """What one catalogue has read another finds, and a broken file is not packed."""
    folder = tmp_path / "exercises" / "01_first" / "01_neuron"
    folder.mkdir(parents=True)
    (folder / "exercise.yaml").write_text(as_yaml(MINIMAL))
    packed = Packed(tmp_path / "packed")

    first = Catalogue(tmp_path, packed).load("neuron").spec
    (kept,) = packed.folder.iterdir()
    data = json.loads(kept.read_text())
    data["exercise"]["title"] = "As it was packed"
    kept.write_text(json.dumps(data))

    assert first.title == "One neuron"
    assert Catalogue(tmp_path, packed).load("neuron").spec.title == "As it was packed"
    assert Catalogue(tmp_path).load("neuron").spec == first


def test_what_was_proven_is_known_until_a_file_changes(tmp_path: Path) -> None:
    """A reference that passed need not run again, nor where nothing is packed."""
    made = make_exercise(tmp_path)
    file = tmp_path / "exercise.yaml"
    file.write_text(as_yaml(MINIMAL))
    packed = Packed(tmp_path / "packed")
    packed.prove(made)
    assert not packed.is_proven(made)
    packed.keep(made.id, file, made.spec, public=False)
    assert not packed.is_proven(made)

    packed.prove(made)

    assert packed.is_proven(made)
    assert packed.find(made.id, file, public=False) == made.spec
    assert not packed.is_proven(replace(made, digest="another"))
