"""What a step showed in each run, and what became of it: the data of judging. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from grader.result import Verdict
from grader.script.quantities import Moment, Reader, final_of
from grader.script.trace import Final, Run
from grader.values import Part


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of one step; `free` where it is skipped without cost.

    `follows` where the value is right for what comes before it, whatever became of it;
    `unknown` where nothing is known of it on the numbers before it.
    """

    step: str
    verdict: Verdict
    carried: bool = False
    message: str = ""
    free: bool = False
    follows: bool = False
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """A step in one run: its value and the moment of its last write."""

    part: Part
    moment: Moment


def seen_in(reader: Reader, step: str, runs: Sequence[Run]) -> list[Seen]:
    """What a step showed, run by run, but for runs in which it holds no numbers."""
    rows = (seen_of(final_of(reader, run.trace, step), run) for run in runs)
    return [row for row in rows if row is not None]


def seen_of(final: Final | None, run: Run) -> Seen | None:
    """What the last write of a step showed, or None where it holds no numbers."""
    if final is None or final.write.part is None:
        return None
    return Seen(final.write.part, Moment(final.held, run.given, run.hosts))
