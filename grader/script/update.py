"""Judges a parameter's update by its direction. Pure.

before - after = c * gradient, with one c > 0 over all elements: `before` is the value
when the gradient was last written, `after` the last that was computed. So any learning
rate is right, line by line, as a loop or as arrays; a step up the gradient is not.
"""

import numpy as np

from grader.result import Verdict
from grader.script.graph import Unusable
from grader.script.quantities import (
    Absent,
    Moment,
    Reader,
    final_of,
    of_rank,
)
from grader.script.trace import Final, Run
from grader.values import FloatArray

NEAR = 1e-6
FINE, COARSE = 1e-12, 1e-6  # what a difference of two values may lose, relative to them
UPWARD = "{name} goes up the gradient; subtract it to go down."
ASTRAY = "{name} does not move along {gradient}."
Outcome = tuple[Verdict, str]


def judge_update(reader: Reader, name: str, gradient: str, run: Run) -> Outcome:
    """The verdict on one run; a message with `passed` means it is carried."""
    origin = final_of(reader, run.trace, gradient)
    after = _after(reader, name, run)
    if origin is None or after is None or after.write.number < origin.write.number:
        return Verdict.MISSING, f"{name} is never updated."
    if after.write.part is None or origin.write.part is None:
        return Verdict.BAD_TYPE, f"{name} holds no plain numbers."
    moment = Moment(origin.held, run.given, run.hosts)
    try:
        before = reader.own(name, moment)
    except (Absent, Unusable):
        return Verdict.MISSING, f"There is no {name} before its update."
    moved = before.reshape(-1) - after.write.part.array.reshape(-1)
    lost = COARSE if after.write.part.coarse else FINE
    lost *= max(1.0, float(np.abs(before).max(initial=0.0)))
    own = origin.write.part.array.reshape(-1)
    return _directed(reader, (name, gradient), moment, (moved, own, lost))


def _directed(
    reader: Reader,
    names: tuple[str, str],
    moment: Moment,
    move: tuple[FloatArray, FloatArray, float],
) -> Outcome:
    name, gradient = names
    moved, own, lost = move
    try:
        true: FloatArray | None = reader.true(gradient, moment).reshape(-1)
    except (Absent, Unusable):
        true = None
    if true is not None and along(moved, true, lost):
        return Verdict.PASSED, ""
    if along(moved, own, lost):
        return Verdict.PASSED, "" if true is None else "carried"
    if moved.any() and along(-moved, own, lost):
        return Verdict.FAILED, UPWARD.format(name=name)
    return Verdict.FAILED, ASTRAY.format(name=name, gradient=gradient)


def _after(reader: Reader, name: str, run: Run) -> Final | None:
    """The last computed value: not one that was assigned from constants again."""
    rank = reader.rank(name)
    for spelling in reader.spelled(name):
        found = [
            final
            for final in run.trace.finals
            if final.write.key == spelling
            and final.write.site not in run.given
            and of_rank(final.write.part, rank)
        ]
        if found:
            return max(found, key=lambda final: final.write.number)
    return None


def along(moved: FloatArray, gradient: FloatArray, lost: float) -> bool:
    """Whether `moved` is `gradient` times one positive number (any, where it is 0)."""
    if moved.shape != gradient.shape or not np.isfinite(moved).all():
        return False
    size = float(gradient @ gradient)
    if size == 0.0:
        return bool((np.abs(moved) <= lost).all())
    rate = float(moved @ gradient) / size
    error = np.abs(moved - rate * gradient)
    allowed = NEAR * abs(rate) * np.abs(gradient).max() + lost
    return rate > 0 and bool((error <= allowed).all())
