"""Zygotes with and without the view of the disk, started once for each file."""

from collections.abc import Iterator

import pytest

from grader.candidate import Zygote
from tests.sandbox import needs


@pytest.fixture(scope="module", params=["view", "bare"])
def either(request: pytest.FixtureRequest) -> Iterator[Zygote]:
    """A zygote with every layer, then one without bubblewrap's view."""
    if request.param == "view":
        needs.bubblewrap()
    without = {"view": frozenset(), "bare": frozenset({"bubblewrap"})}
    with Zygote(without[request.param]) as started:
        yield started
