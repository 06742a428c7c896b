"""Which cell of a learner's notebook is which of the instructor's, by text alone.

Ids come first; where an editor dropped them, equal texts, then what a stub defines,
then the place between neighbours, then likeness. Nothing is run or parsed: a wrong
guess costs nothing, as every cell of a learner is run in its order whatever it is
called. Pure.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz import fuzz

from grader.nbgrader.handed_in import HandedIn
from grader.nbgrader.trusted import Trusted, TrustedCell

DEFINES = re.compile(r"^(?:def|class)[ \t]+([A-Za-z_]\w*)", re.MULTILINE)
# What is longer is compared by its head: likeness takes the product of two lengths.
MAX_COMPARED = 20_000
ALIKE, ALIKE_IN_PLACE = 60.0, 30.0


class Found(StrEnum):
    """How a cell was found; as it stands in a sentence."""

    ID = "its id"
    TEXT = "its text"
    NAME = "what it defines"
    PLACE = "its place"
    LIKENESS = "its likeness"


@dataclass
class Matching:
    """Pairs of places: `pairs[trusted] = handed`, and how each was found.

    `copies` are the cells that claim to be what another one already is, by the id.
    """

    trusted: Trusted
    handed: HandedIn
    pairs: dict[int, int] = field(default_factory=dict)
    found: dict[int, Found] = field(default_factory=dict)
    copies: dict[str, list[int]] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)

    def pair(self, own: int, theirs: int, found: Found) -> None:
        """Say that two cells are the same."""
        self.pairs[own] = theirs
        self.found[own] = found
        self.taken.add(theirs)

    def missing(self) -> list[int]:
        """Places of the instructor's cells that are not found yet."""
        return [i for i in range(len(self.trusted.cells)) if i not in self.pairs]

    def free(self, kind: str = "") -> list[int]:
        """Indices of the learner's cells that are nobody's yet."""
        rows = enumerate(self.handed.cells)
        return [
            i for i, c in rows if i not in self.taken and (not kind or c.kind == kind)
        ]


def matched(trusted: Trusted, handed: HandedIn) -> Matching:
    """Find every cell of the instructor's that is still there."""
    found = Matching(trusted, handed)
    _by_claim(found)
    _by_cell_id(found)
    _by_text(found, answers=False)
    _by_name(found)
    _by_text(found, answers=True)
    _by_place(found)
    _by_likeness(found)
    return found


def same(one: str, other: str) -> bool:
    """Whether two texts are the same but for blanks at the ends of lines."""
    return plain(one) == plain(other)


def plain(text: str) -> str:
    """A text without what no one sees: blanks at the ends of lines, lines around."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _by_claim(matching: Matching) -> None:
    claims: dict[str, list[int]] = {}
    for index, handed in enumerate(matching.handed.cells):
        claims.setdefault(handed.claim, []).append(index)
    for own, cell in enumerate(matching.trusted.cells):
        rows = claims.get(cell.name, []) if cell.name else []
        if not rows:
            continue
        best = _best(matching, cell, rows)
        matching.pair(own, best, Found.ID)
        others = [index for index in rows if index != best]
        if others:
            matching.copies[cell.name] = others
        for index in others:
            # A copy of a stub or of what is protected holds nothing of the learner's.
            text = matching.handed.cells[index].text
            if cell.is_protected or same(text, cell.released):
                matching.taken.add(index)


def _best(matching: Matching, cell: TrustedCell, rows: list[int]) -> int:
    """Of several that claim to be one cell, the last that was worked on."""
    cells = matching.handed.cells
    worked = [index for index in rows if not same(cells[index].text, cell.released)]
    if cell.is_protected:
        untouched = [index for index in rows if index not in worked]
        return (untouched or rows)[0]
    return (worked or rows)[-1]


def _by_cell_id(matching: Matching) -> None:
    ids = {matching.handed.cells[i].cell_id: i for i in reversed(matching.free())}
    ids.pop("", None)
    for own in matching.missing():
        index = ids.pop(matching.trusted.cells[own].cell_id, None)
        if index is not None:
            matching.pair(own, index, Found.ID)


def _by_text(matching: Matching, *, answers: bool) -> None:
    """By the very text that was given out, each cell once and in order."""
    texts: dict[str, list[int]] = {}
    for index in matching.free():
        text = plain(matching.handed.cells[index].text)
        texts.setdefault(text, []).append(index)
    for own in matching.missing():
        cell = matching.trusted.cells[own]
        rows = texts.get(plain(cell.released)) or texts.get(plain(cell.text))
        if rows and cell.is_answer == answers:
            matching.pair(own, rows.pop(0), Found.TEXT)


def _by_name(matching: Matching) -> None:
    """By the functions and classes that the instructor's stub defines."""
    for own in _lost_answers(matching):
        cell = matching.trusted.cells[own]
        names = DEFINES.findall(cell.text)
        if not names:
            continue
        words = "|".join(map(re.escape, names))
        wanted = re.compile(rf"^(?:def|class)[ \t]+(?:{words})\b", re.MULTILINE)
        rows = [
            index
            for index in matching.free()
            if wanted.search(matching.handed.cells[index].text)
        ]
        if rows:
            matching.pair(own, _best(matching, cell, rows), Found.NAME)


def _by_place(matching: Matching) -> None:
    """By standing alone between the neighbours that it should stand between."""
    for own in _lost_answers(matching):
        cell = matching.trusted.cells[own]
        first, last = _bounds(matching, own)
        rows = [i for i in matching.free(cell.kind) if first < i < last]
        lost = [i for i in _lost_answers(matching) if _alike(matching, i, own)]
        if len(rows) == 1 == len(lost):
            matching.pair(own, rows[0], Found.PLACE)
        elif rows:
            _pair_alike(matching, own, rows, ALIKE_IN_PLACE, Found.PLACE)


def _pair_alike(
    matching: Matching, own: int, rows: list[int], least: float, found: Found
) -> None:
    """Pair a cell with the most similar of some, where it is similar enough."""
    text = matching.trusted.cells[own].text[:MAX_COMPARED]
    others = {i: matching.handed.cells[i].text[:MAX_COMPARED] for i in rows}
    scores = {i: fuzz.ratio(text, other) for i, other in others.items()}
    best = max(scores, key=lambda i: scores[i], default=None)
    if best is not None and scores[best] >= least:
        matching.pair(own, best, found)


def _alike(matching: Matching, one: int, other: int) -> bool:
    """Whether two lost cells are of one kind and lost between the same neighbours."""
    cells = matching.trusted.cells
    same_kind = cells[one].kind == cells[other].kind
    return same_kind and _bounds(matching, one) == _bounds(matching, other)


def _bounds(matching: Matching, own: int) -> tuple[int, int]:
    """Between which of the learner's cells an instructor's one should stand."""
    before = [matching.pairs[i] for i in range(own) if i in matching.pairs]
    count = len(matching.trusted.cells)
    after = [matching.pairs[i] for i in range(own + 1, count) if i in matching.pairs]
    end = len(matching.handed.cells)
    return (before[-1] if before else -1), (after[0] if after else end)


def _by_likeness(matching: Matching) -> None:
    for own in _lost_answers(matching):
        rows = matching.free(matching.trusted.cells[own].kind)
        _pair_alike(matching, own, rows, ALIKE, Found.LIKENESS)


def _lost_answers(matching: Matching) -> list[int]:
    return [i for i in matching.missing() if matching.trusted.cells[i].is_answer]
