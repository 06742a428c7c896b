"""Off Linux: the same grades as here, and one clear sentence about what is missing."""

from pathlib import Path

import pytest

from grader import submission as files
from grader.catalogue import Catalogue
from grader.doctor import examine
from grader.engines import Engines, Setup
from grader.result import Grade
from grader.sandbox import Tier, unconfined
from grader.submission import Submission
from tests.helpers import REPOSITORY
from tests.processes import run

CATALOGUE = Catalogue(REPOSITORY)
# Of each style one, and one with a notebook of functions.
EXERCISES = (
    "compute_drelu_dw1",
    "vectorize_dinputs",
    "layer_dense",
    "neuron_walkthrough",
)


def labelled(exercise: str) -> list[Submission]:
    """The first and the last solution of every verdict and kind, but for the slow."""
    entry = CATALOGUE.entries[exercise]
    folder = REPOSITORY / "solutions" / entry.track / entry.folder.name
    chosen: set[Path] = set()
    for kind in files.KINDS:
        for verdict in {*folder.iterdir()} - {folder / "timed_out"}:
            found = sorted(verdict.glob(f"*{kind}"))
            chosen |= {*found[:1], *found[-1:]}
    rows = [
        files.read(
            path, student="", exercise=exercise, shown=f"{path.parent.name}/{path.name}"
        )
        for path in sorted(chosen)
    ]
    return [row for row in rows if isinstance(row, Submission)]


def grades(exercise: str, platform: str) -> dict[str, tuple]:
    """What labelled solutions get on a system, by file."""
    path = CATALOGUE.entries[exercise].folder / "exercise.yaml"
    setup = Setup(REPOSITORY, (path,), platform=platform)
    with Engines(setup, jobs=1) as engines:
        found = list(engines.grade(labelled(exercise), seed=5))
    assert all(isinstance(grade, Grade) for grade in found)
    return {
        g.submission: (g.verdict, g.points, g.checks, g.steps, g.diagnosis)
        for g in found
    }


@pytest.mark.parametrize("exercise", EXERCISES)
def test_grades_are_the_same_on_every_system(exercise: str):
    """Verdict, points, checks, steps and diagnosis do not depend on the system."""
    here = grades(exercise, "linux")

    assert len(here) > 3
    assert {name.split("/")[0] for name in here} > {"passed", "failed"}
    for name, due in here.items():
        assert due[0] == name.split("/")[0]
    assert grades(exercise, "win32") == here


def test_learners_are_told_once_that_nothing_confines_their_code():
    """One sentence names the mend of each system; Linux needs none."""
    told = unconfined("darwin")

    assert unconfined("linux") == ""
    assert told == unconfined("win32")
    assert told.endswith(".")
    assert "\n" not in told
    for word in ("your own code", "Linux", "WSL2", "container"):
        assert word in told


def test_on_linux_nothing_is_said(tmp_path: Path):
    """`kata check` says nothing of confinement where the kernel does it."""
    file = tmp_path / "dsum.py"
    file.write_text("def dsum(dvalue, values): return 1", encoding="utf-8")

    done = run("kata", "check", file)

    assert done.returncode == 1
    assert "unconfined" not in done.stderr


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_the_doctor_says_what_only_linux_has(platform: str):
    """The lowest tier, good for one's own code, with each wall's mend."""
    found = examine(platform=platform)
    rows = {row.name: row for row in found.layers}

    assert found.tier is Tier.PROCESS
    assert found.to_data()["good_for"].startswith("your own code")
    assert rows["process"].proved
    for name in ("landlock", "seccomp", "bubblewrap"):
        assert rows[name].why == "only Linux has it"
        assert "container" in rows[name].mend
