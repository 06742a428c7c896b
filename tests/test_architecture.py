"""The house rules: imports follow the layers, modules and functions stay small."""

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.helpers import REPOSITORY

# Each row may import from itself and from the rows above it.
ROWS = [
    "version",
    "errors",
    "forms",
    "validating",
    "yamlfile",
    "zipped",
    "result",
    "protocol",
    "spelling",
    "exercise",
    "course",
    "channel",
    "digest",
    "packed",
    "catalogue",
    "submission",
    "sandbox",
    "candidate",
    "cases",
    "values",
    "held",
    "raised",
    "laws",
    "bundle",
    "script",
    "agreement",
    "gradients",
    "picture",
    "examiner",
    "hints",
    "diagnosis",
    "mistakes",
    "grading",
    "explaining",
    "serving",
    "engine",
    "engines",
    "cluster",
    "stubs",
    "scaffold",
    "release",
    "doctor",
    "gradebook",
    "intake",
    "shard",
    "cohort",
    "regrade",
    "analysis",
    "report",
    "export",
    "autograder",
    "html",
    "notebook",
    "nbgrader",
    "learner",
    "verification",
    "cli",
]
MAX_MODULE_LINES = 300
MAX_FUNCTION_LINES = 50
# What `import grader` offers: its version, and what `%load_ext grader` calls, which is
# imported then alone. So nothing may import `grader` itself.
OFFERED = {"grader.version", "grader.notebook.magics"}
UNSAFE = {"pickle", "cPickle", "dill", "shelve", "marshal"}

PACKAGE = REPOSITORY / "grader"


def name_of(path: Path) -> str:
    """The dotted name of a module."""
    parts = path.relative_to(REPOSITORY).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {
    name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()
}
# These run beside untrusted code and are loaded by their paths.
ALONE = [
    name
    for name in MODULES
    if name.startswith("grader._") or name == "grader.sandbox.lock"
]

every_module = pytest.mark.parametrize("module", MODULES)


def package_of(module: str) -> str:
    """The package that relative imports of a module start from."""
    is_package = MODULES[module].name == "__init__.py"
    return module if is_package else module.rpartition(".")[0]


def imported(module: str) -> Iterator[str]:
    """Every module that is imported, anywhere in the file, of whatever package."""
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package_of(module).split(".")
                start = ".".join(above[: len(above) - node.level + 1])
                base = f"{start}.{base}".rstrip(".")
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield inner if inner in MODULES else base


def ours(module: str) -> set[str]:
    """The modules of this package that a module imports."""
    return {name for name in imported(module) if name.split(".")[0] == "grader"}


def row_of(module: str) -> int:
    """Where a module stands in the house."""
    return ROWS.index(module.split(".")[1])


@every_module
def test_every_module_has_its_row(module: str) -> None:
    """A new module is given a place in the house before it is used."""
    head = f"{module}.".split(".")[1]

    assert module == "grader" or head.startswith("_") or head in ROWS


@every_module
def test_every_import_names_a_module_that_is_there(module: str) -> None:
    """Imports of ours are read right by these tests."""
    assert ours(module) <= MODULES.keys()


@every_module
def test_imports_point_upwards(module: str) -> None:
    """A module imports from its own row and those above it, types and all."""
    if module == "grader" or module in ALONE:
        assert (OFFERED if module == "grader" else set()) == ours(module)
        return

    assert "grader" not in ours(module)
    below = {name for name in ours(module) - {*ALONE} if row_of(name) > row_of(module)}

    assert set() == below


@every_module
def test_nothing_imports_what_runs_in_the_sandbox(module: str) -> None:
    """The scripts of the worker are loaded by path and imported by no one."""
    private = {name for name in ALONE if name.startswith("grader._")}

    assert set() == ours(module) & private


def test_what_runs_in_the_sandbox_stands_alone() -> None:
    """The scripts of the worker are there and import nothing of the package."""
    expected = {"grader._worker", "grader._source", "grader._faults"}

    assert {*expected, "grader.sandbox.lock"} <= set(ALONE)
    assert all(not ours(module) for module in ALONE)


def test_imports_have_no_cycle() -> None:
    """No module needs itself, by whatever way round, types and lazy imports too."""
    graph = {module: ours(module) for module in MODULES}
    cycle: list[str] = []
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        cycle = error.args[1]

    assert cycle == []


@every_module
def test_modules_are_short(module: str) -> None:
    """A module that outgrows its limit becomes a folder."""
    lines = MODULES[module].read_text(encoding="utf-8").splitlines()

    assert len(lines) <= MAX_MODULE_LINES


@every_module
def test_functions_are_short(module: str) -> None:
    """A function that outgrows its limit becomes two."""
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(TREES[module])
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= MAX_FUNCTION_LINES
    }

    assert long == {}


@every_module
def test_values_are_never_made_from_text_or_pickles(module: str) -> None:
    """`eval` and pickle are mentioned only where they are said never to be used.

    The one exception compiles formulas of the author's reference, which is trusted.
    """
    text = MODULES[module].read_text(encoding="utf-8")
    mentions = [
        line
        for line in text.splitlines()
        if re.search(r"\beval\(|pickle", line) and "never" not in line.lower()
    ]
    if module == "grader.script.graph":
        mentions.remove(next(line for line in mentions if "self.code" in line))

    assert mentions == []


@every_module
def test_no_module_imports_a_pickle(module: str) -> None:
    """Nothing that could make objects from bytes is imported."""
    assert set() == UNSAFE & {name.split(".")[0] for name in imported(module)}
