"""Texts that attack what shows them: terminals, logs of builds, tables, JSON."""

import json
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.courses import file_of
from tests.hostile.batches import (
    COMMAND,
    RIGHT,
    cohort_of,
    message_of,
    on_terminal,
    raw,
    small_course,
)
from tests.processes import lines, run

TEXTS = {
    "colours": "\x1b[31mred\x1b[0m\x1b[2J\x1b[H",
    "a link": "\x1b]8;;http://evil\x1b\\click\x1b]8;;\x1b\\",
    "a title": "\x1b]0;pwned\x07",
    "controls of eight bits": "\x9b31m\x9d0;pwned\x9c",
    "marks of direction": "\u202egnp\u202c \u2066x\u2069 \u200f\u061c",
    "tags": "\U000e0001\U000e0041\ufeff\u00ad",
    "bells and backspaces": "\a\b\b\b\x7f",
    "zeros": "a\0b",
    "tabs": "\t" * 300,
    "line ends": "\n" * 300,
    "all line ends": "\r::error::a\u2028::error::b\x85::error::c\x0b::error::d\x0c\x1c",
    "a forged row": "x\n eve      dsquare.py  passed  10 / 10\n\n 9 grades",
    "a forged line": '"}\n{"format": 1, "student": "eve", "verdict": "passed"}\n',
    "a forged sentence": "x\ngrader: all is well\npassed over bob: is a folder",
    "a command": "::error file=x,line=1::pwned",
    "a command behind a line end": "x\n::error::pwned\n::set-output name=a::b",
    "an old command": "##[error]pwned ##[group]x",
    "a command of another runner": "##vso[task.setvariable variable=x]y ##teamcity[x]",
    "commands to be wrapped": "::error::p " * 27,
    "a script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "a formula": "=HYPERLINK(\"http://evil\")&cmd|' /C calc'!A0",
    "a sum": "@SUM(1+1)",
    "markup": "[bold red]x[/] [link=http://evil]y[/link] [/] :smile: [@click=a]z[/]",
    "formats": "%s %n {0} {x!r} $HOME `id` $(id)",
    "a mebibyte": "A" * 900_000,
    "wide letters": "\u6f22" * 400,
    "piled up marks": "a" + "\u0301" * 290,
    "letters that show nothing": "\u3164\u115f\u2800",
    "half characters": "\ud800x\udfff",
    "nothing": "",
}
# Where a text of a learner's can come from; `T` stands for it.
PLACES = {
    "raised while loading": "raise ValueError(T)\n",
    "raised in a call": "def dsquare(dvalue, x):\n    raise ValueError(T)\n",
    "the name of a class": "class E(ValueError): pass\n"
    "E.__name__ = E.__qualname__ = T.replace('\\0', '').encode('utf-8', 'replace')"
    ".decode()\nraise E(T)\n",
    "the text of an odd class": "class S(str):\n"
    "    def __getitem__(self, at): return self\n"
    "    def __str__(self): return self\n"
    "class E(Exception):\n    def __str__(self): return S(T)\nraise E\n",
    "a syntax error": "raise SyntaxError(T, (T, 1, 1, T))\n",
    "a missing name": "raise NameError('name ' + T)\n",
    "the name of a file": "N = T.replace('\\0', '')\n"
    "N = N.encode('utf-8', 'replace').decode()\n"
    "def dsquare(dvalue, x):\n    exec(compile('1 / 0', 'cell ' + N, 'exec'))\n",
    "a result": "def dsquare(dvalue, x):\n    return T\n",
    "an import": "__import__(T)\n",
    "names": "def f(): pass\nglobals()[T] = f\n",
    "a docstring": "def dsquare(dvalue, x):\n    return 1\n"
    "dsquare.__doc__ = dsquare.__name__ = dsquare.__qualname__ = T\n",
    "a printout": "import sys\ndef dsquare(dvalue, x):\n"
    "    sys.stderr.write(ascii(T))\n    sys.stdout.buffer.write(B)\n    return 1\n",
}
VERDICTS = {"error", "failed", "bad_type", "missing", "syntax_error"}
SHOWN = {name: text for name, text in TEXTS.items() if raw(text)}
# What a terminal is told by us: colours, and the bar of progress.
OURS = re.compile(r"\x1b\[[0-9;?]*[mKAhlG]|\r")
ROWS = len(TEXTS) * len(PLACES)


def source(place: str, text: str) -> str:
    """A submission in which a text comes from a place."""
    written = f"T = {text!a}\nB = T.encode('utf-8', 'replace')\n"
    return written + PLACES[place]


@dataclass(frozen=True)
class Printed:
    """One cohort, printed in every way."""

    jsonl: subprocess.CompletedProcess[str]
    table: subprocess.CompletedProcess[str]
    coloured: subprocess.CompletedProcess[str]
    to_file: str

    def grades(self, name: str) -> dict[str, dict]:
        """The grades of all submissions with one text, by its place."""
        rows = {row["student"]: row for row in lines(self.jsonl.stdout)}
        return {place: rows[f"{name}, {place}"] for place in PLACES}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a course and a cohort of every text from every place."""
    folder = tmp_path_factory.mktemp("texts")
    small_course(folder)
    sources = {
        f"{name}, {place}": source(place, text)
        for name, text in TEXTS.items()
        for place in PLACES
    }
    cohort_of(folder / "cohort", "dsquare.py", sources)
    return folder


@pytest.fixture(scope="module")
def printed(folder: Path) -> Printed:
    """Grade once; print what the gradebook holds three times more."""
    command = ("grade", "cohort", "--course", "course")
    jsonl = run("grader", *command, "--jsonl", cwd=folder)
    table = run("grader", *command, cwd=folder)
    colours = {**os.environ, "FORCE_COLOR": "1"}
    coloured = run("grader", *command, cwd=folder, env=colours)
    run("grader", *command, "--out", "out.txt", cwd=folder)
    text = (folder / "out.txt").read_text(encoding="utf-8")
    return Printed(jsonl, table, coloured, text)


def test_every_text_is_graded(printed: Printed):
    """A text changes neither how many lines there are nor how the run ends."""
    grades = lines(printed.jsonl.stdout)

    assert printed.jsonl.returncode == 0
    assert printed.jsonl.stderr == printed.table.stderr == ""
    assert len(grades) == ROWS
    assert {row["verdict"] for row in grades} <= VERDICTS


@pytest.mark.parametrize("name", TEXTS)
def test_a_line_of_json_holds_a_text_cut_and_whole(printed: Printed, name: str):
    """Every message is short, and text that any reader of UTF-8 takes."""
    for place, grade in printed.grades(name).items():
        messages = [row["message"] for row in grade["checks"]]

        assert max(map(len, messages)) < 700, place
        assert json.dumps(messages, ensure_ascii=False).encode(), place
        assert grade["points"] == 0, place


@pytest.mark.parametrize("name", TEXTS)
def test_an_exception_is_told_by_its_known_name(printed: Printed, name: str):
    """A class of the learner's is called by what it is made from."""
    grades = printed.grades(name)

    assert message_of(grades["the name of a class"]).startswith("ValueError at line")
    assert message_of(grades["raised while loading"]).startswith("ValueError at line")
    assert message_of(grades["the text of an odd class"]).startswith("Exception at")


@pytest.mark.parametrize("name", TEXTS)
def test_a_place_is_a_line_of_the_submission(printed: Printed, name: str):
    """What a learner compiles may be called anything; where it is called is told."""
    message = message_of(printed.grades(name)["the name of a file"])

    assert message.startswith("ZeroDivisionError at line 6: division by zero")


def test_no_input_of_a_hidden_check_is_told_as_a_place(tmp_path: Path):
    """The name of a file is no way out for what a check hides."""
    small_course(tmp_path)
    telling = (
        "def dsquare(dvalue, x):\n"
        "    exec(compile('1 / 0', f'cell told {dvalue} {x}', 'exec'))\n"
    )
    (tmp_path / "dsquare.py").write_text(telling)
    command = ("grade", "dsquare.py", "--course", "course", "--jsonl")

    (grade,) = lines(run("grader", *command, cwd=tmp_path).stdout)

    assert [row["verdict"] for row in grade["checks"]] == ["error", "error"]
    assert not any("told" in row["message"] for row in grade["checks"])


@pytest.mark.parametrize("way", ["table", "file", "json"])
def test_no_way_of_printing_shows_a_text_raw(printed: Printed, way: str):
    """Nothing moves a cursor, names a window, turns text round or commands a runner."""
    json_text = printed.jsonl.stdout
    shown = {"table": printed.table.stdout, "file": printed.to_file, "json": json_text}

    assert raw(shown[way]) == set()
    assert not COMMAND.search(shown[way])


def test_a_table_is_the_same_in_a_file(printed: Printed):
    """`--out` receives what would be printed."""
    assert printed.to_file == printed.table.stdout


def test_no_text_makes_a_row_of_its_own(printed: Printed):
    """Whatever a text holds, a row begins with the name of a student."""
    rows = printed.table.stdout.splitlines()
    starts = [row for row in rows if row[1:2].strip()]
    students = {f" {name}, {place}" for name in TEXTS for place in PLACES}

    # One each, and the header and the summary.
    assert len(starts) == ROWS + 2
    assert all(any(row.startswith(s[:60]) for s in students) for row in starts[1:-1])


def test_a_log_in_colour_takes_no_command(printed: Printed):
    """Builds ask for colours where there is no terminal; the log is still read."""
    assert "\x1b[" in printed.coloured.stdout
    assert not COMMAND.search(printed.coloured.stdout)


@pytest.mark.parametrize("name", SHOWN)
def test_a_terminal_never_receives_a_text_raw(printed: Printed, terminal, name: str):
    """What is not shown is spelt out, among the colours that are ours."""
    assert TEXTS[name] not in terminal
    assert not raw(TEXTS[name]) & raw(terminal)


@pytest.fixture(scope="module")
def terminal(folder: Path, printed: Printed) -> str:
    """The cohort's table on a terminal, without our own codes."""
    shown = on_terminal("grader", "grade", "cohort", "--course", "course", cwd=folder)
    assert "\x1b[" in shown
    return OURS.sub("", shown)


@pytest.mark.parametrize("name", ["colours", "a title", "a command behind a line end"])
def test_a_learner_is_shown_nothing_raw(folder: Path, name: str):
    """`kata check` is as careful with its learner's own terminal."""
    file = folder / "cohort" / f"{name}, raised in a call" / "dsquare.py"

    shown = on_terminal("kata", "check", file, "--course", "course", cwd=folder)

    assert "ValueError at line" in shown
    assert raw(OURS.sub("", shown)) == set()
    assert not COMMAND.search(shown)


@pytest.mark.parametrize("options", [(), ("--jsonl",)])
def test_an_author_is_shown_nothing_raw(tmp_path: Path, options: tuple[str, ...]):
    """`grader verify` tells of a solution whatever its name is."""
    course = small_course(tmp_path)
    name = "\x1b]0;t\x07\n::error::x\n##[error]\u202e[bold]:smile:"
    file_of(course, "dsquare", f"failed/{name}.py").write_text(RIGHT)

    done = run("grader", "verify", "--course", course, "--seeds", 1, *options)

    assert done.returncode == 1
    assert raw(done.stdout + done.stderr) == set()
    assert not COMMAND.search(done.stdout + done.stderr)
    if options:
        subjects = {json.loads(row)["subject"] for row in done.stdout.splitlines()}
        assert f"failed/{name}.py" in subjects
    else:
        assert "[bold]:smile:" in done.stdout
