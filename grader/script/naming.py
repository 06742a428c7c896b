"""Names what is wrong with a script: its first wrong step, and the mistake behind it.

Pure. A mistake is a wrong formula that gives the step's value in every set, on the
learner's own upstream. Where none does: a value that never changes is hard-coded, a
value that equals another known quantity is told as that (`holding`), an update up the
gradient is an ascent, and a step that is missing because its statement raised tells the
exception and what it means.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from grader.candidate import Fault
from grader.exercise import ExerciseFile, ScriptStep, ScriptStyle
from grader.raised import Raised, Sight, told
from grader.result import Diagnosis, Verdict
from grader.script.carry import UNVARIED
from grader.script.graph import Formula, Graph, Marked, Unusable
from grader.script.holding import holding, neighbour
from grader.script.judge import NEVER_UPDATED, equal
from grader.script.quantities import (
    Absent,
    Reader,
    spellings,
)
from grader.script.seen import Judgement, Seen, seen_in
from grader.script.trace import Run
from grader.spelling import normal
from grader.values import Part

WRONG = (Verdict.FAILED, Verdict.BAD_TYPE, Verdict.MISSING, Verdict.PROTOCOL_ERROR)
HARD_CODED = "hard_coded"
OWN_SIZES = {str(size): size for size in range(2, 1000)}


def diagnose_script(
    spec: ExerciseFile,
    graph: Graph,
    runs: Sequence[Run],
    found: Sequence[Judgement],
    source: bytes = b"",
) -> Diagnosis | None:
    """The first wrong step; a wrong value before one that is missing.

    `source` is the learner's, whose words alone are repeated.
    """
    assert spec.script is not None
    wrong = [row for row in found if row.verdict in WRONG]
    bound = [row for row in wrong if not _unbound(row)]
    if not wrong:
        return None
    first = (bound or wrong)[0]
    name = _mistake(spec.script, graph, runs, first, found)
    if name in spec.misconceptions:
        reader = Reader(spec.script, graph)
        instead = neighbour(reader, first.step, seen_in(reader, first.step, runs))
        message = f"{first.step}: {spec.misconceptions[name].message} {instead}"
        return Diagnosis(first.step, name, message.rstrip())
    return Diagnosis(first.step, None, _plain(spec.script, graph, runs, first, source))


def _unbound(row: Judgement) -> bool:
    """Whether a step is wrong by being absent; something before it may have raised."""
    never = row.message == NEVER_UPDATED.format(name=row.step)
    return never or row.verdict is Verdict.MISSING


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
            if _gives(formula, given, seen.part):
                return True
        except Unusable:
            continue
    return False


def _gives(formula: Formula, given: Mapping[str, Any], part: Part) -> bool:
    """Whether a formula gives a value, in its very shape. Raises `Unusable`."""
    if isinstance(formula, Marked):
        return formula.gives(given, part.array)
    return equal(part, formula.value(given), single=False)


def _plain(
    style: ScriptStyle,
    graph: Graph,
    runs: Sequence[Run],
    first: Judgement,
    source: bytes,
) -> str:
    """What can be said without a known mistake."""
    if first.verdict is Verdict.MISSING:
        return _why_missing(style, runs[0], first, source)
    if first.verdict is not Verdict.FAILED or style.steps[first.step].update:
        return first.message
    if first.message == UNVARIED.format(name=first.step):
        return first.message
    reader = Reader(style, graph)
    other = holding(reader, first.step, seen_in(reader, first.step, runs))
    return f"{first.message} {other}".rstrip()


def _why_missing(style: ScriptStyle, run: Run, first: Judgement, source: bytes) -> str:
    """What the statement raised that should have bound a step, if it did."""
    names = set(spellings(style, first.step))
    for fault, targets in run.trace.failures:
        if names & {normal(target) for target in targets}:
            cell = f" in {fault.place}" if fault.place.startswith("cell ") else ""
            place = f" at line {fault.line}{cell}" if fault.line else ""
            raised = f"{first.step}: its statement raised {fault.exception}{place}."
            return f"{raised} {_meaning(style, fault, source)}".rstrip()
    return first.message


def _meaning(style: ScriptStyle, fault: Fault, source: bytes) -> str:
    """What an exception means; the sizes of a script are the learner's own."""
    names = frozenset((*style.inputs, *style.steps))
    return told(Raised(fault, (Sight(fault, OWN_SIZES),), names, source=source))
