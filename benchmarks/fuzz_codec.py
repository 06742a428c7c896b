"""A coverage-guided fuzzer of the wire: frames, replies, failures and traces.

Whatever bytes come, `decode` raises `Malformed` or yields exact plain types within the
limits, and what it yields goes round; the readers of replies, failures and traces raise
one of their documented exceptions or yield what they promise. A frame of a few bytes
neither takes long nor much memory. An input is one or several frames; the mutator
builds headers of the right words in the wrong places and keeps lengths true, so that
most of the work is done behind the first check.

    nice python benchmarks/fuzz_codec.py CORPUS -runs=10000000 -max_len=4096

Everything after the corpus folder is an option of libFuzzer. A finding is an exception;
libFuzzer writes its bytes to a file, which is run again by giving it as the argument.
"""

import sys
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
try:
    import atheris
except ImportError:
    sys.exit("The fuzzer needs atheris: python -m pip install -e '.[fuzz]'")

import numpy as np

with atheris.instrument_imports(
    include=[
        "grader.protocol",
        "grader.candidate.answers",
        "grader.script.trace",
        "grader.values",
    ]
):
    from benchmarks.fuzz_mutator import mutate
    from grader import protocol
    from grader.candidate.answers import (
        CLAIMABLE,
        Answer,
        Fault,
        answer_of,
        fault_of,
        repeats,
    )
    from grader.script.trace import MAX_ELEMENTS, Trace, trace_of

DOCUMENTED = (TypeError, ValueError, LookupError)
CPU_SECONDS = 0.1
MEMORY = 8 * protocol.MAX_BODY
WEIGHED_EVERY = 512  # one frame in so many is run again with its memory weighed
LARGE = 1024 * 1024
MAX_TEXT = 300


class Finding(Exception):
    """A property that does not hold."""


def holds(*, what: str, given: bool) -> None:
    """Raise where a property does not hold."""
    if not given:
        raise Finding(what)


def nodes_of(value: Any, depth: int = 0) -> int:
    """The number of values in a value of exact plain types, within all limits."""
    holds(what="depth", given=depth <= protocol.MAX_DEPTH)
    kind = type(value)
    if kind is list or kind is tuple:
        return 1 + sum(nodes_of(item, depth + 1) for item in value)
    if kind is dict:
        holds(what="keys", given=all(type(key) is str for key in value))
        return 1 + sum(nodes_of(item, depth + 1) for item in value.values())
    if kind is int:
        holds(what="64 bits", given=-(2**63) <= value < 2**63)
    elif kind is np.ndarray:
        flags = value.flags
        owned = flags.owndata and flags.writeable and flags.c_contiguous
        small = (
            value.ndim <= protocol.MAX_DIMENSIONS and value.nbytes <= protocol.MAX_BODY
        )
        known = value.dtype.str in protocol.DTYPES
        holds(what="an array", given=owned and small and known)
        if value.dtype.kind == "b":
            raw = value.tobytes().translate(None, b"\0\1")
            holds(what="a boolean that is neither", given=not raw)
    else:
        plain = value is None or kind in (bool, float, str, bytes)
        holds(what="an exact type", given=plain)
    return 1


def goes_round(message: Any, sent: bytes, size: int) -> None:
    """A message that was decoded is encoded and decoded to the same."""
    try:
        frame = protocol.encode(message)
    except protocol.TooLarge:
        # Numbers may be longer in our spelling than in a forger's.
        holds(what="too large", given=size > LARGE)
        return
    if frame == sent:
        return
    start = protocol.PREFIX.size
    header, _ = protocol.lengths(frame[:start])
    again = protocol.decode(frame[start : start + header], frame[start + header :])
    holds(what="a round trip", given=same(message, again))


def same(one: Any, other: Any) -> bool:
    """Whether two decoded values are the same, bit for bit."""
    if type(one) is not type(other):
        return False
    if type(one) is np.ndarray:
        alike = one.shape == other.shape and one.dtype == other.dtype
        return alike and one.tobytes() == other.tobytes()
    if type(one) in (list, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if type(one) is dict:
        return list(one) == list(other) and all(map(same, one.values(), other.values()))
    return bool(one == other) and str(one) == str(other) if one == one else True  # noqa: PLR0124


def sound_fault(fault: Fault | None) -> None:
    """A fault claims what may be claimed, in short texts."""
    if fault is None:
        return
    words = (fault.text, fault.place, fault.exception)
    short = all(type(word) is str and len(word) <= MAX_TEXT for word in words)
    exact = type(fault.line) is int and fault.verdict in CLAIMABLE
    holds(what="a fault", given=short and exact)


def sound_answer(answer: Answer) -> None:
    """An answer holds values and places, or a fault."""
    sound_fault(answer.fault)
    for value in answer.values:
        if type(value) is Fault:
            sound_fault(value)
    exact = all(type(index) is int for index in answer.changed)
    holds(what="an answer", given=exact and type(answer.values) is tuple)


def sound_trace(trace: Trace) -> None:
    """A trace holds small float64 arrays, whole numbers and texts."""
    for final in trace.finals:
        for write in (final.write, *final.held.values()):
            exact = all(type(n) is int for n in (write.number, write.site, write.line))
            holds(what="a write", given=exact and type(write.key) is str)
            if write.part is not None:
                array = write.part.array
                small = array.size <= MAX_ELEMENTS and array.dtype == np.float64
                holds(what="a part", given=small and type(array) is np.ndarray)
    for number, site in trace.sites.items():
        exact = all(type(n) is int for n in (number, *site.shape))
        flags = all(type(flag) is bool for flag in (*site.whole, site.unsigned))
        exact = exact and flags
        holds(what="a site", given=exact and type(site.text) is str)
    for fault, targets in trace.failures:
        sound_fault(fault)
        holds(what="targets", given=all(type(name) is str for name in targets))


def reads(
    reader: Callable[[Any], Any], sound: Callable[[Any], None], plain: Any
) -> None:
    """A reader raises what it documents or yields what it promises."""
    try:
        found = reader(plain)
    except DOCUMENTED:
        return
    sound(found)


def examine(data: bytes) -> int:
    """Everything the host does with bytes of a worker, up to judging.

    Returns the number of whole frames.
    """
    count = 0
    start = protocol.PREFIX.size
    while len(data) >= start:
        try:
            header, body = protocol.lengths(data[:start])
            end = start + header + body
            if len(data) < end:
                return count  # The host would wait.
            count += 1
            message = protocol.decode(
                data[start : start + header], data[start + header : end]
            )
        except protocol.Malformed:
            return count
        frame, data = data[:end], data[end:]
        holds(what="values", given=nodes_of(message) <= protocol.MAX_NODES)
        goes_round(message, frame, header)
        reads(fault_of, sound_fault, message)
        reads(trace_of, sound_trace, message)
        if type(message) is dict:
            repeats(message, id=7, case=0)
            values = message.get("values")
            due = len(values) if type(values) is list else 1
            first = values[0] if type(values) is list and values else None
            reads(trace_of, sound_trace, first)
            for steps in (1, due):
                reads(partial(answer_of, steps=steps), sound_answer, message)
    return count


class Target:
    """What libFuzzer calls; it also watches time and, now and then, memory."""

    def __init__(self) -> None:
        self.count = 0
        self.frames = 0

    def __call__(self, data: bytes) -> None:
        """Examine one input."""
        started = time.process_time()
        self.frames += examine(data)
        if time.process_time() - started > CPU_SECONDS:
            again = [self._seconds(data) for _ in range(3)]
            holds(what=f"time: {min(again):.3f} s", given=min(again) <= CPU_SECONDS)
        self.count += 1
        if self.count & (self.count - 1) == 0:
            print(f"{self.count} inputs, {self.frames} whole frames", flush=True)
        if self.count % WEIGHED_EVERY == 0:
            tracemalloc.start()
            examine(data)
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            holds(what=f"memory: {peak} bytes", given=peak <= MEMORY)

    def _seconds(self, data: bytes) -> float:
        started = time.process_time()
        examine(data)
        return time.process_time() - started


if __name__ == "__main__":
    atheris.Setup(sys.argv, Target(), custom_mutator=mutate)
    atheris.Fuzz()
