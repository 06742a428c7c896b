"""Names what is wrong with a script: its first wrong step, and the mistake behind it.

Pure. A mistake is a wrong formula that gives the step's value in every set, on the
learner's own upstream. Where none does: a value that never changes is hard-coded, a
value that equals another known quantity is told as that, an update up the gradient is
an ascent, and a step that is missing because its statement raised tells the exception.
"""

from collections.abc import Sequence

import numpy as np

from grader.exercise import ExerciseFile, ScriptStep, ScriptStyle
from grader.protocol import normal
from grader.result import Diagnosis, Verdict
from grader.script.graph import Formula, Graph, Unusable
from grader.script.judge import UNVARIED, equal
from grader.script.quantities import (
    Absent,
    Reader,
    spellings,
)
from grader.script.seen import Judgement, Seen, seen_in
from grader.script.trace import Run

WRONG = (Verdict.FAILED, Verdict.BAD_TYPE, Verdict.MISSING, Verdict.PROTOCOL_ERROR)
HARD_CODED = "hard_coded"


def diagnose_script(
    spec: ExerciseFile, graph: Graph, runs: Sequence[Run], found: Sequence[Judgement]
) -> Diagnosis | None:
    """The first wrong step; a wrong value before one that is missing."""
    assert spec.script is not None
    wrong = [row for row in found if row.verdict in WRONG]
    bound = [row for row in wrong if row.verdict is not Verdict.MISSING]
    if not wrong:
        return None
    first = (bound or wrong)[0]
    name = _mistake(spec.script, graph, runs, first, found)
    if name in spec.misconceptions:
        message = f"{first.step}: {spec.misconceptions[name].message}"
        return Diagnosis(first.step, name, message)
    return Diagnosis(first.step, None, _plain(spec.script, graph, runs, first))


def _mistake(
    style: ScriptStyle,
    graph: Graph,
    runs: Sequence[Run],
    first: Judgement,
    found: Sequence[Judgement],
) -> str:
    """The id of the mistake behind a wrong step, or nothing."""
    if first.verdict is not Verdict.FAILED:
        return ""
    step = style.steps[first.step]
    if step.update:
        upward = "up the gradient" in first.message
        others = [r for r in found if style.steps[r.step].update and r is not first]
        moved = any(row.verdict is Verdict.PASSED for row in others)
        forgotten = moved and step.rank == 0
        return "ascent" if upward else ("bias_forgotten" if forgotten else "")
    reader = Reader(style, graph)
    seen = seen_in(reader, first.step, runs)
    for name, formula in graph.mistakes.get(first.step, {}).items():
        if seen and all(_fits(reader, row, formula, step) for row in seen):
            return name
    values = {row.part.array.tobytes() for row in seen}
    constant = len(values) == 1 and bool(graph.steps[first.step].upstream)
    constant = constant and first.message != UNVARIED.format(name=first.step)
    return HARD_CODED if constant else ""


def _fits(reader: Reader, seen: Seen, formula: Formula, step: ScriptStep) -> bool:
    """Whether a wrong formula gives just this value, in its very shape."""
    try:
        rows = reader.combinations(formula.upstream, seen.moment, step.upstream)
    except (Unusable, Absent):
        return False
    for given in rows:
        try:
            if equal(seen.part, formula.value(given), single=False):
                return True
        except Unusable:
            continue
    return False


def _plain(
    style: ScriptStyle, graph: Graph, runs: Sequence[Run], first: Judgement
) -> str:
    """What can be said without a known mistake."""
    if first.verdict is Verdict.MISSING:
        names = set(spellings(style, first.step))
        for fault, targets in runs[0].trace.failures:
            if names & {normal(target) for target in targets}:
                cell = f" in {fault.place}" if fault.place.startswith("cell ") else ""
                place = f" at line {fault.line}{cell}" if fault.line else ""
                return f"{first.step}: its statement raised {fault.exception}{place}."
        return first.message
    other = _other(style, graph, runs, first.step)
    if other:
        return f"{first.step} holds what {other} should hold."
    return first.message


def _other(style: ScriptStyle, graph: Graph, runs: Sequence[Run], step: str) -> str:
    """Another quantity that a wrong value equals in every run, or nothing."""
    reader = Reader(style, graph)
    seen = seen_in(reader, step, runs)
    for name in (*style.inputs, *graph.steps):
        if name == step or not seen:
            continue
        try:
            values = [reader.true(name, row.moment) for row in seen]
        except (Absent, Unusable):
            continue
        if len({np.asarray(value).tobytes() for value in values}) < len(values) - 2:
            continue  # too constant to tell anything
        pairs = zip(seen, values, strict=True)
        if all(
            equal(row.part, np.asarray(value), single=False) for row, value in pairs
        ):
            return name
    return ""
