"""`answers.json`: what public cases give, in place of the reference that gives it.

Of a function or a class: the expected parts of each public case with how far they may
be off, and what every known mistake shows there. Of a script: numbers to stand in place
of a learner's inputs, and tables of what each formula gives on them. Nothing in it can
be computed on any other numbers. Read back in the form it was written, or not at all.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.bundle.numbers import array_of, written
from grader.cases import Case
from grader.errors import AuthorError
from grader.exercise import Exercise
from grader.values import FloatArray

FORMAT = 1
LINES = 3  # how deep a level has lines of its own
BROKEN = "cannot be read; release the bundle again, or fetch it anew"
OTHER = (
    "belongs to other cases than these; release the bundle again, or use "
    "the gradkata that it was made with"
)
Sets = tuple[Mapping[str, Mapping[str, list[float]]], ...]
# What a case gives, by part: the value, and what float64 results may differ by.
Row = Mapping[str, tuple[FloatArray, FloatArray]]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a known mistake showed in one case: parts, or a word for why not."""

    parts: tuple[FloatArray, ...] = ()
    word: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class StoredMistake:
    """One way to make a known mistake, and what it shows in each case."""

    id: str
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Draws:
    """Six sets of inputs by quantity and shape; `whole`: all are whole numbers."""

    whole: bool
    sets: Sets


@dataclass(frozen=True, slots=True)
class Table:
    """A formula on public numbers alone: what it reads, and its value by their key.

    Values are as they stand in the file, since few of them are ever looked up. Of a
    wrong formula the key of the value stands there: enough to know the value by.
    """

    reads: tuple[str, ...]
    rows: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tables:
    """All formulas of a script, in place of its graph."""

    steps: Mapping[str, Table]
    also: Mapping[str, tuple[Table, ...]]
    mistakes: Mapping[str, Mapping[str, Table]]
    vectors: Mapping[str, Table]


@dataclass(frozen=True, slots=True)
class Stored:
    """The whole of `answers.json`, format version 1."""

    cases: str = ""
    expected: tuple[Row, ...] = ()
    mistakes: tuple[StoredMistake, ...] = ()
    draws: tuple[Draws, ...] = ()
    tables: Tables = field(default_factory=lambda: Tables({}, {}, {}, {}))


def digest_of_cases(cases: Iterable[Case]) -> str:
    """What cases ask, as a digest: answers to others must not be taken for theirs."""
    digest = hashlib.sha256()
    for case in cases:
        plain = {n: np.asarray(v).tolist() for n, v in case.arguments.items()}
        row = (case.group, case.index, plain)
        digest.update(repr(row).encode())
    return digest.hexdigest()


def read_answers(exercise: Exercise, cases: Sequence[Case] = ()) -> Stored:
    """What is stored for a public exercise. Raises `AuthorError`.

    Also where it is stored for other cases than these.
    """
    place = "/".join(exercise.answers.parts[-3:])
    try:
        plain = json.loads(exercise.answers.read_text(encoding="utf-8"))
        stored = _stored(plain)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise AuthorError.at(place, message) from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise AuthorError.at(place, BROKEN) from error
    if cases and stored.cases != digest_of_cases(cases):
        raise AuthorError.at(place, OTHER)
    return stored


def answers_text(stored: Stored) -> str:
    """The file, the same for the same answers."""
    expected = [
        {name: {"value": written(v), "off": written(o)} for name, (v, o) in row.items()}
        for row in stored.expected
    ]
    rows: dict[str, Any] = {"format": FORMAT}
    if expected:
        rows |= {"cases": stored.cases, "expected": expected}
        rows["mistakes"] = [
            {
                "id": row.id,
                "shown": [
                    _shown_text(shown, due)
                    for shown, due in zip(row.shown, stored.expected, strict=True)
                ],
            }
            for row in stored.mistakes
        ]
    else:
        rows["draws"] = [{"whole": d.whole, "sets": list(d.sets)} for d in stored.draws]
        rows["tables"] = _tables_text(stored.tables)
    return _laid_out(rows, LINES) + "\n"


def _laid_out(value: Any, depth: int) -> str:
    """JSON with a line for each case or formula, so that a change shows where it is."""
    if depth and isinstance(value, dict) and value:
        inner = (f"{json.dumps(k)}:{_laid_out(v, depth - 1)}" for k, v in value.items())
        return "{" + ",\n".join(inner) + "}"
    if depth and isinstance(value, list) and value:
        return "[" + ",\n".join(_laid_out(row, depth - 1) for row in value) + "]"
    return json.dumps(value, allow_nan=False, separators=(",", ":"))


def _shown_text(shown: Shown, due: Row) -> dict[str, Any]:
    """One case of a mistake; a part that is right is written as null."""
    right = [value for name, (value, _) in due.items() if not name.startswith("new_")]
    parts: list[Any] = []
    for place, part in enumerate(shown.parts):
        same = place < len(right) and len(right) == len(shown.parts)
        same = same and np.array_equal(part, right[place])
        parts.append(None if same else written(part))
    row: dict[str, Any] = {"parts": parts}
    if shown.word:
        row["word"] = shown.word
    if shown.changed:
        row["changed"] = True
    return row


def _tables_text(tables: Tables) -> dict[str, Any]:
    return {
        "steps": {n: _table_text(t) for n, t in tables.steps.items()},
        "also": {n: [_table_text(t) for t in r] for n, r in tables.also.items()},
        "mistakes": {
            step: {n: _table_text(t) for n, t in rows.items()}
            for step, rows in tables.mistakes.items()
        },
        "vectors": {n: _table_text(t) for n, t in tables.vectors.items()},
    }


def _table_text(table: Table) -> dict[str, Any]:
    return {"reads": list(table.reads), "rows": table.rows}


def _stored(plain: Any) -> Stored:
    if plain["format"] != FORMAT:
        raise ValueError("another format")
    if "expected" not in plain:
        draws = tuple(Draws(row["whole"], tuple(row["sets"])) for row in plain["draws"])
        return Stored(draws=draws, tables=_tables(plain["tables"]))
    expected = tuple(
        {n: (array_of(v["value"]), array_of(v["off"])) for n, v in row.items()}
        for row in plain["expected"]
    )
    mistakes = tuple(
        StoredMistake(
            row["id"],
            tuple(
                _shown(shown, due)
                for shown, due in zip(row["shown"], expected, strict=True)
            ),
        )
        for row in plain["mistakes"]
    )
    return Stored(str(plain["cases"]), expected, mistakes)


def _shown(plain: Any, due: Row) -> Shown:
    right = [value for name, (value, _) in due.items() if not name.startswith("new_")]
    parts = tuple(
        right[place] if part is None else array_of(part)
        for place, part in enumerate(plain["parts"])
    )
    return Shown(parts, str(plain.get("word", "")), bool(plain.get("changed", False)))


def _tables(plain: Any) -> Tables:
    return Tables(
        steps={n: _table(row) for n, row in plain["steps"].items()},
        also={n: tuple(map(_table, rows)) for n, rows in plain["also"].items()},
        mistakes={
            step: {n: _table(row) for n, row in rows.items()}
            for step, rows in plain["mistakes"].items()
        },
        vectors={n: _table(row) for n, row in plain["vectors"].items()},
    )


def _table(plain: Any) -> Table:
    return Table(tuple(plain["reads"]), dict(plain["rows"]))
