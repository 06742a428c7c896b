"""Where an array is right and where not, element by element, as text and as HTML. Pure.

Words and letters carry it, colour is left to the page. An array of more than two axes
is shown in slices; what is too large is cut, with a note of what is beyond.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.picture.escaping import escaped, plain

Right = npt.NDArray[np.bool_]

SIDE, SLICES = 20, 8
LEGEND = "(. right, x wrong)."
MARKS = {True: ".", False: "x"}
WORDS = {True: "right", False: "wrong"}
PLANE = 2


@dataclass(frozen=True, slots=True)
class Slice:
    """Two axes of an array, cut to what is shown; the place of the slice in words."""

    place: str
    rows: tuple[tuple[bool, ...], ...]
    note: str


def mismatch_grid(right: Right, *, name: str = "") -> str:
    """A text grid with indices: `.` where an element is right, else `x`."""
    lines = [_head(right, name)]
    if right.size and not right.all():
        lines[0] = f"{lines[0][:-1]} {LEGEND}"
    for part in slices(right):
        lines += [part.place] if part.place else []
        lines += _grid(part, right.ndim)
        lines += [part.note] if part.note else []
    return "\n".join([*lines, *_beyond(right)]) + "\n"


def mismatch_table(right: Right, *, name: str = "") -> str:
    """HTML tables of right and wrong, one a slice, with headers and captions."""
    lines: list[str] = []
    for part in slices(right):
        note = " ".join(filter(None, [_head(right, name), part.place, part.note]))
        lines += _table(part, note, right.ndim)
    if not right.size:
        lines.append(f"<p>{escaped(_head(right, name))}</p>")
    lines += [f"<p>{escaped(note)}</p>" for note in _beyond(right)]
    return "\n".join(lines) + "\n"


def slices(right: Right) -> Iterator[Slice]:
    """The slices that are shown; a number and a vector are one row."""
    if not right.size:
        return
    planes = right.reshape(-1, *_plane(right))
    for number, plane in enumerate(planes[:SLICES]):
        place = ""
        if right.ndim > PLANE:
            index = np.unravel_index(number, right.shape[:-PLANE])
            place = f"[{', '.join(str(int(i)) for i in index)}, :, :]"
        shown: list[list[bool]] = plane[:SIDE, :SIDE].tolist()
        rows = tuple(tuple(row) for row in shown)
        yield Slice(place, rows, _note(plane, np.asarray(shown)))


def _plane(right: Right) -> tuple[int, int]:
    shape = (1, 1, *right.shape)
    return shape[-2], shape[-1]


def _head(right: Right, name: str) -> str:
    label = f"{plain(name)}: " if name else ""
    if not right.size:
        return f"{label}there are no elements."
    wrong = right.size - int(right.sum())
    if not wrong:
        return f"{label}all right, {right.size} of {right.size}."
    return f"{label}{wrong} of {right.size} wrong."


def _note(plane: Right, shown: npt.NDArray[Any]) -> str:
    """What is cut from a slice, and how much of it is wrong."""
    if plane.size == shown.size:
        return ""
    wrong = int((~plane).sum() - (~shown).sum())
    rows, columns = plane.shape
    return f"Cut: {rows} by {columns} in all, {wrong} wrong beyond what is shown."


def _beyond(right: Right) -> list[str]:
    """A note of the slices that are not shown."""
    planes = right.reshape(-1, *_plane(right)) if right.size else right[None]
    more = len(planes) - SLICES
    if not right.size or more <= 0:
        return []
    wrong = int((~planes[SLICES:]).sum())
    return [f"Cut: {more} more slices, {wrong} wrong in them."]


def _grid(part: Slice, axes: int) -> Iterator[str]:
    if not axes:
        yield MARKS[part.rows[0][0]]
        return
    width = len(str(max(len(part.rows), len(part.rows[0])) - 1))
    heads = (f"{index:>{width}}" for index in range(len(part.rows[0])))
    yield " ".join([" " * width, *heads] if axes > 1 else heads)
    for index, row in enumerate(part.rows):
        marks = (f"{MARKS[right]:>{width}}" for right in row)
        yield " ".join([f"{index:>{width}}", *marks] if axes > 1 else marks)


def _table(part: Slice, caption: str, axes: int) -> Iterator[str]:
    yield '<table class="mismatch">'
    yield f"<caption>{escaped(caption)}</caption>"
    if axes:
        corner = "<td></td>" if axes > 1 else ""
        heads = (f'<th scope="col">{i}</th>' for i in range(len(part.rows[0])))
        yield f"<thead><tr>{corner}{''.join(heads)}</tr></thead>"
    yield "<tbody>"
    for index, row in enumerate(part.rows):
        head = f'<th scope="row">{index}</th>' if axes > 1 else ""
        cells = (f'<td class="{WORDS[r]}">{WORDS[r]}</td>' for r in row)
        yield f"<tr>{head}{''.join(cells)}</tr>"
    yield "</tbody>"
    yield "</table>"
