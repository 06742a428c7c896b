"""What a worker can see and use, asked from inside a real one."""

import pytest

from grader.candidate import Zygote
from tests.processes import ask


@pytest.fixture(scope="module")
def zygote():
    """Start a zygote once for this file."""
    with Zygote() as started:
        yield started


def test_a_worker_has_no_environment_of_ours(zygote: Zygote, monkeypatch):
    """Nothing of the host's environment reaches a worker."""
    monkeypatch.setenv("GRADKATA_SECRET", "42")
    names = ask(zygote, "import os\ndef f(): return sorted(os.environ)").values[0]

    assert "GRADKATA_SECRET" not in names
    assert "HOME" not in names


def test_a_worker_has_no_modules_of_ours(zygote: Zygote):
    """Neither the package nor what is installed beside numpy can be imported."""
    source = """
        import importlib, sys
        def f():
            found = [n for n in sys.modules if n.split(".")[0] in ("grader", "pytest")]
            for name in ("grader", "pytest", "yaml", "pydantic"):
                try:
                    importlib.import_module(name)
                    found.append(name)
                except ImportError:
                    pass
            return found
    """

    assert ask(zygote, source).values == ([],)


def test_a_worker_has_three_descriptors_and_its_wire(zygote: Zygote):
    """No descriptor of the host or the zygote is open."""
    source = """
        import os
        def f():
            found = []
            for number in range(256):
                try:
                    os.fstat(number)
                    found.append(number)
                except OSError:
                    pass
            return found
    """

    assert ask(zygote, source).values == ([0, 1, 2, 3],)


def test_limits_hold(zygote: Zygote):
    """Privileges, core dumps, files and processor time are limited by the kernel."""
    source = """
        import resource
        NAMES = ("CORE", "FSIZE", "NPROC")
        def f():
            with open("/proc/self/status") as file:
                status = dict(line.split(":", 1) for line in file if ":" in line)
            limits = [getattr(resource, "RLIMIT_" + n) for n in NAMES]
            return [
                status.get("NoNewPrivs", "").strip(),
                [resource.getrlimit(which)[1] for which in limits],
                resource.getrlimit(resource.RLIMIT_CPU)[1] < 60,
            ]
    """.replace("/proc/self/status", "/proc/thread-self/status")

    answer = ask(zygote, source)

    # A process that may not be traced may not read its own status everywhere.
    assert answer.fault is None or answer.fault.verdict == "forbidden"
    if answer.fault is None:
        assert answer.values == (["1", [0, 0, 0], True],)


def test_random_numbers_are_the_same_in_every_worker(zygote: Zygote):
    """Both generators learners use are seeded, so that a verdict can be repeated."""
    source = """
        import random
        import numpy as np
        def f(): return [random.random(), float(np.random.rand())]
    """

    assert ask(zygote, source).values == ask(zygote, source).values
