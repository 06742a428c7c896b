"""Holds every step of a script against its formula, over all sets of inputs. Pure.

A step is judged by its last write. It passes where in every set its value follows from
the learner's own upstream of that moment, or from the true upstream; where only the
first holds it is `carried`. An update is judged by direction. A value that cannot be
told from a constant, because its upstream never varied, has shown nothing. Where a
formula is known on public numbers alone, a step on others is not judged.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from grader.exercise import ScriptStep, ScriptStyle
from grader.result import Verdict
from grader.script.blind import overwritten_blind
from grader.script.carry import UNVARIED, carry, unjudged
from grader.script.graph import Formula, Graph, Unknown, Unusable
from grader.script.quantities import (
    BATCH,
    Absent,
    Reader,
    final_of,
    plain,
)
from grader.script.seen import Judgement, Seen, seen_in
from grader.script.trace import Run
from grader.script.update import judge_update
from grader.values import FloatArray, Part

# Relative to the value due, and to the square of what it is computed from.
FINE, COARSE = (1e-9, 1e-14), (1e-4, 1e-6)
NEVER_UPDATED = "{name} is never updated, though the others are."


def judge_all(
    style: ScriptStyle, graph: Graph, runs: Sequence[Run]
) -> tuple[Judgement, ...]:
    """Every step, in the order of the exercise."""
    reader = Reader(style, graph)
    found = [_judge(reader, name, step, runs) for name, step in style.steps.items()]
    settled = carry(reader, found, runs)
    return tuple(_optional(style, settled))


def _judge(
    reader: Reader, name: str, step: ScriptStep, runs: Sequence[Run]
) -> Judgement:
    if _left_out(reader, name, runs):
        message = "Not judged for vectors of this length."
        return Judgement(name, Verdict.SKIPPED, message=message, free=True)
    if step.update:
        return judged_update(reader, name, step, runs)
    finals = [final_of(reader, run.trace, name) for run in runs]
    if any(final is None for final in finals):
        return Judgement(name, Verdict.MISSING, message=f"{name} is never assigned.")
    shown = seen_in(reader, name, runs)
    if len(shown) < len(runs):
        message = f"{name} holds no plain numbers."
        return Judgement(name, Verdict.BAD_TYPE, message=message)
    if not all(np.isfinite(row.part.array).all() for row in shown):
        message = f"{name} holds NaN or infinity."
        return Judgement(name, Verdict.FAILED, message=message)
    return _against(reader, name, step, shown)


def _against(
    reader: Reader, name: str, step: ScriptStep, seen: Sequence[Seen]
) -> Judgement:
    formulas = (reader.formula(name, seen[0].moment), *reader.graph.also.get(name, ()))
    upstream = ", ".join(formulas[0].upstream) or "nothing else"
    wrong = Judgement(
        name,
        Verdict.FAILED,
        message=f"{name} is wrong; it should follow from {upstream}.",
    )
    try:
        own = [follows_own(reader, row, formulas, step) for row in seen]
        true = [follows_true(reader, name, row) for row in seen]
    except Absent as absent:
        message = f"There is no {absent.args[0]} to judge {name} by."
        return Judgement(name, Verdict.SKIPPED, message=message)
    off = [row for row, *right in zip(seen, own, true, strict=True) if not any(right)]
    if off and all(unknown(reader, row, formulas, step) for row in off):
        return unjudged(name)
    if off:
        return wrong
    blind = overwritten_blind(reader, name, [row.moment for row in seen])
    if blind or not varied(formulas[0], seen):
        message = UNVARIED.format(name=name)
        return Judgement(name, Verdict.FAILED, message=message, follows=True)
    return Judgement(name, Verdict.PASSED, carried=not all(true), follows=True)


def unknown(
    reader: Reader, seen: Seen, formulas: Sequence[Formula], step: ScriptStep
) -> bool:
    """Whether nothing is known of what a step should be on the learner's upstream."""
    for formula in formulas:
        try:
            rows = reader.combinations(formula.upstream, seen.moment, step.upstream)
            for given in rows:
                formula.value(given)
        except Unknown:
            return True
        except Unusable:
            continue
    return False


def follows_own(
    reader: Reader, seen: Seen, formulas: Sequence[Formula], step: ScriptStep
) -> bool:
    """Whether a value follows from the learner's own upstream by one of formulas."""
    for formula in formulas:
        try:
            rows = reader.combinations(formula.upstream, seen.moment, step.upstream)
        except Unusable:
            continue
        for given in rows:
            try:
                if _holds(seen, formula, given):
                    return True
            except Unusable:
                continue
    return False


def follows_true(reader: Reader, name: str, seen: Seen) -> bool:
    """Whether a value follows from the true upstream, whatever steps hold."""
    formula = reader.formula(name, seen.moment)
    try:
        given = {n: plain(reader.true(n, seen.moment)) for n in formula.upstream}
        return _holds(seen, formula, given)
    except Unusable:
        return False


def _holds(seen: Seen, formula: Formula, given: Mapping[str, Any]) -> bool:
    return share_of(seen, formula, given) <= 1.0


def share_of(seen: Seen, formula: Formula, given: Mapping[str, Any]) -> float:
    """How much of its tolerance the error of a value takes. Raises `Unusable`."""
    due = formula.value(given)
    return share(seen.part, due, single=_single(given), reach=reach_of(given))


def varied(formula: Formula, seen: Sequence[Seen]) -> bool:
    """Whether right values differ between sets; those of a constant need not.

    Where they are right and never differ, what is behind them never did.
    """
    values = {(row.part.array + 0.0).tobytes() for row in seen}
    return len(values) > 1 or not formula.upstream


def equal(part: Part, due: FloatArray, *, single: bool, reach: float = 1.0) -> bool:
    """Whether a value is the one due; of one sample a row or a vector is right."""
    return share(part, due, single=single, reach=reach) <= 1.0


def share(part: Part, due: FloatArray, *, single: bool, reach: float = 1.0) -> float:
    """The largest error of a value as a share of its tolerance; of another shape inf.

    `reach` is the size of what the value was computed from, whose rounding remains
    where terms cancel.
    """
    array = part.array
    if array.shape != due.shape:
        rows = {array.ndim, due.ndim} == {1, BATCH} and array.size == due.size
        flat = 1 in (array.shape[0], due.shape[0]) if rows else False
        if not (single and rows and flat):
            return math.inf
        array, due = array.reshape(-1), due.reshape(-1)
    relative, rounding = COARSE if part.coarse else FINE
    size = float(np.abs(due).max(initial=0.0))
    tolerance = relative * size + rounding * reach * reach
    error = float(np.abs(array - due).max(initial=0.0))
    if not tolerance:
        return math.inf if error else 0.0
    return error / tolerance


def reach_of(given: Mapping[str, Any]) -> float:
    """The largest number among the upstream values of a formula."""
    sizes = [
        float(np.abs(value).max(initial=0.0))
        for value in map(np.asarray, given.values())
    ]
    return max(sizes, default=1.0)


def _single(given: Mapping[str, Any]) -> bool:
    """Whether the upstream is of one sample: no batch of several rows but weights."""
    batches = [value for value in given.values() if np.ndim(value) == BATCH]
    return not batches or any(len(value) == 1 for value in batches)


def _left_out(reader: Reader, name: str, runs: Sequence[Run]) -> bool:
    """Whether vectors have another length than three and this step needs three."""
    rule = reader.style.vectors
    if rule is None or name in reader.graph.vectors:
        return False
    lengths = {row.size for run in runs for row in run.hosts.get(rule.of, ())}
    return bool(lengths) and rule.length not in lengths


def judged_update(
    reader: Reader, name: str, step: ScriptStep, runs: Sequence[Run]
) -> Judgement:
    """A step down the gradient, in every run."""
    assert step.update is not None
    rows = [judge_update(reader, name, step.update, run) for run in runs]
    verdicts = {verdict for verdict, _ in rows}
    for verdict in (Verdict.MISSING, Verdict.BAD_TYPE, Verdict.FAILED):
        if verdict in verdicts:
            message = next(message for found, message in rows if found is verdict)
            return Judgement(name, verdict, message=message)
    if not _moves(reader, step.update, runs):
        message = UNVARIED.format(name=name)
        return Judgement(name, Verdict.FAILED, message=message)
    carried = any(message for _, message in rows)
    return Judgement(name, Verdict.PASSED, carried=carried)


def _moves(reader: Reader, gradient: str, runs: Sequence[Run]) -> bool:
    """Whether the gradient of an update differs between sets."""
    finals = [final_of(reader, run.trace, gradient) for run in runs]
    parts = [final.write.part for final in finals if final is not None]
    values = {(part.array + 0.0).tobytes() for part in parts if part is not None}
    return len(values) > 1


def _optional(style: ScriptStyle, found: Sequence[Judgement]) -> list[Judgement]:
    """Optional steps that were never taken are skipped, unless their like was taken."""
    updates = [row for row in found if style.steps[row.step].update]
    taken = any(row.verdict is not Verdict.MISSING for row in updates)
    rows = []
    for row in found:
        step = style.steps[row.step]
        absent = row.verdict is Verdict.MISSING and step.optional
        if absent and step.update and taken:
            message = NEVER_UPDATED.format(name=row.step)
            rows.append(Judgement(row.step, Verdict.FAILED, message=message))
        elif absent:
            message = "Not taken; it is optional."
            rows.append(
                Judgement(row.step, Verdict.SKIPPED, message=message, free=True)
            )
        else:
            rows.append(row)
    return rows
