"""Where a submission's time goes, rung by rung, and the floor under it.

Each rung does what the one before does and one thing more, on the right submission; all
take turns within a round, and a phase is the median difference of neighbours. The floor
is what cannot be left out: a worker forked and locked, the file loaded, one message of
36 calls, the same comparisons computed directly, the worker reaped.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import numpy as np

from grader import protocol
from grader.candidate import Candidate, Zygote
from grader.candidate.wire import Deadline
from grader.candidate.worker import Worker
from grader.catalogue import Catalogue
from grader.examiner.evidence import prepare_any
from grader.examiner.suite import Suite
from grader.gradebook import Gradebook
from grader.grading import Examination, grade
from grader.result import Grade
from grader.sandbox import OPTIONAL
from performance.material import EXERCISE, SEED, SUBMISSIONS, Row, checks
from performance.own import Own, submissions

DEADLINE = Deadline(10.0)
# Each rung and the one below it.
BELOW = {
    "lock": "fork",
    "load": "lock",
    "calls": "load",
    "candidate": "calls",
    "checks": "candidate",
    "engine": "checks",
}
RATIOS = (("engine", "floor"), ("wrong", "checks"), ("crashing", "checks"))
Rung = Callable[[], object]


class Alone(Examination):
    """One submission by itself: nothing is forked ahead, so that rungs add up."""

    def prepare(self) -> None:
        """Leave the next worker to the next rung."""


class Ladder:
    """The rungs, in a process of their own making: two zygotes and no engine."""

    def __init__(
        self, stack: ExitStack, course: Path, rows: dict[str, list[Row]]
    ) -> None:
        self.rows = rows
        self.zygote = stack.enter_context(Zygote())
        self.bare = stack.enter_context(Zygote(OPTIONAL))
        exercise = Catalogue(course).load(EXERCISE)
        suite = prepare_any(exercise, SEED, self.zygote)
        assert isinstance(suite, Suite)
        self.suite = suite
        spec = exercise.spec
        self.examination = Alone(suite, [], self.zygote, declared=spec.checks)
        self.work = {kind: next(submissions([kind], 1)) for kind in SUBMISSIONS}
        source = self.work["right"].source
        load = {"op": "load", "id": 1, "kind": "py", "source": source}
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        self.book = stack.enter_context(Gradebook(f"sqlite:///{folder}/book.sqlite"))
        self.recorded = 0
        self.grade = self.graded()
        self.load = protocol.encode(load | {"main": False, "watch": {}})
        self.run = suite.requests.frame(2)

    def fork(self) -> None:
        """A worker with no layer, and its end."""
        self.bare.worker(self.suite.confinement).close()

    def lock(self) -> None:
        """A worker with all layers."""
        self.zygote.worker(self.suite.confinement).close()

    def loaded(self) -> None:
        """The file loaded."""
        self._loaded().close()

    def _loaded(self) -> Worker:
        worker = self.zygote.worker(self.suite.confinement)
        worker.send(self.load)
        worker.receive(DEADLINE)
        return worker

    def called(self) -> None:
        """All calls, answers decoded and thrown away."""
        self._answers()

    def _answers(self) -> list[tuple[np.ndarray, ...]]:
        worker = self._loaded()
        worker.send(self.run)
        found = [worker.receive(DEADLINE)["values"][0] for _ in self.suite.requests]
        worker.close()
        return found

    def floor(self) -> None:
        """The same comparisons, computed directly."""
        answers = iter(self._answers())
        got = {name: [next(answers) for _ in rows] for name, rows in self.rows.items()}
        for groups, part in checks():
            assert all(map(self._equal, self._pairs(got, groups, part)))

    def _pairs(
        self, got: dict[str, list[tuple[np.ndarray, ...]]], groups: list[str], part: int
    ) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        for name in groups:
            for parts, (_arguments, due) in zip(
                got[name], self.rows[name], strict=True
            ):
                yield parts[part], due[part]

    @staticmethod
    def _equal(pair: tuple[np.ndarray, np.ndarray]) -> bool:
        one, due = pair
        same = one.shape == due.shape
        return same and bool((np.abs(one - due) <= 1e-7 * np.abs(due)).all())

    def asked(self) -> None:
        """The candidate's own handling: deadlines, forged replies, learners' faults."""
        suite = self.suite
        with Candidate(self.zygote, self.work["right"], suite.confinement) as candidate:
            candidate.ask(suite.requests)

    def record(self) -> None:
        """A grade in the gradebook, of a file nobody has handed in before."""
        self.recorded += 1
        digest = f"sha256:{self.recorded}"
        grade = replace(self.grade, digest=digest)
        self.book.record_once(grade, replace(self.work["right"], digest=digest))

    def graded(self, kind: str = "right") -> Grade:
        """Checks, points, the grade; for what is wrong also the diagnosis."""
        return grade(self.examination, self.work[kind])


def medians(rungs: dict[str, Rung], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each rung in each round; the first round is left out."""
    found: dict[str, list[float]] = {name: [] for name in rungs}
    for number in range(rounds + 1):
        for name, rung in rungs.items():
            begun = time.perf_counter()
            rung()
            if number:
                found[name].append(1000 * (time.perf_counter() - begun))
    return found


def phases(
    course: Path, rows: dict[str, list[Row]], own: Own, rounds: int
) -> dict[str, float]:
    """Milliseconds of each phase, of the floor and the whole, which is by an engine."""
    with ExitStack() as stack:
        ladder = Ladder(stack, course, rows)
        rungs: dict[str, Rung] = {
            "fork": ladder.fork,
            "lock": ladder.lock,
            "load": ladder.loaded,
            "calls": ladder.called,
            "floor": ladder.floor,
            "candidate": ladder.asked,
            "checks": ladder.graded,
            "engine": lambda: own.grade(["right"], 1),
            "wrong": lambda: ladder.graded("wrong"),
            "crashing": lambda: ladder.graded("crashing"),
            "recording": ladder.record,
        }
        found = medians(rungs, rounds)
    steps = {name: apart(found[name], found[under]) for name, under in BELOW.items()}
    ratios = {
        f"{name}_times_{under}": ratio(found[name], found[under])
        for name, under in RATIOS
    }
    whole = {
        name: statistics.median(found[name]) for name in ("fork", "recording", "floor")
    }
    diagnosis = apart(found["wrong"], found["checks"])
    ended = {"whole": statistics.median(found["engine"]), "diagnosis": diagnosis}
    return whole | steps | ended | ratios


def apart(one: list[float], other: list[float]) -> float:
    """The median difference of two rungs, round by round."""
    return statistics.median(a - b for a, b in zip(one, other, strict=True))


def ratio(one: list[float], other: list[float]) -> float:
    """The median ratio of two rungs, round by round."""
    return statistics.median(a / b for a, b in zip(one, other, strict=True))
