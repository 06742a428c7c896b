"""Reads the text grids of `grid` back out of a message, for what can show them better.

A message of a check is text; where it holds a map of right and wrong, a page draws it
as a table. What is no such map stays the text it is. Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from grader.picture.grid import LEGEND, MARKS

HEADS = re.compile(r" *\d+(?: +\d+)*")
ROW = re.compile(r" *(?:\d+ +)?[.x](?: +[.x])*")
RIGHT = MARKS[True]


@dataclass(frozen=True, slots=True)
class Grid:
    """Right and wrong: the heads of the columns; of each row its head, if any."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[bool, ...]], ...]

    @property
    def size(self) -> int:
        """How many elements it has."""
        return len(self.heads) * len(self.rows)


def parts_of(message: str) -> Iterator[str | Grid]:
    """The texts of a message and the grids in it, in their order."""
    for is_text, found in groupby(_lines(message), lambda part: isinstance(part, str)):
        if is_text:
            yield "\n".join(map(str, found))
        else:
            yield from found


def _lines(message: str) -> Iterator[str | Grid]:
    lines = message.split("\n")
    place, in_map = 0, False
    while place < len(lines):
        grid = _grid(lines[place:]) if in_map else None
        if grid is None:
            in_map |= lines[place].endswith(LEGEND)
            yield lines[place]
            place += 1
        else:
            yield grid
            place += 1 + len(grid.rows)


def _grid(lines: list[str]) -> Grid | None:
    """The grid that begins with these lines, if one does."""
    if not HEADS.fullmatch(lines[0]):
        return None
    heads = tuple(lines[0].split())
    rows: list[tuple[str, tuple[bool, ...]]] = []
    for line in lines[1:]:
        head, marks = _row(line, len(heads))
        if not marks:
            break
        rows.append((head, tuple(mark == RIGHT for mark in marks)))
    return Grid(heads, tuple(rows)) if rows else None


def _row(line: str, columns: int) -> tuple[str, tuple[str, ...]]:
    """The head and the marks of a row; no marks where it is none."""
    words = line.split()
    if not ROW.fullmatch(line) or len(words) not in (columns, columns + 1):
        return "", ()
    return "".join(words[:-columns]), tuple(words[-columns:])
