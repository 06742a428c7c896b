"""Judges one declared check against the answers of a submission. Pure.

Every judge walks the cases of its check, simplest first, and stops at the first that
does not hold, so that the message is about the smallest case. What a judge compares
with stays here: a message about a hidden check carries neither inputs nor values.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from grader.candidate import Fault
from grader.examiner import messages
from grader.examiner.following import follows_own
from grader.examiner.lawful import broken_laws
from grader.examiner.reading import Finding, Reading, answered, fitted_parts
from grader.examiner.sloping import wrong_slopes
from grader.examiner.starting import shown_by
from grader.examiner.tolerance import Expected, matches
from grader.exercise import (
    AnyCheck,
    Check,
    ClassStyle,
    GradientCheck,
    LawCheck,
    ShapeCheck,
    StartCheck,
    UnmodifiedCheck,
    ValueCheck,
)
from grader.result import DECIMALS, CheckResult, Verdict, Visibility
from grader.values import FloatArray, Part, numbers


def judge(check: AnyCheck, reading: Reading) -> CheckResult:
    """The result of one declared check."""
    if not isinstance(check, ValueCheck):
        return result_of(check, _first(_broken(check, reading)))
    if _is_right(check, reading):
        return result_of(check, None)
    finding = _first(_values(check, reading))
    if finding and (wrong := follows_own(check, reading)):
        return _carried(check, reading, wrong)
    return result_of(check, finding)


def _broken(check: AnyCheck, reading: Reading) -> Iterator[Finding]:
    """Why a check that compares no values does not hold."""
    match check:
        case ShapeCheck():
            return _shapes(check, reading)
        case StartCheck():
            return _starts(check, reading)
        case UnmodifiedCheck():
            return _unmodified(check, reading)
        case LawCheck():
            return broken_laws(check, reading)
        case GradientCheck():
            return wrong_slopes(check, reading)
        case _:
            raise TypeError("judged elsewhere: by pytest, or from a trace")


def result_of(check: Check, finding: Finding | None) -> CheckResult:
    """All points where nothing was found, none otherwise."""
    return CheckResult(
        id=check.id,
        title=check.title,
        verdict=finding.verdict if finding else Verdict.PASSED,
        points=0.0 if finding else round(check.points, DECIMALS),
        max_points=round(check.points, DECIMALS),
        visibility=check.visibility,
        message=finding.message if finding else "",
    )


def _carried(
    check: ValueCheck, reading: Reading, wrong: tuple[str, ...]
) -> CheckResult:
    """The author's share of the points, for what follows from wrong parts."""
    result = result_of(check, None)
    share = reading.suite.exercise.spec.follow_through
    return replace(
        result,
        points=round(result.points * share, DECIMALS),
        message=messages.FOLLOWS.format(parts=", ".join(wrong)),
    )


def _first(findings: Iterator[Finding]) -> Finding | None:
    return next(findings, None)


def _named(check: ValueCheck | ShapeCheck | StartCheck, reading: Reading) -> list[str]:
    """The parts that a check is about."""
    returns = reading.suite.exercise.spec.subject.returns
    return [n for n in returns if not check.parts or n in check.parts]


def _is_right(check: ValueCheck, reading: Reading) -> bool:
    """Whether all of a check holds, by what other checks have found already."""
    names = _named(check, reading)
    indices = reading.suite.in_groups(check.cases)
    return all(reading.is_right(i, name) for i in indices for name in names)


def _wanted(
    check: ValueCheck | ShapeCheck | StartCheck, reading: Reading
) -> Iterator[tuple[int, dict[str, Part] | Finding]]:
    """Each case of a check with the parts it is about, in the shape due."""
    names = _named(check, reading)
    revealed = check.visibility is Visibility.VISIBLE

    def parts(index: int) -> dict[str, Part]:
        return fitted_parts(reading, index, names, revealed=revealed)

    indices = reading.suite.in_groups(check.cases)
    return answered(reading, indices, parts, revealed=revealed)


def _values(check: ValueCheck, reading: Reading) -> Iterator[Finding]:
    for index, parts in _wanted(check, reading):
        if isinstance(parts, Finding):
            yield parts
            continue
        for name, part in parts.items():
            expected = reading.suite.expected[index][name]
            message = _compared(name, part, expected)
            if message and check.visibility is Visibility.VISIBLE:
                message = _in_full(reading, index, name)
                message += _map(name, matches(part, expected))
            if message:
                yield Finding(Verdict.FAILED, message)


def _compared(name: str, part: Part, expected: Expected) -> str:
    """What is wrong with one part, or nothing."""
    right = matches(part, expected)
    if right.all():
        return ""
    if not np.isfinite(part.array).all():
        return messages.NOT_FINITE.format(part=name)
    if not right.ndim:
        return messages.WRONG_VALUE.format(part=name)
    wrong = int(right.size - right.sum())
    return messages.WRONG_VALUES.format(part=name, wrong=wrong, count=right.size)


def _in_full(reading: Reading, index: int, name: str) -> str:
    suite = reading.suite
    due = tuple(row.array for row in suite.expected[index].values())
    subject = suite.exercise.spec.subject
    if isinstance(subject, ClassStyle):
        return messages.WRONG_VALUE.format(part=name)
    return messages.example(
        subject.name,
        dict(suite.cases[index].arguments),
        reading.answers[index].values[0],
        due if len(due) > 1 else due[0],
    )


def _map(name: str, right: np.ndarray) -> str:
    """Which elements are wrong, on a line of its own each row, where some are right."""
    if not right.any():
        return ""
    from grader.picture import mismatch_grid  # which whoever passes does not need

    return f"\n{mismatch_grid(right, name=name).rstrip()}"


def _shapes(check: ShapeCheck, reading: Reading) -> Iterator[Finding]:
    for _index, parts in _wanted(check, reading):
        if isinstance(parts, Finding):
            yield parts
            continue
        for name, part in parts.items():
            if not np.isfinite(part.array).all():
                message = messages.NOT_FINITE.format(part=name)
                yield Finding(Verdict.FAILED, message)


def _starts(check: StartCheck, reading: Reading) -> Iterator[Finding]:
    for _index, parts in _wanted(check, reading):
        if isinstance(parts, Finding):
            yield parts
            continue
        for name, part in parts.items():
            if message := _wrong_start(check, part.array):
                text = message.format(part=name.removeprefix("new_"))
                yield Finding(Verdict.FAILED, text)


def _wrong_start(check: StartCheck, array: FloatArray) -> str:
    """What is wrong with start values; nothing where they are as they should be."""
    if check.holds == "zeros":
        return messages.NOT_ZERO if array.any() else ""
    if not np.isfinite(array).all():
        return messages.NOT_FINITE
    return next((str(row) for row in shown_by(array)), "")


def _unmodified(check: UnmodifiedCheck, reading: Reading) -> Iterator[Finding]:
    """Only a call that answers with numbers can show that it left its inputs alone."""

    def parts(index: int) -> dict[str, Part]:
        return {
            name: numbers(value)
            for name, value in reading.raw(index).items()
            if not isinstance(value, Fault)
        }

    indices = reading.suite.in_groups(check.cases)
    revealed = check.visibility is Visibility.VISIBLE
    for index, found in answered(reading, indices, parts, revealed=revealed):
        if isinstance(found, Finding):
            yield found
        elif reading.answers[index].changed:
            yield Finding(Verdict.FAILED, messages.CHANGED)
