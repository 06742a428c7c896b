"""The forward pass of one entry of `forward`, compiled once, computed at points. Pure.

Policy at a kink: the slope is 0 there. So a cell of a declared kink that is 0 at a
point is held still around it, whatever method asks: nothing passes through it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.errors import AuthorError
from grader.exercise import FUNCTIONS, Exercise, Forward, is_analytic, yaml_of
from grader.script.graph import Formula, Unusable, formula_of
from grader.values import FloatArray

Point = Mapping[str, Any]
NUMPY: Mapping[str, Any] = {name: getattr(np, name) for name in FUNCTIONS}
NEAR = 2.0**-40  # a kink computed in another order may miss its 0 by rounding


@dataclass(frozen=True, slots=True)
class Local:
    """A forward pass around one point: its cells at kinks are held still."""

    forward: "Pass"
    held: Mapping[str, tuple[Any, Any]]

    def names(self, point: Point, tools: Point = NUMPY) -> dict[str, Any]:
        """All that expressions read at a point: tools, variables, names of `let`."""
        known: dict[str, Any] = {"__builtins__": {}, **tools}
        known |= {name: self._still(name, row, tools) for name, row in point.items()}
        for name, formula in self.forward.let.items():
            known[name] = self._still(name, formula.result(known), tools)
        return known

    def loss(self, point: Point, tools: Point = NUMPY) -> Any:
        """The loss at a point: of whatever numbers the tools and the point are."""
        assert self.forward.loss is not None
        return self.forward.loss.result(self.names(point, tools))

    def sides(self, point: Point) -> list[FloatArray]:
        """On which side of every kink a point lies."""
        names = self.names(point)
        return [np.sign(names[kink]) for kink in self.forward.kinks]

    def _still(self, name: str, value: Any, tools: Point) -> Any:
        if name not in self.held:
            return value
        mask, there = self.held[name]
        return tools["where"](mask, there, value)


@dataclass(frozen=True, slots=True)
class Pass:
    """The compiled expressions of one entry."""

    let: Mapping[str, Formula]
    kinks: tuple[str, ...]
    loss: Formula | None
    values: Mapping[str, Formula]
    rate: Formula | None
    steps: Formula | None
    analytic: bool

    def at(self, point: Point) -> Local:
        """The pass around a point. Raises `Unusable` where it gives no one number."""
        names = Local(self, {}).names(point)
        held = {}
        for kink in self.kinks:
            size = np.abs(names[kink])
            mask = size <= NEAR * max(1.0, float(size.max(initial=0.0)))
            if mask.any():
                held[kink] = (mask, names[kink])
        local = Local(self, held)
        if self.loss is not None:
            value = local.loss(point)
            if np.ndim(value) or not np.isfinite(value):
                raise Unusable(f"{self.loss.text} (it is no single finite number)")
        return local


def pass_of(exercise: Exercise, entry: Forward) -> Pass:
    """Compile an entry. Raises `AuthorError`."""
    place = yaml_of(exercise)

    def compiled(text: str | None) -> Formula | None:
        return None if text is None else formula_of(text, (), place)

    def all_of(rows: Mapping[str, str]) -> dict[str, Formula]:
        return {name: formula_of(text, (), place) for name, text in rows.items()}

    descent = entry.descent
    texts = [*entry.let.values(), *([entry.loss] if entry.loss else [])]
    return Pass(
        let=all_of(entry.let),
        kinks=entry.kinks,
        loss=compiled(entry.loss),
        values=all_of(entry.values),
        rate=compiled(descent.rate if descent else None),
        steps=compiled(descent.steps if descent else None),
        analytic=all(is_analytic(text) for text in texts),
    )


def unusable(exercise: Exercise, index: int, text: object, place: str) -> AuthorError:
    """What an author is told about an expression that cannot be computed."""
    message = f"cannot be computed on {place}: {text}"
    return AuthorError.at(yaml_of(exercise), message, key=f"forward.{index}")
