"""The page about one student."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from grader.gradebook import Override
from grader.hints import ladder
from grader.html import feedback_page
from grader.html.feedback import next_steps
from grader.result import Diagnosis
from tests.export.standing import saying
from tests.html.pages import EXERCISES, HOSTILE, class_of, feedback_html, walked

MASK = EXERCISES["relu_mask"]


def own(*students: str) -> dict[str, str]:
    """The page of each student of a class."""
    rows = class_of(*students)
    return {
        name: feedback_page([r for r in rows if r.grade.student == name], EXERCISES)
        for name in students
    }


def test_nobody_sees_another_or_what_is_hidden():
    """No name, no title and no message of a hidden check, in any file."""
    pages = own("amina", "bruno", "chiara", "dmitri")
    rows = class_of(*pages)
    hidden = {
        c.title for row in rows for c in row.grade.checks if c.visibility == "hidden"
    }
    for student, page in pages.items():
        assert student in page
        assert [name for name in pages if name != student and name in page] == []
        assert [title for title in hidden if title in page] == []
        assert "Hidden checks" in page
        mine = [c for r in rows if r.grade.student == student for c in r.grade.checks]
        assert all(c.message in page for c in mine if c.visibility == "visible")
        assert f"{student}/" not in page


def test_what_only_a_hidden_check_says_is_not_said():
    """Each message of a hidden check is one of a kind here, and nowhere to be found."""
    (row, *_) = [row for row in class_of("ada") if row.grade.verdict == "failed"]
    checks = tuple(replace(c, message=f"word{c.id}") for c in row.grade.checks)
    grade = replace(row.grade, checks=checks)
    page = feedback_page(
        [replace(row, attempt=replace(row.attempt, grade=grade))], EXERCISES
    )

    assert "wordexample" in page
    assert "wordhidden" not in page
    assert "wordsecret" not in page


def test_a_walkthrough_has_its_picture():
    """The first wrong step by name, in the drawing and in words; what is carried."""
    page = feedback_html()

    assert page.count("<svg") == 1
    assert "The first wrong step is drelu_dz" in page
    assert "drelu_dx0, computed from drelu_dxw0, dmul_dx0: carried" in page
    assert all(f'<th scope="row">{s.name}' in page for s in walked().grade.steps)


def test_a_decision_is_told_with_its_reason():
    """The points that count, and the comment; of the author nothing."""
    decided = Override("ada", "neuron_walkthrough", 3.5, "shown in class", "grace")
    page = feedback_page([replace(walked(), override=decided)], EXERCISES)

    assert "Set to 3.5 points: shown in class" in page
    assert "grace" not in page


def test_what_to_try_begins_with_the_mistake():
    """Its hints, then those of the exercise and a worked element, none twice."""
    told = Diagnosis("relu_mask", "boundary_kept", "why")
    found = next_steps(MASK, told)
    named = MASK.spec.misconceptions["boundary_kept"].hints

    assert found[: len(named)] == named
    assert found[len(named) : -1] == MASK.spec.hints
    assert found[-1] == ladder(MASK)[-1].text
    assert len(set(found)) == len(found)
    assert next_steps(MASK, None)[:-1] == MASK.spec.hints


def test_an_exercise_that_is_gone_still_has_its_points():
    """The grade says all that is needed; there is no hint and no picture."""
    page = feedback_page(class_of("ada"), {})

    assert "relu_mask" in page or "dsum" in page
    assert "What to try next" not in page


@given(st.one_of(st.text(), st.sampled_from(HOSTILE)))
def test_text_of_a_submission_is_text(text):
    """No tag and no attribute is theirs, wherever it stands."""
    plain = feedback_page([saying("word")], {})
    found = feedback_page([saying(text)], {})
    tags = re.compile(r"<[^>]*>")

    def shape(page: str) -> list[str]:
        return [tag for tag in tags.findall(page) if tag != "<br>"]

    assert set(shape(found)) <= set(shape(plain))
    found.encode("utf-8")
