"""Judges one declared check against the answers of a submission. Pure.

Every judge walks the cases of its check, simplest first, and stops at the first that
does not hold, so that the message is about the smallest case. What a judge compares
with stays here: a message about a hidden check carries neither inputs nor values.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.candidate import Answer, Fault
from grader.cases import Case
from grader.examiner import messages
from grader.examiner.calls import raw_parts
from grader.examiner.suite import Expected, Suite
from grader.exercise import (
    AnyCheck,
    Check,
    ClassStyle,
    PytestCheck,
    ShapeCheck,
    StepCheck,
    UnmodifiedCheck,
    ValueCheck,
)
from grader.result import DECIMALS, CheckResult, Verdict, Visibility
from grader.values import Part, Unfit, numbers, parts_of


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a check does not hold."""

    verdict: Verdict
    message: str


def judge(check: AnyCheck, suite: Suite, answers: list[Answer]) -> CheckResult:
    """The result of one declared check."""
    match check:
        case ValueCheck():
            finding = _first(_values(check, suite, answers))
        case ShapeCheck():
            finding = _first(_shapes(check, suite, answers))
        case UnmodifiedCheck():
            finding = _first(_unmodified(check, suite, answers))
        case PytestCheck() | StepCheck():
            raise TypeError("judged elsewhere: by pytest, or from a trace")
    return result_of(check, finding)


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


def matches(part: Part, expected: Expected) -> np.ndarray:
    """Elementwise: is a value right? Written so that NaN is not."""
    tolerance = expected.coarse if part.coarse else expected.fine
    right: np.ndarray = np.abs(part.array - expected.array) <= tolerance
    return right


def _first(findings: Iterator[Finding]) -> Finding | None:
    return next(findings, None)


def _answered(
    check: ValueCheck | ShapeCheck | UnmodifiedCheck,
    suite: Suite,
    answers: list[Answer],
    parts: Callable[[dict[str, Any], Case], dict[str, Part]],
) -> Iterator[tuple[int, dict[str, Part] | Finding]]:
    """Each case of a check with the parts of its answer, or why there are none."""
    spec = suite.exercise.spec
    revealed = check.visibility is Visibility.VISIBLE
    for index in suite.in_groups(check.cases):
        fault = answers[index].fault
        if fault is not None:
            text = messages.about_fault(fault, spec.subject.name, revealed=revealed)
            yield index, Finding(fault.verdict, text)
            continue
        try:
            raw = raw_parts(spec, answers[index])
            yield index, parts(raw, suite.cases[index])
        except Unfit as unfit:
            yield index, Finding(unfit.verdict, unfit.message)


def _wanted(
    check: ValueCheck | ShapeCheck, suite: Suite, answers: list[Answer]
) -> Iterator[tuple[int, dict[str, Part] | Finding]]:
    """Each case of a check with the parts it is about, in the shape due."""
    returns = suite.exercise.spec.subject.returns
    revealed = check.visibility is Visibility.VISIBLE

    def parts(raw: dict[str, Any], case: Case) -> dict[str, Part]:
        for name in check.parts or returns:
            if isinstance(raw[name], Fault):
                owner = suite.exercise.spec.subject.name
                text = messages.about_part(raw[name], owner, revealed=revealed)
                raise Unfit(raw[name].verdict, text)
        return parts_of(raw, returns, case.sizes, check.parts)

    return _answered(check, suite, answers, parts)


def _values(
    check: ValueCheck, suite: Suite, answers: list[Answer]
) -> Iterator[Finding]:
    for index, parts in _wanted(check, suite, answers):
        if isinstance(parts, Finding):
            yield parts
            continue
        for name, part in parts.items():
            message = _compared(name, part, suite.expected[index][name])
            if message and check.visibility is Visibility.VISIBLE:
                message = _in_full(suite, index, answers[index], name)
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


def _in_full(suite: Suite, index: int, answer: Answer, name: str) -> str:
    due = tuple(row.array for row in suite.expected[index].values())
    subject = suite.exercise.spec.subject
    if isinstance(subject, ClassStyle):
        return messages.WRONG_VALUE.format(part=name)
    return messages.example(
        subject.name,
        dict(suite.cases[index].arguments),
        answer.values[0],
        due if len(due) > 1 else due[0],
    )


def _shapes(
    check: ShapeCheck, suite: Suite, answers: list[Answer]
) -> Iterator[Finding]:
    for _index, parts in _wanted(check, suite, answers):
        if isinstance(parts, Finding):
            yield parts
            continue
        for name, part in parts.items():
            if not np.isfinite(part.array).all():
                message = messages.NOT_FINITE.format(part=name)
                yield Finding(Verdict.FAILED, message)


def _unmodified(
    check: UnmodifiedCheck, suite: Suite, answers: list[Answer]
) -> Iterator[Finding]:
    """Only a call that answers with numbers can show that it left its inputs alone."""

    def parts(raw: dict[str, Any], _case: Case) -> dict[str, Part]:
        return {
            name: numbers(value)
            for name, value in raw.items()
            if not isinstance(value, Fault)
        }

    for index, found in _answered(check, suite, answers, parts):
        if isinstance(found, Finding):
            yield found
        elif answers[index].changed:
            yield Finding(Verdict.FAILED, messages.CHANGED)
