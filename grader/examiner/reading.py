"""The answers of one submission, read once for all its checks. Pure.

A part becomes numbers of the shape due, or the reason why it does not; a case whose
call ended otherwise has a finding in its place, in words that a learner may read.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from grader.candidate import Answer, Fault
from grader.examiner import messages
from grader.examiner.calls import raw_parts
from grader.examiner.suite import Suite
from grader.examiner.tolerance import matches
from grader.result import Verdict
from grader.values import Part, Unfit, parts_of

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
    _right: dict[tuple[int, str], bool] = field(default_factory=dict)

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

    def is_right(self, index: int, name: str) -> bool:
        """Whether one part of one case is there, fits and has the values due."""
        key = (index, name)
        if key not in self._right:
            self._right[key] = self._matches(index, name)
        return self._right[key]

    def _matches(self, index: int, name: str) -> bool:
        if self.answers[index].fault is not None:
            return False
        try:
            if isinstance(self.raw(index)[name], Fault):
                return False
            part = self.part(index, name)
        except Unfit:
            return False
        return bool(matches(part, self.suite.expected[index][name]).all())

    def _fitted(self, index: int, name: str) -> Part:
        returns = self.suite.exercise.spec.subject.returns
        sizes = self.suite.cases[index].sizes
        return parts_of(self.raw(index), returns, sizes, (name,))[name]


def answered(
    reading: Reading,
    indices: Iterable[int],
    parts: Callable[[int], dict[str, Part]],
    *,
    revealed: bool,
) -> Iterator[tuple[int, dict[str, Part] | Finding]]:
    """Each of some cases with the parts of its answer, or why there are none."""
    name = reading.suite.exercise.spec.subject.name
    for index in indices:
        fault = reading.answers[index].fault
        if fault is not None:
            text = messages.about_fault(fault, name, revealed=revealed)
            yield index, Finding(fault.verdict, text)
            continue
        try:
            yield index, parts(index)
        except Unfit as unfit:
            yield index, Finding(unfit.verdict, unfit.message)


def fitted_parts(
    reading: Reading, index: int, names: Sequence[str], *, revealed: bool
) -> dict[str, Part]:
    """Some parts of one case, in the shape due. Raises `Unfit`."""
    raw = reading.raw(index)
    owner = reading.suite.exercise.spec.subject.name
    for name in names:
        if isinstance(raw[name], Fault):
            text = messages.about_part(raw[name], owner, revealed=revealed)
            raise Unfit(raw[name].verdict, text)
    return {name: reading.part(index, name) for name in names}


def _or_raise(found: T | Unfit) -> T:
    if isinstance(found, Unfit):
        raise found
    return found
