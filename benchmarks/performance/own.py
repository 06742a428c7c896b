"""The engine on the same submissions: time, processor, memory, cores, a cold start."""

import os
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
        """What one of so many submissions took, and how many checks each kind passed."""
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
        return [row.process.pid for row in self.engines._engines]

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
    """What two engines gain over one, beside what two loops gain over one."""
    kinds, gains, loops, rates = list(SUBMISSIONS), [], [], []
    many = BATCH * len(kinds)
    with warm(course, 1) as one, warm(course, 2) as two:
        for _ in range(rounds):
            single = one.spend(kinds, many).seconds
            double = two.spend(kinds, 2 * many).seconds
            gains.append(single / double)
            rates.append(1 / double)
            loops.append(2 * _burnt(1) / _burnt(2))
    gain, loop = statistics.median(gains), statistics.median(loops)
    return {
        "engines_gain": gain,
        "loops_gain": loop,
        "share": gain / loop,
        "a_second": statistics.median(rates),
    }


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
