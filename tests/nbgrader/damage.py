"""What happens to notebooks on their way: by accident, by other editors, by intent.

Each damage takes a learner's notebook of `relu_mask` and `dbiases` and gives back what
is handed in instead. `LOST` names those after which less is there to be graded.
"""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from tests.nbgrader.notebooks import (
    CATALOGUE,
    Cell,
    Damage,
    Notebook,
    cell,
    find,
    named,
    stub_of,
)

ANSWER, OTHER = "relu_mask-solution", "dbiases-solution"
POINTS, VISIBLE = "relu_mask-points", "relu_mask-visible"
STATEMENT = "relu_mask-statement"
STUB = stub_of(CATALOGUE.load("relu_mask"))
RESULT = {
    "output_type": "execute_result",
    "data": {"text/plain": "10.0"},
    "execution_count": 1,
    "metadata": {},
}


def on(name: str, change: Callable[[Cell], Any]) -> Damage:
    """A damage of one cell."""

    def damage(book: Notebook) -> Notebook:
        change(find(book, name))
        return book

    return damage


def data(name: str, **values: Any) -> Damage:
    """A damage of what nbgrader keeps in one cell."""
    return on(name, lambda row: row["metadata"]["nbgrader"].update(values))


def text(name: str, value: str) -> Damage:
    """A cell with another text."""
    return on(name, lambda row: row.update(source=value))


def kind(name: str, value: str) -> Damage:
    """A cell of another kind."""
    return on(name, lambda row: row.update(cell_type=value))


def deleted(*names: str) -> Damage:
    """A notebook without some cells."""

    def damage(book: Notebook) -> Notebook:
        book["cells"] = [row for row in book["cells"] if named(row) not in names]
        return book

    return damage


def every(change: Callable[[Cell], Any]) -> Damage:
    """A damage of all cells."""

    def damage(book: Notebook) -> Notebook:
        for row in book["cells"]:
            change(row)
        return book

    return damage


def then(*damages: Damage) -> Damage:
    """Several damages, one after another."""

    def damage(book: Notebook) -> Notebook | bytes:
        for step in damages:
            found = step(book)
            assert isinstance(found, dict)
            book = found
        return book

    return damage


def copied(name: str, **changes: Any) -> Damage:
    """A copy of a cell at the end, with something changed."""

    def damage(book: Notebook) -> Notebook:
        book["cells"].append(deepcopy(find(book, name)) | changes)
        return book

    return damage


def added(value: str, place: int = 0, kind: str = "code") -> Damage:
    """A cell of the learner's own."""

    def damage(book: Notebook) -> Notebook:
        book["cells"].insert(place, cell(kind, value))
        return book

    return damage


def written(change: Callable[[str], bytes]) -> Damage:
    """A file with other bytes than a notebook has."""
    return lambda book: change(json.dumps(book))


def whole(**values: Any) -> Damage:
    """A notebook with other values at its top."""
    return lambda book: book | values


def reordered(book: Notebook) -> Notebook:
    """The cells from last to first."""
    return book | {"cells": book["cells"][::-1]}


def swapped(book: Notebook) -> Notebook:
    """Each answer says that it is the other one."""
    one, other = find(book, ANSWER), find(book, OTHER)
    one["metadata"], other["metadata"] = other["metadata"], one["metadata"]
    return book


def of_format_3(book: Notebook) -> Notebook:
    """As IPython wrote notebooks before 2015."""
    rows = []
    for row in book["cells"]:
        old = {"cell_type": row["cell_type"], "metadata": row["metadata"]}
        key = "input" if row["cell_type"] == "code" else "source"
        rows.append(old | {key: row["source"].splitlines(keepends=True)})
    sheet = {"cells": rows, "metadata": {}}
    top = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}}
    return top | {"worksheets": [sheet]}


def forged(row: Cell) -> None:
    """A cell that says that it is rebuilt already, and an answer."""
    mark = {"origin": "answer", "place": 0}
    row["metadata"]["gradkata_rebuilt"] = mark


BARE = every(lambda row: row.update(metadata={}))
NO_IDS = every(lambda row: row.pop("id", None))
NOISE = then(
    added("# My notes", 0, "markdown"), added("import math", 3), added("x = 1", 6)
)

DAMAGES: dict[str, Damage] = {
    "points cell emptied": text(POINTS, "pass"),
    "points cell gives 10": text(POINTS, "10.0"),
    "visible cell changed": text(VISIBLE, "raise SystemExit"),
    "statement changed": text(STATEMENT, "There is nothing to do."),
    "points cell deleted": deleted(POINTS),
    "visible cell deleted": deleted(VISIBLE),
    "statement deleted": deleted(STATEMENT),
    "all but answers deleted": deleted(
        *(
            f"{ex}-{role}"
            for ex in ("relu_mask", "dbiases")
            for role in ("statement", "visible", "points")
        )
    ),
    "points cell twice": copied(POINTS),
    "points cell twice, changed": copied(POINTS, source="10.0"),
    "visible cell twice": copied(VISIBLE),
    "answer twice": copied(ANSWER),
    "stub once more at the end": copied(ANSWER, source=STUB),
    "answer made Markdown": kind(ANSWER, "markdown"),
    "answer made raw": kind(ANSWER, "raw"),
    "answer of no kind": kind(ANSWER, "heading"),
    "points cell made Markdown": kind(POINTS, "markdown"),
    "statement made code": kind(STATEMENT, "code"),
    "order reversed": reordered,
    "worth a thousand": data(POINTS, points=1000),
    "worth less than nothing": data(POINTS, points=-1),
    "worth words": data(POINTS, points="many"),
    "worth NaN": data(POINTS, points=float("nan")),
    "schema of the future": data(POINTS, schema_version=99),
    "schema in words": data(ANSWER, schema_version="three"),
    "extra keys": data(POINTS, score=10, auto_score=[1, {"a": 2}]),
    "no grade cell any more": data(POINTS, grade=False),
    "points cell is a solution": data(POINTS, solution=True, locked=False),
    "answer is graded": data(ANSWER, grade=True, points=10.0),
    "answer is locked": data(ANSWER, solution=False, locked=True),
    "task cell": data(POINTS, task=True, grade=False),
    "another id": data(POINTS, grade_id="bonus"),
    "id of no text": data(ANSWER, grade_id=7),
    "flags are words": data(POINTS, grade="yes", solution=[], locked={}),
    "answers swapped": swapped,
    "metadata dropped": BARE,
    "metadata and ids dropped": then(BARE, NO_IDS),
    "all dropped, cells added": then(BARE, NO_IDS, NOISE),
    "all dropped, reversed": then(BARE, NO_IDS, reordered),
    "ids dropped": NO_IDS,
    "one id for all": every(lambda row: row.update(id="same")),
    "metadata is a list": every(lambda row: row.update(metadata=[1])),
    "nbgrader's data is a word": every(lambda row: row["metadata"].update(nbgrader="")),
    "cells hidden": every(
        lambda row: row["metadata"].update(
            jupyter={"source_hidden": True}, tags=["remove-cell", "skip-execution"]
        )
    ),
    "outputs forged": every(lambda row: row.update(outputs=[RESULT])),
    "outputs of no kind": every(lambda row: row.update(outputs="10.0")),
    "outputs dropped": every(lambda row: row.pop("outputs", None)),
    "marked as rebuilt": every(forged),
    "another kernel": whole(metadata={"kernelspec": {"name": "bash"}}),
    "metadata of the notebook dropped": whole(metadata=None),
    "format 3": of_format_3,
    "format 4.0": then(NO_IDS, whole(nbformat_minor=0)),
    "format of the future": whole(nbformat=99),
    "half a character": added("s = '\ud800'"),
    "a zero character": added("s = '\0'"),
    "attachments of no kind": every(lambda row: row.update(attachments={"a": [1]})),
    "cells that are none": lambda book: book | {"cells": [7, None, *book["cells"], []]},
    "lines that are none": on(POINTS, lambda row: row.update(source=["1", 2, None])),
    "text that is none": on(POINTS, lambda row: row.update(source=10.0)),
    "graded by itself": added("def graded(*names):\n    return 10.0\n"),
    "many cells": lambda book: (
        book | {"cells": book["cells"] + [cell("code", "")] * 2000}
    ),
    "answer deleted": deleted(ANSWER),
    "answer of no text": on(ANSWER, lambda row: row.update(source={"a": 1})),
    "no cells": whole(cells=[]),
    "cells of no kind": whole(cells={"a": 1}),
    "not JSON": written(lambda _: b"def relu_backward(dvalues, z):\n    return 1\n"),
    "cut off": written(lambda book: book[: len(book) // 2].encode()),
    "binary": written(lambda _: bytes(range(256)) * 100),
    "empty": written(lambda _: b""),
    "a number": written(lambda _: b"10.0"),
    "deep": written(lambda _: b"[" * 100_000 + b"]" * 100_000),
    "huge": written(lambda book: book.encode() + b" " * 8_000_000),
}
# How much of the twenty points is there to be earned, where it is not all of them.
LOST = {
    "answer deleted": 10.0,
    "answer of no text": 10.0,
    **dict.fromkeys(
        (
            "no cells",
            "cells of no kind",
            "not JSON",
            "cut off",
            "binary",
            "empty",
            "a number",
            "deep",
            "huge",
        ),
        0.0,
    ),
}
# What changes nothing that is graded or shown, so that nothing is said of it.
SILENT = {
    "ids dropped",
    "one id for all",
    "cells hidden",
    "outputs forged",
    "outputs of no kind",
    "outputs dropped",
    "marked as rebuilt",
    "another kernel",
    "metadata of the notebook dropped",
    "format 3",
    "format 4.0",
    "format of the future",
    "half a character",
    "a zero character",
    "attachments of no kind",
    "graded by itself",
}
