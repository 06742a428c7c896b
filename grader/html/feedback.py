"""The page about one student, for that student: nothing hidden, nothing of others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader.errors import AuthorError
from grader.exercise import Exercise
from grader.export.lines import Line, lines_of, summed, why
from grader.gradebook import Standing
from grader.hints import Hint, ladder
from grader.html.page import filled
from grader.picture import graph_picture, graph_text, step_picture
from grader.result import Diagnosis, Grade, Verdict
from grader.script.graph import graph_of


@dataclass(frozen=True, slots=True)
class Section:
    """What one exercise of a student comes to; `picture` is SVG, `words` its text."""

    standing: Standing
    title: str
    file: str
    why: str
    lines: tuple[Line, ...]
    picture: str
    words: str
    next_steps: tuple[str, ...]


def feedback_page(
    standings: Sequence[Standing], exercises: Mapping[str, Exercise]
) -> str:
    """The page of one student, whose standings these are."""
    return filled(
        "feedback.html",
        student=standings[0].grade.student,
        sections=[
            _section(row, exercises.get(row.grade.exercise), f"picture{number}")
            for number, row in enumerate(standings, start=1)
        ],
        points=summed(row.points for row in standings),
        max_points=summed(row.grade.max_points for row in standings),
        passed=Verdict.PASSED,
    )


def _section(standing: Standing, exercise: Exercise | None, name: str) -> Section:
    grade = standing.grade
    picture, words = _drawn(grade, exercise, name)
    is_full = standing.points >= grade.max_points
    return Section(
        standing=standing,
        title=exercise.spec.title if exercise else grade.exercise,
        file=grade.submission.rpartition("/")[2],
        why=why(standing),
        lines=tuple(lines_of(standing)),
        picture=picture,
        words=words,
        next_steps=() if is_full else next_steps(exercise, grade.diagnosis),
    )


def next_steps(
    exercise: Exercise | None, diagnosis: Diagnosis | None
) -> tuple[str, ...]:
    """What to try: the ladder of hints, from the mistake to a worked element."""
    if exercise is None:
        return ()
    return tuple(hint.text for hint in next_hints(exercise, diagnosis))


def next_hints(exercise: Exercise, diagnosis: Diagnosis | None) -> tuple[Hint, ...]:
    """The rungs of the ladder in their order, none twice."""
    found: dict[str, Hint] = {}
    for hint in ladder(exercise, diagnosis):
        found.setdefault(hint.text, hint)
    return tuple(found.values())


def _drawn(grade: Grade, exercise: Exercise | None, name: str) -> tuple[str, str]:
    """The graph of a walkthrough with its steps, as SVG and as text."""
    if exercise is None or exercise.spec.script is None or not grade.steps:
        return "", ""
    try:
        graph = graph_of(exercise)
    except AuthorError:
        return "", ""
    picture = step_picture(exercise, graph, grade.steps, grade.diagnosis)
    return graph_picture(picture, name=name), graph_text(picture)
