"""What is handed in, packed: a zip of one folder, as `grader grade` takes it.

It knows files and which pass. Bytes depend on files and their names alone: no times,
no order of a disk. Invariant: nothing but a learner's own files is packed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.errors import OperatorError
from grader.learner import words
from grader.learner.desk import Desk
from grader.zipped import write_zip


@dataclass(frozen=True, slots=True)
class Packed:
    """The ids that are packed, those that are not there, and those that do not pass."""

    ids: tuple[str, ...]
    missing: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()


def chosen_ids(desk: Desk, assignment: str | None) -> tuple[str, ...]:
    """The exercises of an assignment; without one all that pass.

    Raises `OperatorError` for an unknown assignment, or where nothing passes.
    """
    if assignment is None:
        cards = desk.route.cards
        ids = tuple(card.id for card in cards if desk.progress.passed(card.id))
        if not ids:
            raise OperatorError(words.NOTHING_TO_PACK)
        return ids
    course = desk.catalogue.course_file
    known = course.assignments if course else {}
    if assignment not in known:
        text = words.UNKNOWN_ASSIGNMENT if known else words.NO_ASSIGNMENTS
        raise OperatorError(text.format(name=assignment, names=", ".join(known)))
    return known[assignment].exercises


def pack(desk: Desk, ids: Sequence[str], folder: str, out: Path) -> Packed:
    """Write the zip. Raises `OperatorError` where it cannot be written."""
    files = [(name, desk.file(desk.route.card(name))) for name in sorted(ids)]
    there = [(name, path) for name, path in files if path.is_file()]
    try:
        rows = {f"{folder}/{name}{path.suffix}": path for name, path in there}
        write_zip(out, {name: path.read_bytes() for name, path in rows.items()})
    except OSError as error:
        why = error.strerror
        raise OperatorError(words.NO_WRITE.format(file=out, why=why)) from error
    packed = tuple(name for name, _ in there)
    return Packed(
        ids=packed,
        missing=tuple(name for name, path in files if not path.is_file()),
        failing=tuple(name for name in packed if not desk.progress.passed(name)),
    )
