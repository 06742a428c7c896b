"""What a worker tells of one run of a script, read and checked.

A trace is a claim. Its form is checked here: names are text, numbers are whole, values
become float64 arrays of at most 4,096 elements, or a word for why they do not. What it
claims is judged elsewhere.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.candidate import Fault
from grader.candidate.answers import dict_of, fault_of, list_of, text_of, whole_of
from grader.spelling import normal
from grader.values import FloatArray, Part, Unfit, numbers

MAX_ELEMENTS = 4096
MAX_RANK = 64  # of an array of numpy's
SINGLE, HALF = 1e-6, 1e-3


@dataclass(frozen=True, slots=True)
class Write:
    """One write of a watched name; `part` is None where it holds no numbers.

    `key` is the normal form of its name; `site` is the number of the host's input it
    was assigned from, -1 for none.
    """

    number: int
    key: str
    part: Part | None
    site: int
    line: int


@dataclass(frozen=True, slots=True)
class Final:
    """The last write of a name in one shape, and what all names held then."""

    write: Write
    held: Mapping[str, Write]


@dataclass(frozen=True, slots=True)
class Site:
    """Where a learner assigns an input from constants."""

    name: str
    text: str
    shape: tuple[int, ...]
    whole: tuple[bool, ...]
    unsigned: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    """One run: last writes, places of inputs, statements that failed with targets."""

    finals: tuple[Final, ...]
    sites: Mapping[int, Site]
    failures: tuple[tuple[Fault, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One set: the trace of its run and the inputs the host gave.

    `given` is by place, as flat lists; `hosts` by quantity, as arrays.
    """

    trace: Trace
    given: Mapping[int, list[float]]
    hosts: Mapping[str, tuple[FloatArray, ...]]


def alike(one: FloatArray, other: FloatArray, within: float = SINGLE) -> bool:
    """Whether two flat arrays are the same but for single precision."""
    return bool((np.abs(one - other) <= within * np.abs(other)).all())


def forged(run: Run) -> bool:
    """Whether an input that a trace calls the host's is not the host's."""
    writes = {w.number: w for final in run.trace.finals for w in final.held.values()}
    return any(
        write.part is None
        or write.part.array.size != len(run.given[write.site])
        or not alike(
            write.part.array.reshape(-1),
            np.array(run.given[write.site]),
            HALF if write.part.coarse else SINGLE,
        )
        for write in writes.values()
        if write.site in run.given
    )


def trace_of(plain: Any) -> Trace:
    """Read a trace. Raises TypeError, ValueError or LookupError for a forged one."""
    plain = dict_of(plain)
    writes = {
        number: _write(number, row) for number, row in _by_number(plain, "events")
    }
    finals = tuple(_final(row, writes) for row in list_of(plain["finals"]))
    sites = {
        number: _site(*row)
        for number, row in _by_number(plain, "sites")
        if row[2] is not None
    }
    failures = tuple(
        (_fault(row), tuple(text_of(name) for name in list_of(row["targets"])))
        for row in list_of(plain["failures"])
    )
    return Trace(finals, sites, failures)


def _by_number(plain: Mapping[str, Any], key: str) -> Iterator[tuple[int, list[Any]]]:
    """The rows of a table whose keys are whole numbers, written as they are."""
    for text, row in dict_of(plain[key]).items():
        number = whole_of(int(text))
        if str(number) != text:
            raise ValueError("a number that is written otherwise")
        yield number, list_of(row)


def _final(row: Any, writes: Mapping[int, Write]) -> Final:
    number, held = list_of(row)
    return Final(writes[whole_of(number)], _held(dict_of(held), writes))


def _held(env: Mapping[str, Any], writes: Mapping[int, Write]) -> dict[str, Write]:
    """What names held, by their normal form; of two spellings the later write."""
    found: dict[str, Write] = {}
    for number in sorted(whole_of(number) for number in env.values()):
        found[writes[number].key] = writes[number]
    return found


def _write(number: int, row: list[Any]) -> Write:
    name, word, value, site, line = row
    part = None
    if text_of(word) == "value":
        try:
            part = numbers(value)
        except Unfit:
            part = None
        if part is not None and part.array.size > MAX_ELEMENTS:
            part = None
    return Write(
        number, normal(text_of(name)), part, _site_number(site), whole_of(line)
    )


def _site_number(value: Any) -> int:
    return -1 if type(value) is int and value == -1 else whole_of(value)


def _site(name: Any, text: Any, described: Any) -> Site:
    described = dict_of(described)
    shape = tuple(whole_of(length) for length in list_of(described["shape"]))
    whole = tuple(_flag(flag) for flag in list_of(described["whole"]))
    if len(shape) > MAX_RANK or math.prod(shape) != len(whole):
        raise ValueError("a shape of another number of cells")
    unsigned = _flag(described["unsigned"])
    return Site(text_of(name), text_of(text), shape, whole, unsigned)


def _flag(value: Any) -> bool:
    if type(value) is not bool:
        raise TypeError("neither true nor false")
    return value


def _fault(row: Any) -> Fault:
    found = fault_of(row)
    if found is None:
        raise TypeError("a failure that is none")
    return found
