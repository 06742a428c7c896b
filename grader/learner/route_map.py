"""The map of a course as text: tracks, what passes, what comes next and what it needs.

It knows the route and a terminal, and no files. Pure. Invariant: every exercise has a
line, and the word of its state stands there where a sign alone would not be heard.
"""

from collections.abc import Iterator
from itertools import groupby

from grader.learner import words
from grader.learner.ink import cut, ink
from grader.learner.progress import Progress
from grader.learner.route import Card, Route, State
from grader.learner.terminal import Marks, Terminal
from grader.report import shown

NARROW = 12  # letters of a title that are worth more than what an exercise needs
LOOK = {
    State.PASSED: "green",
    State.NEXT: "bold",
    State.NOT_YET: "yellow",
    State.OPEN: "",
    State.LATER: "",
}


def map_text(route: Route, progress: Progress, terminal: Terminal) -> str:
    """The whole map, ending with how many pass."""
    lines: list[str] = []
    for track, group in groupby(route.cards, key=lambda card: card.track):
        cards = tuple(group)
        passed = route.count(progress, cards)
        head = words.HEAD.format(track=shown(track), passed=passed, count=len(cards))
        lines.append(ink(head, "bold", terminal))
        lines += _rows(route, progress, cards, terminal)
        lines.append("")
    total = route.count(progress)
    lines.append(words.TOTAL.format(passed=total, count=len(route.cards)))
    return "\n".join(lines) + "\n"


def _rows(
    route: Route, progress: Progress, cards: tuple[Card, ...], terminal: Terminal
) -> Iterator[str]:
    width = max(len(card.id) for card in route.cards)
    for card in cards:
        state = route.state(card, progress)
        needs = ", ".join(route.missing(card, progress))
        note = words.NEEDS.format(needs=needs) if needs else ""
        word = words.STATES[state]
        if terminal.plain:
            end = f"; {note}" if note else ""
            yield f"  {card.id}: {word}, {shown(card.title)}{end}"
            continue
        yield _row(card, state, route.missing(card, progress), width, terminal)


def _row(
    card: Card, state: State, needs: tuple[str, ...], width: int, terminal: Terminal
) -> str:
    """One line with a sign; of several needs the last, which the others lead to."""
    said = words.STATES[state] if state in (State.NEXT, State.NOT_YET) else ""
    if needs and not said:
        said = words.NEEDS.format(needs=needs[-1])
    tail = f"  ({said})" if said else ""
    head = f"  {_mark(state, terminal.marks)} {card.id:<{width}} "
    if terminal.width - len(head) - len(tail) < NARROW:
        tail = ""
    title = cut(shown(card.title), terminal.width - len(head) - len(tail))
    return ink(head + title, LOOK[state], terminal) + ink(tail, "dim", terminal)


def _mark(state: State, marks: Marks) -> str:
    if state is State.PASSED:
        return marks.passed
    return marks.here if state is State.NEXT else marks.open
