"""A grade as lines that a learner may read.

A visible check is a line of its own. All hidden ones are one line, with how many of
them passed and what they earned, so that no word of theirs leaves and the total still
adds up.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from grader.gradebook import Standing
from grader.result import DECIMALS, CheckResult, Verdict, Visibility

HIDDEN = "hidden checks"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a learner earned points for, or did not."""

    exercise: str
    name: str
    verdict: Verdict
    points: float
    max_points: float
    message: str

    @property
    def title(self) -> str:
        """What is shown of it."""
        return f"{self.exercise}: {self.name}"

    @property
    def passed(self) -> bool:
        """Whether nothing is missing."""
        return self.verdict is Verdict.PASSED


def lines_of(standing: Standing) -> Iterator[Line]:
    """The visible checks, then what the hidden ones come to."""
    grade = standing.grade
    hidden = []
    for check in grade.checks:
        if check.visibility is Visibility.HIDDEN:
            hidden.append(check)
        else:
            yield Line(
                exercise=grade.exercise,
                name=check.title,
                verdict=check.verdict,
                points=check.points,
                max_points=check.max_points,
                message=check.message,
            )
    if hidden:
        yield _together(standing, hidden)


def _together(standing: Standing, checks: Sequence[CheckResult]) -> Line:
    passed = sum(check.verdict is Verdict.PASSED for check in checks)
    wrong = [check.verdict for check in checks if check.verdict is not Verdict.PASSED]
    return Line(
        exercise=standing.grade.exercise,
        name=HIDDEN,
        verdict=wrong[0] if wrong else Verdict.PASSED,
        points=summed(check.points for check in checks),
        max_points=summed(check.max_points for check in checks),
        message=f"{passed} of {len(checks)} passed.",
    )


def why(standing: Standing) -> str:
    """What is wrong and what an instructor decided, in sentences for the learner."""
    told = standing.grade.diagnosis
    said = [told.message] if told else []
    if standing.override is not None:
        said.append(f"Set to {standing.points:g} points: {standing.override.comment}")
    elif standing.late.days:
        days = "1 day" if standing.late.days == 1 else f"{standing.late.days} days"
        said.append(f"Handed in {days} late: {standing.late.lost:.0%} less.")
    return "\n".join(said)


def summed(points: Iterable[float]) -> float:
    """A sum of points, with the decimals that points have."""
    return round(math.fsum(points), DECIMALS)
