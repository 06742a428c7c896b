"""Bundles on disk: what a learner has changed is never overwritten."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from grader.bundle import Manifest, read_manifest
from grader.errors import OperatorError
from grader.release import Bundle, Kept, write_bundle

STUB = "exercises/01_first/01_dsquare/stub.py"


def newer(bundle: Bundle, name: str, data: bytes | None) -> Bundle:
    """The same bundle with another file, or without it."""
    files = {n: row for n, row in bundle.files.items() if n != name}
    return replace(bundle, files=files if data is None else files | {name: data})


def listed(folder: Path) -> Manifest:
    """The list of a bundle that is there."""
    found = read_manifest(folder)
    assert found is not None
    return found


def test_a_bundle_holds_its_files_and_their_list(bundle: Bundle, tmp_path: Path):
    """The folder has what is listed and nothing else."""
    folder = tmp_path / "kit"

    kept = write_bundle(bundle, folder)

    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert kept == []
    assert there == {*bundle.files, "bundle.json"}
    assert listed(folder) == bundle.manifest


def test_the_zip_holds_the_same_with_fixed_times_and_modes(
    bundle: Bundle, tmp_path: Path
):
    """Below one folder, sorted, and nothing about this machine."""
    write_bundle(bundle, tmp_path / "kit")

    with zipfile.ZipFile(tmp_path / "kit.zip") as archive:
        rows = archive.infolist()
        found = {row.filename: archive.read(row) for row in rows}

    names = [f"kit/{name}" for name in sorted({*bundle.files, "bundle.json"})]
    assert names == [row.filename for row in rows]
    assert {name: found[f"kit/{name}"] for name in bundle.files} == bundle.files
    assert {(1980, 1, 1, 0, 0, 0)} == {row.date_time for row in rows}
    assert {0o100644 << 16} == {row.external_attr for row in rows}
    assert {(b"", b"")} == {(row.extra, row.comment) for row in rows}


def test_a_release_writes_anew_what_it_wrote(bundle: Bundle, tmp_path: Path):
    """A file as it was left is replaced; what is in no bundle any more is removed."""
    folder = tmp_path / "kit"
    write_bundle(newer(bundle, "exercises/02_old/01_gone/stub.py", b"old"), folder)

    kept = write_bundle(newer(bundle, STUB, b"new"), folder)

    assert kept == []
    assert b"new" == (folder / STUB).read_bytes()
    assert not (folder / "exercises" / "02_old").exists()


def test_what_a_learner_changed_stays_and_the_new_one_is_beside(
    bundle: Bundle, tmp_path: Path
):
    """Also the second time, and the learner's own files are not looked at."""
    folder = tmp_path / "kit"
    write_bundle(bundle, folder)
    (folder / STUB).write_text("mine")
    (folder / "work").mkdir()
    (folder / "work" / "dsquare.py").write_text("my work")

    first = write_bundle(newer(bundle, STUB, b"new"), folder)
    second = write_bundle(newer(bundle, STUB, b"newer"), folder)

    assert [Kept(STUB, f"{STUB}.new")] == first == second
    assert "mine" == (folder / STUB).read_text()
    assert b"newer" == (folder / f"{STUB}.new").read_bytes()
    assert "my work" == (folder / "work" / "dsquare.py").read_text()


def test_what_a_learner_put_beside_stays_too(bundle: Bundle, tmp_path: Path):
    """A file named as the new one would be is not overwritten; it is told."""
    folder = tmp_path / "kit"
    write_bundle(bundle, folder)
    (folder / STUB).write_text("mine")
    (folder / f"{STUB}.new").write_text("mine too")

    kept = write_bundle(newer(bundle, STUB, b"new"), folder)

    assert [Kept(STUB)] == kept
    assert "mine too" == (folder / f"{STUB}.new").read_text()


def test_a_file_that_no_release_wrote_is_not_overwritten(
    bundle: Bundle, tmp_path: Path
):
    """It was there before the bundle had a file of that name."""
    folder = tmp_path / "kit"
    write_bundle(newer(bundle, STUB, None), folder)
    (folder / STUB).write_text("mine")

    kept = write_bundle(bundle, folder)

    assert [Kept(STUB, f"{STUB}.new")] == kept
    assert "mine" == (folder / STUB).read_text()


def test_a_changed_file_that_is_no_more_stays(bundle: Bundle, tmp_path: Path):
    """Removing it would lose what the learner wrote."""
    folder = tmp_path / "kit"
    write_bundle(bundle, folder)
    (folder / STUB).write_text("mine")

    kept = write_bundle(newer(bundle, STUB, None), folder)

    assert [Kept(STUB)] == kept
    assert "mine" == (folder / STUB).read_text()


def test_a_list_cannot_name_a_learners_file(bundle: Bundle, tmp_path: Path):
    """Not even with its right digest: nothing in `work` is a release's."""
    folder, name = tmp_path / "kit", "work/dsquare.py"
    write_bundle(newer(bundle, name, b"my work"), folder)
    assert name in listed(folder).files

    kept = write_bundle(bundle, folder)

    assert kept == []
    assert b"my work" == (folder / name).read_bytes()


def test_nothing_is_written_through_a_link(bundle: Bundle, tmp_path: Path):
    """A folder that is a link leads out of the bundle."""
    folder, elsewhere = tmp_path / "kit", tmp_path / "elsewhere"
    write_bundle(bundle, folder)
    (folder / "exercises").rename(elsewhere)
    (folder / "exercises").symlink_to(elsewhere)

    kept = write_bundle(newer(bundle, STUB, b"new"), folder)

    assert Kept(STUB) in kept
    assert (elsewhere / "01_first" / "01_dsquare" / "stub.py").read_bytes() != b"new"


@pytest.mark.parametrize("there", ["kit/notes.txt", "kit", "kit.zip"])
def test_what_is_no_bundle_is_in_the_way(bundle: Bundle, tmp_path: Path, there: str):
    """Nothing is written into another folder, over a file, or over another zip."""
    path = tmp_path / there
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine")

    with pytest.raises(OperatorError):
        write_bundle(bundle, tmp_path / "kit")

    assert "mine" == path.read_text()
    assert 1 == len(
        [p for p in tmp_path.glob("kit*") if p.is_file() or any(p.iterdir())]
    )


def test_a_course_is_in_the_way(bundle: Bundle, course: Path):
    """A release into the course itself would mix the two."""
    with pytest.raises(OperatorError, match="is a course"):
        write_bundle(bundle, course)
