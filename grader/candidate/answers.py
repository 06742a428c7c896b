"""What a worker's replies mean: an Answer, which holds values or a Fault.

Pure: plain data of the wire becomes frozen data of ours. A reply is a claim, so every
field is checked; a reply that cannot be read raises and is then a protocol error. Texts
of exceptions are kept for diagnosis, cut, and shown only where nothing is hidden.
"""

import builtins
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from grader.result import Verdict

CLAIMABLE = frozenset(
    [
        Verdict.MISSING,
        Verdict.SYNTAX_ERROR,
        Verdict.ERROR,
        Verdict.EXITED,
        Verdict.OUT_OF_MEMORY,
        Verdict.FORBIDDEN,
        Verdict.BAD_TYPE,
        Verdict.OUTPUT_LIMIT,
    ]
)
EXCEPTIONS = frozenset(
    name
    for module in (builtins, np.exceptions, np.linalg)
    for name, value in vars(module).items()
    if isinstance(value, type) and issubclass(value, BaseException)
)
MAX_TEXT = 300
MAX_WHOLE = 1_000_000


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there is no value: a verdict, and where the learner's code stood.

    `exception` is the name of a built-in or numpy exception; `place` is the file or
    the notebook cell; `text` is the learner's own and may carry inputs, unless it is
    `public`: said while loading, before any input was sent.
    """

    verdict: Verdict
    exception: str = ""
    place: str = ""
    line: int = 0
    text: str = ""
    public: bool = False
    unrun: bool = False
    cause: "Fault | None" = None

    def without_run(self) -> Self:
        """The same fault, charged to a case that was not run."""
        return replace(self, unrun=True)

    def because(self, defined: str, cause: "Fault | None") -> Self:
        """The same fault, with what is defined instead and what explains it."""
        return replace(self, text=defined, public=True, cause=cause)


@dataclass(frozen=True, slots=True)
class Answer:
    """The values of one case, one for each step, or the fault that prevented them."""

    values: tuple[Any, ...] = ()
    changed: tuple[int, ...] = ()
    fault: Fault | None = None


def answer_of(reply: Mapping[str, Any]) -> Answer:
    """Read one reply. Raises TypeError, ValueError or KeyError for a forged one."""
    fault = fault_of(reply["failure"])
    values, changed = reply["values"], reply["changed"]
    if type(values) is not list or type(changed) is not list:
        raise TypeError("values and changes are lists")
    if fault is None and not values:
        raise ValueError("neither values nor a failure")
    return Answer(
        values=tuple(values), changed=tuple(_whole(row) for row in changed), fault=fault
    )


def fault_of(failure: Any, *, public: bool = False) -> Fault | None:
    """Read a failure as a worker tells it; None where there is none."""
    if failure is None:
        return None
    verdict = Verdict(failure["outcome"])
    if verdict not in CLAIMABLE:
        raise ValueError("a verdict that no worker may claim")
    exception = failure.get("exception", "")
    return Fault(
        verdict=verdict,
        exception=exception if exception in EXCEPTIONS else "",
        place=text_of(failure.get("place", "")),
        line=_whole(failure.get("line", 0)),
        text=text_of(failure.get("text", "")),
        public=public,
    )


def text_of(value: Any) -> str:
    """A text as a worker tells it, cut. Raises TypeError for anything else."""
    if type(value) is not str:
        raise TypeError("not a text")
    return value[:MAX_TEXT]


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value < MAX_WHOLE:
        raise TypeError("not a whole number")
    return value
