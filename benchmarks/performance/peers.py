"""How others grade the same submissions by the same checks, each in its environment.

A peer is given the three kinds of submission and says how many of the twenty checks
each passes. Checks run in the submission's process there, which is what ours do not.
"""

import json
import os
import pickle
import resource
import subprocess
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from string import Template

from performance.environments import Environment, environment
from performance.material import FUNCTION, SUBMISSIONS, Row, checks

LOAD = f"""
import pickle
import numpy as np
from pathlib import Path
CASES = pickle.loads(Path(__file__).with_name("cases.pickle").read_bytes())
def holds({FUNCTION}, groups, part):
    for group in groups:
        for arguments, expected in CASES[group]:
            arguments = [a.copy() for a in arguments]
            got = {FUNCTION}(*arguments)[part]
            assert got.shape == expected[part].shape
            np.testing.assert_allclose(got, expected[part])
"""


@dataclass(frozen=True)
class Spent:
    """What one submission took: seconds on the clock and of the processor, and MB."""

    seconds: float
    cpu: float
    passed: dict[str, int]


class Peer(ABC):
    """One harness, ready to grade in a folder."""

    name: str

    def __init__(self, folder: Path, rows: dict[str, list[Row]]) -> None:
        self.folder = folder / self.name.replace(" ", "_")
        self.folder.mkdir()
        self.rows = rows
        self.environment = self.install()
        self.prepare()

    @abstractmethod
    def install(self) -> Environment:
        """Its environment."""

    @abstractmethod
    def prepare(self) -> None:
        """Write the checks as this harness wants them."""

    @abstractmethod
    def grade(self) -> dict[str, int]:
        """Grade the three kinds; how many checks each passes."""

    @property
    def graded(self) -> int:
        """How many submissions one `grade` is about."""
        return len(SUBMISSIONS)

    def spend(self) -> Spent:
        """Grade once, and say what a submission took."""
        before, begun = (
            resource.getrusage(resource.RUSAGE_CHILDREN),
            time.perf_counter(),
        )
        passed = self.grade()
        seconds = time.perf_counter() - begun
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return Spent(seconds / self.graded, cpu / self.graded, passed)

    def run(self, *command: str, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run a program of its environment in its folder."""
        path = os.pathsep.join(
            [str(self.environment.folder / "bin"), os.environ["PATH"]]
        )
        return subprocess.run(
            [self.environment.program(command[0]), *command[1:]],
            cwd=self.folder,
            env={**os.environ, "PATH": path, **environ},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def write_cases(self, folder: Path) -> None:
        """The checks' code and their cases, beside the submission."""
        (folder / "cases.pickle").write_bytes(pickle.dumps(self.rows))
        (folder / "checking.py").write_text(LOAD)


class OneByOne(Peer):
    """A harness that takes a command for each submission."""

    @abstractmethod
    def passed(self) -> int:
        """Grade `submission.py`; how many checks it passes."""

    def grade(self) -> dict[str, int]:
        """One after another."""
        found = {}
        for kind, source in SUBMISSIONS.items():
            (self.folder / "submission.py").write_text(source)
            found[kind] = self.passed()
        return found


class FreshPytest(OneByOne):
    """A `pytest` process a submission, no plugins but pytest's own."""

    name = "fresh pytest"
    text = Template("""
import pytest
from checking import holds
@pytest.mark.parametrize("groups,part", $checks)
def test_check(groups, part):
    from submission import $function
    holds($function, groups, part)
""")

    def install(self) -> Environment:
        """Pytest and numpy."""
        return environment("pytest", "pytest", "numpy")

    def prepare(self) -> None:
        """One parametrized test."""
        self.write_cases(self.folder)
        text = self.text.substitute(checks=repr(checks()), function=FUNCTION)
        (self.folder / "test_checks.py").write_text(text)

    def passed(self) -> int:
        """One process."""
        command = ["pytest", "-q", "-p", "no:cacheprovider", "."]
        told = self.run(*command, PYTEST_DISABLE_PLUGIN_AUTOLOAD="1").stdout
        words = told.strip().splitlines()[-1].replace(",", "").split()
        return int(words[words.index("passed") - 1]) if "passed" in words else 0


class Unittest(OneByOne):
    """Gradescope's way: a `unittest` process a submission that writes its results."""

    name = "gradescope unittest"
    text = """
import unittest
from gradescope_utils.autograder_utils.decorators import weight
from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner
from checking import holds
CHECKS = {checks}
class Checks(unittest.TestCase):
    pass
def make(groups, part):
    @weight(1)
    def test(self):
        from submission import {function}
        holds({function}, groups, part)
    return test
for number, row in enumerate(CHECKS):
    setattr(Checks, f"test_{{number:02}}", make(*row))
if __name__ == "__main__":
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Checks)
    with open("results.json", "w") as file:
        JSONTestRunner(visibility="visible", stream=file).run(suite)
"""

    def install(self) -> Environment:
        """Gradescope's helpers and numpy."""
        return environment("gradescope", "gradescope-utils", "numpy")

    def prepare(self) -> None:
        """A module of twenty tests, as its documents show them."""
        self.write_cases(self.folder)
        text = self.text.format(checks=repr(checks()), function=FUNCTION)
        (self.folder / "run_tests.py").write_text(text)

    def passed(self) -> int:
        """One process."""
        self.run("python", "run_tests.py")
        told = json.loads((self.folder / "results.json").read_text())
        return int(sum(row["score"] for row in told["tests"]))
