"""Runs a file once and gathers what it computed: on its own numbers, or the example's.

The worker is confined as for any check. What a learner's code does wrong becomes a
sentence or a word in a node; what raises is an author's fault or ours.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from grader.candidate import Answer, Fault, Workers
from grader.catalogue import Catalogue
from grader.examiner.calls import raw_parts
from grader.examiner.evidence import AnySuite
from grader.examiner.messages import about_fault
from grader.examiner.script import ScriptSuite, dry_trace
from grader.examiner.suite import Suite
from grader.examiner.tolerance import Expected, matches
from grader.explaining.model import Explained, with_values
from grader.explaining.plain_graph import plain_picture
from grader.picture import Node, Picture, State, course_picture
from grader.picture.kata import COMPONENT
from grader.picture.rows import NEW
from grader.result import Grade, Verdict, Visibility
from grader.script.quantities import Reader, final_of
from grader.script.trace import Trace, Write
from grader.submission import Submission
from grader.values import FloatArray, Unfit, numbers

NO_EXAMPLE = "This exercise has no visible example, so there are no numbers to show."
MAX_ELEMENTS = 4096


def explain(
    catalogue: Catalogue,
    suite: AnySuite,
    workers: Workers,
    submission: Submission,
    grade: Grade,
) -> Explained:
    """What a submission computes, on the graph, with what the visible checks say."""
    if isinstance(suite, ScriptSuite):
        drawn = course_picture(catalogue, suite.exercise, grade)
        assert drawn is not None
        return _of_script(suite, workers, submission, drawn)
    drawn = course_picture(catalogue, suite.exercise) or plain_picture(suite.exercise)
    return _of_example(suite, workers, submission, drawn)


def _of_script(
    suite: ScriptSuite, workers: Workers, submission: Submission, picture: Picture
) -> Explained:
    """The values of a run in which the host changes nothing."""
    with suite.open(workers, submission) as candidate:
        trace = dry_trace(candidate)
    if isinstance(trace, Fault):
        return Explained(picture, note=_sentence(trace, suite.style.name))
    arrays = dict(_assigned(suite, trace))
    note = "" if not trace.failures else _sentence(trace.failures[0][0], "")
    return Explained(with_values(picture, arrays), arrays, note=note)


def _assigned(suite: ScriptSuite, trace: Trace) -> Iterator[tuple[str, FloatArray]]:
    """The arrays of a run by the keys of their nodes: inputs as they began."""
    reader = Reader(suite.style, suite.graph)
    held: dict[str, Write] = {}
    for final in sorted(trace.finals, key=lambda row: row.write.number):
        # What an input held first: an update of it is a step of its own.
        held = {**final.held, **held}
    for name in suite.style.inputs:
        writes = [held[own] for own in reader.spelled(name) if own in held]
        parts = [write.part for write in writes if write.part is not None]
        if parts:
            yield name, parts[0].array
    for name, step in suite.style.steps.items():
        last = final_of(reader, trace, name)
        if last is not None and last.write.part is not None:
            updates = step.update and name in suite.style.inputs
            yield NEW.format(name) if updates else name, last.write.part.array


@dataclass(frozen=True, slots=True)
class _Made:
    """One part of what was given back: its numbers, if any, and which are right."""

    array: FloatArray | None
    right: Any


def _of_example(
    suite: Suite, workers: Workers, submission: Submission, picture: Picture
) -> Explained:
    """The arguments of the visible example, and what the learner's code makes of it."""
    place = example_of(suite)
    if place is None:
        return Explained(picture, note=NO_EXAMPLE)
    with suite.open(workers, submission) as candidate:
        answers = candidate.ask([suite.requests[place]])
    subject = suite.exercise.spec.subject
    given = {
        name: np.asarray(value, np.float64)
        for name, value in suite.cases[place].arguments.items()
    }
    fault = answers[0].fault
    made = {} if fault is not None else _made(suite, place, answers[0])
    own = {name: row.array for name, row in made.items() if row.array is not None}
    arrays = _by_node(picture, given, new=False) | _by_node(picture, own, new=True)
    others = {
        name: array
        for new, rows in ((False, given), (True, own))
        for name, array in rows.items()
        if not any(keys_of(picture, name, new=new))
    }
    judged = _judged(picture, subject.returns, made)
    note = _sentence(fault, subject.name) if fault is not None else ""
    return Explained(with_values(judged, arrays), arrays, others, note)


def example_of(suite: Suite) -> int | None:
    """The first case that a visible check shows and the author wrote down."""
    spec = suite.exercise.spec
    groups = [
        group
        for check in spec.declared
        if check.visibility is Visibility.VISIBLE
        for group in getattr(check, "cases", ())
        if spec.cases[group].given
    ]
    places = suite.in_groups(groups[:1])
    return places[0] if places else None


def _made(suite: Suite, place: int, answer: Answer) -> dict[str, _Made]:
    """Each part that the learner's code gave back; none where it is no such result."""
    spec = suite.exercise.spec
    try:
        raw = raw_parts(spec, answer)
    except Unfit:
        return {}
    due = suite.expected[place]
    return {name: _part(raw[name], due[name]) for name in spec.subject.returns}


def _part(value: Any, due: Expected) -> _Made:
    try:
        part = numbers(value)
    except Unfit:
        return _Made(None, right=False)
    if part.array.size > MAX_ELEMENTS:
        return _Made(None, right=False)
    same = part.array.shape == due.array.shape
    return _Made(part.array, matches(part, due) if same else False)


def _by_node(
    picture: Picture, arrays: Mapping[str, FloatArray], *, new: bool
) -> dict[str, FloatArray]:
    """Arrays by the keys of nodes: a whole one, or the components of a vector."""
    found: dict[str, FloatArray] = {}
    for name, array in arrays.items():
        for key, index in keys_of(picture, name, new=new):
            if index is None:
                found[key] = array
            elif array.ndim == 1 and index < array.size:
                found[key] = array[index]
    return found


def keys_of(
    picture: Picture, name: str, *, new: bool
) -> Iterator[tuple[str, int | None]]:
    """The nodes of a name, each with the component it is, if it is one."""
    for whole in (NEW.format(name), name) if new else (name,):
        if whole in picture.by_key:
            yield whole, None
            return
    for key in picture.by_key:
        match = COMPONENT.fullmatch(key)
        if match and match[1] == name:
            yield key, int(key.removeprefix(name))


def _judged(
    picture: Picture, returns: Mapping[str, Any], made: Mapping[str, _Made]
) -> Picture:
    """The picture with what became of each quantity that is asked for."""
    states: dict[str, State] = {}
    for name in returns:
        for key, index in keys_of(picture, name, new=True):
            if picture.by_key[key].state is State.ASKED:
                states[key] = _state(made.get(name), index)
    nodes = tuple(
        replace(node, state=states.get(node.key, node.state)) for node in picture.nodes
    )
    return replace(picture, nodes=_first_marked(nodes))


def _state(made: _Made | None, index: int | None) -> State:
    if made is None or made.array is None:
        return State.MISSING
    right = np.asarray(made.right)
    if index is not None and right.ndim == 1 and index < right.size:
        right = right[index]
    return State.RIGHT if right.all() else State.WRONG


def _first_marked(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The first that is wrong is said to be; else the first that is missing."""
    for state, first in (
        (State.WRONG, State.FIRST_WRONG),
        (State.MISSING, State.FIRST_MISSING),
    ):
        for number, node in enumerate(nodes):
            if node.state is state:
                marked = replace(node, state=first)
                return (*nodes[:number], marked, *nodes[number + 1 :])
    return nodes


def _sentence(fault: Fault, name: str) -> str:
    """Why there is nothing to see; the inputs are the learner's, or shown anyway."""
    if fault.verdict is Verdict.MISSING and not name:
        return about_fault(fault, "that name", revealed=True)
    return about_fault(fault, name, revealed=True)
