"""The view of bubblewrap, and each layer alone and left out, in real zygotes."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import grader
from grader.candidate import Zygote
from grader.sandbox import OPTIONAL, Tier, layers_of, proved, tier_of, too_weak
from tests.processes import ROOT, ask
from tests.sandbox import needs

LAYERS = sorted(OPTIONAL)
IDENTITY = {"uid", "capabilities"}
STAT = """
    import errno, os
    def f(path):
        try:
            os.stat(path)
        except OSError as problem:
            return errno.errorcode[problem.errno]
        return "exists"
"""
HONEST = """
    import colorsys
    import numpy as np
    def f(a): return [float(np.sum(a)), colorsys.rgb_to_hsv(0, 0, 0)[2]]
"""
LOST = {"landlock": Tier.PARTIAL, "seccomp": Tier.PARTIAL, "rlimits": Tier.PARTIAL}
ALONE = {"landlock": Tier.PARTIAL, "seccomp": Tier.PARTIAL}
HIDDEN = [
    grader.__file__,
    str(Path(grader.__file__).with_name("grading.py")),
    str(ROOT / "exercises"),
    str(ROOT / "solutions"),
    str(ROOT / "README.md"),
    __file__,
    pytest.__file__,
    "/etc/passwd",
    "/etc/hosts",
    "/var/lib",
    "/boot",
    "/sys",
    "/dev/zero",
    "/dev/shm",
    "/dev/pts",
    "/run",
    "/usr/bin/env",
]


@pytest.fixture(scope="module")
def whole() -> Iterator[Zygote]:
    """A zygote with all that this machine offers."""
    needs.bubblewrap()
    with Zygote() as started:
        yield started


@pytest.fixture(scope="module")
def viewed(whole: Zygote) -> Zygote:
    """The same, where bubblewrap's view is to be had."""
    rows = [row for row in layers_of(whole.report) if row.name == "bubblewrap"]
    if not rows[0].proved:
        pytest.skip(f"bubblewrap is refused here: {rows[0].why}")
    return whole


def missing(zygote: Zygote) -> dict[str, str]:
    """The layers that are missing, and why."""
    return {r.name: r.why for r in layers_of(zygote.report) if not r.proved}


def test_every_layer_that_is_due_here_is_proved(whole: Zygote):
    """On a machine that has everything; bubblewrap's refusal is told in its words."""
    gaps = missing(whole)

    assert set(gaps) <= {"bubblewrap", "uid"}
    assert all(gaps.values())
    assert tier_of(proved(whole.report)) >= Tier.KERNEL


@pytest.mark.parametrize("path", HIDDEN)
def test_what_is_not_needed_does_not_exist_in_the_view(viewed: Zygote, path: str):
    """Not even its name and its size are told."""
    assert ask(viewed, STAT, path).values == ("ENOENT",)


def test_a_new_file_does_not_exist_in_the_view(viewed: Zygote, tmp_path: Path):
    """What appears while a zygote is running stays outside."""
    file = tmp_path / "secret"
    file.write_text("42")

    assert ask(viewed, STAT, str(file)).values == ("ENOENT",)


def test_other_processes_do_not_exist_in_the_view(viewed: Zygote):
    """The grader's own process cannot even be looked up."""
    assert ask(viewed, STAT, f"/proc/{os.getpid()}").values in (
        ("ENOENT",),
        ("EACCES",),
    )
    source = "import os\ndef f(): return os.getpid() < 1000"
    assert ask(viewed, source).values == (True,)


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_that_is_left_out_is_the_one_that_is_missing(name: str, whole: Zygote):
    """It says so; what is left does not hide that, and honest work is graded."""
    due = {row.name for row in layers_of(whole.report)}
    with Zygote(frozenset({name})) as zygote:
        gaps = missing(zygote)
        answer = ask(zygote, HONEST, [1.0, 2.0])
        tier = tier_of(proved(zygote.report))
        weak = too_weak(zygote.report)
    best = tier_of(proved(whole.report))
    if name == "bubblewrap":
        best = Tier.KERNEL
        # Without the view another user may be unable to read this Python.
        gaps.pop("uid", None)

    assert answer.values == ([3.0, 0.0],)
    assert gaps.get(name, "") == ("left out" if name in due else "")
    assert set(gaps) - {name} == set(missing(whole)) - {name}
    assert tier is LOST.get(name, best)
    assert bool(weak) is (name in LOST)


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_alone_is_the_one_that_is_proved(name: str, whole: Zygote):
    """Each stands by itself, and makes the tier that it makes."""
    if name not in proved(whole.report) and name not in IDENTITY:
        pytest.skip(f"{name} is not to be had here: {missing(whole)[name]}")
    if name in IDENTITY and os.geteuid() != 0:
        pytest.skip("only root has another user to become and powers to drop")
    with Zygote(frozenset(OPTIONAL) - {name}) as zygote:
        held = set(proved(zygote.report)) & OPTIONAL
        answer = ask(zygote, HONEST, [1.0, 2.0])
        tier = tier_of(proved(zygote.report))

    assert answer.values == ([3.0, 0.0],)
    # A user that cannot read this Python is given up for root without powers.
    assert held == {name} or (name == "uid" and held == {"capabilities"})
    assert tier is ALONE.get(name, Tier.PROCESS)


def test_with_nothing_left_honest_work_is_still_graded():
    """The weakest tier is for one's own code, and says so."""
    with Zygote(frozenset(OPTIONAL)) as zygote:
        assert ask(zygote, HONEST, [1.0, 2.0]).values == ([3.0, 0.0],)
        assert tier_of(proved(zygote.report)) is Tier.PROCESS
        assert not set(proved(zygote.report)) & OPTIONAL
        assert too_weak(zygote.report)


@pytest.mark.parametrize("name", LAYERS)
def test_no_wall_stands_for_another(name: str):
    """With one of them gone every other trial still ends as it must."""
    with Zygote(frozenset({name})) as zygote:
        trials = zygote.report.trials
    words = {"EPERM", "EACCES", "ENOENT", "RuntimeError", "ENOSYS"}
    kept = {
        "landlock": ["write a file", "read a file", "list a folder"],
        "seccomp": ["connect", "make a ring", "trace", "send a signal"],
    }
    for wall, rows in kept.items():
        if wall != name:
            assert {trials[row] for row in rows} <= words
