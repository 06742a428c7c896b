"""Runs an instructor's own test cells beside the learner's code, in a confined worker.

Such a test is written to share names with the answer, so it shares its process as well:
a learner can read it there and make up its result, which is told. What it cannot do is
reach the machine. The score follows nbgrader's rule for outputs, but that warnings and
printing cost nothing, a number of numpy's is a number, and one out of range is clamped.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.candidate import Answer, Candidate, Request, Workers
from grader.errors import OperatorError
from grader.nbgrader.learner import Whose, as_notebook
from grader.report import shown
from grader.result import clamped
from grader.sandbox import Confinement
from grader.submission import Submission

RUN = "__gradkata_run__"
VALUE = "__gradkata_value__"
MAX_TOLD = 300
MAGIC = re.compile(r"^(\s*)[%!][^\n]*$", re.MULTILINE)
NOT_ISOLATED = "This test ran in the process of your own code, so it is not isolated."

# Runs in the worker, before the learner's cells, and holds on to what it needs there.
RUNNER = f"""
def {RUN}(text, tools=(__import__("ast"), compile, exec, float, globals, isinstance)):
    ast, compile, exec, float, globals, isinstance = tools
    names = globals()
    names["{VALUE}"] = None
    imported = set()
    try:
        tree = ast.parse(text)
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                imported |= {{alias.name.split(".")[0] for alias in node.names}}
            elif isinstance(node, ast.ImportFrom):
                imported.add((node.module or "").split(".")[0])
        last = tree.body[-1] if tree.body else None
        if isinstance(last, ast.Expr) and not text.rstrip().endswith(";"):
            target = ast.Name("{VALUE}", ast.Store())
            tree.body[-1] = ast.Assign([target], last.value)
            ast.fix_missing_locations(tree)
        exec(compile(tree, "test", "exec"), names)
    except BaseException as error:
        lacking = getattr(error, "name", None)
        if isinstance(error, ModuleNotFoundError) and lacking in imported:
            return ["module", str(lacking)[:{MAX_TOLD}]]
        return ["error", f"{{type(error).__name__}}: {{error}}"[:{MAX_TOLD}]]
    value = names.get("{VALUE}")
    if value is None:
        return ["nothing", ""]
    if isinstance(value, bool) or str(getattr(value, "dtype", "")) == "bool":
        return ["other", ""]
    if isinstance(value, (int, float)) or getattr(value, "shape", None) == ():
        try:
            return ["number", float(value)]
        except (TypeError, ValueError, OverflowError):
            pass
    return ["other", ""]
"""


@dataclass(frozen=True, slots=True)
class ForeignTest:
    """A test cell of the instructor's own: its id, its text, what it is worth."""

    name: str
    text: str
    worth: float


@dataclass(frozen=True, slots=True)
class Limits:
    """What the learner's code and one test may use together."""

    cpu_seconds: float = 10.0
    memory_megabytes: int = 1024


@dataclass(frozen=True, slots=True)
class ForeignResult:
    """What a test came to: points, and a sentence."""

    points: float
    told: str


def run_foreign(
    tests: Sequence[ForeignTest],
    pieces: list[tuple[int, str]],
    whose: Whose,
    workers: Workers,
    limits: Limits,
) -> Mapping[str, ForeignResult]:
    """Run tests on a learner's code; the result of each by its name.

    Raises `OperatorError` where a test needs a module that workers do not have.
    """
    moved = [(0, RUNNER), *((place + 1, text) for place, text in pieces)]
    source = as_notebook(moved)
    submission = Submission(whose.student, "", whose.path, "ipynb", source, digest="")
    confinement = Confinement(limits.cpu_seconds, limits.memory_megabytes)
    requests = [Request.call(row.name, RUN, [_plain(row.text)]) for row in tests]
    with Candidate(workers, submission, confinement, watch={}) as candidate:
        answers = candidate.ask(requests)
    return {
        test.name: _result(test, answer)
        for test, answer in zip(tests, answers, strict=True)
    }


def _plain(text: str) -> str:
    """A test without what only a notebook understands."""
    return MAGIC.sub(r"\1pass", text)


def _result(test: ForeignTest, answer: Answer) -> ForeignResult:
    if answer.fault is not None:
        return ForeignResult(
            0.0, f"It could not be run to its end: {answer.fault.verdict}."
        )
    kind, value = _read(answer.values[0])
    match kind:
        case "module":
            raise OperatorError(
                f"the test cell {test.name} imports {shown(value)}, which workers do "
                "not have: only Python's own library and numpy are there; leave it "
                "out, or grade this assignment with nbgrader's Execute"
            )
        case "error":
            return ForeignResult(0.0, f"It failed: {shown(value, MAX_TOLD)}")
        case "number":
            points = clamped(value, test.worth)
            return ForeignResult(
                points, f"It gives {points:g} of {test.worth:g} points."
            )
        case "nothing" | "other":
            return ForeignResult(test.worth, "It passed.")
    return ForeignResult(0.0, "It gave no answer that can be read.")


def _read(reply: Any) -> tuple[str, Any]:
    """A reply is a claim of the learner's process: a word, and a text or a number."""
    if type(reply) is not list or len(reply) != 2:  # noqa: PLR2004 - word and value
        return "", None
    kind, value = reply
    wanted = float if kind == "number" else str
    return (kind, value) if type(kind) is str and type(value) is wanted else ("", None)
