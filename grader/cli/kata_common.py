"""What the commands of `kata` share: their options, and a shell to print to.

It knows streams and options. Invariant: what is printed has letters that the stream
has, and none that could do anything to a terminal but what we mean.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from grader.cli import common
from grader.learner.desk import Desk
from grader.learner.maths import in_ascii
from grader.learner.terminal import Terminal, terminal_of
from grader.learner.workspace import short
from grader.report import for_log, shown_long

Plain = Annotated[
    bool,
    typer.Option(
        "--plain", help="Lines of words alone: no signs, colours or moving screen."
    ),
]
Ascii = Annotated[
    bool, typer.Option("--ascii", help="No letters or signs beyond ASCII.")
]


@dataclass(frozen=True, slots=True)
class Shell:
    """Standard output, and what may be shown on it."""

    console: Console
    terminal: Terminal

    def put(self, text: str) -> None:
        """Print a text as it is. Raises `OperatorError` on a full disk."""
        safe = for_log(text)
        common.put(self.console, safe if self.terminal.unicode else in_ascii(safe))

    def say(self, line: str) -> None:
        """Print one line; nothing in it acts on a terminal."""
        self.put(f"{shown_long(line)}\n")

    def path(self, path: Path) -> str:
        """A path as it is shortest to type from here."""
        return short(path)


def shell_of(*, plain: bool = False, ascii_only: bool = False) -> Shell:
    """Standard output with what it can show."""
    terminal = terminal_of(sys.stdout, os.environ, plain=plain, ascii_only=ascii_only)
    return Shell(common.output(None), terminal)


def desk_of(course: common.Course) -> Desk:
    """The course named, or the one we are in, and what was done in it."""
    return Desk.at(common.catalogue_of(course))
