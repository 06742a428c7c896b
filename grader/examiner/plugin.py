"""The pytest plugin: an exercise's checks are collected as pytest items and run.

Two ways in. `pytest exercises/02_layer/05_relu_mask --submission FILE` grades one file
with pytest's own report. The engine keeps one warm session: it collects once and runs
an exercise's items again for every submission, giving the evidence to the exercise's
node. An item's result is a CheckResult, kept at the node; a report for the engine
carries no traceback, since nobody would see it.

This file is loaded by every pytest session of the environment, so it imports nothing
heavy until an exercise is collected.
"""

from __future__ import annotations

import random
import traceback
from typing import TYPE_CHECKING, Any

import pytest

from grader.result import CheckResult, Verdict, Visibility

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from grader.examiner.bench import Bench
    from grader.examiner.evidence import AnyEvidence, Evidence
    from grader.exercise import AnyCheck, Exercise

EXERCISE_FILE = "exercise.yaml"
WARM = pytest.StashKey[bool]()
CHECK = pytest.StashKey[Any]()


class CheckFailed(Exception):
    """A check does not hold; carries its result."""

    def __init__(self, result: CheckResult) -> None:
        self.result = result
        super().__init__(f"{result.verdict}: {result.message}")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--submission` and `--grading-seed`."""
    group = parser.getgroup("gradkata")
    group.addoption(
        "--submission", metavar="FILE", help="grade FILE by the exercises collected"
    )
    group.addoption(
        "--grading-seed", type=int, default=0, help="seed of the random inputs"
    )


def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> pytest.Collector | None:
    """Collect an exercise where there is something to grade."""
    if file_path.name != EXERCISE_FILE:
        return None
    config = parent.config
    if not (config.getoption("--submission") or config.stash.get(WARM, False)):
        return None
    return ExerciseNode.from_parent(parent, path=file_path)


class ExerciseNode(pytest.File):
    """One exercise: its checks are its items; evidence and results live here."""

    exercise: Exercise
    evidence: AnyEvidence | None = None
    results: dict[str, CheckResult]

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """Yield one item a check, in the order of the YAML."""
        from grader.catalogue import Catalogue, find_course
        from grader.exercise import PytestCheck

        catalogue = Catalogue(find_course(self.path.parent))
        self.exercise = catalogue.load(self.path.parent.name.split("_", 1)[1])
        self.results = {}
        functions = self._functions()
        for check in self.exercise.spec.checks:
            if isinstance(check, PytestCheck):
                item = self._function(functions, check)
                item.stash[CHECK] = check
                yield item
            else:
                yield CheckItem.from_parent(self, name=check.id, check=check)

    def _functions(self) -> dict[str, pytest.Item]:
        path = self.path.with_name("checks.py")
        if not path.exists():
            return {}
        module: pytest.Module = pytest.Module.from_parent(self, path=path)
        return {n.name: n for n in module.collect() if isinstance(n, pytest.Item)}

    def _function(
        self, functions: dict[str, pytest.Item], check: AnyCheck
    ) -> pytest.Item:
        from grader.errors import AuthorError

        name = getattr(check, "function", "")
        if name not in functions:
            raise AuthorError.at(
                f"{self.path.parent.name}/checks.py", f"has no function {name!r}"
            )
        return functions[name]

    def gathered(self) -> AnyEvidence:
        """The evidence set by the engine, else that of `--submission`."""
        if self.evidence is None:
            from grader.examiner.evidence import gather_directly

            path, seed = (self.config.getoption(o) for o in OPTIONS)
            self.evidence, held = gather_directly(self.exercise, path, seed)
            self.addfinalizer(held.close)
            self.addfinalizer(self._forget)
        return self.evidence

    def _forget(self) -> None:
        self.evidence = None


OPTIONS = ("--submission", "--grading-seed")


class CheckItem(pytest.Item):
    """A check declared in YAML, as a pytest item."""

    parent: ExerciseNode

    def __init__(self, *, check: AnyCheck, **rest: Any) -> None:
        super().__init__(**rest)
        self.stash[CHECK] = check

    def runtest(self) -> None:
        """Judge the check. Raises `CheckFailed`."""
        result = self.parent.gathered().result(self.stash[CHECK])
        self.parent.results[result.id] = result
        if result.verdict is not Verdict.PASSED:
            raise CheckFailed(result)

    def judge(self) -> None:
        """Run without pytest's hooks; the result is kept as they would keep it."""
        try:
            self.runtest()
        except Exception as error:  # noqa: BLE001 - as pytest catches what a test raises
            check = self.stash[CHECK]
            _keep(self, check, pytest.ExceptionInfo.from_exception(error))

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None
    ) -> Any:
        """Show the sentence where a check fails, pytest's own text otherwise."""
        if isinstance(excinfo.value, CheckFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Name the check in pytest's output."""
        return self.path, None, f"{self.parent.path.parent.name}: {self.name}"


@pytest.fixture
def candidate(request: pytest.FixtureRequest) -> Bench:
    """Give the submission, to be called on a check's own inputs."""
    from grader.examiner.bench import Bench

    evidence = _called(request.node)
    revealed = request.node.stash[CHECK].visibility is Visibility.VISIBLE
    return Bench(evidence.suite, evidence.candidate, revealed)


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> Generator[Bench, None, None]:
    """Give the reference, to be called on a check's own inputs."""
    from grader.examiner.bench import reference_bench

    evidence = _called(request.node)
    bench = reference_bench(evidence.suite, evidence.candidate.zygote)
    with bench.candidate:
        yield bench


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> random.Random:
    """Give a generator of random numbers that depends on the seed and the check."""
    evidence = _called(request.node)
    return random.Random(f"{evidence.suite.seed}/{request.node.name}")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> pytest.TestReport | None:
    """Keep the CheckResult; for the engine, make a report without any text."""
    check = item.stash.get(CHECK, None)
    if check is None:
        return None
    if call.when == "call" or call.excinfo is not None:
        _keep(item, check, call.excinfo)
    if not item.config.stash.get(WARM, False) or call.when == "collect":
        return None
    return pytest.TestReport(
        nodeid=item.nodeid,
        location=("", None, ""),
        keywords={},
        outcome="failed" if call.excinfo else "passed",
        longrepr=None,
        when=call.when,
    )


def _keep(
    item: pytest.Item,
    check: AnyCheck,
    excinfo: pytest.ExceptionInfo[BaseException] | None,
) -> None:
    """Store the result of an item at its exercise."""
    raised = excinfo.value if excinfo else None
    if isinstance(raised, CheckFailed) or (raised is None and _judges_itself(item)):
        return
    from grader.examiner.judging import result_of
    from grader.examiner.reading import Finding
    from grader.values import Unfit

    node = _exercise_of(item)
    finding: Finding | None = None
    if isinstance(raised, Unfit):
        finding = Finding(raised.verdict, raised.message)
    elif isinstance(raised, AssertionError) and isinstance(item, pytest.Function):
        finding = Finding(Verdict.FAILED, (item.obj.__doc__ or check.title).strip())
    elif raised is not None:
        where = f"check {check.id!r} of {node.exercise.id}"
        text = f"{where} raised {type(raised).__name__}: {raised}"
        if item.config.stash.get(WARM, False):
            traceback.print_exception(raised)
        finding = Finding(Verdict.INTERNAL_ERROR, text)
    node.results[check.id] = result_of(check, finding)


def _judges_itself(item: pytest.Item) -> bool:
    """Whether an item has stored its own result: a declared check has."""
    return isinstance(item, CheckItem)


def _called(item: pytest.Item) -> Evidence:
    """The evidence of an exercise that is called; scripts have no bespoke checks."""
    from grader.examiner.evidence import Evidence

    evidence = _exercise_of(item).gathered()
    assert isinstance(evidence, Evidence)
    return evidence


def _exercise_of(item: pytest.Item) -> ExerciseNode:
    node = item.getparent(ExerciseNode)
    assert node is not None
    return node
