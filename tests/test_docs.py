"""The documents tell the truth: what they show is run, read or looked up here."""

import doctest
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import pytest
import typer

from grader.catalogue import Catalogue
from grader.cli import kata, main
from grader.exercise import checks, forward, model, read_exercise, styles
from grader.forms import Form
from grader.result import StepResult, Verdict, from_json, to_json

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
GUIDE = ROOT / "docs" / "writing-exercises.md"
SCRIPTS = ROOT / "docs" / "scripts.md"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PROGRAMS = {"grader": main.app, "kata": kata.app}
DOCUMENTS = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *(path for path in [ROOT / "examples" / "README.md"] if path.exists()),
]
# Copied for each document; its commands are run in the copy.
NEEDED = ("docs", "examples", "exercises", "solutions", "course.yaml", "pyproject.toml")
# Commands in blocks marked `console no-run`, and why they are not run.
NOT_RUN = {
    "grader grade class --gradebook postgresql+psycopg://grader@localhost/grades": (
        "needs a PostgreSQL server"
    ),
    "dask scheduler": "is a server that does not end",
    "dask worker tcp://head:8786 --nworkers 8 --nthreads 1": "the same",
    "grader grade class --dask tcp://head:8786": "needs those servers",
    "nbgrader generate_assignment week1": (
        "is nbgrader's and slow; its steps are taken in tests/nbgrader/test_course.py"
    ),
    "nbgrader release_assignment week1": "the same",
    "nbgrader collect week1": "the same",
    "nbgrader autograde week1": "the same",
    "nbgrader generate_feedback week1": "the same",
    "nbgrader release_feedback week1": "the same",
    "nbgrader export": "the same",
}

FENCE = re.compile(r"^```(\w*) *([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
EXIT = re.compile(r"  # exit (\d+)$")
SECONDS = 120


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, the rest of that line, and its text."""

    document: Path
    language: str
    mark: str
    text: str

    @property
    def file(self) -> str:
        """The file the block is written to, if its mark names one."""
        word = self.mark.rpartition(" ")[2]
        return word if "." in word else ""


def blocks(*languages: str, of: Iterable[Path] = DOCUMENTS) -> Iterator[Block]:
    """The blocks of some languages in some documents, all where none is named."""
    for document in of:
        for language, mark, text in FENCE.findall(document.read_text("utf-8")):
            if not languages or language in languages:
                yield Block(document, language, mark, text)


def commands(block: Block) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block, with the lines of output shown for it."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, *shown = part.splitlines()
        yield command, [line for line in shown if line.strip(" .")]


def name(path: Path) -> str:
    """A document's path for test ids and messages."""
    return path.relative_to(ROOT).as_posix()


class Shell:
    """Runs a document's commands in a working copy, one after another."""

    def __init__(self, folder: Path) -> None:
        self.folder = self.home = folder
        for item in NEEDED:
            source = ROOT / item
            if source.is_dir():
                shutil.copytree(source, folder / item)
            elif source.exists():
                shutil.copy(source, folder / item)
        clean = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
        clean.pop("COLUMNS", None)
        path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
        self.environment = {**clean, "PATH": path}

    def run(self, command: str) -> tuple[int, str]:
        """Run one command; its exit code and everything it printed."""
        if command.startswith("cd "):
            self.folder = (self.folder / command.removeprefix("cd ")).resolve()
            return (0 if self.folder.is_dir() else 1), ""
        done = subprocess.run(
            ["/bin/bash", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        return done.returncode, done.stdout

    def write(self, block: Block) -> None:
        """Write a block to the file its mark names."""
        path = self.folder / block.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")

    def query(self, statement: str) -> None:
        """Ask the gradebook of the working folder; the answer must hold a row."""
        with sqlite3.connect(self.folder / "gradebook.sqlite") as connection:
            assert connection.execute(statement).fetchone() is not None


def missing_lines(shown: list[str], printed: str) -> list[str]:
    """The lines shown that were not printed; `...` stands for anything."""
    lines = [" ".join(line.split()) for line in printed.splitlines()]

    def found(line: str) -> bool:
        words = map(re.escape, " ".join(line.split()).split("..."))
        pattern = re.compile(".*".join(words))
        return any(pattern.fullmatch(candidate) for candidate in lines)

    return [line for line in shown if not found(line)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_commands_do_what_is_shown(document: Path, tmp_path: Path) -> None:
    """Each command ends with the exit code told and prints the lines shown."""
    shell = Shell(tmp_path)
    for block in blocks(of=[document]):
        if block.file:
            shell.write(block)
        elif block.language == "sql":
            shell.query(block.text)
        elif block.language == "console" and block.mark != "no-run":
            for command, shown in commands(block):
                if command.startswith("make "):
                    continue
                told = EXIT.search(command)
                code, printed = shell.run(command)
                expected = int(told[1]) if told else 0
                assert expected == code, f"$ {command}\n{printed}"
                assert [] == missing_lines(shown, printed), f"$ {command}\n{printed}"


def test_make_commands_are_targets() -> None:
    """What is shown of make is a target of the Makefile."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    shown = {
        command.split()[1]
        for block in blocks("console")
        for command, _ in commands(block)
        if command.startswith("make ")
    }
    assert set() == shown - targets


def test_what_is_not_run_has_a_reason() -> None:
    """The commands that no test runs are exactly those listed with a reason."""
    shown = {
        command
        for block in blocks("console")
        if block.mark == "no-run"
        for command, _ in commands(block)
    }
    assert set(NOT_RUN) == shown


def test_console_blocks_hold_commands() -> None:
    """A block of commands has at least one, so none escapes by a wrong prompt."""
    assert [] == [block for block in blocks("console") if not list(commands(block))]


def test_exercises_shown_can_be_read(tmp_path: Path) -> None:
    """A block marked as an exercise is a valid exercise.yaml."""
    shown = [b for b in blocks("yaml") if b.mark.split()[:1] == ["exercise"]]
    assert shown
    for block in shown:
        path = tmp_path / "exercise.yaml"
        path.write_text(block.text, encoding="utf-8")
        assert model.FORMAT == read_exercise(path, name(block.document)).format


def test_grades_shown_are_grades() -> None:
    """A block of JSON is a grade that reads back and comes out the same."""
    shown = [block for block in blocks("json") if not block.mark]
    assert shown
    for block in shown:
        grade = from_json(block.text)
        assert grade == from_json(to_json(grade))


def test_steps_shown_are_steps() -> None:
    """A block of JSON marked as a step has a step's keys and a verdict."""
    shown = [block for block in blocks("json") if block.mark == "step"]
    assert shown
    for block in shown:
        step = StepResult(**json.loads(block.text))
        assert Verdict(step.verdict) in Verdict


def test_python_sessions_are_true() -> None:
    """What is shown of an interactive session is what Python answers."""
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(verbose=False)
    for document in DOCUMENTS:
        text = "".join(block.text for block in blocks("pycon", of=[document]))
        runner.run(parser.get_doctest(text, {}, name(document), None, 0))
    assert 0 == runner.summarize(verbose=False).failed


@pytest.mark.parametrize("document", [*DOCUMENTS, *DECISIONS], ids=name)
def test_links_lead_somewhere(document: Path) -> None:
    """A relative link names a file or a folder that is there."""
    prose = FENCE.sub("", document.read_text("utf-8"))
    links = [link for link in LINK.findall(prose) if "://" not in link]
    assert [] == [x for x in links if not (document.parent / x).exists()]


@pytest.mark.parametrize("program", ["grader", "kata"])
def test_every_command_is_mentioned(program: str) -> None:
    """Each command that can be typed stands somewhere in the documents."""
    texts = "\n".join(document.read_text("utf-8") for document in DOCUMENTS)
    group = typer.main.get_group(PROGRAMS[program])
    known = group.list_commands(typer.Context(group))
    assert "check" in known or "grade" in known
    assert [] == [word for word in known if f"{program} {word}" not in texts]


def test_every_key_is_explained() -> None:
    """The guide names each key that an exercise.yaml may hold."""
    text = GUIDE.read_text("utf-8")
    kinds = {
        kind
        for module in (checks, model, styles, forward)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Form) and kind is not Form
    }
    keys = {
        kind.__pydantic_config__["alias_generator"](field.name)
        for kind in kinds
        for field in fields(kind)
    }
    assert {"class", "checks", "gathered", "update"} <= keys
    assert [] == [key for key in sorted(keys) if f"`{key}`" not in text]


@pytest.mark.parametrize("document", ["grading.md", "protocol.md"])
def test_every_verdict_is_explained(document: str) -> None:
    """Both documents about verdicts name each of them."""
    text = (ROOT / "docs" / document).read_text("utf-8")
    assert [] == [word.value for word in Verdict if f"`{word.value}`" not in text]


def test_every_trace_key_is_explained() -> None:
    """The document of the wire names what a trace holds and what `load` watches."""
    text = (ROOT / "docs" / "protocol.md").read_text("utf-8")
    words = ("`watch`", '"trace"', "`events`", "`finals`", "`sites`", "`failures`")
    assert [] == [word for word in words if word not in text]


def test_messages_about_scripts_are_said() -> None:
    """A message in the table of messages has its words from the code."""
    code = "".join(
        path.read_text("utf-8") for path in (ROOT / "grader" / "script").glob("*.py")
    )
    code = re.sub(r'"\s+f?"', "", code)
    table = SCRIPTS.read_text("utf-8").partition("## What the message says")[2]
    messages = re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)
    assert messages
    pieces = [piece.strip() for row in messages for piece in row.split("...")]
    assert [] == [piece for piece in pieces if piece and piece not in code]


def test_counts_are_true() -> None:
    """The README's numbers of exercises, by style, are those of the course."""
    text = " ".join((ROOT / "README.md").read_text("utf-8").split())
    catalogue = Catalogue(ROOT)
    found = [catalogue.load(name).spec.style for name in catalogue.entries]
    count = {style: found.count(style) for style in ("function", "class", "script")}
    assert f"{len(found)} small exercises" in text
    assert f"a function ({count['function']} exercises)" in text
    assert f"a class ({count['class']})" in text
    assert f"walkthrough ({count['script']})" in text


@pytest.mark.parametrize(
    ("document", "most"), [("README.md", 120), ("docs/scripts.md", 110)]
)
def test_documents_stay_short(document: str, most: int) -> None:
    """What everybody reads first is no longer than it may be."""
    assert len((ROOT / document).read_text("utf-8").splitlines()) <= most
