"""One real zygote for the tests of this folder."""

from collections.abc import Iterator

import pytest

from grader.candidate import Zygote


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """Start a zygote once; workers are forked from it by each test."""
    with Zygote() as started:
        yield started
