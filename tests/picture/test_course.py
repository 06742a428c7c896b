"""The picture of any exercise of the flagship course, and of one without a graph."""

from pathlib import Path

import pytest

from grader.catalogue import Catalogue
from grader.picture import State, course_picture
from tests.courses import course_of
from tests.helpers import grade_of
from tests.picture.pictures import COURSE, steps

DRAWN = [name for name in COURSE.entries if COURSE.load(name).spec.style != "script"]
# No walkthrough has the outputs of several steps, and ReLU's own `inputs` are its z.
WITHOUT = {"neuron_descent", "activation_relu"}


@pytest.mark.parametrize("exercise_id", DRAWN)
def test_every_kata_stands_in_its_tracks_graph(exercise_id):
    """What is asked for is marked, wherever the track computes it."""
    exercise = COURSE.load(exercise_id)

    picture = course_picture(COURSE, exercise)

    assert picture is None or State.ASKED in {node.state for node in picture.nodes}
    assert (picture is None) is (exercise_id in WITHOUT)


def test_a_walkthrough_shows_what_its_grade_says():
    """With a grade its steps are judged, without one they are not."""
    exercise = COURSE.load("layer_walkthrough")
    rows = steps("layer_walkthrough", drelu="failed")
    grade = grade_of(steps=rows, diagnosis=None)

    judged = course_picture(COURSE, exercise, grade)
    bare = course_picture(COURSE, exercise)

    assert judged is not None
    assert judged.first is not None
    assert judged.first.name == "drelu"
    assert bare is not None
    assert bare.first is None


def test_a_track_without_a_walkthrough_has_no_pictures(tmp_path: Path):
    """The scaffold's exercise stands alone."""
    course = Catalogue(course_of(tmp_path))

    assert course_picture(course, course.load("dsquare")) is None
