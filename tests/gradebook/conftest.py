"""A gradebook of its own for each test, on both databases, and grades for it."""

import itertools
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
import sqlalchemy as sa

from grader.errors import OperatorError
from grader.gradebook import Gradebook
from grader.result import Grade
from grader.submission import Submission
from tests.servers import postgresql

T = TypeVar("T")
_numbers = itertools.count()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a gradebook will stand that is a file."""
    return tmp_path / "gradebook.sqlite"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a PostgreSQL server, started once."""
    with postgresql() as started:
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The URL of a gradebook that is still to be made, in either database."""
    if request.param == "sqlite":
        return f"sqlite:///{request.getfixturevalue('path')}"
    server = request.getfixturevalue("server")
    name = f"book{next(_numbers)}"
    execute(server, f"CREATE DATABASE {name}")
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def book(url: str) -> Iterator[Gradebook]:
    """That gradebook, made and open."""
    with Gradebook(url) as opened:
        yield opened


def execute(url: str, *statements: str) -> list[tuple[object, ...]]:
    """Run statements as another program would; the rows that the last one finds."""
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    found: list[tuple[object, ...]] = []
    with engine.connect() as connection:
        for statement in statements:
            result = connection.exec_driver_sql(statement)
            found = [tuple(row) for row in result] if result.returns_rows else []
    engine.dispose()
    return found


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


def together(
    url: str, count: int, act: Callable[[Gradebook], T]
) -> tuple[list[T], list[OperatorError]]:
    """What some runs get that open a gradebook at one moment, and what fails."""
    ready = threading.Barrier(count)
    found: list[T] = []
    failures: list[OperatorError] = []

    def run() -> None:
        ready.wait()
        try:
            with Gradebook(url) as opened:
                found.append(act(opened))
        except OperatorError as error:
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found, failures
