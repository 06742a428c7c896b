"""One engine for all tests of grading inside nbgrader."""

from collections.abc import Iterator

import pytest

from grader.nbgrader.running import Running


@pytest.fixture(scope="session")
def running() -> Iterator[Running]:
    """What grades, started when it is first asked."""
    own = Running()
    yield own
    own.close()
