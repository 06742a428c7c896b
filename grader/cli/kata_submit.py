"""`kata submit`: packs what is to be handed in, and says what that is. Thin."""

import getpass
import re
from pathlib import Path
from typing import Annotated

import typer

from grader.cli import common
from grader.cli.kata_common import Ascii, Plain, desk_of, shell_of
from grader.learner import words
from grader.learner.handing_in import chosen_ids, pack

UNFIT = re.compile(r"[^A-Za-z0-9_.-]+")


def submit(
    assignment: Annotated[
        str | None,
        typer.Argument(metavar="[ASSIGNMENT]", help="Else all that pass."),
    ] = None,
    course: common.Course = None,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE.zip", help="The file to write.")
    ] = Path("submission.zip"),
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="Yours; else your login."),
    ] = None,
    plain: Plain = False,
    ascii_only: Ascii = False,
) -> None:
    """Pack your files into a zip to hand in: an assignment's, or all that pass."""
    desk = desk_of(course)
    shell = shell_of(plain=plain, ascii_only=ascii_only)
    ids = chosen_ids(desk, assignment)
    student = UNFIT.sub("_", name or _login()).strip("._") or "student"
    packed = pack(desk, ids, student, out)
    listed = ", ".join(packed.ids)
    count = len(packed.ids)
    shell.say(words.PACKED.format(out=out, count=count, ids=listed))
    if packed.missing:
        shell.say(words.MISSING.format(ids=", ".join(packed.missing)))
    if packed.failing:
        shell.say(words.STILL_WRONG.format(ids=", ".join(packed.failing)))


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
