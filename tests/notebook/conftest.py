"""One kernel for all tests that need a real one; each begins with nothing defined."""

from collections.abc import Iterator

import pytest

from tests.helpers import REPOSITORY
from tests.html.conftest import browser  # noqa: F401 - the same browser, in JupyterLab
from tests.notebook.kernels import Kernel

BEGIN = """
%reset -f
import os
os.environ.pop("GRADKATA_IN_KERNEL", None), os.environ.pop("NBGRADER_EXECUTION", None)
from grader.notebook.hinting import LADDERS
LADDERS._by_exercise.clear()
del os, LADDERS
"""


@pytest.fixture(scope="session")
def running(tmp_path_factory) -> Iterator[Kernel]:
    """A kernel that knows the course, its engines warm after the first check."""
    folder = tmp_path_factory.mktemp("kernel")
    kernel = Kernel(folder, GRADKATA_COURSE=str(REPOSITORY))
    yield kernel
    kernel.close()


@pytest.fixture
def kernel(running: Kernel) -> Kernel:
    """The kernel as if it had just been started."""
    assert running.run(BEGIN).error == []
    return running
