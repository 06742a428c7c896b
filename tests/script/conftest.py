"""One engine over both walkthroughs for the tests of a module."""

from collections.abc import Iterator

import pytest

from grader.engines import Engines, Setup
from tests.processes import ROOT
from tests.script.walkthroughs import FILES


@pytest.fixture(scope="module")
def engines() -> Iterator[Engines]:
    """Start it once; each test grades a source or a few."""
    with Engines(Setup(ROOT, FILES), jobs=1) as started:
        yield started
