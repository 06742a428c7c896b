"""Sheets: a plain CSV and Canvas's gradebook."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import OperatorError
from grader.export import Roster, canvas, plain_csv
from grader.export.sheets import COLUMNS
from tests.export.standing import saying, standing
from tests.helpers import grade_of

TITLE = "Backprop kata"
ROSTER = f"""\
Student,ID,SIS User ID,SIS Login ID,Section,{TITLE} (12345),Current Score
    Points Possible,,,,,10,(read only)
"Lovelace, Ada",42,S1,ada,Sec 1,,88
"Hopper, Grace",43,S2,grace,Sec 1,3,=1+1
"""


def read(text: str, delimiter: str = ",") -> list[list[str]]:
    """The rows of a sheet."""
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def test_a_row_a_standing():
    """What counts, what was graded and who decided stand side by side."""
    header, row = read(plain_csv([standing(points=4.0)]))
    cells = dict(zip(header, row, strict=True))

    assert tuple(header) == COLUMNS
    assert (cells["points"], cells["graded_points"]) == ("4", "1")
    assert (cells["decided_by"], cells["misconception"]) == ("grace", "bias_forgotten")


@given(st.text(max_size=30), st.sampled_from(["=", "+", "-", "@", "\t", "\r", ""]))
def test_no_text_is_a_formula(text: str, first: str):
    """A spreadsheet computes nothing that a submission or a folder's name says."""
    _header, row = read(plain_csv([saying(first + text)]))

    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    assert len(row) == len(COLUMNS)


def test_numbers_stay_numbers():
    """What is a number has no apostrophe before it."""
    _header, row = read(plain_csv([standing(grade_of(points=-0.0))]))

    assert row[4:8] == ["0", "4", "0", "1"]


def test_one_column_of_the_roster_is_filled():
    """Every other cell, also of students without work, stays as Canvas wrote it."""
    others = grade_of(exercise="other", points=2.5)
    text, unknown = canvas(
        [standing(), standing(others), standing(grade_of(student="bea"))],
        Roster.of(ROSTER),
        TITLE,
    )
    before, after = read(ROSTER), read(text)

    assert after[2] == ["Lovelace, Ada", "42", "S1", "ada", "Sec 1", "3.5", "88"]
    assert [after[n] for n in (0, 1, 3)] == [before[n] for n in (0, 1, 3)]
    assert unknown == ("bea",)


@pytest.mark.parametrize("name", ["ada", "S1", "42", "Lovelace, Ada", "lovelaceada_42"])
def test_a_student_is_known_by_any_name_of_the_roster(name: str):
    """Folders may be named by login, number or name."""
    text, unknown = canvas(
        [standing(grade_of(student=name))], Roster.of(ROSTER), f"{TITLE} (12345)"
    )

    assert unknown == ()
    assert read(text)[2][5] == "1"


def test_another_delimiter_and_a_mark_are_kept():
    """A roster from a European Canvas goes back as it came."""
    roster = "\ufeff" + ROSTER.replace("Lovelace, Ada", "Ada").replace(
        "Hopper, Grace", "Grace"
    ).replace(",", ";")
    text, _unknown = canvas([standing()], Roster.of(roster), TITLE)

    assert read(text, ";")[2][5] == "1"


@pytest.mark.parametrize(
    ("roster", "title", "told"),
    [
        ("name,points\nada,1\n", TITLE, "no gradebook of Canvas"),
        ("", TITLE, "no gradebook of Canvas"),
        (ROSTER, "Another kata", "no assignment 'Another kata'"),
    ],
)
def test_what_cannot_be_filled_is_told(roster: str, title: str, told: str):
    """One sentence says what is wrong with the file or the title."""
    with pytest.raises(OperatorError, match=told):
        canvas([standing()], Roster.of(roster), title)
