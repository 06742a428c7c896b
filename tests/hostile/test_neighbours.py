"""What is handed in beside attacks is graded as if they were not there.

And nothing of an attack outlives the engine: no process, no file, no shared memory.
"""

import ctypes
import os
import select
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from grader.candidate import Zygote
from grader.catalogue import Catalogue
from grader.engines import Engines, Setup
from grader.examiner.evidence import Evidence, gather, prepare_any
from grader.result import Grade, Verdict, to_json
from grader.submission import Submission
from tests.hostile.stage import Stage
from tests.hostile.tricks import ATTACKS
from tests.processes import ROOT, submission

EXERCISE = "relu_mask"
FILES = (ROOT / "exercises/02_layer/05_relu_mask/exercise.yaml",)
HONEST = sorted((ROOT / "solutions/02_layer/05_relu_mask").glob("*/*.py"))
# What would spoil the next submission, or stay: by its family.
LASTING = """
disk environment kernel limits network patching processes signals threads
"""
PR_SET_CHILD_SUBREAPER = 36
CONFIRMED = 2
SECONDS_TO_END = 2.0

_libc = ctypes.CDLL(None, use_errno=True)


def lasting() -> list[str]:
    """The sources of the attacks that are after more than their own marks."""
    rows = [row for row in ATTACKS if row.name.partition("/")[0] in LASTING.split()]
    return [row.source for row in rows if "timed_out" not in row.verdicts]


def grades(engines: Engines, work: list[Submission]) -> list[str]:
    """The grades of honest work, to the last byte but for the time each took."""
    found = [row for row in engines.grade(work, seed=7) if isinstance(row, Grade)]
    assert len(found) == len(work)
    return [to_json(replace(g, seconds=0.0)) for g in found if g.student != "eve"]


def children() -> set[int]:
    """The processes whose parent this one is."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        if int(fields[1]) == os.getpid():
            found.add(int(path.parent.name))
    return found


def outliving(before: set[int]) -> set[int]:
    """The children that came since and have not ended; those that have are reaped."""
    alive = set()
    for pid in children() - before:
        ended = os.pidfd_open(pid)
        if select.select([ended], [], [], SECONDS_TO_END)[0]:
            os.waitpid(pid, 0)
        else:
            alive.add(pid)
        os.close(ended)
    return alive


@contextmanager
def adopting() -> Iterator[None]:
    """Be the parent of every descendant that loses its own, so that none is missed."""
    assert _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
    try:
        yield
    finally:
        _libc.prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def test_attacks_between_change_no_grade_and_leave_nothing_behind():
    """Honest grades are the same to the byte; afterwards all is as it was."""
    honest = [submission(path.read_bytes(), exercise=EXERCISE) for path in HONEST]
    with Stage() as stage, adopting():
        attacks = [stage.filled(source) for source in lasting()]
        work: list[Submission] = []
        for attack, other in zip(attacks, cycle(honest), strict=False):
            hostile = submission(attack, exercise=EXERCISE)
            work += [replace(hostile, student="eve"), other]
        before = children()
        with Engines(Setup(ROOT, FILES, strict=True), jobs=1) as engines:
            alone = grades(engines, honest)
            beside = grades(engines, work)
        left = outliving(before)
        traces = stage.traces()

    assert len(attacks) > len(honest)
    assert all(told == due for told, due in zip(beside, cycle(alone), strict=False))
    assert traces == set()
    assert left == set()


def test_what_is_left_behind_would_be_seen():
    """With the layers off a daemon outlives its engine and becomes our child."""
    (daemon,) = [row for row in ATTACKS if row.name == "processes/daemon"]
    off = frozenset({"landlock", "seccomp", "uid", "bubblewrap", "rlimits"})
    with adopting():
        at_first = children()
        with Stage() as stage:
            before = children()
            with Engines(Setup(ROOT, FILES, without=off), jobs=1) as engines:
                work = submission(stage.filled(daemon.source), exercise=EXERCISE)
                assert len(grades(engines, [work])) == 1
            left = outliving(before)
            traces = stage.traces()
        still = outliving(at_first)

    assert "process" in traces
    assert left
    assert still == set()


class Counting(Zygote):
    """A zygote that counts the workers it was asked for."""

    workers = 0

    def spawn(self, *row, **words) -> int:
        """Count one more."""
        self.workers += 1
        return super().spawn(*row, **words)


@pytest.mark.parametrize("name", ["loops/for_ever", "loops/second_call"])
def test_a_time_out_in_every_case_is_charged_once(name: str):
    """Two workers confirm it, however many cases and checks there are."""
    (attack,) = [row for row in ATTACKS if row.name == name]
    work = submission(attack.source, exercise=EXERCISE)
    exercise = Catalogue(ROOT).load(EXERCISE)
    with Counting() as zygote:
        suite = prepare_any(exercise, 7, zygote)
        zygote.workers = 0
        with suite.open(zygote, work) as candidate:
            evidence = gather(suite, candidate)
    assert isinstance(evidence, Evidence)
    faults = [row.fault for row in evidence.answers if row.fault is not None]

    assert zygote.workers == CONFIRMED
    assert {fault.verdict for fault in faults} == {Verdict.TIMED_OUT}
    assert sum(not fault.unrun for fault in faults) <= 1
    assert len(faults) >= len(evidence.answers) - CONFIRMED
