"""What a submission costs, counted as work and not as time: a guard against slowness.

Twenty checks over thirty-six calls, as `benchmarks/engine.py` measures them. Whoever
makes one of these numbers larger should know what for.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.event import listen

from grader.candidate import Zygote
from grader.candidate.worker import Worker
from grader.catalogue import Catalogue
from grader.engines import Engines, Setup
from grader.examiner.evidence import prepare_any
from grader.gradebook import Gradebook
from grader.grading import Examination, grade
from grader.result import Grade, Verdict, to_json
from grader.sandbox import Confinement
from grader.submission import Submission
from tests.helpers import REPOSITORY
from tests.processes import submission

sys.path.append(str(REPOSITORY / "benchmarks"))
from performance.material import EXERCISE, SUBMISSIONS, checks, write_course

CHECKS, CALLS = len(checks()), 36
BYTES_A_CHECK, BYTES_BESIDE = 220, 900
HOOKS = """
import atexit, json, os
from collections import Counter
counts = Counter()
def pytest_configure(config):
    count = lambda name, *_: counts.update([name])
    config.pluginmanager.add_hookcall_monitoring(count, lambda *_: None)
@atexit.register
def told():
    open(os.environ["COUNTED"], "w").write(json.dumps(counts))
"""


class Counting(Zygote):
    """A zygote that counts workers, and what crosses to them and from them."""

    forked = sent = received = 0

    def spawn(self, *row: Any) -> int:
        """Count one more process."""
        self.forked += 1
        return super().spawn(*row)

    def worker(self, confinement: Confinement) -> Worker:
        """A worker whose messages are counted."""
        found = super().worker(confinement)
        send, receive = found.send, found.receive

        def counted_send(frame: bytes) -> None:
            self.sent += 1
            send(frame)

        def counted_receive(deadline: Any) -> dict[str, Any]:
            self.received += 1
            return receive(deadline)

        found.send = counted_send  # type: ignore[method-assign]
        found.receive = counted_receive  # type: ignore[method-assign]
        return found


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course of the benchmark."""
    return write_course(tmp_path_factory.mktemp("work"))


@pytest.fixture(scope="module")
def warm(course: Path) -> Iterator[tuple[Counting, Examination]]:
    """An exercise that has graded one of each kind."""
    exercise = Catalogue(course).load(EXERCISE)
    with Counting() as zygote:
        suite = prepare_any(exercise, 1, zygote)
        ready = Examination(suite, [], zygote, declared=exercise.spec.checks)
        for kind in SUBMISSIONS:
            grade(ready, work(kind))
        yield zygote, ready


def work(kind: str) -> Submission:
    """A submission of one kind."""
    return submission(SUBMISSIONS[kind], exercise=EXERCISE)


@pytest.mark.parametrize("kind", SUBMISSIONS)
def test_a_submission_is_one_process_and_two_messages(
    warm: tuple[Counting, Examination], kind: str
) -> None:
    """One loads it, one has all cases; wrong or crashing ones cost no more."""
    zygote, ready = warm
    before = zygote.forked, zygote.sent, zygote.received

    found = grade(ready, work(kind))

    assert len(found.checks) == CHECKS
    counts = (zygote.forked, zygote.sent, zygote.received)
    added = [now - then for now, then in zip(counts, before, strict=True)]
    # The worker that was forked ahead is used, and the next one forked.
    assert added == [1, 2, 1 + CALLS]


def test_a_grade_is_small(warm: tuple[Counting, Examination]) -> None:
    """Bytes of a stored grade, by check and besides."""
    _zygote, ready = warm

    sizes = {kind: len(to_json(grade(ready, work(kind)))) for kind in SUBMISSIONS}

    assert sizes["right"] <= CHECKS * BYTES_A_CHECK + BYTES_BESIDE
    assert max(sizes.values()) <= 2 * sizes["right"]


def test_recording_is_seven_statements(
    warm: tuple[Counting, Examination], tmp_path: Path
) -> None:
    """A write to begin, what stands, the attempt, its bytes in a savepoint."""
    _zygote, ready = warm
    said: list[str] = []
    with Gradebook(f"sqlite:///{tmp_path}/book.sqlite") as book:
        with book.transaction() as connection:
            listen(
                connection, "before_cursor_execute", lambda *row: said.append(row[2])
            )
        book.record_once(grade(ready, work("right")), work("right"))

    assert len(said) <= 7


def test_a_declared_check_calls_no_hooks(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a warm engine hooks are for collecting; grading more calls none more."""
    (tmp_path / "counting_hooks.py").write_text(HOOKS)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("PYTEST_PLUGINS", "counting_hooks")
    files = (Catalogue(course).entry(EXERCISE).folder / "exercise.yaml",)
    counted = []
    for times in (1, 5):
        log = tmp_path / f"{times}.json"
        monkeypatch.setenv("COUNTED", str(log))
        with Engines(Setup(course, files), jobs=1) as engines:
            found = list(engines.grade([work("right")] * times, 1))
        assert all(isinstance(row, Grade) for row in found)
        assert {row.verdict for row in found if isinstance(row, Grade)} == {
            Verdict.PASSED
        }
        counted.append(json.loads(log.read_text()))

    first, fifth = counted
    assert first["pytest_collection_modifyitems"] == 1
    assert first == fifth
