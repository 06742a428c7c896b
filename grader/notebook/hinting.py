"""The ladder of hints, a rung at a time, for what was last found wrong.

The one thing that is remembered between cells: the last diagnosis of each exercise and
how many of its hints were shown. Another mistake begins its ladder anew.
"""

from dataclasses import dataclass, field

from grader.exercise import Exercise
from grader.html.feedback import next_hints
from grader.notebook.shell import hint_command
from grader.report import shown_long
from grader.result import Diagnosis, Grade, Verdict

NOTHING_WRONG = "{exercise}: all visible checks pass."
NO_HINTS = "{exercise} has no hints."
HEAD = "{exercise}, hint {number} of {count}, {kind}:\n  {text}\n{rest}"
NEXT = "The next: {how}"
LAST = "This was the last; the next is the first again."


@dataclass(slots=True)
class _Ladder:
    """Where a learner stands in an exercise."""

    diagnosis: Diagnosis | None = None
    passed: bool = False
    shown: int = 0


@dataclass(slots=True)
class Ladders:
    """The ladders of a notebook, that of the exercise checked last at the end."""

    _by_exercise: dict[str, _Ladder] = field(default_factory=dict)

    def remember(self, grade: Grade) -> None:
        """Take in what a check came to."""
        before = self._by_exercise.pop(grade.exercise, _Ladder())
        passed = grade.verdict is Verdict.PASSED
        is_same = _mistake(before.diagnosis) == _mistake(grade.diagnosis)
        shown = before.shown if is_same else 0
        self._by_exercise[grade.exercise] = _Ladder(grade.diagnosis, passed, shown)

    def last(self) -> str:
        """The exercise that was checked last, or nothing."""
        return next(reversed(self._by_exercise), "")

    def climb(self, exercise: Exercise) -> str:
        """The next hint for an exercise, as text."""
        ladder = self._by_exercise.setdefault(exercise.id, _Ladder())
        if ladder.passed:
            return NOTHING_WRONG.format(exercise=exercise.id)
        hints = next_hints(exercise, ladder.diagnosis)
        if not hints:
            return NO_HINTS.format(exercise=exercise.id)
        hint = hints[ladder.shown % len(hints)]
        ladder.shown = ladder.shown % len(hints) + 1
        is_last = ladder.shown == len(hints)
        return HEAD.format(
            exercise=exercise.id,
            number=ladder.shown,
            count=len(hints),
            kind=hint.kind,
            text=shown_long(hint.text),
            rest=LAST if is_last else NEXT.format(how=hint_command(exercise.id, "")),
        )


def _mistake(diagnosis: Diagnosis | None) -> tuple[str, str | None] | None:
    return (diagnosis.step, diagnosis.misconception) if diagnosis else None


LADDERS = Ladders()
