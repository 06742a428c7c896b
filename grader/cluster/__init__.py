"""Grades on a Dask cluster: chunks go out, outcomes come back as chunks end.

To a cohort it is what `Engines` is on one machine. A worker that dies takes nothing
with it: Dask gives its chunk to another. A chunk whose workers keep dying is taken
apart, and each of its submissions is tried alone after all others; one that still ends
its workers is our failure to tell, set aside for this run and charged to nobody.
Needs the extra `[dask]`.
"""

import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from types import TracebackType
from typing import Any, Self

from grader.cluster.archive import pack
from grader.digest import GRADER_DIGEST
from grader.engines import Broken, Lost, Outcome, Setup
from grader.errors import OperatorError
from grader.result import from_json
from grader.submission import Submission

MAX_CHUNK = 50
CHUNKS_A_WORKER = 4
CHUNK_BYTES = 4 * 1024 * 1024
CONNECT_SECONDS = 10
# How long a cluster may be without any worker: batch systems start them late.
WORKERLESS_SECONDS = 300
LOOK_SECONDS = 1
# So many chunks a worker are on their way: one in work, one to go on with.
AHEAD = 2


class Cluster:
    """A Dask cluster for one setup and about `count` submissions; a context manager.

    Raises `OperatorError` where there is no scheduler, or a worker that is unfit.
    """

    def __init__(self, address: str, setup: Setup, count: int) -> None:
        self._address = address
        self._setup = setup
        self._count = count
        self._name = f"gradkata-{secrets.token_hex(8)}"
        self._client: Any = None

    def __enter__(self) -> Self:
        try:
            from distributed import Client
        except ModuleNotFoundError as error:
            raise OperatorError(
                "--dask needs `pip install 'gradkata[dask]'`"
            ) from error
        try:
            self._client = Client(  # type: ignore[no-untyped-call] # Dask is half typed
                self._address, timeout=CONNECT_SECONDS
            )
        except (OSError, ValueError) as error:
            raise OperatorError(
                f"there is no Dask scheduler at {self._address}: {_first_line(error)}"
            ) from error
        try:
            with self._lost_is_told():
                self._prepare()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # A cluster that is gone has nothing left to tidy up.
        with suppress(Exception):
            self._client.unregister_worker_plugin(self._name)
        with suppress(Exception):
            self._client.close()

    def grade(self, submissions: Iterable[Submission], seed: int) -> Iterator[Outcome]:
        """Grade all submissions on one seed; yields one outcome each, as chunks end."""
        suspects: list[Submission] = []
        with self._lost_is_told():
            chunks = _chunks(submissions, self._chunk_size())
            yield from self._graded(chunks, seed, suspects)
            for submission in suspects:
                deadly: list[Submission] = []
                # Alone on the cluster, so that no other is near when a worker dies.
                yield from self._graded(iter([[submission]]), seed, deadly)
                yield from map(Lost, deadly)

    def _prepare(self) -> None:
        """Wait for a worker, look at all of them, and send the course."""
        from grader.cluster.worker import Bench, Order, unfit

        try:
            self._client.wait_for_workers(1, timeout=WORKERLESS_SECONDS)
        except TimeoutError:
            raise self._without_workers() from None
        found = self._client.run(unfit, GRADER_DIGEST, on_error="return")
        for worker, problem in found.items():
            if isinstance(problem, BaseException):
                raise _unfit(worker, f"has no gradkata like this: {problem}")
            if problem:
                raise _unfit(worker, problem)
        course, files = self._setup.course, self._setup.files
        names = tuple(path.relative_to(course).as_posix() for path in files)
        order = Order(GRADER_DIGEST, pack(course, files), names, self._setup.strict)
        self._client.register_plugin(Bench(order), name=self._name)

    def _graded(
        self,
        chunks: Iterator[list[Submission]],
        seed: int,
        suspects: list[Submission],
    ) -> Iterator[Outcome]:
        """Grade chunks; those whose workers keep dying are added to `suspects`."""
        from distributed import KilledWorker

        sent: dict[Any, list[Submission]] = {}
        while True:
            while len(sent) < AHEAD * max(1, len(self._client.ncores())):
                chunk = next(chunks, None)
                if chunk is None:
                    break
                sent[self._submit(chunk, seed)] = chunk
            if not sent:
                return
            for future in self._done(list(sent)):
                chunk = sent.pop(future)
                try:
                    answer = future.result()
                except KilledWorker:
                    suspects += chunk
                else:
                    yield from _outcomes(answer, chunk)

    def _chunk_size(self) -> int:
        """Few enough that every worker has several chunks, and ends with the others."""
        workers = max(1, len(self._client.ncores()))
        return max(1, min(MAX_CHUNK, self._count // (CHUNKS_A_WORKER * workers)))

    def _submit(self, chunk: list[Submission], seed: int) -> Any:
        from grader.cluster.worker import grade_chunk

        rows = [asdict(submission) for submission in chunk]
        return self._client.submit(grade_chunk, self._name, rows, seed, pure=False)

    def _done(self, futures: list[Any]) -> list[Any]:
        """Wait until some chunks have ended; give up where no worker is left."""
        from distributed import wait

        seen = time.monotonic()
        while True:
            with suppress(TimeoutError):
                ended = wait(  # type: ignore[no-untyped-call] # the same
                    futures, timeout=LOOK_SECONDS, return_when="FIRST_COMPLETED"
                )
                return list(ended.done)
            if self._client.ncores():
                seen = time.monotonic()
            elif time.monotonic() > seen + WORKERLESS_SECONDS:
                raise self._without_workers()

    def _without_workers(self) -> OperatorError:
        return OperatorError(
            f"the Dask scheduler at {self._address} has no worker; what was graded is "
            "kept, and the same command goes on"
        )

    @contextmanager
    def _lost_is_told(self) -> Iterator[None]:
        """Turn the end of the scheduler into one sentence."""
        from distributed import CancelledError

        try:
            yield
        except (OSError, CancelledError) as error:
            raise OperatorError(
                f"the Dask scheduler at {self._address} is lost; what was graded is "
                "kept, and the same command goes on"
            ) from error


def _outcomes(answer: Any, chunk: list[Submission]) -> Iterator[Outcome]:
    if "problem" in answer:
        raise _unfit(answer.get("worker", "worker"), answer["problem"])
    for row, submission in zip(answer["outcomes"], chunk, strict=True):
        if "grade" in row:
            yield from_json(row["grade"])
        elif "broken" in row:
            yield Broken(submission, row["broken"], row["problem"])
        else:
            yield Lost(submission)


def _chunks(submissions: Iterable[Submission], most: int) -> Iterator[list[Submission]]:
    """Some at a time, and few bytes at a time."""
    chunk: list[Submission] = []
    size = 0
    for submission in submissions:
        chunk.append(submission)
        size += len(submission.source or b"")
        if len(chunk) == most or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _unfit(worker: str, problem: str) -> OperatorError:
    return OperatorError(f"the Dask worker {worker} {problem}")


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
