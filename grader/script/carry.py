"""Follow-through: what a step is worth that is right for a wrong step before it. Pure.

A step that follows rightly from what the learner computed is carried: the mistake has
been charged where it was made. Three things keep that honest. What it follows from must
be usable (of the right shape, finite), or nothing is found to follow from it; it must
change with the inputs, or it may have been typed in, and with it whatever is computed
from it alone; and the share that a carried step earns is the author's to choose.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

import numpy as np

from grader.result import Verdict
from grader.script.graph import Unusable
from grader.script.quantities import Absent, Reader
from grader.script.seen import Judgement, Seen, seen_in
from grader.script.trace import Run

CARRIED = "Right for what comes before it; the mistake is further up."
NO_CREDIT = "Right only for what comes before it, and that is wrong; mend that first."
HOLDS_WRONG = (Verdict.FAILED, Verdict.BAD_TYPE)
LATER = "{name} is judged once {above} is right."
NO_NUMBERS = (
    "{name} cannot be judged here: nothing is known of inputs of these shapes, or that "
    "are computed so. Give each input numbers of its own, in the shapes of the stub."
)
UNVARIED = (
    "{name} cannot be judged: the inputs behind it could not be replaced. "
    "Assign them plainly, as lists, arrays or numbers."
)
STILL = "{name} is the same for all inputs, because of {above}; mend that first."
TYPED_IN = "{name} follows from {above}, which stays the same when the inputs change."


def carry(
    reader: Reader, found: Sequence[Judgement], runs: Sequence[Run]
) -> list[Judgement]:
    """Carried is what follows from a wrong step; of right ones nothing is carried."""
    chained = _Chain(reader, {row.step: row for row in found}, runs)
    return [chained.settled(row) for row in found]


def worth(row: Judgement, share: float) -> Judgement:
    """A judgement under the author's policy: without a share nothing is carried."""
    if share or not row.carried:
        return row
    return replace(row, verdict=Verdict.FAILED, carried=False, message=NO_CREDIT)


def unjudged(name: str) -> Judgement:
    """A step of which nothing is known on the numbers before it."""
    message = NO_NUMBERS.format(name=name)
    return Judgement(name, Verdict.SKIPPED, message=message, unknown=True)


@dataclass(frozen=True, slots=True)
class _Chain:
    """The judgements of all steps, and what stands above each."""

    reader: Reader
    found: dict[str, Judgement]
    runs: Sequence[Run]
    _stands: dict[str, bool] = field(default_factory=dict)
    _typed: dict[str, bool] = field(default_factory=dict)

    def settled(self, row: Judgement) -> Judgement:
        """A step's judgement in the light of those above it."""
        if row.unknown and (wrong := self.first_wrong(row.step)):
            return replace(row, message=LATER.format(name=row.step, above=wrong))
        if self.unvaried(row.step) and (above := self.cause(row.step)):
            return replace(row, message=STILL.format(name=row.step, above=above))
        if not (row.carried and self.wrong_above(row.step)):
            return replace(row, carried=False)
        root = self.root(row.step)
        if root == row.step:
            return replace(row, message=CARRIED)
        message = TYPED_IN.format(name=row.step, above=root)
        return replace(row, verdict=Verdict.FAILED, carried=False, message=message)

    def above(self, name: str) -> list[str]:
        """The steps that a step is computed from, in the order of the exercise."""
        step = self.reader.style.steps[name]
        if step.update:
            return [step.update] if step.update in self.found else []
        read = self.reader.graph.steps[name].upstream
        names = {*read, *chain(*step.upstream.values())}
        steps = self.reader.style.steps
        # Of a name that is updated, what is read is the input.
        return [n for n in self.found if n in names and not steps[n].update]

    def stands(self, name: str) -> bool:
        """Whether a step is right, and all it was computed from."""
        if name not in self._stands:
            row = self.found[name]
            right = row.verdict is Verdict.PASSED
            self._stands[name] = right and not (row.carried and self.wrong_above(name))
        return self._stands[name]

    def wrong_above(self, name: str) -> bool:
        """Whether what a step was computed from is wrong."""
        update = bool(self.reader.style.steps[name].update)
        return update or not all(map(self.stands, self.above(name)))

    def first_wrong(self, name: str) -> str:
        """The first step above one that holds what is wrong, or nothing."""
        for above in self.above(name):
            if found := self.first_wrong(above):
                return found
            if self.found[above].verdict in HOLDS_WRONG:
                return above
        return ""

    def typed(self, name: str) -> bool:
        """Whether a wrong step may be numbers typed in, or comes from such a step."""
        if name not in self._typed:
            self._typed[name] = not self.stands(name) and self._typed_in(name)
        return self._typed[name]

    def _typed_in(self, name: str) -> bool:
        row, above = self.found[name], self.above(name)
        if above and (row.follows or row.verdict is not Verdict.FAILED):
            # As good as what it comes from; a slope may rightly be the same for all.
            return any(map(self.typed, above))
        return self._still(name)

    def _still(self, name: str) -> bool:
        """Whether a value is the same in every run though the right one is not.

        One of the right factors alone is no typed-in result: a factor was dropped.
        """
        if self.reader.style.steps[name].update:
            return False
        seen = seen_in(self.reader, name, self.runs)
        values = {(row.part.array + 0.0).tobytes() for row in seen}
        if len(values) != 1 or len(seen) == 1:
            return False
        try:
            due = {self.reader.true(name, row.moment).tobytes() for row in seen}
            return len(due) > 1 and not self._factor(name, seen)
        except (Absent, Unusable):
            return False

    def _factor(self, name: str, seen: Sequence[Seen]) -> bool:
        """Whether a value is that of a right step which its formula reads."""
        return any(
            all(
                np.array_equal(self.reader.own(other, row.moment), row.part.array)
                for row in seen
            )
            for other in self.above(name)
            if self.stands(other)
        )

    def unvaried(self, name: str) -> bool:
        """Whether a step was not judged because what is behind it never changed."""
        return self.found[name].message == UNVARIED.format(name=name)

    def cause(self, name: str) -> str:
        """The first step above that is wrong by itself; none if inputs stood still."""
        for above in self.above(name):
            if self.unvaried(above):
                found = self.cause(above)
            else:
                found = "" if self.stands(above) else above
            if found:
                return found
        return ""

    def root(self, name: str) -> str:
        """The first step that may be typed in, from which a step comes."""
        above = next((n for n in self.above(name) if self.typed(n)), None)
        return name if above is None else self.root(above)
