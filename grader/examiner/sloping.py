"""Judges gradients by the slopes that nudging shows; no right value is needed for it.

A visible check tells which number was nudged, what the loss did, and what the learner's
gradient says: all of it public numbers. A hidden one tells its sentence alone.
"""

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from grader.examiner import messages
from grader.examiner.reading import Finding, Reading, answered, fitted_parts
from grader.exercise import GradientCheck
from grader.exercise.language import names_of
from grader.gradients import Nudge, Slope, Trial
from grader.result import Verdict, Visibility
from grader.values import Part


def wrong_slopes(check: GradientCheck, reading: Reading) -> Iterator[Finding]:
    """What is not the slope measured, case by case, simplest first.

    An output of the submission's own that never moves shows nothing.
    """
    told = False
    for trial in reading.suite.gradients[check.id]:
        parts = tuple(dict.fromkeys(nudge.part for nudge, _calls in trial.rows))
        found = _answer(check, reading, trial.base, parts)
        if isinstance(found, Finding):
            yield found
            continue
        for nudge, calls in trial.rows:
            ends = _ends(check, reading, calls)
            if isinstance(ends, Finding):
                yield ends
                continue
            slope = nudge.slope(trial.upstream, ends)
            told = told or nudge.rate(slope) != 0
            gradient = found[nudge.part]
            if not nudge.agrees(gradient, slope):
                text = _told(check, reading, trial, nudge, slope, gradient)
                yield Finding(Verdict.FAILED, text)
    if not told:
        yield Finding(Verdict.FAILED, messages.NEVER_MOVES.format(part=check.output))


def _answer(
    check: GradientCheck, reading: Reading, place: int, names: Sequence[str]
) -> dict[str, Part] | Finding:
    """Some parts of one call, or why they are not there."""
    revealed = check.visibility is Visibility.VISIBLE
    parts = partial(fitted_parts, reading, names=names, revealed=revealed)
    ((_place, found),) = answered(reading, [place], parts, revealed=revealed)
    return found


def _ends(
    check: GradientCheck, reading: Reading, calls: Sequence[int]
) -> list[Part] | Finding:
    """The outputs above and below, where they are the submission's own."""
    ends: list[Part] = []
    for place in calls:
        found = _answer(check, reading, place, (check.output or "",))
        if isinstance(found, Finding):
            return found
        ends += found.values()
    return ends


def _told(
    check: GradientCheck,
    reading: Reading,
    trial: Trial,
    nudge: Nudge,
    slope: Slope,
    gradient: Part,
) -> str:
    """The sentence about one nudge; of a visible check with its numbers."""
    if not np.isfinite(gradient.array).all():
        return messages.NOT_FINITE.format(part=nudge.part)
    if not np.isfinite(nudge.rate(slope)):
        return messages.NOT_FINITE.format(part=check.output)
    if check.visibility is not Visibility.VISIBLE:
        return messages.NO_SLOPE.format(part=nudge.part, variable=nudge.variable)
    text = messages.NUDGED.format(
        what=messages.element(nudge.variable, nudge.at),
        step=messages.shown(nudge.step),
        loss=_loss(check, reading, nudge),
        below=_exact(slope.below),
        above=_exact(slope.above),
        slope=_exact(nudge.rate(slope)),
        gradient=messages.element(nudge.part, nudge.cell),
        got=messages.shown(float(gradient.array[nudge.cell])),
        given=_given(reading, trial, nudge),
    )
    return messages.cut(text)


def _loss(check: GradientCheck, reading: Reading, nudge: Nudge) -> str:
    """What moves, in words: the learner's own output, or the declared loss."""
    if check.output is not None:
        return messages.OWN_LOSS.format(output=check.output, upstream=check.upstream)
    entry = reading.suite.exercise.spec.forward[nudge.entry]
    lets = " and ".join(f"{name} = {text}" for name, text in entry.let.items())
    return f"{entry.loss}{f' with {lets}' if lets else ''}"


def _given(reading: Reading, trial: Trial, nudge: Nudge) -> str:
    """The numbers of the case that the loss reads."""
    entry = reading.suite.exercise.spec.forward[nudge.entry]
    read = set().union(*map(names_of, [entry.loss or "", *entry.let.values()]))
    given = {**reading.suite.cases[trial.base].arguments, **nudge.free}
    rows = [f"{n} = {messages.shown(v)}" for n, v in given.items() if n in read]
    free = " and ".join(nudge.free)
    return ", ".join(rows) + (messages.ANY.format(free=free) if free else "")


def _exact(value: float) -> str:
    """A number whose differences a learner can check by hand."""
    return f"{value + 0.0:.10g}"
