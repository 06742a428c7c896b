"""What a worker tells of one run of a script, read and checked.

A trace is a claim. Its form is checked here: names are text, numbers are whole, values
become float64 arrays of at most 4,096 elements, or a word for why they do not. What it
claims is judged elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.candidate import Fault
from grader.candidate.answers import fault_of, text_of, whole_of
from grader.protocol import normal
from grader.values import FloatArray, Part, Unfit, numbers

MAX_ELEMENTS = 4096
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
    writes = {int(key): _write(int(key), row) for key, row in plain["events"].items()}
    finals = tuple(
        Final(writes[number], _held(env, writes)) for number, env in plain["finals"]
    )
    sites = {
        int(key): _site(*row)
        for key, row in plain["sites"].items()
        if row[2] is not None
    }
    failures = tuple(
        (_fault(row), tuple(text_of(name) for name in row["targets"]))
        for row in plain["failures"]
    )
    return Trace(finals, sites, failures)


def _held(env: Any, writes: Mapping[int, Write]) -> dict[str, Write]:
    """What names held, by their normal form; of two spellings the later write."""
    found: dict[str, Write] = {}
    for number in sorted(whole_of(number) for number in env.values()):
        found[writes[number].key] = writes[number]
    return found


def _write(number: int, row: Any) -> Write:
    name, word, value, site, line = row
    part = None
    if word == "value":
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
    return -1 if value == -1 else whole_of(value)


def _site(name: Any, text: Any, described: Any) -> Site:
    shape = tuple(whole_of(length) for length in described["shape"])
    whole = tuple(bool(flag) for flag in described["whole"])
    return Site(text_of(name), text_of(text), shape, whole, bool(described["unsigned"]))


def _fault(row: Any) -> Fault:
    found = fault_of(row)
    if found is None:
        raise TypeError("a failure that is none")
    return found
