"""A small course and its bundle."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.candidate import Workers, start
from grader.catalogue import Catalogue
from grader.release import Bundle, make_bundle
from tests.courses import course_of


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    """Where references run."""
    with start() as zygote:
        yield zygote


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with the scaffold's exercise."""
    return course_of(tmp_path)


@pytest.fixture
def bundle(course: Path, workers: Workers) -> Bundle:
    """Its bundle, in memory."""
    return make_bundle(Catalogue(course), workers)
