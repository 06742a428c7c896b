"""Readers of replies and traces: exact types, or a documented exception."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.candidate.answers import CLAIMABLE, Fault, answer_of, fault_of, repeats
from grader.exercise import Exercise
from grader.script.draw import sets_of
from grader.script.graph import graph_of
from grader.script.judge import judge_all
from grader.script.trace import MAX_ELEMENTS, Run, forged, trace_of
from tests.frames import FUZZ, plain, received
from tests.script.traces import script_exercise

DOCUMENTED = (TypeError, ValueError, LookupError)
FAILURE = {
    "outcome": "error",
    "exception": "ValueError",
    "text": "x",
    "line": 3,
    "expression": "a @ b",
    "arrays": [["a", [2, 3]]],
}
DESCRIBED = {"shape": [2], "whole": [True, False], "unsigned": False}
TRACE = {
    "events": {"1": ["x", "value", [1.0, 2], 0, 1], "2": ["dz", "bad", "none", -1, 2]},
    "finals": [[2, {"x": 1, "dz": 2}]],
    "sites": {"0": ["x", "[1.0, 2]", DESCRIBED], "1": ["w", "None", None]},
    "failures": [{**FAILURE, "targets": ["dw"], "place": "cell 3"}],
}
REPLY = {"values": [TRACE, None], "changed": [0], "failures": [[1, FAILURE]]}
READERS: dict[str, tuple[Any, Callable[[Any], Any]]] = {
    "reply": (REPLY, lambda reply: answer_of(reply, 2)),
    "failure": (FAILURE, fault_of),
    "trace": (TRACE, trace_of),
}
ODD = (
    *(None, True, 0, 1, -1, 10**6, 2**63 - 1, -(2**63), 0.0, 1.0, float("nan"), ""),
    *("x", "0", "01", " 1", "-1", "value", "passed", "bad_type", "\ud800", b"ab"),
    *(
        [],
        [1],
        (1, 2),
        {},
        {"x": 1},
        np.zeros(2),
        np.int8(1),
        np.zeros((2, 0)),
        FAILURE,
    ),
)


def paths_of(value: Any) -> list[list[Any]]:
    """The places in a message, as keys and indices from its top."""
    if type(value) not in (dict, list):
        return [[]]
    rows = value.items() if type(value) is dict else enumerate(value)
    return [[], *([key, *path] for key, row in rows for path in paths_of(row))]


def put(value: Any, path: list[Any], odd: Any) -> Any:
    """The message with something else in one place."""
    if not path:
        return odd
    copy = dict(value) if type(value) is dict else list(value)
    copy[path[0]] = put(copy[path[0]], path[1:], odd)
    return copy


@pytest.mark.parametrize("name", READERS)
def test_one_odd_value_in_any_place_is_read_or_refused(name: str):
    """Every place of an honest message takes every odd value, or says what is wrong."""
    honest, reader = READERS[name]
    for path in paths_of(honest):
        for odd in ODD:
            try:
                reader(put(honest, path, odd))
            except DOCUMENTED:
                continue


@given(message=plain)
@FUZZ
def test_any_plain_data_is_read_or_refused(message: Any):
    """Whatever can cross the wire raises nothing but what is documented."""
    for _, reader in READERS.values():
        try:
            reader(message)
        except DOCUMENTED:
            continue


@pytest.mark.parametrize(
    ("path", "odd"),
    [
        (["events"], [["1", TRACE["events"]["1"]]]),
        (["events", "1"], tuple(TRACE["events"]["1"])),
        (["events", "1", 1], np.array("value")),
        (["events", "1", 3], -1.0),
        (["events", "1", 3], np.int64(-1)),
        (["events", "1", 3], False),
        (["events", "1", 4], True),
        (["events", "1", 4], 1.0),
        (["finals", 0], (2, {"x": 1})),
        (["finals", 0, 0], True),
        (["finals", 0, 0], 2.0),
        (["finals", 0, 1], [1]),
        (["finals", 0, 1, "x"], 1.0),
        (["finals", 0, 1, "x"], True),
        (["sites", "0", 2, "shape"], [2.0]),
        (["sites", "0", 2, "shape"], [3]),
        (["sites", "0", 2, "shape"], [0] * 65),
        (["sites", "0", 2, "shape"], [999_999] * 50_000),
        (["sites", "0", 2, "whole"], [1, 0]),
        (["sites", "0", 2, "whole"], "ab"),
        (["sites", "0", 2, "unsigned"], 0),
        (["failures", 0, "targets"], ("dw",)),
        (["failures", 0, "targets"], {"dw": 1}),
        (["failures", 0], None),
    ],
)
def test_a_trace_of_other_types_is_refused(path: list[Any], odd: Any):
    """Neither a float for a whole number nor a tuple for a list is taken."""
    with pytest.raises(DOCUMENTED):
        trace_of(put(TRACE, path, odd))


@pytest.mark.parametrize(
    "value",
    [
        np.zeros(4097),
        [0.0] * 4097,
        [np.zeros(3000), np.zeros(3000)],
        "x",
        [[1], [1, 2]],
    ],
    ids=["array", "list", "rows", "text", "ragged"],
)
def test_a_claimed_value_that_is_too_large_or_no_numbers_is_none(value: Any):
    """A trace cannot bring in more numbers than may be recorded."""
    trace = trace_of(put(TRACE, ["events", "1", 2], value))

    assert trace.finals[0].held["x"].part is None


@pytest.mark.parametrize(
    "key", ["01", " 1", "1 ", "+1", "1_0", "-1", "1.0", "\u0661", ""]
)
@pytest.mark.parametrize("table", ["events", "sites"])
def test_a_number_is_written_in_one_way(table: str, key: str):
    """Two keys of a table can never be the same number."""
    row = next(iter(TRACE[table].values()))
    with pytest.raises(DOCUMENTED):
        trace_of({**TRACE, table: {**TRACE[table], key: row}})


@pytest.mark.parametrize(
    ("prefix", "header"),
    [
        # Found by benchmarks/fuzz_codec.py, cut to what matters.
        (
            b"\0\0\0\x34\0\0\0\0",
            b'{"d":[["events",null],["sites",["<u4","<i2",-0.0]]]}',
        ),
        (b"\0\0\0\x1b\0\0\0\0", b'{"d":[["events",[1,true]]]}'),
        (b"\0\0\0\x31\0\0\0\0", b'{"d":[["events",{"t":[[[""],1]]}],["dx",1e+308]]}'),
        (
            b"\0\0\0\x38\0\0\0\0",
            b'{"d":[["events",{"d":[]}],["finals",[]],["sites",-0.0]]}',
        ),
        (
            b"\0\0\0\x49\0\0\0\0",
            b'{"d":[["events",{"d":[["1",["x","value",1,0,1]]]}],["finals",[[1,NaN]]]]}',
        ),
        (
            b"\0\0\0\x4c\0\0\0\0",
            b'{"d":[["events",{"d":[["1",["x","value",1,0,1]]]}],["finals",[[1,"case"]]]]}',
        ),
    ],
)
def test_a_found_trace_is_refused_as_documented(prefix: bytes, header: bytes):
    """Tables that are no tables used to raise what no caller expects."""
    (message,) = received(prefix + header)

    with pytest.raises(DOCUMENTED):
        trace_of(message)


@pytest.mark.parametrize(
    "told",
    [
        True,
        1.0,
        np.int64(1),
        np.array(1),
        np.array([1, 1]),
        np.zeros(0),
        "1",
        [1],
        None,
    ],
    ids=repr,
)
def test_a_token_is_repeated_as_a_whole_number(told: Any):
    """What only compares equal, or compares as an array, repeats nothing."""
    assert repeats({"id": 1, "case": 0}, id=1, case=0)
    assert not repeats({"id": told, "case": 0}, id=1, case=0)
    assert not repeats({"id": 1, "case": told}, id=1, case=1)
    assert not repeats({"case": 0}, id=1, case=0)


NAMES = st.sampled_from(["x", "w", "dvalue", "bias", "z", "dz", "dw", "net", "part0"])
NUMBERS = st.sampled_from([0.0, 1.0, -2.5, 1e308, -1e-308, np.inf, np.nan, 3, 2**62])
VALUES = (
    NUMBERS
    | st.lists(NUMBERS, max_size=3)
    | hnp.arrays(
        st.sampled_from(["<f8", "<f4", "<f2", "<i4", "|u1", "|b1"]),
        hnp.array_shapes(min_dims=0, max_dims=8, min_side=0, max_side=3),
    )
    | st.sampled_from([None, "text", [[1], [2, 3]], [[[[]]]], b"raw", {"x": 1.0}])
)
WRITES = st.lists(
    st.tuples(NAMES, st.sampled_from(["value", "bad"]), VALUES, st.integers(-1, 1)),
    min_size=1,
    max_size=8,
)


@st.composite
def traces(draw: st.DrawFn) -> dict[str, Any]:
    """Traces in the right form that claim whatever they like."""
    rows = draw(WRITES)
    number = st.integers(1, len(rows))
    held = st.dictionaries(NAMES, number, max_size=6)
    return {
        "events": {str(n): [*row, n] for n, row in enumerate(rows, start=1)},
        "finals": draw(st.lists(st.tuples(number, held).map(list), max_size=8)),
        "sites": draw(st.sampled_from([{}, {"0": ["x", "[1.0, 2]", DESCRIBED]}])),
        "failures": [],
    }


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    """The small script exercise."""
    return script_exercise(tmp_path_factory.mktemp("exercise"))


@given(data=st.data())
@settings(FUZZ, max_examples=300)
def test_a_trace_that_claims_anything_is_judged(exercise: Exercise, data: Any):
    """From claims of the right form the judge makes marks, never an exception."""
    style, graph = exercise.spec.script, graph_of(exercise)
    assert style is not None
    dry = trace_of(data.draw(traces()))
    sets = sets_of(style, dry.sites, "seed")
    runs = [Run(trace_of(data.draw(traces())), given, {}) for given in sets[:2]]
    for run in runs:
        parts = [f.write.part for f in run.trace.finals if f.write.part is not None]
        assert all(part.array.size <= MAX_ELEMENTS for part in parts)

    if not any(forged(run) for run in runs):
        assert {row.step for row in judge_all(style, graph, runs)} == set(style.steps)


def test_only_what_may_be_claimed_is_read():
    """Each word of a worker's is read, in a fault of exact types."""
    for word in CLAIMABLE:
        text = "object" if word == "bad_type" else "x"
        fault = fault_of({**FAILURE, "outcome": str(word), "text": text})
        assert type(fault) is Fault
        assert word is fault.verdict
