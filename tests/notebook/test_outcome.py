"""An outcome shows itself in the ways that all notebooks know."""

from grader.catalogue import Catalogue
from grader.notebook.outcome import checked, said
from grader.result import Verdict
from tests.helpers import REPOSITORY, grade_of

MASK = Catalogue(REPOSITORY).load("relu_mask")


def test_a_grade_is_text_and_html():
    """Plain standard types alone; the hint is offered where it is of use."""
    found = checked(grade_of(), MASK, None, "kata hint FILE")

    assert found._repr_mimebundle_(include=None, exclude=None) == {
        "text/plain": repr(found),
        "text/html": found._repr_html_(),
    }
    assert repr(found).endswith(" For a hint: kata hint FILE")
    assert (found.passed, found.points, found.max_points) == (False, 1.0, 4.0)
    passed = checked(grade_of(verdict=Verdict.PASSED), MASK, None, "kata hint FILE")
    assert passed.passed
    assert "For a hint" not in repr(passed)


def test_a_sentence_is_text_alone():
    """Nothing was graded, so it has not passed."""
    found = said("There is no course.")

    assert found._repr_mimebundle_() == {"text/plain": "There is no course."}
    assert found._repr_html_() is None
    assert (found.passed, found.points, found.max_points) == (False, 0.0, 0.0)
