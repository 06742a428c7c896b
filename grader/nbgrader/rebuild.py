"""Puts a learner's work into the instructor's own notebook.

Of what was handed in, only texts are taken: of answer cells, of cells that are free to
be changed, and of cells that the learner added, which stay behind what they followed.
All the rest is the instructor's. In a key of our own each cell says whose it is, and
where it stood, for `learner` and `grade` to read: a learner's metadata is never copied.
Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from grader.nbgrader.handed_in import HandedCell, HandedIn
from grader.nbgrader.matching import Matching, matched
from grader.nbgrader.repairs import note_of, repairs_of
from grader.nbgrader.trusted import Trusted, TrustedCell

KEY = "gradkata_rebuilt"
FORMAT, MINOR = 4, 5
CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Origin(StrEnum):
    """Whose a cell is."""

    ANSWER = "answer"
    ADDED = "added"
    GIVEN = "given"
    PROTECTED = "protected"
    RESTORED = "restored"
    NOTE = "note"


# What is run as the learner's program; an answer that is missing is not among it.
RUN = (Origin.ANSWER, Origin.ADDED, Origin.GIVEN)


@dataclass(frozen=True, slots=True)
class Built:
    """One cell of the notebook that is graded; `place` is where it stood, or should."""

    origin: Origin
    kind: str
    text: str
    place: float
    cell_id: str = ""
    trusted: TrustedCell | None = None
    attachments: Any = None


def rebuilt(trusted: Trusted, handed: HandedIn) -> dict[str, Any]:
    """The notebook that is graded, as the JSON of format 4.5, without any output."""
    matching = matched(trusted, handed)
    cells = list(_built(matching))
    if sentences := repairs_of(matching):
        note = Built(Origin.NOTE, "markdown", note_of(sentences), -1.0, "mended")
        cells.insert(0, note)
    return {
        "cells": list(_as_json(cells)),
        "metadata": {**trusted.metadata, KEY: {"unreadable": bool(handed.problem)}},
        "nbformat": FORMAT,
        "nbformat_minor": MINOR,
    }


def _built(matching: Matching) -> Iterator[Built]:
    """The instructor's cells in their order, each with what was added behind it."""
    added = _added(matching)
    yield from added.get(-1, ())
    place = -1.0
    for own, cell in enumerate(matching.trusted.cells):
        index = matching.pairs.get(own)
        handed = None if index is None else matching.handed.cells[index]
        place = float(handed.place) if handed else place + 0.001
        yield _of_trusted(cell, handed, place)
        yield from added.get(own, ())


def _of_trusted(cell: TrustedCell, handed: HandedCell | None, place: float) -> Built:
    whose = Built(
        Origin.GIVEN if cell.is_given else Origin.PROTECTED,
        cell.kind,
        cell.text,
        place,
        cell.cell_id,
        cell,
        cell.attachments,
    )
    if handed is None:
        return whose if not cell.is_answer else _with(whose, Origin.RESTORED, None)
    if cell.is_answer:
        return _with(whose, Origin.ANSWER, handed)
    if cell.is_plain:
        return _with(whose, whose.origin, handed)
    return whose


def _with(built: Built, origin: Origin, handed: HandedCell | None) -> Built:
    if handed is None:
        return replace(built, origin=origin)
    return replace(
        built, origin=origin, text=handed.text, attachments=handed.attachments
    )


def _added(matching: Matching) -> dict[int, list[Built]]:
    """What a learner added, by the instructor's cell before it; -1 where none is."""
    owners = {index: own for own, index in matching.pairs.items()}
    found: dict[int, list[Built]] = {}
    anchor = -1
    for index, cell in enumerate(matching.handed.cells):
        anchor = owners.get(index, anchor)
        if index not in matching.taken:
            row = Built(
                Origin.ADDED,
                cell.kind,
                cell.text,
                float(cell.place),
                cell.cell_id,
                attachments=cell.attachments,
            )
            found.setdefault(anchor, []).append(row)
    return found


def _as_json(cells: list[Built]) -> Iterator[dict[str, Any]]:
    own = {cell.cell_id for cell in cells if cell.trusted is not None}
    used: set[str] = set()
    for number, cell in enumerate(cells):
        name = cell.cell_id
        free = cell.trusted is not None or name not in own
        if not CELL_ID.fullmatch(name) or name in used or not free:
            name = f"cell-{number}-{len(cells)}"
        used.add(name)
        yield _cell(cell, name)


def _cell(cell: Built, name: str) -> dict[str, Any]:
    mark = {"origin": cell.origin.value, "place": cell.place}
    metadata: dict[str, Any] = {KEY: mark}
    if cell.trusted is not None and cell.trusted.row is not None:
        metadata["nbgrader"] = cell.trusted.data()
        metadata["deletable"] = False
        if cell.trusted.is_protected:
            metadata["editable"] = False
    found: dict[str, Any] = {
        "cell_type": cell.kind,
        "id": name,
        "metadata": metadata,
        "source": cell.text,
    }
    if cell.kind == "code":
        found |= {"execution_count": None, "outputs": []}
    elif cell.attachments:
        found["attachments"] = {k: dict(v) for k, v in cell.attachments.items()}
    return found
