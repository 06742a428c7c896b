"""A gradebook of its own for each test, and grades as they are handed to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.gradebook import Gradebook
from grader.result import Grade
from grader.submission import Submission


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a gradebook will stand."""
    return tmp_path / "gradebook.sqlite"


@pytest.fixture
def url(path: Path) -> str:
    """The URL of that gradebook."""
    return f"sqlite:///{path}"


@pytest.fixture
def book(url: str) -> Iterator[Gradebook]:
    """That gradebook, made and open."""
    with Gradebook(url) as opened:
        yield opened


def handed(
    grade: Grade, source: bytes | None = b"", submitted_at: str = ""
) -> tuple[Grade, Submission]:
    """A grade and the submission that it is of."""
    submission = Submission(
        student=grade.student,
        exercise=grade.exercise,
        path=grade.submission,
        kind=grade.submission.rpartition(".")[2],
        source=source,
        digest=grade.digest,
        submitted_at=submitted_at,
    )
    return grade, submission
