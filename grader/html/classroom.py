"""The page about a class: map, spreads, mistakes, items, slow and broken files."""

from collections.abc import Mapping
from dataclasses import dataclass

from grader.analysis import ENOUGH, Analysis, Mistake, share_of
from grader.exercise import Exercise
from grader.html.page import filled
from grader.report import reason
from grader.result import Verdict

MAX_NAME = 40


@dataclass(frozen=True, slots=True)
class Told:
    """A mistake of the class with an example that is nobody's."""

    mistake: Mistake
    sentence: str
    worked: str
    hints: tuple[str, ...]


def class_page(
    analysis: Analysis,
    exercises: Mapping[str, Exercise],
    worked: Mapping[tuple[str, str], str],
) -> str:
    """The whole page. `exercises` are those that can be read; ids do for the others."""
    rows = sorted(analysis.cells.items())
    return filled(
        "classroom.html",
        script="classroom.js",
        analysis=analysis,
        titles=titles_of(analysis.exercises, exercises),
        told=[_told(mistake, exercises, worked) for mistake in analysis.mistakes],
        rows=[row for _, row in rows],
        places={
            (student, exercise): f"r{i}-{j}"
            for i, student in enumerate(analysis.students)
            for j, exercise in enumerate(analysis.exercises)
        },
        most_points={
            name: max(row.grade.max_points for (_, e), row in rows if e == name)
            for name in analysis.exercises
        },
        share_of=share_of,
        latest=max(row.attempt.graded_at for _, row in rows),
        reason=reason,
        enough=ENOUGH,
        passed=Verdict.PASSED,
        plain=(Verdict.PASSED, Verdict.FAILED),
        most=MAX_NAME,
    )


def titles_of(
    ids: tuple[str, ...], exercises: Mapping[str, Exercise]
) -> dict[str, str]:
    """What each exercise is called; its id where it cannot be read."""
    return {
        name: exercises[name].spec.title if name in exercises else name for name in ids
    }


def _told(
    mistake: Mistake,
    exercises: Mapping[str, Exercise],
    worked: Mapping[tuple[str, str], str],
) -> Told:
    exercise = exercises.get(mistake.exercise)
    known = exercise.spec.misconceptions if exercise else {}
    found = known.get(mistake.misconception)
    return Told(
        mistake=mistake,
        sentence=found.message if found else "",
        worked=worked.get((mistake.exercise, mistake.misconception), ""),
        hints=found.hints if found else (),
    )
