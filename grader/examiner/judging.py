"""Judges one declared check against the answers of a submission. Pure.

Every judge walks the cases of its check, simplest first, and stops at the first that
does not hold, so that the message is about the smallest case. What a judge compares
with stays here: a message about a hidden check carries neither inputs nor values.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

from grader.candidate import Answer, Fault
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
from grader.picture import mismatch_grid
from grader.result import DECIMALS, CheckResult, Verdict, Visibility
from grader.values import Part, Unfit, numbers, parts_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a check does not hold."""

    verdict: Verdict
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The answers of one submission, each part of them read once for all checks."""

    suite: Suite
    answers: Sequence[Answer]
    _raw: dict[int, dict[str, Any] | Unfit] = field(default_factory=dict)
    _parts: dict[tuple[int, str], Part | Unfit] = field(default_factory=dict)

    def raw(self, index: int) -> dict[str, Any]:
        """The raw parts of one case. Raises `Unfit`."""
        if index not in self._raw:
            try:
                found = raw_parts(self.suite.exercise.spec, self.answers[index])
                self._raw[index] = found
            except Unfit as unfit:
                self._raw[index] = unfit
        return _or_raise(self._raw[index])

    def part(self, index: int, name: str) -> Part:
        """One part of one case, in the shape due. Raises `Unfit`."""
        if (index, name) not in self._parts:
            try:
                self._parts[index, name] = self._fitted(index, name)
            except Unfit as unfit:
                self._parts[index, name] = unfit
        return _or_raise(self._parts[index, name])

    def _fitted(self, index: int, name: str) -> Part:
        returns = self.suite.exercise.spec.subject.returns
        sizes = self.suite.cases[index].sizes
        return parts_of(self.raw(index), returns, sizes, (name,))[name]


def judge(check: AnyCheck, reading: Reading) -> CheckResult:
    """The result of one declared check."""
    match check:
        case ValueCheck():
            finding = _first(_values(check, reading))
        case ShapeCheck():
            finding = _first(_shapes(check, reading))
        case UnmodifiedCheck():
            finding = _first(_unmodified(check, reading))
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


def _or_raise(found: T | Unfit) -> T:
    if isinstance(found, Unfit):
        raise found
    return found


def _first(findings: Iterator[Finding]) -> Finding | None:
    return next(findings, None)


def _answered(
    check: ValueCheck | ShapeCheck | UnmodifiedCheck,
    reading: Reading,
    parts: Callable[[int], dict[str, Part]],
) -> Iterator[tuple[int, dict[str, Part] | Finding]]:
    """Each case of a check with the parts of its answer, or why there are none."""
    name = reading.suite.exercise.spec.subject.name
    revealed = check.visibility is Visibility.VISIBLE
    for index in reading.suite.in_groups(check.cases):
        fault = reading.answers[index].fault
        if fault is not None:
            text = messages.about_fault(fault, name, revealed=revealed)
            yield index, Finding(fault.verdict, text)
            continue
        try:
            yield index, parts(index)
        except Unfit as unfit:
            yield index, Finding(unfit.verdict, unfit.message)


def _wanted(
    check: ValueCheck | ShapeCheck, reading: Reading
) -> Iterator[tuple[int, dict[str, Part] | Finding]]:
    """Each case of a check with the parts it is about, in the shape due."""
    subject = reading.suite.exercise.spec.subject
    names = [n for n in subject.returns if not check.parts or n in check.parts]
    revealed = check.visibility is Visibility.VISIBLE

    def parts(index: int) -> dict[str, Part]:
        raw = reading.raw(index)
        for name in names:
            if isinstance(raw[name], Fault):
                text = messages.about_part(raw[name], subject.name, revealed=revealed)
                raise Unfit(raw[name].verdict, text)
        return {name: reading.part(index, name) for name in names}

    return _answered(check, reading, parts)


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


def _unmodified(check: UnmodifiedCheck, reading: Reading) -> Iterator[Finding]:
    """Only a call that answers with numbers can show that it left its inputs alone."""

    def parts(index: int) -> dict[str, Part]:
        return {
            name: numbers(value)
            for name, value in reading.raw(index).items()
            if not isinstance(value, Fault)
        }

    for index, found in _answered(check, reading, parts):
        if isinstance(found, Finding):
            yield found
        elif reading.answers[index].changed:
            yield Finding(Verdict.FAILED, messages.CHANGED)
