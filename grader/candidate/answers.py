"""What a worker's replies mean: an Answer, which holds values or a Fault.

Pure: plain data of the wire becomes frozen data of ours. A reply is a claim, so every
field is checked; a reply that cannot be read raises and is then a protocol error. Texts
of exceptions are kept for diagnosis, cut, and shown only where nothing is hidden.
"""

import builtins
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from grader.protocol import KINDS
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
OWN_WORDS = re.compile(
    r"name '(\w+)' is not defined(?:\. Did you mean: '\w+'\?)?"
    r"|'(\w+)' object has no attribute '(\w+)'(?:\. Did you mean: '\w+'\?)?"
    r"|cannot access local variable '(\w+)' where it is not associated with a value"
    r"|No module named '(\w+)'"
)
PLACE = re.compile(r"submission\.py|cell [0-9]{1,6}")
MAX_TEXT = 300
MAX_WHOLE = 1_000_000
MAX_ARRAYS, MAX_RANK = 16, 8


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there is no value: a verdict, and where the learner's code stood.

    `exception` is the name of a built-in or numpy exception; `place` is the file or
    the notebook cell; `text` is the learner's own and may carry inputs, unless it is
    `public`: said while loading, before any input was sent. `expression` is what failed
    as it stands in the source, perhaps empty, and `arrays` the shapes of what it names;
    claims like the rest, never shown as they are.
    """

    verdict: Verdict
    exception: str = ""
    place: str = ""
    line: int = 0
    text: str = ""
    expression: str = ""
    arrays: tuple[tuple[str, tuple[int, ...]], ...] = ()
    public: bool = False
    unrun: bool = False
    cause: "Fault | None" = None

    @property
    def unwritten(self) -> bool:
        """Whether it says that nothing is there yet, as a stub does."""
        return self.exception == "NotImplementedError"

    def without_run(self) -> Self:
        """The same fault, charged to a case that was not run."""
        return replace(self, unrun=True)

    def in_own_words(self, source: bytes) -> Self:
        """Public, where the text names nothing but words of the learner's own source.

        Python's own sentence about a name the learner wrote carries no input.
        """
        match = OWN_WORDS.fullmatch(self.text)
        words = [word for word in match.groups() if word] if match else []
        known = bool(words) and all(word.encode() in source for word in words)
        return replace(self, public=True) if known else self

    def because(self, defined: str, cause: "Fault | None") -> Self:
        """The same fault, with what is defined instead and what explains it."""
        return replace(self, text=defined, public=True, cause=cause)


@dataclass(frozen=True, slots=True)
class Answer:
    """The values of one case, one for each step.

    In place of a value stands a `Fault` where that step failed. `fault` is what
    prevented the whole case: an ending, or the failure of its first step.
    """

    values: tuple[Any, ...] = ()
    changed: tuple[int, ...] = ()
    fault: Fault | None = None


def answer_of(reply: Mapping[str, Any], steps: int) -> Answer:
    """Read the reply to a case of some steps.

    Raises TypeError, ValueError or LookupError for a forged one.
    """
    values, changed, failures = (
        list(list_of(reply[key])) for key in ("values", "changed", "failures")
    )
    for row in failures:
        index, failure = list_of(row)
        values[whole_of(index)] = fault_of(failure)
    touched = tuple(whole_of(row) for row in changed)
    if max(touched, default=0) >= steps:
        raise ValueError("a step that is none")
    first = values[0]
    if isinstance(first, Fault):
        return Answer(fault=first)
    if len(values) != steps:
        raise ValueError("another number of values than of steps")
    return Answer(values=tuple(values), changed=touched)


def repeats(reply: Mapping[str, Any], **asked: int) -> bool:
    """Whether a reply repeats the whole numbers of a request, as whole numbers.

    Nothing else is compared: an array of a worker's would answer with an array.
    """
    told = {key: reply.get(key) for key in asked}
    return all(type(value) is int for value in told.values()) and told == asked


def fault_of(failure: Any, *, public: bool = False) -> Fault | None:
    """Read a failure as a worker tells it; None where there is none."""
    if failure is None:
        return None
    failure = dict_of(failure)
    verdict = Verdict(text_of(failure["outcome"]))
    if verdict not in CLAIMABLE:
        raise ValueError("a verdict that no worker may claim")
    exception = text_of(failure.get("exception", ""))
    place = text_of(failure.get("place", ""))
    text = text_of(failure.get("text", ""))
    if verdict is Verdict.BAD_TYPE and text not in KINDS:
        raise ValueError("a kind of value that is none")
    return Fault(
        verdict=verdict,
        exception=exception if exception in EXCEPTIONS else "",
        place=place if PLACE.fullmatch(place) else "",
        line=whole_of(failure.get("line", 0)),
        text=text,
        expression=text_of(failure.get("expression", "")),
        arrays=_arrays_of(failure.get("arrays", [])),
        public=public,
    )


def _arrays_of(rows: Any) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The shapes of arrays by name, as a worker tells them. Raises for a forged one."""
    found = [list_of(row) for row in list_of(rows)[:MAX_ARRAYS]]
    return tuple(
        (text_of(name), tuple(map(whole_of, list_of(shape)[:MAX_RANK])))
        for name, shape in found
    )


def list_of(value: Any) -> list[Any]:
    """A list as a worker tells it. Raises TypeError for anything else."""
    if type(value) is not list:
        raise TypeError("not a list")
    return value


def dict_of(value: Any) -> dict[str, Any]:
    """A mapping as a worker tells it. Raises TypeError for anything else."""
    if type(value) is not dict:
        raise TypeError("not a mapping")
    return value


def text_of(value: Any) -> str:
    """A text as a worker tells it, cut; half a character is spelt out.

    Raises TypeError for anything else.
    """
    if type(value) is not str:
        raise TypeError("not a text")
    whole = value[:MAX_TEXT].encode("utf-8", "backslashreplace").decode()
    return whole[:MAX_TEXT]


def whole_of(value: Any) -> int:
    """A small whole number as a worker tells it. Raises TypeError otherwise."""
    if type(value) is not int or not 0 <= value < MAX_WHOLE:
        raise TypeError("not a whole number")
    return value
