"""The next hint for what is wrong now: the tutor's ladder, and how far one is on it.

How many hints a learner has seen is counted for each cause, so that another mistake
begins with its own first hint. It knows no exercise's text. Invariant: a hint asked for
is recorded only where there is a workspace.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from grader.learner.asking import Tutoring
from grader.learner.checking import Work, sound
from grader.learner.desk import Desk
from grader.result import Diagnosis


@dataclass(frozen=True, slots=True)
class Rung:
    """One hint: what it is about, in a word, and its text."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """All hints for a cause, and how many of them were seen."""

    rungs: tuple[Rung, ...]
    cause: str
    seen: int = 0

    @property
    def next(self) -> int:
        """The number of the next hint, from 1; the last where all were seen."""
        return min(self.seen + 1, len(self.rungs))


def cause_of(diagnosis: Diagnosis | None) -> str:
    """What hints are counted by."""
    if diagnosis is None:
        return ""
    return f"{diagnosis.step}/{diagnosis.misconception or ''}"


def ladder_for(
    tutoring: Tutoring, desk: Desk, work: Work, diagnosis: Diagnosis | None
) -> Ladder:
    """The ladder for a diagnosis, or for none. Raises as `checking.check`."""
    told = None
    if diagnosis is not None:
        told = [diagnosis.step, diagnosis.misconception, diagnosis.message]
    answer = tutoring.ask("hints", **work.request(desk), diagnosis=told)
    sound(answer, work)
    rungs = tuple(Rung(kind, text) for kind, text in answer["hints"])
    cause = cause_of(diagnosis)
    seen = _seen(desk, work).get(cause, 0) if work.own else 0
    return Ladder(rungs, cause, seen)


def _seen(desk: Desk, work: Work) -> Mapping[str, int]:
    return desk.progress.of(work.card.id).hints


def remembered(desk: Desk, work: Work, ladder: Ladder, number: int) -> Desk:
    """The desk after a hint was seen."""
    if not work.own or number <= ladder.seen:
        return desk
    before = desk.workspace.progress()
    progress = before.hinted(work.card.id, ladder.cause, number)
    desk.workspace.keep(progress)
    return replace(desk, progress=progress)
