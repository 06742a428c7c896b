"""Names that say who, when and which."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.intake.names import Packed, canvas_name, time_in


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        (
            "lovelaceada_12345_678901_relu_mask.py",
            Packed("lovelaceada_12345", "relu_mask.py", 0),
        ),
        (
            "lovelaceada_LATE_12345_678901_relu_mask-2.py",
            Packed("lovelaceada_12345", "relu_mask.py", 2),
        ),
        ("李雷_1_2_week1.ipynb", Packed("李雷_1", "week1.ipynb", 0)),
        ("ada_1_2_notes_3_4.py", Packed("ada_1", "notes_3_4.py", 0)),
        ("relu_mask.py", None),
        ("compute_drelu_dw1.py", None),
        ("a_1_2_", None),
        ("", None),
    ],
)
def test_a_name_of_canvas(name: str, packed: Packed | None):
    """A download's name is taken apart; any other name is left alone."""
    assert packed == canvas_name(name)


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        ("2026-11-01T10:30:05Z", "2026-11-01T10:30:05+00:00"),
        ("2026-11-01T10-30-05", "2026-11-01T10:30:05+00:00"),
        ("20261101T103005Z", "2026-11-01T10:30:05+00:00"),
        ("2026-11-01_10-30", "2026-11-01T10:30:00+00:00"),
        ("2026-11-01 10:30:05.123456 UTC\n", "2026-11-01T10:30:05+00:00"),
        ("2026-11-01T10:30:05+01:00", "2026-11-01T09:30:05+00:00"),
        ("2026-13-01T10:30:05", ""),
        ("2026-11-01", ""),
        ("week1", ""),
    ],
)
def test_a_name_that_is_a_time(name: str, moment: str):
    """The usual ways to write a moment are read; without a zone it is UTC."""
    assert moment == time_in(name)


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_time_goes_round(moment: datetime):
    """What is written in ISO 8601 is read as what it is."""
    told = moment.replace(microsecond=0).isoformat()

    assert told == time_in(told)


@given(st.text(max_size=60))
def test_any_name_is_read_without_failing(name: str):
    """Whatever a file is called, it is a name or it is not."""
    canvas_name(name)
    time_in(name)
