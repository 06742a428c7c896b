"""What was mended in a learner's notebook, one sentence each, for its feedback.

Sentences name cells by the instructor's ids alone; no text and no name of a learner's
is in them. A change that costs nothing and changes nothing, such as forged outputs,
is not told. Pure.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from grader.nbgrader.handed_in import HandedCell
from grader.nbgrader.matching import Found, Matching, same
from grader.nbgrader.trusted import TrustedCell

TITLE = "**What was mended in this notebook before it was graded**"
BARE = (
    "The notebook came without what nbgrader keeps in its cells, which some editors "
    "drop; cells were found by their ids, texts and places."
)
MOVED = "Cells stood in another order; your code was run in the order of your notebook."
COUNTED = ("schema_version", "grade", "solution", "locked", "task", "points")
KINDS = {"code": "a code cell", "markdown": "a Markdown cell", "raw": "a raw cell"}
MAX_SENTENCES = 40


def note_of(sentences: tuple[str, ...]) -> str:
    """The sentences as the Markdown of one cell."""
    shown = [*sentences[:MAX_SENTENCES]]
    if len(sentences) > MAX_SENTENCES:
        shown.append(f"And {len(sentences) - MAX_SENTENCES} more of these.")
    return "\n".join([TITLE, "", *(f"- {sentence}" for sentence in shown)])


def repairs_of(matching: Matching) -> tuple[str, ...]:
    """Every sentence about a notebook, in the order of the instructor's cells."""
    return tuple(_sentences(matching))


def _sentences(matching: Matching) -> Iterator[str]:
    handed = matching.handed
    if handed.problem:
        yield handed.problem
        return
    bare = is_bare(matching)
    if bare:
        yield BARE
    for own, cell in enumerate(matching.trusted.cells):
        if not cell.name:
            continue
        index = matching.pairs.get(own)
        if index is None:
            yield _absent(cell)
            continue
        found = matching.found[own]
        yield from _about(cell, handed.cells[index], found, bare=bare)
        if copies := matching.copies.get(cell.name):
            yield _copied(cell, len(copies))
    if _is_moved(matching):
        yield MOVED
    yield from _about_the_rest(matching)


def is_bare(matching: Matching) -> bool:
    """Whether no cell says any more what nbgrader knows it by."""
    wanted = any(cell.name for cell in matching.trusted.cells)
    return wanted and not any(cell.claim for cell in matching.handed.cells)


def _absent(cell: TrustedCell) -> str:
    if cell.is_answer:
        return (
            f"The answer cell `{cell.name}` was not in the notebook; "
            "the empty one stands in its place."
        )
    return f"The cell `{cell.name}` was not in the notebook; it is back."


def _about(
    cell: TrustedCell, handed: HandedCell, found: Found, *, bare: bool
) -> Iterator[str]:
    guessed = found is not Found.ID and cell.is_answer
    if guessed and (found is not Found.TEXT) and (not bare or found is not Found.NAME):
        yield f"The answer cell `{cell.name}` had lost its id; {found} told it."
    elif not bare and not handed.claim:
        yield f"The cell `{cell.name}` had lost its id; {found} told it."
    if handed.kind != cell.kind:
        yield (
            f"The cell `{cell.name}` had become {KINDS[handed.kind]}; "
            f"it is {KINDS[cell.kind]} again."
        )
    if cell.is_protected and not (
        same(handed.text, cell.released) or same(handed.text, cell.text)
    ):
        yield f"The cell `{cell.name}` was changed; it is as it was given out."
    if handed.claim and _is_changed(cell.data(), handed.data):
        yield f"What nbgrader keeps in the cell `{cell.name}` was changed; it is reset."


def _is_changed(own: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    if any(own.get(key) != theirs.get(key, own.get(key)) for key in COUNTED):
        return True
    missing = any(key not in theirs for key in ("grade", "solution", "locked"))
    return missing or bool(theirs.keys() - own.keys() - {"points", "checksum"})


def _copied(cell: TrustedCell, count: int) -> str:
    times = "once more" if count == 1 else f"{count} times more"
    if cell.is_answer:
        return (
            f"The answer cell `{cell.name}` was there {times}; "
            "what was written in each was run, in order."
        )
    return f"The cell `{cell.name}` was there {times}; one of them stands."


def _is_moved(matching: Matching) -> bool:
    rows = [matching.pairs[own] for own in sorted(matching.pairs)]
    return rows != sorted(rows)


def _about_the_rest(matching: Matching) -> Iterator[str]:
    handed = matching.handed
    known = {cell.name for cell in matching.trusted.cells}
    if any(cell.claim and cell.claim not in known for cell in handed.cells):
        yield "A cell had an id that is none of this notebook's; it is your own cell."
    if handed.left_out:
        were = "was" if handed.left_out == 1 else "were"
        yield f"{_cells(handed.left_out)} without a text {were} left out."
    if handed.beyond:
        rest = _cells(handed.beyond)
        yield f"The notebook has too many cells; the last {rest} were left out."


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"
