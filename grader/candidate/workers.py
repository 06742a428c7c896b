"""What a candidate asks of a worker and of where workers come from, on any system."""

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Any, Protocol, Self

from grader.candidate.wire import Deadline, Ended
from grader.sandbox import Confinement, Report, proved


class Handle(Protocol):
    """One worker process, from its hello to its burial."""

    def send(self, frame: bytes) -> None:
        """Queue a frame; it leaves while replies are awaited."""

    def receive(self, deadline: Deadline) -> dict[str, Any]:
        """The next message. Raises `Ended`, and has then ended the worker."""

    def forged(self) -> Ended:
        """End the worker for a reply that answers nothing that was asked."""

    def cpu_seconds(self) -> float:
        """Seconds of processor time this worker has used so far."""

    def close(self) -> None:
        """Kill and reap the worker, however it is."""


class Workers(ABC):
    """Where workers come from; use as a context manager."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    @abstractmethod
    def report(self) -> Report:
        """What was proved of the confinement of its workers."""

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers that were proved to hold for its workers."""
        return proved(self.report)

    @abstractmethod
    def worker(self, confinement: Confinement) -> Handle:
        """Start a worker under these limits."""

    @abstractmethod
    def prepare(self, confinement: Confinement) -> None:
        """Start the next worker ahead, where that helps. Raises `InternalError`."""

    @abstractmethod
    def close(self) -> None:
        """End it, and every worker with it."""
