"""What a rebuild keeps of a notebook that is there, and what it changes. Pure.

A cell without an id of ours is the instructor's own: it stays, behind the cell of ours
that it stands behind. Cells of ours are made anew. A notebook in which nothing is ours
is not touched.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from grader.nbgrader.notebooks import NBGRADER, OURS, Cell, Notebook, our_id


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A notebook as it will stand, and what has become of its cells, by their ids."""

    notebook: Notebook
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: int = 0
    moved: bool = False

    @property
    def is_same(self) -> bool:
        """Whether nothing would change."""
        return not (self.added or self.changed or self.removed or self.moved)


def rebuilt(old: Notebook, new: Notebook) -> Rebuilt:
    """The new notebook with the instructor's own cells of the old one in place."""
    order = [our_id(cell) for cell in old["cells"] if our_id(cell)]
    before = {our_id(cell): cell for cell in old["cells"] if our_id(cell)}
    after = {our_id(cell): cell for cell in new["cells"]}
    own = _own_cells(old["cells"], after)
    cells: list[Cell] = [*own.get("", [])]
    for name, cell in after.items():
        cells += [cell, *own.get(name, [])]
    metadata = (old.get("metadata") or {}) | new["metadata"]
    both = [name for name in after if name in before]
    return Rebuilt(
        notebook={**old, **new, "metadata": metadata, "cells": cells},
        added=tuple(name for name in after if name not in before),
        changed=tuple(n for n in both if _content(before[n]) != _content(after[n])),
        removed=tuple(name for name in before if name not in after),
        kept=sum(map(len, own.values())),
        moved=[n for n in order if n in after] != [n for n in after if n in before],
    )


def _own_cells(cells: Iterable[Cell], ours: dict[str, Cell]) -> dict[str, list[Cell]]:
    """Cells that are not ours, by the cell of ours before them that will still be."""
    found: dict[str, list[Cell]] = {}
    anchor = ""
    for cell in cells:
        name = our_id(cell)
        if not name:
            found.setdefault(anchor, []).append(cell)
        elif name in ours:
            anchor = name
    return found


def _content(cell: Cell) -> tuple[object, ...]:
    """What matters of a cell: not its outputs, nor how its text is cut into lines."""
    source = cell.get("source")
    text = "".join(source) if isinstance(source, list) else source
    metadata = cell.get("metadata") or {}
    ours = [metadata.get(key) for key in (NBGRADER, OURS)]
    return cell.get("cell_type"), text, cell.get("attachments"), ours
