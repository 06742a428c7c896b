"""The host's handle on one submission at work: open, ask, deadline, bury.

A Candidate answers batches of cases. It starts a worker when one is needed and anew
after an ending; the first case without a reply owns the ending, and its group goes with
it. A time-out, and a kill that may have come from outside, are confirmed once in a new
worker. After two endings the remainder is charged without being run. It knows no checks
and no expected values.
"""

import secrets
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from grader import protocol
from grader.candidate.alone import Alone
from grader.candidate.answers import (
    Answer,
    Fault,
    answer_of,
    fault_of,
    repeats,
    text_of,
    whole_of,
)
from grader.candidate.requests import NUMBER_BITS, Request, Requests
from grader.candidate.wire import Deadline, Ended
from grader.candidate.workers import Handle, Workers
from grader.candidate.zygote import Zygote
from grader.result import Verdict
from grader.sandbox import Confinement, can_confine
from grader.sandbox.launching import Launched
from grader.submission import Submission

__all__ = [
    "Alone",
    "Answer",
    "Candidate",
    "Fault",
    "Request",
    "Requests",
    "Workers",
    "Zygote",
    "start",
]

MAX_ENDINGS = 2
TOO_LARGE = Fault(Verdict.SYNTAX_ERROR, text="is too large to run", public=True)


def start(
    without: frozenset[str] = frozenset(),
    platform: str = sys.platform,
    launched: Launched | None = None,
) -> Workers:
    """Start what workers come from: a zygote where the kernel can confine them.

    `without` names layers to leave out of a zygote's lock. The zygote is the one that
    was `launched` ahead of all imports, where one was.
    """
    return Zygote(without, launched) if can_confine(platform) else Alone()


@dataclass
class Candidate:
    """One submission under examination; use as a context manager."""

    zygote: Workers
    submission: Submission
    confinement: Confinement
    watch: Mapping[str, list[str]] | None = None
    cpu_seconds: float = 0.0
    _worker: Handle | None = None
    _load_fault: Fault | None = None
    _defined: str = ""
    _endings: int = 0
    _waited: float = 0.0
    _ran: bool = False
    _last: Fault = field(default=TOO_LARGE)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._close()

    def ask(self, requests: Sequence[Request]) -> list[Answer]:
        """Answer every request, in order; never raises for a learner's fault."""
        requests = Requests.of(requests)
        answers: dict[int, Answer] = {}
        confirming: set[int] = set()
        pending = list(range(len(requests)))
        while pending:
            if not self._loaded():
                answers |= dict.fromkeys(pending, Answer(fault=self._last))
                break
            pending = self._run(requests, pending, answers, confirming)
        return [answers[index] for index in range(len(requests))]

    def _run(
        self,
        requests: Requests,
        pending: list[int],
        answers: dict[int, Answer],
        confirming: set[int],
    ) -> list[int]:
        """Send what is pending as one message; return what is pending after that."""
        assert self._worker is not None
        token = secrets.randbits(NUMBER_BITS)
        self._worker.send(requests.only(pending).frame(token))
        for position, index in enumerate(pending):
            try:
                reply = self._receive(self._worker, self.confinement.call)
                if not repeats(reply, id=token, case=position):
                    raise self._worker.forged()
                steps = len(requests[index].steps)
                answers[index] = self._resolved(self._answer(reply, steps))
            except Ended as ended:
                doubtful = ended.doubtful and index not in confirming
                self._ended(ended, counted=not (doubtful and ended.killed))
                if doubtful and self._left() > 0:
                    confirming.add(index)
                    return pending[position:]
                return self._charge(requests, pending[position:], answers)
        return []

    def _charge(
        self,
        requests: Sequence[Request],
        rest: list[int],
        answers: dict[int, Answer],
    ) -> list[int]:
        """Charge the ending to the first case and its group; the rest is pending."""
        first, *others = rest
        group = requests[first].group
        answers[first] = Answer(fault=self._last)
        unrun = Answer(fault=self._last.without_run())
        answers |= {i: unrun for i in others if requests[i].group == group}
        return [index for index in others if requests[index].group != group]

    def _loaded(self) -> bool:
        """Have a worker with the submission loaded; False where there is none to be."""
        if self._worker is not None:
            return True
        if self.submission.source is None:
            return False
        confirming = False
        while self._endings < MAX_ENDINGS:
            self._worker = self.zygote.worker(self.confinement)
            try:
                return self._load(self._worker, self.submission.source)
            except Ended as ended:
                again = ended.killed and not confirming
                confirming |= again
                self._ended(ended, counted=not again)
                if not again and ended.verdict is not Verdict.TIMED_OUT:
                    self._endings = MAX_ENDINGS
        self._last = self._last.without_run() if self._ran else self._last
        return False

    def _load(self, worker: Handle, source: bytes) -> bool:
        token = secrets.randbits(NUMBER_BITS)
        kind = self.submission.kind
        request = {"op": "load", "id": token, "kind": kind, "source": source}
        style = {"main": self.watch is not None, "watch": dict(self.watch or {})}
        worker.send(protocol.encode({**request, **style}))
        reply = self._receive(worker, self.confinement.load)
        if not repeats(reply, id=token):
            raise worker.forged()
        try:
            compiled = whole_of(reply["compiled"])
            self._load_fault = fault_of(reply["failure"], public=True)
            self._defined = text_of(reply["defined"])
        except (TypeError, ValueError, KeyError):
            raise worker.forged() from None
        if not compiled and self._load_fault is not None:
            self._last = self._load_fault
            self._close()
            return False
        self._ran = True
        return True

    def _receive(self, worker: Handle, seconds: float) -> dict[str, Any]:
        started = time.monotonic()
        try:
            return worker.receive(Deadline(seconds, self._left()))
        finally:
            self._waited += time.monotonic() - started

    def _left(self) -> float:
        """Seconds on the clock that this submission may still take."""
        return self.confinement.patience - self._waited

    def _answer(self, reply: dict[str, Any], steps: int) -> Answer:
        assert self._worker is not None
        try:
            return answer_of(reply, steps)
        except (TypeError, ValueError, LookupError):
            raise self._worker.forged() from None

    def _resolved(self, answer: Answer) -> Answer:
        """Faults in the light of the submission: what was its own, what explains them.

        A name that is missing because loading failed takes the failure's verdict. In a
        notebook the other cells ran, so there the name is just missing. What is defined
        instead is told; it was known before any input was sent.
        """
        source = self.submission.source or b""
        values = tuple(
            value.in_own_words(source) if isinstance(value, Fault) else value
            for value in answer.values
        )
        fault, cause = answer.fault, self._load_fault
        if fault is not None and fault.verdict is Verdict.MISSING:
            if cause is not None and self.submission.kind == "py":
                return Answer(fault=cause)
            return Answer(fault=fault.because(self._defined, cause))
        if fault is not None and fault.verdict is Verdict.SYNTAX_ERROR:
            # Of the worker's own words now nothing is told: it has seen inputs.
            known = cause if cause and cause.verdict is fault.verdict else None
            return Answer(fault=known or Fault(fault.verdict))
        told = fault.in_own_words(source) if fault is not None else None
        return Answer(values=values, changed=answer.changed, fault=told)

    def _ended(self, ended: Ended, *, counted: bool) -> None:
        self._endings = MAX_ENDINGS if self._left() <= 0 else self._endings + counted
        self._last = Fault(ended.verdict)
        self._close()

    def _close(self) -> None:
        if self._worker is not None:
            self.cpu_seconds += self._worker.cpu_seconds()
            self._worker.close()
            self._worker = None
