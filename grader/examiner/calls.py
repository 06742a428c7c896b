"""What is asked of a submission for a case, and what its answer holds. Pure.

A function is called once. Of a class an object is made, looked at, written over, its
methods are called, and its attributes are read. Either way the answer becomes raw parts
by name: a value, or the fault that stands in its place, so that one part that is
missing does not cost the others.
"""

from collections.abc import Mapping
from typing import Any

from grader.candidate import Answer, Fault, Request
from grader.cases import Case
from grader.exercise import ClassStyle, ExerciseFile, Function, ScriptStyle
from grader.result import Verdict
from grader.values import split

HANDLE, OTHER = 1, 2


def request_of(spec: ExerciseFile, case: Case, group: str) -> Request:
    """The steps of one case, as they go over the wire."""
    match spec.subject:
        case Function(name=name):
            return Request.call(group, name, list(case.arguments.values()))
        case ClassStyle() as style:
            return Request(group, tuple(_steps(style, case.arguments)))
        case ScriptStyle():
            raise TypeError("a script has no cases; it is run and traced")


def raw_parts(spec: ExerciseFile, answer: Answer) -> dict[str, Any]:
    """The answer's values, or Faults, by the names of parts. Raises `Unfit`."""
    match spec.subject:
        case Function(returns=returns):
            return split(answer.values[0], returns)
        case ClassStyle() as style:
            return _class_parts(style, answer)
        case ScriptStyle():
            raise TypeError("a script has no parts; its steps are judged")


def _raised(value: Any) -> bool:
    """Whether a method failed; one that returns what cannot cross has done its work."""
    unusable = (Verdict.BAD_TYPE, Verdict.OUTPUT_LIMIT)
    return isinstance(value, Fault) and value.verdict not in unusable


def _steps(style: ClassStyle, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    new = [given[name] for name in style.new]
    steps: list[tuple[Any, ...]] = [("new", HANDLE, style.name, new)]
    steps += [("get", HANDLE, name) for name in style.made]
    steps += [("set", HANDLE, name, given[name]) for name in style.set]
    if _has_other(style):
        steps.append(("new", OTHER, style.name, new))
        steps += [("set", OTHER, name, given[name]) for name in style.set]
    steps += [
        (
            "method",
            OTHER if call.other else HANDLE,
            call.method,
            [given[name] for name in call.arguments],
        )
        for call in style.calls
    ]
    steps += [("get", HANDLE, name) for name in (*style.parts, *style.kept)]
    return steps


def _has_other(style: ClassStyle) -> bool:
    """Whether a second object is at work, so that state of the class would show."""
    return any(call.other for call in style.calls)


def _class_parts(style: ClassStyle, answer: Answer) -> dict[str, Any]:
    """Attributes by part; where one is missing, what its method returned."""
    values = list(answer.values[1:])
    made, values = values[: len(style.made)], values[len(style.made) :]
    made_other = 1 + len(style.set) if _has_other(style) else 0
    values = values[len(style.set) + made_other :]
    called, values = values[: len(style.calls)], values[len(style.calls) :]
    raw = dict(zip(style.returns, [*made, *values], strict=True))
    own = [
        (call, value)
        for call, value in zip(style.calls, called, strict=True)
        if not call.other
    ]
    failed = next((value for _call, value in own if _raised(value)), None)
    sound = {call.returns: value for call, value in own if not _raised(value)}
    for name in style.parts:
        if failed is not None and name not in sound:
            # Whatever stands there, the method that makes it did not finish.
            raw[name] = failed
        elif isinstance(raw[name], Fault | None) and sound.get(name) is not None:
            raw[name] = sound[name]
    return raw
