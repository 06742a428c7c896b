"""Explains the first exception of a submission in the exercise's own names. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from grader.candidate import Answer, Fault
from grader.cases import Case
from grader.examiner.calls import HANDLE, request_of
from grader.exercise import ClassStyle, Exercise, ExerciseFile, Shape, shape_of
from grader.raised import Raised, Sight, is_clash, told
from grader.result import Diagnosis, Verdict


@dataclass(frozen=True, slots=True)
class _Failed:
    """A step that raised in one case: its place among the steps, what it raised."""

    place: int
    fault: Fault
    case: Case


def explain_exception(
    exercise: Exercise, cases: Sequence[Case], answers: Sequence[Answer], source: bytes
) -> Diagnosis | None:
    """What the first exception means, where that is certain."""
    raised = _raised(exercise.spec, cases, answers, source)
    message = told(raised) if raised else ""
    return Diagnosis(exercise.id, None, message) if message else None


def with_operands(
    known: Diagnosis,
    exercise: Exercise,
    cases: Sequence[Case],
    answers: Sequence[Answer],
) -> Diagnosis:
    """A known mistake with the arrays that did not fit, where that is how it shows."""
    raised = _raised(exercise.spec, cases, answers, b"")
    if raised is None or not is_clash(raised.fault):
        return known
    return replace(known, message=f"{known.message} {told(raised)}".rstrip())


def _raised(
    spec: ExerciseFile, cases: Sequence[Case], answers: Sequence[Answer], source: bytes
) -> Raised | None:
    """The first exception with its surroundings."""
    pairs = zip(cases, answers, strict=True)
    failed = [row for case, answer in pairs for row in _failed(case, answer)]
    if not failed:
        return None
    first = failed[0]
    same = [row for row in failed if _spot(row) == _spot(first)]
    names, shapes = _declared(spec)
    called, due, earlier = _called(spec, first)
    return Raised(
        fault=first.fault,
        seen=tuple(Sight(row.fault, _sizes(spec, row.case)) for row in same),
        names=names,
        shapes=shapes,
        called=called,
        due=due,
        earlier=earlier,
        source=source,
    )


def _failed(case: Case, answer: Answer) -> Iterator[_Failed]:
    """The first step of a case that raised."""
    values = (answer.fault,) if answer.fault is not None else answer.values
    for place, value in enumerate(values):
        if isinstance(value, Fault) and value.verdict is Verdict.ERROR:
            yield _Failed(place, value, case)
            return


def _spot(row: _Failed) -> tuple[int, str, str, int]:
    """What makes it the same exception in another case."""
    return row.place, row.fault.exception, row.fault.place, row.fault.line


def _declared(spec: ExerciseFile) -> tuple[frozenset[str], frozenset[tuple[str, ...]]]:
    """The quantities of an exercise, and the shapes among them."""
    subject = spec.subject
    shapes: dict[str, Shape] = {n: a.shape for n, a in subject.arguments.items()}
    shapes |= subject.returns
    rows = {tuple(map(str, shape)) for shape in shapes.values() if shape}
    return frozenset(shapes), frozenset(rows)


def _sizes(spec: ExerciseFile, case: Case) -> dict[str, int]:
    """The sizes of a case by dimension, and of what is declared as one and more."""
    sizes = {name: case.sizes[name] for name in spec.dimensions if name in case.sizes}
    declared = {size for shape in _declared(spec)[1] for size in shape}
    added = {size for size in declared if " + " in size}
    return sizes | {size: shape_of((size,), case.sizes)[0] for size in added}


def _called(
    spec: ExerciseFile, failed: _Failed
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """What was called, the arguments due, and the methods called before."""
    subject = spec.subject
    if not isinstance(subject, ClassStyle):
        return subject.name, tuple(subject.arguments), ()
    steps = request_of(spec, failed.case, failed.case.group).steps
    verb, _handle, name, *_ = steps[failed.place]
    if verb == "new":
        return f"{subject.name}.__init__", ("self", *subject.new), ()
    if verb != "method":
        return "", (), ()
    before = [row[2] for row in steps[: failed.place] if row[:2] == ("method", HANDLE)]
    own = [c for c in subject.calls if c.method == name and not c.other]
    due = own[-1].arguments if own else ()
    earlier = tuple(dict.fromkeys(row for row in before if row != name))
    return f"{subject.name}.{name}", ("self", *due), earlier
