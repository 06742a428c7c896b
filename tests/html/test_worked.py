"""Examples of mistakes on public numbers, from real runs."""

from grader.catalogue import Catalogue
from grader.html import worked_examples
from tests.courses import course_of, file_of
from tests.html.pages import COURSE


def test_an_example_is_what_the_visible_case_says():
    """The call, what comes out and what is right, of the solution named so."""
    pair = ("drelu_dz", "mask_from_dvalues")
    found = worked_examples(COURSE, {pair, ("dsum", "local_bias_gradient")})

    assert found[pair] == "drelu_dz(dvalue=5, z=-1) gave 5; 0 is right."
    assert set(found) == {pair, ("dsum", "local_bias_gradient")}


def test_what_only_hidden_cases_show_has_no_example():
    """Who changes an argument is right on all visible cases; no number is shown."""
    assert worked_examples(COURSE, {("dinputs_single", "inputs_changed")}) == {}


def test_what_is_not_there_has_no_example(tmp_path):
    """Unknown exercises, unknown mistakes and broken exercises cost only themselves."""
    course = course_of(tmp_path, "broken")
    file_of(course, "broken", "exercise.yaml").write_text("nonsense: 1\n")
    wanted = {("broken", "ascent"), ("gone", "ascent"), ("dsquare", "none")}

    assert worked_examples(Catalogue(course), wanted) == {}
    assert worked_examples(Catalogue(course), set()) == {}
