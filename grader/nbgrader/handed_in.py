"""What a learner handed in, read from a notebook's JSON: cells and what they claim.

Text alone: nothing here is run, compiled or believed. Whatever the bytes are, there is
an answer; what cannot be read is told in one sentence and counts as nothing. Outputs,
counts and metadata are not read at all, but for what a cell claims to be. Pure.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

KINDS = ("code", "markdown", "raw")
MAX_CELLS = 1000
MAX_CLAIM = 128
MAX_ATTACHMENTS = 20

TOO_LARGE = "The notebook is too large to be read, so nothing of it was graded."
NOT_JSON = "The file is no notebook: it is not JSON. Nothing of it was graded."
NO_CELLS = "The file is no notebook: it has no cells. Nothing of it was graded."
NO_FILE = "The notebook is not a plain file, so nothing of it was graded."


@dataclass(frozen=True, slots=True)
class HandedCell:
    """One cell: its kind and text, and what it says of itself.

    `place` is its place in the notebook, from 0; `claim` the id that nbgrader knows it
    by, `cell_id` the notebook format's; `data` the rest of what nbgrader keeps in it.
    """

    place: int
    kind: str
    text: str
    claim: str = ""
    cell_id: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    attachments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A notebook's cells in order; `problem` says why there are none.

    `left_out` counts cells that have no text, `beyond` those after the last one read.
    """

    cells: tuple[HandedCell, ...] = ()
    problem: str = ""
    left_out: int = 0
    beyond: int = 0


def from_bytes(source: bytes | None) -> HandedIn:
    """Read a file's bytes; None stands for one that is too large."""
    if source is None:
        return HandedIn(problem=TOO_LARGE)
    try:
        notebook = json.loads(source)
    except (ValueError, RecursionError, MemoryError):
        return HandedIn(problem=NOT_JSON)
    return from_notebook(notebook)


def from_notebook(notebook: Any) -> HandedIn:
    """Read a notebook of whatever format version, as its JSON says it."""
    rows = _rows(notebook)
    if rows is None:
        return HandedIn(problem=NO_CELLS)
    read = [_cell(place, row) for place, row in enumerate(rows[:MAX_CELLS])]
    cells = tuple(cell for cell in read if cell is not None)
    beyond = max(0, len(rows) - MAX_CELLS)
    return HandedIn(cells, left_out=len(read) - len(cells), beyond=beyond)


def clean(text: str) -> str:
    """A text that can be written as UTF-8: half a character is spelt out."""
    return text.encode("utf-8", "backslashreplace").decode()


def text_of(value: Any) -> str | None:
    """A cell's text, which may be a list of lines; None where it is no text."""
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    return clean(value) if isinstance(value, str) else None


def _rows(notebook: Any) -> Sequence[Any] | None:
    if not isinstance(notebook, dict):
        return None
    rows = notebook.get("cells")
    if rows is None and isinstance(notebook.get("worksheets"), list):
        sheets = [row for row in notebook["worksheets"] if isinstance(row, dict)]
        lists = [row.get("cells") for row in sheets]
        rows = [cell for row in lists if isinstance(row, list) for cell in row]
    return rows if isinstance(rows, list) else None


def _cell(place: int, row: Any) -> HandedCell | None:
    if not isinstance(row, dict):
        return None
    text = text_of(row.get("source", row.get("input", "")))
    if text is None:
        return None
    kind = row.get("cell_type")
    data = _data(row)
    claim = data.get("grade_id")
    return HandedCell(
        place=place,
        # What older formats had beside these, headings among them, is text.
        kind=kind if kind in KINDS else "markdown",
        text=text,
        claim=clean(claim)[:MAX_CLAIM] if isinstance(claim, str) else "",
        cell_id=_word(row.get("id")),
        data=data,
        attachments=dict(_attachments(row.get("attachments"))),
    )


def _data(row: Mapping[str, Any]) -> dict[str, Any]:
    metadata = row.get("metadata")
    data = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if not isinstance(data, dict):
        return {}
    plain = (str, int, float, bool, type(None))
    # What is nested is no value of nbgrader's: only that it is there is told.
    return {k: v if isinstance(v, plain) else "nested" for k, v in data.items()}


def _word(value: Any) -> str:
    return clean(value)[:MAX_CLAIM] if isinstance(value, str) else ""


def _attachments(rows: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """Pictures that stand in a Markdown cell: base64 by type, by name."""
    if not isinstance(rows, dict):
        return
    for name, bundle in list(rows.items())[:MAX_ATTACHMENTS]:
        if isinstance(bundle, dict):
            found = ((kind, text_of(data)) for kind, data in bundle.items())
            kept = {k: v for k, v in found if k.startswith("image/") and v is not None}
            yield clean(name), kept
