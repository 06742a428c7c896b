"""What runs inside a Dask worker: one engine on the course that was sent.

A worker says first whether it is fit: the same grader, numpy and Python as where the
command runs, and one thread. The engine proves its isolation before it grades. Only
plain data goes back; what a worker cannot do is a sentence, not an exception.
"""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from distributed import Worker, WorkerPlugin, get_worker

from grader.cluster.archive import Archive, unpack
from grader.digest import GRADER_DIGEST
from grader.engines import Broken, Engines, Lost, Outcome, Setup
from grader.errors import OperatorError
from grader.result import Grade, to_json
from grader.submission import Submission


@dataclass(frozen=True, slots=True)
class Order:
    """What a run needs of every worker; `files` are paths below the course."""

    grader: str
    archive: Archive
    files: tuple[str, ...]
    strict: bool


class Bench(WorkerPlugin):
    """Holds the course and the engine of one run; each new worker gets its own."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self._folder: Path | None = None
        self._engines: Engines | None = None

    def setup(self, worker: Worker) -> None:
        """Know where to unpack; a failure here would end the worker."""
        self._folder = Path(worker.local_directory)

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002 - Dask's signature
        """End the engine and remove the course with all that is hidden in it."""
        if self._engines is not None:
            self._engines.__exit__(None, None, None)
            self._engines = None
        if self._folder is not None:
            digest = self.order.archive.digest
            shutil.rmtree(self._folder / f"course-{digest}", ignore_errors=True)

    def grade(self, rows: Sequence[Submission], seed: int) -> list[Outcome]:
        """Grade some submissions, in their order, by the one engine."""
        try:
            return list(self._started().grade(rows, seed))
        except BaseException:
            # An engine that was left in the middle answers to nothing any more.
            engines, self._engines = self._engines, None
            if engines is not None:
                with suppress(OSError):
                    engines.__exit__(KeyboardInterrupt, None, None)
            raise

    def _started(self) -> Engines:
        if self._engines is None:
            assert self._folder is not None
            course = unpack(self.order.archive, self._folder)
            files = tuple(course / name for name in self.order.files)
            setup = Setup(course, files, strict=self.order.strict)
            self._engines = Engines(setup, jobs=1)
        return self._engines


def unfit(grader: str, dask_worker: Worker) -> str:
    """Why this worker may not grade for that grader; empty where it may."""
    if grader != GRADER_DIGEST:
        return (
            "has another version of gradkata, numpy or Python "
            f"({GRADER_DIGEST}; here it is {grader}); install the same everywhere"
        )
    if dask_worker.state.nthreads != 1:
        return "has several threads; start it with `--nthreads 1`"
    return ""


def grade_chunk(bench: str, rows: Sequence[dict[str, Any]], seed: int) -> Any:
    """Grade some submissions: what came out of each, in order, or one problem."""
    worker = get_worker()
    plugin = worker.plugins.get(bench)
    if not isinstance(plugin, Bench):
        return {"problem": "has not received the course"}
    if problem := unfit(plugin.order.grader, worker):
        return {"problem": problem, "worker": worker.address}
    try:
        outcomes = plugin.grade([Submission(**row) for row in rows], seed)
    except OperatorError as error:
        return {"problem": f"cannot grade: {error}", "worker": worker.address}
    return {"outcomes": [_told(outcome) for outcome in outcomes]}


def _told(outcome: Outcome) -> dict[str, Any]:
    match outcome:
        case Grade():
            return {"grade": to_json(outcome)}
        case Broken():
            told = asdict(outcome)
            return {"broken": told["exercise"], "problem": told["problem"]}
        case Lost():
            return {"lost": True}
