"""Overrides, extensions and forgetting, each with its reason."""

from pathlib import Path

import pytest

from grader.errors import OperatorError
from grader.gradebook import (
    Extension,
    Gradebook,
    Override,
    extend,
    extensions,
    forget,
    history,
    override,
    overrides,
    standings,
)
from tests.gradebook.conftest import execute, handed
from tests.helpers import GRADE, grade_of

# Where PostgreSQL keeps the tables of a database.
PLACE = (
    "SELECT current_setting('data_directory'), oid FROM pg_database "
    "WHERE datname = current_database()"
)
DECIDED = Override("ada", "neuron", 3.5, "shown in class", "grace")


def test_an_override_counts_and_the_grade_stays(book: Gradebook):
    """The points that count are the instructor's; the attempt is as it was."""
    book.record(*handed(GRADE))
    override(book, DECIDED)

    (standing,) = standings(book)

    assert (standing.points, standing.grade) == (3.5, GRADE)
    assert standing.override is not None
    assert standing.override.comment == "shown in class"


def test_the_last_override_holds_until_it_is_withdrawn(book: Gradebook):
    """Decisions are added, never changed; one without points takes the last back."""
    book.record(*handed(GRADE))
    for points in (2.0, 4.0):
        override(book, Override("ada", "neuron", points, "again", "grace"))
    (held,) = standings(book)
    override(book, Override("ada", "neuron", None, "a mistake", "grace"))
    (withdrawn,) = standings(book)

    assert (held.points, withdrawn.points) == (4.0, GRADE.points)
    assert overrides(book) == {}


@pytest.mark.parametrize(("comment", "author"), [("", "grace"), ("why", " ")])
def test_a_decision_is_signed(book: Gradebook, comment: str, author: str):
    """Nothing is decided without a reason and a name."""
    with pytest.raises(OperatorError, match="a comment and an author"):
        override(book, Override("ada", "neuron", 1.0, comment, author))
    with pytest.raises(OperatorError, match="a comment and an author"):
        extend(book, Extension("ada", "week 1", "2026-12-01", comment, author))
    assert (overrides(book), extensions(book)) == ({}, {})


def test_the_last_extension_holds(book: Gradebook):
    """A student has one extension for an assignment, the one given last."""
    for until in ("2026-12-01T12:00:00+00:00", "2026-12-03T12:00:00+00:00"):
        extend(book, Extension("ada", "week 1", until, "ill", "grace"))

    (found,) = extensions(book).values()

    assert found.until == "2026-12-03T12:00:00+00:00"
    assert found.made_at


def test_a_student_is_forgotten_for_good(url: str, path: Path):
    """No byte of what they handed in is left in the file; the others stay."""
    source, shared = b"# a secret of mine", b"# the same as others"
    mine = grade_of(digest="sha256:mine")
    both = grade_of(exercise="other", digest="sha256:both")
    theirs = grade_of(
        student="bea",
        exercise="other",
        digest="sha256:both",
        submission="bea/other.py",
    )
    with Gradebook(url) as book:
        for grade, text in ((mine, source), (both, shared), (theirs, shared)):
            book.record(*handed(grade, text))
        override(book, DECIDED)
        extend(book, Extension("ada", "week 1", "2026-12-01", "ill", "grace"))

        assert forget(book, "ada") == 4
        assert [row.grade.student for row in standings(book)] == ["bea"]
        assert (overrides(book), extensions(book)) == ({}, {})
        assert history(book, "ada", "neuron") == []

    if url.startswith("sqlite"):
        folder = path.parent
    else:
        execute(url, "CHECKPOINT")
        ((data, number),) = execute(url, PLACE)
        folder = Path(str(data)) / "base" / str(number)
    left = b"".join(file.read_bytes() for file in folder.iterdir())
    assert b"ada/neuron.py" not in left
    assert b"sha256:mine" not in left
    assert b"sha256:both" in left
