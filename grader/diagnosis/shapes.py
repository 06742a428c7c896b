"""What is wrong with a shape or a kind, in the names of dimensions. Pure.

The check has said which shape came and which is due. Here is what that means: an axis
that was never summed, one that is lost, numbers that are right and lie otherwise.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from grader.candidate import Answer, Fault
from grader.diagnosis.seen import Seen
from grader.examiner.calls import raw_parts
from grader.exercise import ExerciseFile, Shape
from grader.held import near
from grader.raised import Named, dimensions, shape_in_words
from grader.result import Verdict
from grader.values import FloatArray, Unfit, numbers


def told_of_shape(part: str, rows: Sequence[Seen], due: Shape) -> str:
    """What a wrong shape means, where it is of the same dimensions in every case.

    `due` is the declared shape. What is told of values holds in every case.
    """
    wrong = [row for row in rows if row.came.shape != row.due.shape]
    came = dimensions([(row.came.shape, row.sizes) for row in wrong])
    if came is None:
        return ""
    wanted = tuple(map(str, due))
    if all(_same_numbers(row) for row in rows):
        shapes = f"{shape_in_words(came)}, not in {shape_in_words(wanted)}"
        return f"The numbers of {part} are right, but lie in {shapes}."
    for place, axis in enumerate(came):
        if axis not in wanted and all(_sums_to_due(row, place) for row in wrong):
            return f"{part} still runs over {axis}: their sum is what is due."
    for place, axis in enumerate(wanted):
        for word, combined in (("added up", np.sum), ("averaged", np.mean)):
            if axis not in came and all(_is(row, combined, place) for row in wrong):
                return f"{part} is {word} over {axis}, which should stay."
    return _of_axes(part, came, wanted)


def _same_numbers(row: Seen) -> bool:
    """Whether only axes of one element are too many or too few."""
    came, due = np.squeeze(row.came), np.squeeze(row.due)
    return near(came, due)


def _sums_to_due(row: Seen, place: int) -> bool:
    if row.came.ndim <= place:
        return False
    summed: FloatArray = row.came.sum(axis=place)
    return near(np.squeeze(summed), np.squeeze(row.due))


def _is(row: Seen, combined: Callable[..., FloatArray], place: int) -> bool:
    """Whether what is due was made one along an axis, which has more than one."""
    if row.due.ndim <= place or row.due.shape[place] == 1:
        return False
    return near(np.squeeze(row.came), np.squeeze(combined(row.due, axis=place)))


def _of_axes(part: str, came: Named, due: Named) -> str:
    """Which dimensions are too many and which are missing."""
    extra = [n for n in dict.fromkeys(came) if n not in due and n != "1"]
    lost = [name for name in due if name not in came and name != "1"]
    words = []
    if extra:
        words.append(f"runs over {' and '.join(extra)}, which it should not")
    words += [f"runs over {name} twice" for name in _repeated(came, due)]
    if lost and came.count("1") > due.count("1"):
        words.append(f"has one value along {' and '.join(lost)}, not one for each")
    elif lost:
        words.append(f"lacks an axis for {' and '.join(lost)}")
    if not words and sorted(came) == sorted(due):
        words.append("has its axes in another order")
    return f"{part} {', and '.join(words)}." if words else ""


def _repeated(came: Named, due: Named) -> list[str]:
    """The dimensions that stand more often in a shape than they should."""
    names = dict.fromkeys(due)
    return [n for n in names if n != "1" and came.count(n) > due.count(n)]


def told_of_kind(spec: ExerciseFile, answers: Sequence[Answer]) -> str:
    """What is due instead of the first result that is no plain numbers, or nothing."""
    for answer in answers:
        for problem in _problems(spec, answer):
            return f"{problem} {_due(spec)}"
    return ""


def _problems(spec: ExerciseFile, answer: Answer) -> Iterator[str]:
    """Why parts of an answer are no numbers; what raised has a sentence of its own."""
    if answer.fault is not None:
        yield from _uncrossable("The result", answer.fault)
        return
    try:
        raw = raw_parts(spec, answer)
    except Unfit as unfit:
        yield unfit.message
        return
    for name, value in raw.items():
        if isinstance(value, Fault):
            yield from _uncrossable(name, value)
            continue
        try:
            numbers(value)
        except Unfit as unfit:
            yield f"{name} {unfit.message}"


def _uncrossable(name: str, fault: Fault) -> Iterator[str]:
    """A value of a kind that no numbers are; its text is one of a fixed list."""
    if fault.verdict is Verdict.BAD_TYPE:
        yield f"{name} is no plain numbers: {fault.text}."


def _due(spec: ExerciseFile) -> str:
    """The parts that are due, with their shapes."""
    returns = spec.subject.returns.items()
    rows = [f"{name} {_declared(s)}" for name, s in returns if name in _results(spec)]
    return f"Due {'is' if len(rows) == 1 else 'are'} {', '.join(rows)}."


def _results(spec: ExerciseFile) -> set[str]:
    """The parts that a learner computes, without what is read again."""
    names = set(spec.subject.returns)
    return {n for n in names if not n.startswith(("new_", "kept_"))}


def _declared(shape: Shape) -> str:
    return shape_in_words(tuple(map(str, shape))) if shape else "(a number)"
