"""The picture of any exercise of a course: a walkthrough's own, else the track's."""

from grader.catalogue import Catalogue
from grader.errors import AuthorError
from grader.exercise import Exercise
from grader.picture.kata import kata_picture
from grader.picture.model import Picture
from grader.picture.steps import step_picture
from grader.result import Grade
from grader.script.graph import graph_of


def course_picture(
    catalogue: Catalogue, exercise: Exercise, grade: Grade | None = None
) -> Picture | None:
    """The steps of a script with what a grade says of them, else where a kata stands.

    None where the exercise's track has no walkthrough that the kata is part of; other
    exercises that are broken are passed over. Raises `AuthorError` where a graph is.
    """
    if exercise.spec.script is not None:
        graph = graph_of(exercise)
        if grade is None:
            return step_picture(exercise, graph)
        return step_picture(exercise, graph, grade.steps, grade.diagnosis)
    for entry in catalogue.entries.values():
        if entry.track != exercise.track:
            continue
        whole = _readable(catalogue, entry.id)
        if whole is not None and whole.spec.script is not None:
            picture = kata_picture(exercise, whole, graph_of(whole))
            if picture is not None:
                return picture
    return None


def _readable(catalogue: Catalogue, name: str) -> Exercise | None:
    try:
        return catalogue.load(name)
    except AuthorError:
        return None
