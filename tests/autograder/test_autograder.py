"""The archive for Gradescope, unpacked and run as its container would."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.autograder import pack
from grader.autograder.terms import Terms
from grader.catalogue import Catalogue
from grader.errors import OperatorError
from tests.courses import course_of, file_of, replace

RIGHT = "def dsquare(dvalue, x):\n    return dvalue * 2 * x\n"
ESCAPE = "import os\nos._exit(0)\n"
FORGED = """
import json, pathlib
for place in ("../results/results.json", "results.json", "/autograder/results"):
    try:
        pathlib.Path(place).write_text(json.dumps({"score": 100}))
    except OSError:
        pass
def dsquare(dvalue, x):
    return 0.0
"""
# What Gradescope reads: facts of its documentation.
TOP = {"score", "output", "output_format", "visibility", "stdout_visibility"}
TOP |= {"execution_time", "tests"}
TEST = {"number", "name", "score", "max_score", "status", "output", "output_format"}
TEST |= {"visibility", "tags"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two exercises."""
    folder = tmp_path_factory.mktemp("packed")
    course = course_of(folder, "dcube", "dfourth")
    pack(Catalogue(course), ["dsquare", "dcube"], folder / "autograder.zip")
    return folder / "autograder.zip"


@pytest.fixture
def run(archive: Path, tmp_path: Path) -> Callable[..., tuple[int, Path, str]]:
    """Hand in some files and run the script as the container does."""

    def hand_in(**sources: str) -> tuple[int, Path, str]:
        unpacked(archive, tmp_path / "source")
        (tmp_path / "results").mkdir(exist_ok=True)
        (tmp_path / "submission").mkdir(exist_ok=True)
        for name, source in sources.items():
            (tmp_path / "submission" / f"{name}.py").write_text(source)
        done = subprocess.run(
            [tmp_path / "source" / "run_autograder"],
            env={
                **os.environ,
                "GRADKATA_ROOT": str(tmp_path),
                "GRADKATA_PYTHON": sys.executable,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        results = tmp_path / "results" / "results.json"
        return done.returncode, results, done.stdout + done.stderr

    return hand_in


def unpacked(archive: Path, folder: Path) -> None:
    """What unzip makes of it, modes and all."""
    with zipfile.ZipFile(archive) as opened:
        for entry in opened.infolist():
            opened.extract(entry, folder)
            (folder / entry.filename).chmod(entry.external_attr >> 16 & 0o777)


def test_a_submission_is_graded_in_the_form_gradescope_reads(run) -> None:
    """Points add up, nothing hidden is named, and what is missing is told."""
    code, results, log = run(dsquare=RIGHT)
    found = json.loads(results.read_text())

    assert 0 == code, log
    assert TOP == set(found)
    assert all(TEST == set(test) for test in found["tests"])
    assert 10.0 == found["score"]
    assert 20.0 == sum(test["max_score"] for test in found["tests"])
    assert "dcube: not handed in" in found["output"]
    assert "isolation: " in log
    hidden = {c.title for c in Catalogue(results.parents[1] / "source/course").load(
        "dsquare").spec.checks if c.visibility == "hidden"}  # fmt: skip
    assert hidden
    assert not [title for title in hidden if title in results.read_text()]


@pytest.mark.parametrize("source", [ESCAPE, FORGED, "def dsquare(:\n", ""])
def test_what_is_hostile_or_broken_earns_nothing(run, source: str) -> None:
    """Neither a way out nor a forged file is a mark; there are results all the same."""
    code, results, log = run(dsquare=source, dcube=source)

    assert 0 == code, log
    score = json.loads(results.read_text())["score"]
    assert 0.0 <= score < 5.0
    assert ["results.json"] == [path.name for path in results.parent.iterdir()]


def test_our_own_failure_leaves_no_results(run, tmp_path: Path) -> None:
    """A broken exercise is loud and no mark of anybody's, old results included."""
    assert 0 == run(dsquare=RIGHT)[0]
    course = tmp_path / "source" / "course"
    broken = file_of(course, "dsquare", "exercise.yaml")
    (tmp_path / "source" / "run_autograder").unlink()

    replace(broken, "format: 1", "format: 1\nnonsense: 1")
    done = subprocess.run(
        [sys.executable, "-I", "-m", "grader.autograder", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )

    assert 1 == done.returncode
    assert "nonsense" in done.stderr
    assert [] == list((tmp_path / "results").iterdir())


def test_the_archive_holds_what_is_needed_and_no_more(archive: Path) -> None:
    """Scripts can be run, other exercises stay away, and no path of ours is in it."""
    with zipfile.ZipFile(archive) as opened:
        modes = {row.filename: row.external_attr >> 16 for row in opened.infolist()}
        data = b"".join(opened.read(name) for name in modes)

    assert {"setup.sh", "run_autograder", "gradkata.json"} < set(modes)
    assert {0o100755} == {modes["setup.sh"], modes["run_autograder"]}
    assert any("dcube" in name for name in modes)
    assert not any("dfourth" in name for name in modes)
    assert str(archive.parent).encode() not in data
    assert b"pip install --quiet 'gradkata==" in data


def test_scripts_are_ones_a_shell_can_read(archive: Path, tmp_path: Path) -> None:
    """Both scripts parse; what setup installs is the container's to get."""
    unpacked(archive, tmp_path)

    for name in ("setup.sh", "run_autograder"):
        done = subprocess.run(["bash", "-n", tmp_path / name], check=False)
        assert 0 == done.returncode


def test_the_same_course_gives_the_same_bytes(tmp_path: Path) -> None:
    """Wherever it stands; a wheel that is given is installed in place of a release."""
    made = []
    for place in ("here", "there"):
        folder = tmp_path / place
        folder.mkdir()
        pack(Catalogue(course_of(folder)), ["dsquare"], folder / "a.zip")
        made.append((folder / "a.zip").read_bytes())
    wheel = tmp_path / "gradkata-9-py3-none-any.whl"
    wheel.write_bytes(b"wheel")
    course = Catalogue(tmp_path / "here" / "course")
    pack(course, ["dsquare"], tmp_path / "b.zip", weak=True, wheel=wheel)
    unpacked(tmp_path / "b.zip", tmp_path / "b")

    assert made[0] == made[1]
    assert (
        f"install --quiet 'wheels/{wheel.name}'"
        in (tmp_path / "b" / "setup.sh").read_text()
    )
    assert Terms.read(tmp_path / "b").weak


def test_nothing_to_pack_is_one_sentence(tmp_path: Path) -> None:
    """An archive without an exercise could grade nothing."""
    with pytest.raises(OperatorError, match="--exercise"):
        pack(Catalogue(course_of(tmp_path)), [], tmp_path / "a.zip")
