"""What a learner may read of a grade."""

from hypothesis import given
from hypothesis import strategies as st

from grader.export.lines import HIDDEN, lines_of, summed, why
from grader.result import CheckResult, Verdict, Visibility
from tests.export.standing import standing
from tests.helpers import GRADE, grade_of

SECRET = "a word of a hidden check"
checks = st.builds(
    CheckResult,
    id=st.just("secret"),
    title=st.just(SECRET),
    verdict=st.sampled_from(Verdict),
    points=st.integers(0, 40).map(lambda n: n / 8),
    max_points=st.integers(40, 80).map(lambda n: n / 8),
    visibility=st.just(Visibility.HIDDEN),
    message=st.just(SECRET),
)


def test_hidden_checks_are_one_line_without_a_word_of_theirs():
    """A learner reads how many passed and what they earned, and no more."""
    visible, hidden = lines_of(standing())

    assert (visible.name, visible.points) == ("It works.", 1)
    assert (hidden.name, hidden.message) == (HIDDEN, "0 of 1 passed.")
    assert "z is" not in str((visible, hidden))


@given(st.lists(checks, max_size=6))
def test_the_lines_add_up_and_tell_nothing_hidden(rows: list[CheckResult]):
    """Whatever the hidden checks are, their points are all there, their words not."""
    grade = grade_of(checks=(*GRADE.checks, *rows))
    lines = list(lines_of(standing(grade)))

    assert SECRET not in str(lines)
    for name in ("points", "max_points"):
        told = summed(getattr(line, name) for line in lines)
        assert told == summed(getattr(check, name) for check in grade.checks)


def test_an_instructors_decision_is_said_with_its_reason():
    """Who reads other points than the checks gave reads why."""
    assert why(standing()) == "The bias is missing."
    assert why(standing(points=4.0)) == (
        "The bias is missing.\nSet to 4 points: shown in class"
    )
