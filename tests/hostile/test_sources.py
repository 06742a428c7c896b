"""Sources that attack the compiler: each has its word, and its neighbours theirs."""

import codecs
from pathlib import Path

import pytest

from tests.hostile.batches import (
    RIGHT,
    Batch,
    cohort_of,
    graded,
    small_course,
    unread,
)

LARGEST = 256
MANY = 100_000
LINE = "def f():\n"
MATCH = "def f(v):\n match v:\n"


def nested(opening: str, closing: str, depth: int = MANY) -> str:
    """The right source, and then an expression of some depth."""
    return f"{RIGHT}x = {opening * depth}1{closing * depth}\n"


def blocks(head: str, depth: int) -> str:
    """The right source, and then a block within a block within a block."""
    rows = [f"{' ' * level}{head}\n" for level in range(depth)]
    return f"{RIGHT}{''.join(rows)}{' ' * depth}pass\n"


def numbered(text: str) -> str:
    """A text three thousand times, each with its number."""
    return "".join(text.format(i) for i in range(3000))


def coded(name: str, text: str = RIGHT, encoding: str = "ascii") -> bytes:
    """A source that says what it is encoded in."""
    return f"# coding: {name}\n{text}".encode(encoding)


PASSED = {
    "ninety brackets": nested("[", "]", 90),
    "ninety walruses": nested("(y := ", ")", 90),
    "ninety blocks": blocks("if 1:", 90),
    "ninety classes": blocks("class A:", 90),
    "ninety functions": blocks("def f():", 90),
    "a sum of 900 terms": f"{RIGHT}x = {'1 + ' * 900}1\n",
    "a line of 256 KiB": f"{RIGHT}x = '{'a' * 2**18}'\n",
    "a line of many continuations": RIGHT + "x = 1" + "\\\n" * MANY + "\n",
    "a hexadecimal of 400 KiB": f"{RIGHT}x = 0x{'f' * 4 * MANY}\n",
    "a float of many digits": f"{RIGHT}x = {'9' * MANY}.0\n",
    "thousands of globals": RIGHT + LINE + numbered(" global g{}\n") + " pass\n",
    "thousands of arguments": f"{RIGHT}def f({numbered('a{}, ')}): pass\n",
    "thousands of cases": RIGHT + MATCH + numbered("  case {}: pass\n"),
    "thousands of handlers": f"{RIGHT}try: pass\n" + "except A: pass\n" * 3000,
    "thousands of fields": f"{RIGHT}a = 1\nx = f'{'{a}' * 5000}'\n",
    "names of letters": RIGHT + "x = '" + r"\N{GREEK SMALL LETTER ALPHA}" * 100 + "'\n",
    "thousands of warnings": "x = 1 is 1\ny = '\\d'\n" * 1000 + RIGHT,
    "a type comment": f"{RIGHT}x = 1  # type: {'[' * 1000}\n",
    "constants too large to fold": f"{RIGHT}{LINE} return 'a' * 10**10, "
    "(1,) * 10**9, 1 << 10**9, 2 ** 10**9\n",
    "a match of many brackets": f"{RIGHT}{MATCH}  case {'[' * 150}{']' * 150}: pass\n",
    "star imports": f"from math import *\nfrom numpy import *\n{RIGHT}",
    "form feeds": "\f" + RIGHT.replace("\n", "\n\f"),
    "lines of CR LF": RIGHT.replace("\n", "\r\n"),
    "lines of CR": RIGHT.replace("\n", "\r"),
    "wide letters": RIGHT.replace("dsquare", "\uff44square"),
    "marks of direction": f"{RIGHT}x = '\u202e'  # \u2066\n",
    "a byte order mark": codecs.BOM_UTF8 + RIGHT.encode(),
    "latin-1, as it says": coded("latin-1", f"{RIGHT}x = 'é'\n", "latin-1"),
    "utf-7, as it says": coded("utf-7", RIGHT.encode("utf-7").decode()),
    "ascii in shift_jis": coded("shift_jis"),
    "a raised limit of recursion": f"{RIGHT}import sys\nsys.setrecursionlimit(10**6)\n",
}
SYNTAX_ERROR = {
    "parentheses": (nested("(", ")"), "at line 3: too many nested parentheses"),
    "brackets": (nested("[", "]"), "too many nested parentheses"),
    "lambdas": (nested("lambda: ", ""), "nested too deep"),
    "negations": (nested("not ", ""), "nested too deep"),
    "minus signs": (nested("-", ""), "nested too deep"),
    "powers": (nested("2 ** ", ""), "nested too deep"),
    "attributes": (f"{RIGHT}{LINE} return x{'.a' * MANY}\n", "recursion"),
    "calls": (f"{RIGHT}{LINE} return x{'()' * MANY}\n", "recursion"),
    "terms": (f"{RIGHT}x = {'1+' * 400_000}1\n", "recursion"),
    "walruses": (nested("(y := ", ")", 300), "too many nested parentheses"),
    "branches": (RIGHT + "if 0: 1\n" + "elif 0: 1\n" * 50_000, "nested too deep"),
    "indentation": (blocks("if 1:", 101), "too many levels of indentation"),
    "loops": (blocks("for i in []:", 25), "too many statically nested blocks"),
    "formats": (RIGHT + "x = " + "f'{" * 100 + "1" + "}'" * 100 + "\n", "f-string"),
    "digits": (f"{RIGHT}x = {'9' * MANY}\n", "Exceeds the limit"),
    "decorators without a function": ("@f\n" * 10_000, "invalid syntax"),
    "a zero byte": (f"{RIGHT}\0", "null bytes"),
    "a zero byte in a comment": (f"{RIGHT}# \0", "null bytes"),
    "an unknown name": (f"{RIGHT}x = '\\N{{NO SUCH}}'\n", "unicode error"),
    "return": (f"{RIGHT}return 1\n", "at line 3: 'return' outside function"),
    "yield": (f"{RIGHT}yield 1\n", "'yield' outside function"),
    "await": (f"{RIGHT}await x\n", "'await' outside function"),
    "break": (f"{RIGHT}break\n", "'break' outside loop"),
    "nonlocal": (f"{RIGHT}{LINE} nonlocal q\n", "no binding for nonlocal"),
    "a star in a function": (f"{RIGHT}{LINE} from math import *\n", "module level"),
    "braces": (f"from __future__ import braces\n{RIGHT}", "not a chance"),
    "a late future": (f"{RIGHT}from __future__ import annotations\n", "beginning"),
    "a space that joins": (f"{RIGHT}x\u200b = 1\n", "U+200B"),
    "tabs and spaces": (f"{RIGHT}if 1:\n\tx = 1\n        y = 1\n", "tabs and spaces"),
    "two byte order marks": (codecs.BOM_UTF8 * 2 + RIGHT.encode(), "U+FEFF"),
    "a mark against its cookie": (codecs.BOM_UTF8 + coded("latin-1"), "encoding"),
    "utf-16": (RIGHT.encode("utf-16"), "encoding"),
    "utf-16 without a mark": (RIGHT.encode("utf-16-le"), "null bytes"),
    "utf-32": (RIGHT.encode("utf-32"), "encoding"),
    "latin-1 that does not say so": (f"{RIGHT}# é\n".encode("latin-1"), "utf-8"),
    "ascii that is none": (coded("ascii", f"{RIGHT}# é\n", "latin-1"), "ascii"),
    "a surrogate": (RIGHT.encode() + b"x = '\xed\xa0\x80'\n", "utf-8"),
    "no such codec": (coded("no-such"), "unknown encoding"),
    "a codec of many letters": (coded("a" * 5000), "unknown encoding"),
    "a codec in another folder": (coded("../../x"), "unknown encoding"),
    "a codec that is undefined": (coded("undefined"), "undefined"),
    "a program": (b"\x7fELF\x02\x01\x01" + bytes(200) + b"\xff" * 99, "encoding"),
    "compiled Python": (b"\xa7\r\r\n" + bytes(100), "encoding"),
    "more than a mebibyte": (b"#" * (2**20 + 1), "too large"),
} | {
    # No text comes out of these, and Python says so by yet another exception.
    f"the codec {name}": (coded(name), "not a text encoding")
    for name in ("rot13", "hex", "base64", "bz2", "zip", "uu", "quopri")
}
OTHERS = {
    "an empty file": ("", "missing"),
    "a mebibyte of comment": (b"#" * 2**20, "missing"),
    "a text made too large": (f"x = 'a' * 10**10\n{RIGHT}", "out_of_memory"),
    "a power made too large": (f"x = 3 ** 10**9\n{RIGHT}", "timed_out"),
    "decorators one on another": ("@f\n" * 5000 + RIGHT, "error"),
    "a JSON notebook": ('{"cells": [], "nbformat": 4, "metadata": null}', "error"),
}


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """All sources in one run, an honest one before and one behind them."""
    folder = tmp_path_factory.mktemp("sources")
    sources: dict[str, str | bytes] = {"0 honest": RIGHT, "~ honest": RIGHT}
    sources |= PASSED | {name: row[0] for name, row in SYNTAX_ERROR.items()}
    sources |= {name: row[0] for name, row in OTHERS.items()}
    cohort = cohort_of(folder / "cohort", "dsquare.py", sources)
    course = small_course(folder, cpu=0.4)
    return graded(cohort, course, cwd=folder)


def test_a_run_of_hostile_sources_ends_well(batch: Batch):
    """Every source has a grade, nothing is said beside them, and nobody is harmed."""
    assert batch.code == 0
    assert batch.said == ""
    assert len(batch.grades) == 2 + len(PASSED) + len(SYNTAX_ERROR) + len(OTHERS)
    assert {batch.grades[name]["points"] for name in ("0 honest", "~ honest")} == {10}


def test_the_grader_stays_small(batch: Batch):
    """What a source makes its worker need is needed nowhere else."""
    assert batch.megabytes < LARGEST


@pytest.mark.parametrize("name", PASSED)
def test_what_python_can_read_is_graded(batch: Batch, name: str):
    """However odd a source is, what Python makes of it counts."""
    grade = batch.grades[name]

    assert (grade["verdict"], grade["points"]) == ("passed", 10)


@pytest.mark.parametrize("name", SYNTAX_ERROR)
def test_what_python_cannot_read_is_a_syntax_error(batch: Batch, name: str):
    """Whatever way a compiler gives up, it is one word and one short sentence."""
    told = unread(batch.grades[name])

    assert SYNTAX_ERROR[name][1] in told
    assert len(told) < 400


@pytest.mark.parametrize("name", OTHERS)
def test_what_a_source_does_is_told_by_its_word(batch: Batch, name: str):
    """A source that compiles is judged by what comes of running it."""
    assert batch.grades[name]["verdict"] == OTHERS[name][1]


def test_too_little_memory_to_compile_is_a_syntax_error(tmp_path: Path):
    """What needs more room than an exercise gives never breaks the line."""
    course = small_course(tmp_path, memory=64)
    numbers = f"{RIGHT}x = [{'[],' * 300_000}]\n"
    cohort = cohort_of(tmp_path / "cohort", "dsquare.py", {"ada": numbers})

    found = graded(cohort, course, cwd=tmp_path)

    assert found.grades["ada"]["verdict"] == "syntax_error"
