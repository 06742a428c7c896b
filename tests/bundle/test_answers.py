"""`answers.json`: what is written is read back, and nothing else is taken for it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from grader.bundle import (
    Draws,
    Shown,
    Stored,
    StoredMistake,
    Table,
    Tables,
    answers_text,
    digest_of_cases,
    read_answers,
)
from grader.cases import cases_of
from grader.errors import AuthorError
from grader.exercise import Exercise
from tests.helpers import make_exercise

DUE = {"z": (np.array(2.5), np.array(1e-9)), "new_w": (np.ones(2), np.ones(2))}
WRONG = Shown((np.array([3.0, 4.0]),))
SHOWN = (Shown((np.array(2.5),)), WRONG, Shown((), "error ValueError", changed=True))
TABLE = Table(("x",), {"key": [1.0, 2.0]})


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    """The minimal exercise, in a folder of its own."""
    found = replace(make_exercise(tmp_path), public=True)
    found.folder.mkdir(parents=True)
    return found


def put(exercise: Exercise, text: str) -> None:
    """Write the file."""
    exercise.answers.write_text(text, encoding="utf-8")


def test_answers_of_a_function_read_back(exercise: Exercise):
    """Expected parts, and what mistakes show: right parts, wrong ones, words."""
    mistakes = (StoredMistake("bias_forgotten", SHOWN),)
    stored = Stored("digest", (DUE, DUE, DUE), mistakes)

    put(exercise, answers_text(stored))
    found = read_answers(exercise)

    assert answers_text(stored) == answers_text(found)
    assert ["bias_forgotten"] == [row.id for row in found.mistakes]
    for due, came in zip(SHOWN, found.mistakes[0].shown, strict=True):
        assert (due.word, due.changed) == (came.word, came.changed)
        assert [p.tolist() for p in due.parts] == [p.tolist() for p in came.parts]


def test_answers_of_a_script_read_back(exercise: Exercise):
    """Draws and tables, as they are."""
    draws = (Draws(whole=True, sets=({"x": {"2": [2.0, 3.0]}},)),)
    tables = Tables({"z": TABLE}, {"z": (TABLE,)}, {"z": {"ascent": TABLE}}, {})
    stored = Stored(draws=draws, tables=tables)

    put(exercise, answers_text(stored))

    assert stored == read_answers(exercise)


def test_a_part_that_is_right_is_not_written_again(exercise: Exercise):
    """Most parts of most mistakes are right."""
    stored = Stored("digest", (DUE,), (StoredMistake("ascent", SHOWN[:1]),))

    assert '"shown":[{"parts":[null]}]' in answers_text(stored).replace("\n", "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": 2}',
        '{"format": 1, "expected": [{"z": 1}]}',
        "\udcff",
    ],
)
def test_what_is_no_answers_is_refused(exercise: Exercise, text: str):
    """With the place, and what to do."""
    exercise.answers.write_bytes(text.encode(errors="surrogateescape"))

    with pytest.raises(AuthorError, match=r"answers\.json: cannot be read; release"):
        read_answers(exercise)


def test_a_file_that_is_missing_is_told(exercise: Exercise):
    """As any file that cannot be read."""
    with pytest.raises(AuthorError, match=r"answers\.json: cannot be read: No such"):
        read_answers(exercise)


def test_answers_to_other_cases_are_refused(exercise: Exercise):
    """They would be held against the wrong numbers."""
    cases = cases_of(exercise, 1)
    put(exercise, answers_text(Stored(digest_of_cases(cases), (DUE,))))

    assert 1 == len(read_answers(exercise, cases).expected)
    with pytest.raises(AuthorError, match="belongs to other cases"):
        read_answers(exercise, cases_of(exercise, 2))
