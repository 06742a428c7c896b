"""Watching: every save is checked by a warm tutor, every key is answered at once.

One loop takes answers, keys and saves from one queue; only it prints. It knows what to
show when, and nothing of terminals' codes but how to clear a screen. Invariant: a save
during a check is checked when that has ended, the newest alone.
"""

import contextlib
import queue
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from grader.errors import AuthorError, OperatorError
from grader.learner import words
from grader.learner.asking import Tutoring
from grader.learner.checking import Result, Work, recorded, result_of, sound
from grader.learner.desk import Desk
from grader.learner.hinting import Rung, cause_of
from grader.learner.ink import cut, ink, wrapped
from grader.learner.looking import asked
from grader.learner.result_text import hint_lines, result_lines
from grader.learner.route import Card
from grader.learner.route_map import map_text
from grader.learner.saves import Saves
from grader.learner.statement import statement_text
from grader.learner.terminal import Terminal, width_now
from grader.learner.workspace import short
from grader.report import shown_long

LOOK_SECONDS = 0.02
CLEAR = "\x1b[2J\x1b[3J\x1b[H"
Event = tuple[str, Any]


@contextlib.contextmanager
def _signals_to(deliver: Callable[[Event], None]) -> Iterator[None]:
    """Turn interrupts, and a terminal's new size, into events while the context lasts.

    An interrupt that is raised in the middle of an import can be lost there.
    """
    names = {"SIGINT": "interrupt", "SIGWINCH": "resize"}
    numbers = {getattr(signal, name, None): event for name, event in names.items()}
    before = {
        number: signal.signal(number, lambda *_, event=event: deliver((event, "")))
        for number, event in numbers.items()
        if number is not None
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass
class Watch:
    """The state of one watch, and what it does on each event."""

    tutoring: Tutoring
    desk: Desk
    card: Card
    terminal: Terminal
    put: Callable[[str], None]
    events: "queue.SimpleQueue[Event]" = field(default_factory=queue.SimpleQueue)
    _result: Result | None = None
    _pending: int = 0
    _again: bool = False
    _hints: list[str] = field(default_factory=list)
    _asked: tuple[int, str] = (0, "")
    _looking: int = 0

    def run(self) -> None:
        """Watch until `q`. Raises KeyboardInterrupt, `OurFailure`."""
        self.tutoring.deliver_to(lambda answer: self.events.put(("answer", answer)))
        with _signals_to(self.events.put):
            self._loop(self._saves())

    def _loop(self, saves: Saves) -> None:
        self._check()
        while True:
            try:
                kind, what = self.events.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                if name := saves.saved():
                    self._go(self.desk.route.card(name))
                continue
            if kind == "interrupt":
                raise KeyboardInterrupt
            if kind == "answer":
                self._answered(what)
            elif kind == "resize":
                self.terminal = replace(self.terminal, width=width_now())
                self._show_result()
            elif what in ("q", "\x03", "\x04"):
                return
            else:
                self._key(what)

    def _saves(self) -> Saves:
        cards = self.desk.route.cards
        return Saves({card.id: self.desk.file(card) for card in cards})

    @property
    def _work(self) -> Work:
        file = self.desk.file(self.card)
        return Work(self.card, file, short(file), own=True)

    def _go(self, card: Card) -> None:
        if card.id != self.card.id:
            self.card, self._result = card, None
        self._check()

    def _check(self) -> None:
        """Ask for a check; while one is on its way, remember to ask again."""
        if self._pending:
            self._again = True
            return
        self._hints = []
        self._again = False
        work = self._work.request(self.desk)
        self._pending = self.tutoring.send("check", **work, always=True)
        if self._result is None:
            self._show([words.CHECKING])

    def _answered(self, answer: dict[str, Any]) -> None:
        if answer.get("number") == self._asked[0]:
            self._hinted(answer)
            return
        if answer.get("number") == self._looking:
            self._looked(answer)
            return
        self._pending = 0
        if self._again:
            self._check()
            return
        try:
            self._result = result_of(answer, self._work)
        except (OperatorError, AuthorError) as error:
            self._show([shown_long(str(error))])
            return
        self.desk = recorded(self.desk, self._work, self._result)
        self._show_result()

    def _key(self, key: str) -> None:
        if key == "h":
            self._hint()
        elif key == "e":
            work = asked(self.desk, self._work, self.terminal)
            self._looking = self.tutoring.send("explain", **work)
        elif key == "n":
            following = self.desk.route.next(self.desk.progress, after=self.card.id)
            if following is None:
                self._show([words.LAST])
            else:
                self._go(following)
        elif key == "l":
            text = map_text(self.desk.route, self.desk.progress, self.terminal)
            self._show([*text.splitlines(), words.BACK])
        elif key == "s":
            path = self.desk.entry(self.card).folder / "README.md"
            text = statement_text(path.read_text(encoding="utf-8"), self.terminal)
            self._show([*text.splitlines(), words.BACK])
        else:
            self._show_result()

    def _hint(self) -> None:
        diagnosis = self._result.grade.diagnosis if self._result else None
        told = None
        if diagnosis is not None:
            told = [diagnosis.step, diagnosis.misconception, diagnosis.message]
        work = self._work.request(self.desk)
        number = self.tutoring.send("hints", **work, diagnosis=told)
        self._asked = (number, cause_of(diagnosis))

    def _hinted(self, answer: dict[str, Any]) -> None:
        """Show the next hint of the cause it was asked for, and record it."""
        hints, cause = answer.get("hints", []), self._asked[1]
        if not hints:
            return
        progress = self.desk.workspace.progress()
        seen = progress.of(self.card.id).hints.get(cause, 0)
        number = min(seen + 1, len(hints))
        rungs = [Rung(kind, text) for kind, text in hints]
        lines = hint_lines(self.card.id, rungs, number, number, self.terminal)
        self._hints += ["", *lines]
        progress = progress.hinted(self.card.id, cause, number)
        self.desk.workspace.keep(progress)
        self.desk = replace(self.desk, progress=progress)
        self._show_result()

    def _looked(self, answer: dict[str, Any]) -> None:
        """Show what the file computes, or why that cannot be seen."""
        try:
            sound(answer, self._work)
        except (OperatorError, AuthorError) as error:
            self._show([shown_long(str(error))])
            return
        self._show([*answer["text"].splitlines(), words.BACK])

    def _show_result(self) -> None:
        if self._result is None:
            self._show([words.CHECKING])
            return
        lines = [*result_lines(self._result, self.terminal), *self._hints]
        if self._result.passed:
            following = self.desk.route.next(self.desk.progress)
            count = len(self.desk.route.cards)
            lines.append("")
            lines.append(
                words.NEXT.format(id=following.id, title=following.title)
                if following
                else words.ALL_PASSED.format(count=count)
            )
        self._show(lines)

    def _show(self, lines: list[str]) -> None:
        """The whole screen: a head, some lines, and the keys there are."""
        terminal, route = self.terminal, self.desk.route
        passed = route.count(self.desk.progress)
        head = f"{self.card.id}: {shown_long(self.card.title)}"
        total = words.TOTAL.format(passed=passed, count=len(route.cards))
        file = words.WATCHING.format(file=self._work.shown)
        rows = [
            ink(cut(head, terminal.width), "bold", terminal),
            *wrapped(f"{total} {file}", terminal).split("\n"),
            "",
            *lines,
        ]
        keys = wrapped(words.NO_KEYS, terminal).split("\n")
        keys = [ink(line, "dim", terminal) for line in ("", *keys)]
        keys = keys if terminal.moves else [""]
        clear = CLEAR if terminal.moves else ""
        self.put(clear + "\n".join([*rows, *keys]) + "\n")
