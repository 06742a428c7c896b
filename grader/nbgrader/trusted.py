"""The instructor's own notebook: what a learner was given, and what may be changed.

Made from the notebook that was released (else its source) for the order of cells, and
from nbgrader's gradebook for all that counts: sources with their hidden regions,
points, flags, checksums. Nothing of a learner is in it. Pure.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.nbgrader.cells import CellId, Role
from grader.nbgrader.handed_in import HandedIn, from_notebook

SCHEMA = 3
KEPT_METADATA = ("kernelspec", "language_info")
HIDDEN = re.compile(
    r"^[^\n]*BEGIN (HIDDEN TESTS|MARK SCHEME)[^\n]*\n.*?END \1[^\n]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """What nbgrader's gradebook holds about one cell."""

    grade_id: str
    kind: str
    text: str
    grade: bool = False
    solution: bool = False
    locked: bool = False
    task: bool = False
    points: float | None = None
    checksum: str = ""


@dataclass(frozen=True, slots=True)
class TrustedCell:
    """One cell as the instructor wrote it; `row` is None where nbgrader keeps none."""

    cell_id: str
    kind: str
    text: str
    row: Row | None = None
    attachments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The `grade_id`, or nothing."""
        return self.row.grade_id if self.row else ""

    @property
    def released(self) -> str:
        """The text as learners were given it."""
        return HIDDEN.sub("", self.text)

    @property
    def is_answer(self) -> bool:
        """Whether its text is the learner's to write."""
        return self.row is not None and self.row.solution

    @property
    def is_plain(self) -> bool:
        """Whether nbgrader does not know it: given, and free to be changed."""
        return self.row is None

    @property
    def is_protected(self) -> bool:
        """Whether its text is the instructor's, whatever was handed in."""
        return self.row is not None and not self.row.solution

    @property
    def is_given(self) -> bool:
        """Whether it is code that a learner's own may build on: no test, no check."""
        ours = CellId.parse(self.name)
        is_check = ours is not None and ours.role in (Role.VISIBLE, Role.POINTS)
        graded = self.row is not None and self.row.grade
        return self.kind == "code" and not (self.is_answer or is_check or graded)

    def data(self) -> dict[str, Any]:
        """What nbgrader keeps in the cell, as of its schema version 3."""
        row = self.row
        if row is None:
            return {}
        found: dict[str, Any] = {
            "schema_version": SCHEMA,
            "grade": row.grade,
            "solution": row.solution,
            "locked": row.locked,
            "task": row.task,
            "grade_id": row.grade_id,
            "cell_type": row.kind,
        }
        if row.points is not None:
            found["points"] = row.points
        if row.checksum:
            found["checksum"] = row.checksum
        return found


@dataclass(frozen=True, slots=True)
class Trusted:
    """The cells in order, and what of the notebook's own metadata is kept."""

    cells: tuple[TrustedCell, ...]
    metadata: Mapping[str, Any]


def trusted_of(notebook: Mapping[str, Any] | None, rows: Mapping[str, Row]) -> Trusted:
    """Join a notebook's order with the gradebook's rows by id.

    A cell that was added to the notebook after the release has no row and is left out;
    one that was taken away still has its row and stands at the end.
    """
    known = from_notebook(dict(notebook)) if notebook is not None else HandedIn()
    cells = list(_in_order(known, rows))
    placed = {cell.name for cell in cells}
    cells += [_of_row(row) for name, row in rows.items() if name not in placed]
    metadata = (notebook or {}).get("metadata", {})
    kept = {key: metadata[key] for key in KEPT_METADATA if key in metadata}
    return Trusted(tuple(cells), kept)


def _in_order(known: HandedIn, rows: Mapping[str, Row]) -> Iterator[TrustedCell]:
    seen: set[str] = set()
    for cell in known.cells:
        if not cell.claim:
            yield TrustedCell(
                cell.cell_id, cell.kind, cell.text, attachments=cell.attachments
            )
        elif cell.claim in rows and cell.claim not in seen:
            seen.add(cell.claim)
            row = rows[cell.claim]
            attached = cell.attachments
            yield TrustedCell(cell.cell_id, row.kind, row.text, row, attached)


def _of_row(row: Row) -> TrustedCell:
    return TrustedCell(f"given-{row.grade_id}"[:64], row.kind, row.text, row)
