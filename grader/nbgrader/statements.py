"""The texts of an assignment's notebooks: what a learner reads.

A statement becomes one cell that needs no file beside it: its pictures go with it, as
Jupyter's attachments. Knows nothing of checks.
"""

import base64
import mimetypes
import re
from collections.abc import Sequence
from pathlib import Path

from grader.errors import AuthorError
from grader.exercise import Exercise

IMAGE = re.compile(r"(!\[[^\]\n]*\]\()([^)\s]+)")
INTRODUCTION = """\
# {title}

{what}, worth {points} points in all.

- Write where `raise NotImplementedError` stands, and run the cell.
- Then run the cell with the visible checks. It needs numpy and nothing else, and says
  in words what is wrong. It is worth no points by itself.
- More is checked after you have handed in; below each exercise stands what it is worth.
- Cells of your own are welcome. Do not copy, split or delete those that are here: what
  is locked is put back as it was, and what you hand in is read from its own cell.
"""

Attachments = dict[str, dict[str, str]]


def introduction(title: str, exercises: Sequence[Exercise], points: float) -> str:
    """The first text of a notebook: what is in it, and how to work."""
    alone = exercises[0].spec.script is not None
    count = len(exercises)
    what = "A walkthrough" if alone else f"{count} exercise{'' if count == 1 else 's'}"
    return INTRODUCTION.format(title=title, what=what, points=f"{points:g}").strip()


def statement(exercise: Exercise) -> tuple[str, Attachments]:
    """An exercise's statement and the pictures in it. Raises `AuthorError`."""
    place = f"{exercise.id}/README.md"
    attached: Attachments = {}

    def carried(match: re.Match[str]) -> str:
        name = match[2]
        if "://" in name or name.startswith("data:"):
            return match[0]
        key = name.replace("/", "-")
        attached[key] = _picture(exercise.folder / name, place, name)
        return f"{match[1]}attachment:{key}"

    try:
        text = (exercise.folder / "README.md").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise AuthorError.at(place, "is missing; write it") from None
    return IMAGE.sub(carried, text).strip(), attached


def _picture(path: Path, place: str, name: str) -> dict[str, str]:
    kind = mimetypes.guess_type(path.name)[0] or ""
    if not kind.startswith("image/") or not path.is_file():
        raise AuthorError.at(place, f"shows {name}, which is no picture beside it")
    return {kind: base64.b64encode(path.read_bytes()).decode("ascii")}
