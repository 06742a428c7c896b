"""Sheets: a plain CSV of all that counts, and Canvas's gradebook filled in.

Text that a spreadsheet would take for a formula is written with an apostrophe before
it; numbers are written as numbers.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from grader.errors import OperatorError
from grader.export.lines import summed, why
from grader.gradebook import Standing

FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    *("student", "exercise", "submission", "verdict", "points", "max_points"),
    *("graded_points", "attempts", "submitted_at", "days_late", "graded_at"),
    *("step", "misconception", "why", "decided_by", "comment"),
)
POSSIBLE = "Points Possible"
# Where a student of a roster may have the name of their folder, the surest first.
NAMES = ("SIS Login ID", "SIS User ID", "ID", "Student")


def plain_csv(standings: Iterable[Standing]) -> str:
    """One row a standing, with a header."""
    text = io.StringIO()
    # The usual end of a line: with any other, a lone carriage return is not quoted.
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for standing in standings:
        writer.writerow([_cell(value) for value in _row(standing)])
    return text.getvalue()


def _row(standing: Standing) -> tuple[str | float, ...]:
    grade, decided = standing.grade, standing.override
    told = grade.diagnosis
    return (
        *(grade.student, grade.exercise, grade.submission, grade.verdict.value),
        *(standing.points, grade.max_points, grade.points, standing.attempts),
        *(standing.attempt.submitted_at, standing.late.days),
        standing.attempt.graded_at,
        told.step if told else "",
        (told.misconception or "") if told else "",
        why(standing),
        decided.author if decided else "",
        decided.comment if decided else "",
    )


def _cell(value: str | float) -> str | float:
    if isinstance(value, str):
        # Half a character is spelt out: no file could hold it.
        text = value.encode("utf-8", "backslashreplace").decode()
        return f"'{text}" if text.startswith(FORMULA) else text
    return int(value) if float(value).is_integer() else value


@dataclass(frozen=True, slots=True)
class Roster:
    """A gradebook as Canvas exports it: its rows, and where students begin."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    delimiter: str

    @classmethod
    def of(cls, text: str) -> Self:
        """Read the file of an export. Raises `OperatorError` for any other file."""
        lines = io.StringIO(text.removeprefix("\ufeff"))
        first = text.partition("\n")[0]
        delimiter = ";" if first.count(";") > first.count(",") else ","
        read = map(tuple, csv.reader(lines, delimiter=delimiter))
        rows = [row for row in read if any(cell.strip() for cell in row)]
        if not rows or "ID" not in rows[0] or "Student" not in rows[0][0]:
            raise OperatorError(
                "the roster is no gradebook of Canvas: its first row begins with "
                "Student and has ID; export it from Canvas and name that file"
            )
        return cls(rows[0], tuple(rows[1:]), delimiter)

    def column(self, title: str) -> int | None:
        """Where an assignment stands: `title (12345)`, else `title` itself."""
        for place, name in enumerate(self.header):
            if name == title or name.partition(" (")[0] == title:
                return place
        return None


def canvas(
    standings: Sequence[Standing], roster: Roster, title: str
) -> tuple[str, tuple[str, ...]]:
    """The roster with one column filled, and the students it does not have.

    Every other cell stays as Canvas wrote it. Who handed in nothing keeps what stood
    there. Raises `OperatorError` where the assignment is not in the roster: Canvas
    would make a new one of that name.
    """
    place = roster.column(title)
    if place is None:
        raise OperatorError(
            f"the roster has no assignment {title!r}; make it in Canvas and export the "
            "gradebook again"
        )
    points = _totals(standings)
    # A download of Canvas's names students by name and number.
    named = [name for name in reversed(points) if "_" in name]
    numbers = {name.rpartition("_")[2]: name for name in named}
    known: set[str] = set()
    filled = [roster.header]
    for row in roster.rows:
        student = _student(roster.header, row, points, numbers)
        known |= {student} if student is not None else set()
        filled.append(row if student is None else _with(row, place, points[student]))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=roster.delimiter, lineterminator="\n")
    writer.writerows(filled)
    return text.getvalue(), tuple(sorted(points.keys() - known))


def _totals(standings: Sequence[Standing]) -> dict[str, float]:
    points: dict[str, list[float]] = {}
    for row in standings:
        points.setdefault(row.grade.student, []).append(row.points)
    return {student: summed(rows) for student, rows in points.items()}


def _student(
    header: Sequence[str],
    row: Sequence[str],
    points: Mapping[str, float],
    numbers: Mapping[str, str],
) -> str | None:
    """The folder's name of who a row is about, where they handed in something."""
    if POSSIBLE in row[0]:
        return None
    cells = dict(zip(header, row, strict=False))
    told = [cells.get(name, "").strip() for name in NAMES]
    known = next((name for name in told if name in points), None)
    number = cells.get("ID", "").strip()
    return known or (numbers.get(number) if number else None)


def _with(row: Sequence[str], place: int, points: float) -> tuple[str, ...]:
    longer = [*row, *[""] * (place + 1 - len(row))]
    longer[place] = f"{points:.2f}".rstrip("0").rstrip(".")
    return tuple(longer)
