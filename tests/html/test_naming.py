"""Names of files for students."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.html import file_names
from grader.html.naming import MAX_STEM
from tests.html.pages import HOSTILE

NAMES = st.one_of(
    st.text(st.characters(codec=None)),
    st.text("aA.-/\\ é0", max_size=4),
    st.sampled_from([*HOSTILE, "con", "nul.txt", "LPT1", "..", ".hidden", "a."]),
)


@given(st.lists(NAMES, unique=True))
def test_each_student_has_a_file_of_their_own(students):
    """Below one folder, whatever the names are, on any disk."""
    found = file_names(students)

    assert [*found] == students
    folded = [name.casefold() for name in found.values()]
    assert len(set(folded)) == len(students)
    for name in found.values():
        stem = name.removesuffix(".html")
        assert name == f"{stem}.html"
        assert stem.isascii()
        assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789._-")
        assert stem[0] not in ".-_"
        assert stem[-1] != "."
        assert 0 < len(stem) <= MAX_STEM
        assert stem.partition(".")[0] not in {"con", "nul", "aux", "prn", "lpt1"}


@given(NAMES, st.lists(NAMES))
def test_a_name_does_not_depend_on_who_else_is_there(student, others):
    """A file is found again when others come and go."""
    assert file_names([student])[student] == file_names([*others, student])[student]


@pytest.mark.parametrize("student", ["ada", "bea_2", "x.y-z", "a"])
def test_a_plain_name_stays_as_it_is(student):
    """Most are plain."""
    assert file_names([student]) == {student: f"{student}.html"}


def test_nobody_can_take_the_name_of_another():
    """A folder that is called like another's file gets another name."""
    taken = file_names(["Ada"])["Ada"].removesuffix(".html")

    assert file_names([taken])[taken] != f"{taken}.html"
