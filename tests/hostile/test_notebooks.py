"""Notebooks that lie about what they are: each has its word, no code runs by magic."""

import codecs
import json
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.batches import (
    RIGHT,
    Batch,
    cohort_of,
    graded,
    message_of,
    small_course,
    unread,
)
from tests.processes import ROOT

SCRIPT = "layer_walkthrough"
REFERENCE = ROOT / "solutions/02_layer/07_layer_walkthrough/passed/reference.py"


def code(source: Any, **more: Any) -> dict[str, Any]:
    """A code cell."""
    return {"cell_type": "code", "metadata": {}, "source": source, **more}


def book(*cells: Any, **more: Any) -> str:
    """A notebook of some cells."""
    return json.dumps({"nbformat": 4, "metadata": {}, "cells": cells, **more})


OK = code(RIGHT)
GOOD = book(OK)
NBGRADER = {"grade": True, "points": 1e9, "locked": True, "grade_id": "x"}
SHEET = {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code"}]}]}
SHEET["worksheets"][0]["cells"][0]["input"] = RIGHT
# Each stands in a cell before the right one, which must not suffer by it.
BESIDE = [
    "%%bash\nrm -rf /",
    "%%javascript\nalert(1)",
    "%%html\n<script>alert(1)</script>",
    "%%writefile dsquare.py\ndef dsquare(dvalue, x): return 1",
    "%%script bash\nkill -9 $PPID",
    "\n\n%%bash\nrm -rf /",
    "!rm -rf /",
    "!ls && \\\nrm -rf /",
    "x = !cat /etc/passwd",
    "%run /etc/passwd",
    "%load /etc/passwd",
    "%cd /",
    "get_ipython().system('rm -rf /')",
    "get_ipython().run_cell_magic('bash', '', 'rm -rf /')",
    "dsquare?",
    "??dsquare",
    "%",
    "!",
    "??",
    "%%",
    "await f()",
    "return 1",
    "1 1",
    "1 / 0",
    "exit()",
    "raise SystemExit",
    "input('x')",
    "from __future__ import braces",
    "x = '\ud800'",
    "x = '\0'",
    "\ufeffx = 1",
    " " * 30_000 + "1 1",
    "x = " + "-" * 100_000 + "1",
    "!ls\nx = " + "-" * 100_000 + "1",
]
PASSED: dict[str, str | bytes] = {
    "a magic above": book(code(f"%matplotlib inline\n{RIGHT}")),
    "a time above": book(code(f"%%time\n{RIGHT}")),
    "a shell line below": book(code(f"{RIGHT}!pip install x\n")),
    "a question below": book(code(f"{RIGHT}dsquare?\n")),
    "a magic within": book(code(RIGHT.replace("\n", "\n    %time y = 2\n", 1))),
    "a cookie": book(code(f"# coding: rot13\n{RIGHT}")),
    "lines": book(code(RIGHT.splitlines(keepends=True))),
    "CR LF": book(code(RIGHT.replace("\n", "\r\n"))),
    "CR": book(code(RIGHT.replace("\n", "\r"))),
    "a separator of lines": book(code(f"x = '\u2028'\n{RIGHT}")),
    "odd cells": book(None, 1, "x", [], {}, {"cell_type": ["code"]}, OK),
    "a cell without a source": book({"cell_type": "code"}, OK),
    "worksheets": json.dumps(SHEET),
    "format 99": book(OK, nbformat=99),
    "a format of text": book(OK, nbformat="\x1b[31m"),
    "megabytes of pictures": book(code(RIGHT, outputs=["A" * (6 * 2**20)])),
    "widgets": book(OK, metadata={"widgets": {str(i): {} for i in range(10_000)}}),
    "attachments": book({"cell_type": "markdown", "attachments": "A" * 2**20}, OK),
    "a kernel of R": book(OK, metadata={"kernelspec": {"name": "ir"}}),
    "ten thousand cells": book(*[code(f"x{i} = 1") for i in range(10_000)], OK),
    "ten thousand failures": book(*[code("1 / 0")] * 10_000, OK),
    "ten thousand cells of no Python": book(*[code("1 1")] * 10_000, OK),
    "a mark": codecs.BOM_UTF8 + GOOD.encode(),
    "utf-16": GOOD.encode("utf-16"),
    "NaN and Infinity": book(OK, a=float("nan"), b=[float("inf")]),
    "a number too large": GOOD[:-1] + ', "a": 1e999999}',
    "keys twice": '{"cells": [], ' + GOOD[1:],
    "deep": GOOD[:-1] + ', "a": ' + "[" * 500 + "]" * 500 + "}",
    "identities": book(code(RIGHT, id="../../\x1b[31m"), code("x = 1", id=["a"])),
    "forged points": book(
        code(RIGHT, metadata={"nbgrader": NBGRADER}),
        code("assert True", metadata={"nbgrader": NBGRADER}),
    ),
}
SYNTAX_ERROR: dict[str, tuple[str | bytes, str]] = {
    "nothing": ("", "no notebook: not JSON"),
    "blanks": (" \n", "no notebook: not JSON"),
    "half": (GOOD[:-9], "no notebook: not JSON"),
    "two": (GOOD * 2, "no notebook: not JSON"),
    "a comment": (f"// x\n{GOOD}", "no notebook: not JSON"),
    "Python": (RIGHT, "no notebook: not JSON"),
    "single quotes": (str(json.loads(GOOD)), "no notebook: not JSON"),
    "lists": ("[" * 10**6, "no notebook: not JSON"),
    "objects": ('{"a":' * 10**6, "no notebook: not JSON"),
    "a list within": (f'{GOOD[:-1]}, "a": {"[" * 10**6}', "no notebook: not JSON"),
    "digits": (f'{GOOD[:-1]}, "a": {"9" * 10**4}}}', "no notebook: not JSON"),
    "latin-1": (GOOD.replace("metadata", "mé").encode("latin-1"), "not JSON"),
    "an array": (f"[{GOOD}]", "not a JSON object"),
    "a number": ("1", "not a JSON object"),
    "cells of a dict": (json.dumps({"cells": {"0": OK}}), "it has no cells"),
    "cells of null": (json.dumps({"cells": None}), "it has no cells"),
    "no cells": ("{}", "it has no cells"),
    "a sheet of a number": (json.dumps({"worksheets": [{"cells": 5}]}), "no cells"),
    "a source of a number": (book(OK, code(5)), "cell 2 has no text"),
    "a source of null": (book(OK, code(None)), "cell 2 has no text"),
    "a source of a dict": (book(OK, code({"a": 1})), "cell 2 has no text"),
    "more than a mebibyte of code": (book(code("#" * 2**20), OK), "1 MiB of code"),
    "more than seven mebibytes": (book(code(""), a="a" * 7 * 2**20), "too large"),
    "R": (book(code("f <- function(x) { x }")), "at line 1 in cell 1"),
    "Julia": (book(code("function f(x)\n x\nend")), "at line 1 in cell 1"),
    "a surrogate": (book(code(f"# \ud800\n{RIGHT}")), "surrogates not allowed"),
}
MISSING: dict[str, str] = {
    "an empty notebook": book(),
    "an empty sheet": json.dumps({"nbformat": 3, "worksheets": []}),
    "cells twice": GOOD[:-1] + ', "cells": []}',
    "a raw cell": book({**OK, "cell_type": "raw"}),
    "a cell of text": book({**OK, "cell_type": "markdown"}),
    "a cell of another language": book(code(f"%%bash\n{RIGHT}")),
    "a cell that takes it away": book(OK, code("del dsquare")),
}
# Cells that Python reads and does not compile: the next one runs all the same.
SKIPPED = [
    "return 1",
    "await f()",
    "yield 1",
    "break",
    "nonlocal q",
    "def f(a, a): pass",
    "def f():\n from math import *",
    "from __future__ import braces",
    "x = " + "-" * 100_000 + "1",
    "!ls\nx = " + "-" * 100_000 + "1",
    " " * 30_000 + "1 1",
    "%%bash\nrm -rf /",
    "raise SystemExit",
]


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """All notebooks in one run."""
    folder = tmp_path_factory.mktemp("notebooks")
    books: dict[str, str | bytes] = {
        f"beside {number}": book(code(cell), OK) for number, cell in enumerate(BESIDE)
    }
    books |= PASSED | {name: row[0] for name, row in SYNTAX_ERROR.items()} | MISSING
    cohort = cohort_of(folder / "cohort", "dsquare.ipynb", books)
    return graded(cohort, small_course(folder, cpu=1.0), cwd=folder)


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """The walkthrough of a layer with a cell before it that does not compile."""
    folder = tmp_path_factory.mktemp("scripts")
    reference = code(REFERENCE.read_text(encoding="utf-8"))
    books = {
        str(number): book(code(cell), reference) for number, cell in enumerate(SKIPPED)
    }
    cohort = cohort_of(folder / "cohort", f"{SCRIPT}.ipynb", books)
    return graded(cohort, ROOT, cwd=folder)


def test_a_run_of_hostile_notebooks_ends_well(batch: Batch):
    """Every notebook has a grade, and nothing is said beside them."""
    expected = len(BESIDE) + len(PASSED) + len(SYNTAX_ERROR) + len(MISSING)

    assert (batch.code, batch.said, len(batch.grades)) == (0, "", expected)
    assert {row["max_points"] for row in batch.grades.values()} == {10}


@pytest.mark.parametrize("number", range(len(BESIDE)))
def test_a_cell_harms_no_other(batch: Batch, number: int):
    """Magics and shell lines do nothing, a failing cell is skipped, the next runs."""
    grade = batch.grades[f"beside {number}"]

    assert (grade["verdict"], grade["points"]) == ("passed", 10)


@pytest.mark.parametrize("number", range(len(SKIPPED)))
def test_a_cell_that_does_not_compile_costs_a_script_nothing(
    scripts: Batch, number: int
):
    """A script's cells are skipped one by one, whatever is wrong with them."""
    grade = scripts.grades[str(number)]

    assert (grade["verdict"], grade["points"]) == ("passed", 10)


@pytest.mark.parametrize("name", PASSED)
def test_what_is_a_notebook_is_graded(batch: Batch, name: str):
    """What stands around the code changes nothing, nor what it says of points."""
    grade = batch.grades[name]

    assert (grade["verdict"], grade["points"]) == ("passed", 10)


@pytest.mark.parametrize("name", SYNTAX_ERROR)
def test_what_is_no_notebook_is_a_syntax_error(batch: Batch, name: str):
    """A short sentence tells what is wrong with the file."""
    told = unread(batch.grades[name])

    assert SYNTAX_ERROR[name][1] in told
    assert len(told) < 400


@pytest.mark.parametrize("name", MISSING)
def test_a_notebook_without_the_function_misses_it(batch: Batch, name: str):
    """Only cells of Python code define anything."""
    assert batch.grades[name]["verdict"] == "missing"


@pytest.mark.parametrize(
    ("raw", "verdict"),
    [
        ('{"": [], "cells": [' + '{"": {}},' * 700_000 + "0]}", "syntax_error"),
        ("[" + "[],".join([""] * 2_000_000) + "0]", "syntax_error"),
    ],
)
def test_too_little_memory_to_read_is_a_syntax_error(
    tmp_path: Path, raw: str, verdict: str
):
    """What needs more room than an exercise gives never breaks the line."""
    cohort = cohort_of(tmp_path / "cohort", "dsquare.ipynb", {"ada": raw})

    found = graded(cohort, small_course(tmp_path, memory=64), cwd=tmp_path)

    assert found.grades["ada"]["verdict"] == verdict
    assert "too large" in message_of(found.grades["ada"])
