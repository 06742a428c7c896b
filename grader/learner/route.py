"""The way through a course: its exercises in order, what each needs, what comes next.

Of an `exercise.yaml` it reads the few keys a map shows, without the models behind them,
which take longer to import than the whole course to read. A broken file still has its
place. Pure but for that reading. Invariant: the order is the course's.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any

from grader.catalogue import Catalogue
from grader.errors import OperatorError
from grader.learner import words
from grader.learner.progress import Progress

PLAIN, NEEDS = ("title", "summary", "level", "minutes"), "prerequisites"


class State(StrEnum):
    """How an exercise stands on the map."""

    PASSED = "passed"
    NEXT = "next"
    NOT_YET = "not yet"
    OPEN = "open"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Card:
    """What a map shows of one exercise; `needs` are ids that come before it."""

    id: str
    track: str
    title: str
    summary: str = ""
    level: str = ""
    minutes: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """All exercises of a course in order."""

    cards: tuple[Card, ...]

    def card(self, exercise: str) -> Card:
        """One exercise. Raises `OperatorError` for an unknown id, with one near it."""
        for card in self.cards:
            if card.id == exercise:
                return card
        near = get_close_matches(exercise, [card.id for card in self.cards], 1)
        text = words.UNKNOWN_NEAR if near else words.UNKNOWN
        raise OperatorError(text.format(id=exercise, near="".join(near)))

    def next(self, progress: Progress, after: str = "") -> Card | None:
        """The first that does not pass and whose needs do; None where all pass.

        `after` looks first behind an exercise.
        """
        ids = [card.id for card in self.cards]
        place = ids.index(after) + 1 if after in ids else 0
        ordered = (*self.cards[place:], *self.cards[:place])
        left = [c for c in ordered if not progress.passed(c.id) and c.id != after]
        ready = (c for c in left if not self.missing(c, progress))
        return next(ready, left[0] if left else None)

    def missing(self, card: Card, progress: Progress) -> tuple[str, ...]:
        """The needs of an exercise that do not pass yet."""
        known = {row.id for row in self.cards}
        return tuple(n for n in card.needs if n in known and not progress.passed(n))

    def current(self, progress: Progress) -> Card | None:
        """Where a learner is: at an exercise that does not pass, else at the next."""
        for card in self.cards:
            if card.id == progress.current and not progress.passed(card.id):
                return card
        return self.next(progress)

    def state(self, card: Card, progress: Progress) -> State:
        """How an exercise stands."""
        here = self.current(progress)
        if progress.passed(card.id):
            return State.PASSED
        if here is not None and here.id == card.id:
            return State.NEXT
        if progress.of(card.id).checks:
            return State.NOT_YET
        return State.LATER if self.missing(card, progress) else State.OPEN

    def count(self, progress: Progress, cards: Sequence[Card] = ()) -> int:
        """How many pass, of all or of some."""
        return sum(progress.passed(card.id) for card in cards or self.cards)


# A key of a card at the start of a line, with the lines that belong to it.
OWN = re.compile(
    rf"^(?:{'|'.join([*PLAIN, NEEDS])}):.*\n?(?:(?:[ \t#]|- ).*\n?|\n)*", re.MULTILINE
)


def route_of(catalogue: Catalogue) -> Route:
    """The route of a course. Raises `OperatorError` where it has no exercises."""
    rows = [
        _card(entry.id, entry.track, entry.folder / "exercise.yaml")
        for entry in catalogue.entries.values()
    ]
    if not rows:
        raise OperatorError(words.NO_EXERCISES)
    return Route(tuple(rows))


def _card(exercise: str, track: str, path: Path) -> Card:
    known = _keys(path)
    needs = known.get(NEEDS, ())
    plain = {key: str(known.get(key, "")) for key in PLAIN}
    plain["title"] = plain["title"] or exercise
    return Card(exercise, track, needs=tuple(needs), **plain)


def _keys(path: Path) -> Mapping[str, Any]:
    """The plain keys of a YAML file and what is needed; nothing of a broken one."""
    import yaml

    # The parser in C where there is one: the other takes twenty times as long.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        text = path.read_text(encoding="utf-8")
        # The few keys that a card has, of files that mostly hold other things.
        short = "".join(row[0] for row in OWN.finditer(text))
        root = yaml.compose(short or text, Loader=loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError):
        return {}
    if not isinstance(root, yaml.MappingNode):
        return {}
    found: dict[str, Any] = {}
    for key, value in root.value:
        if isinstance(value, yaml.ScalarNode):
            found[str(key.value)] = value.value
        elif isinstance(value, yaml.SequenceNode) and key.value == NEEDS:
            found[NEEDS] = [str(row.value) for row in value.value]
    return found
