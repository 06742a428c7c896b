"""One zygote for all tests here."""

from collections.abc import Iterator

import pytest

from tests.explaining.looks import Looker, looker


@pytest.fixture(scope="module")
def looks() -> Iterator[Looker]:
    """Runs and explains a source."""
    with looker() as found:
        yield found
