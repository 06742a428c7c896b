"""The engine on the same submissions: time, processor, memory, cores, a cold start."""

import os
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from grader.catalogue import Catalogue
from grader.engines import Engines, Setup
from grader.result import Grade, Verdict
from grader.submission import Submission
from performance.material import EXERCISE, SEED, SUBMISSIONS
from performance.peers import Spent
from performance.usage import cpu_seconds, resident_mb

BATCH = 10  # of each kind
BURN = 2_000_000


def submissions(kinds: Sequence[str], count: int) -> Iterator[Submission]:
    """So many submissions, the kinds in turn."""
    for index in range(count):
        source = SUBMISSIONS[kinds[index % len(kinds)]].encode()
        yield Submission("s", EXERCISE, "s/bench.py", "py", source, "sha256:0")


@dataclass
class Own:
    """Warm engines for the exercise."""

    engines: Engines

    def grade(self, kinds: Sequence[str], count: int) -> list[Grade]:
        """Grade so many, and see that nothing failed."""
        found = list(self.engines.grade(submissions(kinds, count), SEED))
        assert all(isinstance(row, Grade) for row in found)
        return [row for row in found if isinstance(row, Grade)]

    def spend(self, kinds: Sequence[str], count: int) -> Spent:
        """What one of so many took, and how many checks each kind passed."""
        before, begun = self.cpu(), time.perf_counter()
        grades = self.grade(kinds, count)
        seconds = time.perf_counter() - begun
        cpu = self.cpu() - before
        passed = {
            kind: sum(row.verdict is Verdict.PASSED for row in grade.checks)
            for kind, grade in zip(kinds, grades, strict=False)
        }
        return Spent(seconds / count, cpu / count, passed)

    def pids(self) -> list[int]:
        """The processes of the engines."""
        return [row.process.pid for row in self.engines._engines]  # noqa: SLF001 - measured

    def cpu(self) -> float:
        """Seconds used by them and by this process."""
        own = os.times()
        return own.user + own.system + sum(map(cpu_seconds, self.pids()))

    def memory(self) -> float:
        """Megabytes resident in the engines and all below."""
        return sum(map(resident_mb, self.pids()))


@contextmanager
def warm(course: Path, jobs: int) -> Iterator[Own]:
    """Engines that have graded each kind a few times."""
    files = (Catalogue(course).entry(EXERCISE).folder / "exercise.yaml",)
    with Engines(Setup(course, files), jobs=jobs) as engines:
        own = Own(engines)
        own.grade(list(SUBMISSIONS), 10 * jobs * len(SUBMISSIONS))
        yield own


def cold(course: Path) -> float:
    """Seconds from nothing to the first grade of an engine."""
    files = (Catalogue(course).entry(EXERCISE).folder / "exercise.yaml",)
    begun = time.perf_counter()
    with Engines(Setup(course, files), jobs=1) as engines:
        Own(engines).grade(["right"], 1)
        return time.perf_counter() - begun


def growth(own: Own, counts: Sequence[int]) -> list[dict[str, float]]:
    """Milliseconds a submission and megabytes, as the number of them grows."""
    found, done = [], 0
    for count in counts:
        begun = time.perf_counter()
        own.grade(list(SUBMISSIONS), count - done)
        seconds = time.perf_counter() - begun
        rate = 1000 * seconds / (count - done)
        found.append({"submissions": count, "ms": rate, "mb": own.memory()})
        done = count
    return found


def cores(course: Path, rounds: int) -> dict[str, float]:
    """What two engines gain over one on one core, beside what two loops gain.

    An engine forks its next worker while it judges, so one alone uses more than a core:
    the one is pinned, with all that it starts and who asks it.
    """
    kinds, gains, loops = list(SUBMISSIONS), [], []
    times: dict[str, list[float]] = {"one": [], "both": []}
    many = BATCH * len(kinds)
    every = os.sched_getaffinity(0)
    with ExitStack() as stack:
        with pinned({min(every)}):
            one = stack.enter_context(warm(course, 1))
        two = stack.enter_context(warm(course, 2))
        for _ in range(rounds):
            with pinned({min(every)}):
                single = one.spend(kinds, many).seconds
            double = two.spend(kinds, 2 * many).seconds
            times["one"].append(1000 * single)
            times["both"].append(1000 * double)
            gains.append(single / double)
            loops.append(2 * _burnt(1) / _burnt(2))
    gain, loop = statistics.median(gains), statistics.median(loops)
    return {
        "engines_gain": gain,
        "loops_gain": loop,
        "share": gain / loop,
        "one_core_ms": statistics.median(times["one"]),
        "both_cores_ms": statistics.median(times["both"]),
    }


@contextmanager
def pinned(cpus: set[int]) -> Iterator[None]:
    """Only some cores for this process and what it starts meanwhile."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cpus)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _burnt(copies: int) -> float:
    """Seconds until so many processes have counted."""
    begun = time.perf_counter()
    pids = []
    for _ in range(copies):
        pid = os.fork()
        if pid == 0:
            for _number in range(BURN):
                pass
            os._exit(0)
        pids.append(pid)
    for pid in pids:
        os.waitpid(pid, 0)
    return time.perf_counter() - begun
