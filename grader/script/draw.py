"""The values that stand in place of a learner's inputs, set by set. Pure.

Every place where a script assigns an input from constants gets values of its own shape
and kind of numbers; places with the same text and shape get the same values within a
set. Values lie on the grid of `cases`: never 0, 1 or -1, all different while they last.
Where z is a sum over a neuron's inputs, the bias is drawn last, so that z is positive
in half of the sets, negative in some and exactly zero in one; where z is an array of
its own it has both signs and exact zeros in every set.
"""

import itertools
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from grader.bundle import Draws, shape_key
from grader.cases import (
    EIGHTHS,
    SHARED_CELLS,
    SIGN_CYCLES,
    SMALL,
    TELLING_NOTHING,
    WHOLE,
)
from grader.exercise import Preactivation, ScriptInput, ScriptStyle
from grader.script.trace import Site
from grader.spelling import normal

SIGNS_OF_Z = (1, 1, 1, -1, -1, 0)
SMALL_Z = (1, 4)  # sets in which z is nearer to 0 than 1 is, one of each sign
EARLY = ((1.0, -1.0, 0.0, -0.0), (1.0, 0.0, -1.0, -0.0))
MAX_SIDE = 64
MAX_RANK = 2
Values = dict[int, list[float]]
Key = tuple[str, str, tuple[int, ...]]


def quantity_of(style: ScriptStyle, name: str) -> str | None:
    """The input that a learner's name stands for, if it does for one."""
    for quantity, row in style.inputs.items():
        if normal(name) in {normal(n) for n in (quantity, *row.aliases)}:
            return quantity
    return None


def fits(row: ScriptInput, shape: tuple[int, ...]) -> bool:
    """Whether a shape may be that of an input: a row may stand for a batch of one."""
    ranks = (1, 2) if row.rank == MAX_RANK else (row.rank,)
    return len(shape) in ranks and all(1 <= side <= MAX_SIDE for side in shape)


def sets_of(
    style: ScriptStyle, sites: Mapping[int, Site], seed: str
) -> tuple[Values, ...]:
    """Six sets of values by site; the same for the same seed and places."""
    return tuple(
        _Set(style, sites, random.Random(f"{seed}/{index}"), index, sign).values()
        for index, sign in enumerate(SIGNS_OF_Z)
    )


def stored_sets(
    style: ScriptStyle, sites: Mapping[int, Site], draws: Sequence[Draws]
) -> tuple[Values, ...] | None:
    """Six sets from those that are stored; None where none has the shapes there are.

    Places of one shape get equal values, whatever their text. Inputs that balance each
    other come from one draw, others each from its own.
    """
    fitting = fitting_sites(style, sites)
    quantities = dict.fromkeys(quantity for quantity, _ in fitting.values())
    groups = [[*quantities]] if style.preactivation else [[q] for q in quantities]
    found: tuple[Values, ...] = ({},) * len(SIGNS_OF_Z)
    for group in groups:
        wanted = {n: row for n, row in fitting.items() if row[0] in group}
        chosen = _chosen(wanted, draws)
        if chosen is None:
            return None
        found = tuple(
            values | {n: one[q][shape_key(s.shape)] for n, (q, s) in wanted.items()}
            for values, one in zip(found, chosen.sets, strict=True)
        )
    return found


def _chosen(
    wanted: Mapping[int, tuple[str, Site]], draws: Sequence[Draws]
) -> Draws | None:
    """A draw that has all shapes, of whole numbers where a place needs one."""
    whole = any(any(site.whole) for _, site in wanted.values())
    for draw in sorted(draws, key=lambda row: row.whole is not whole):
        if draw.whole >= whole and all(
            _serves(one.get(quantity, {}).get(shape_key(site.shape)), site)
            for quantity, site in wanted.values()
            for one in draw.sets
        ):
            return draw
    return None


def _serves(values: Sequence[float] | None, site: Site) -> bool:
    """Whether there are values, and a place can hold them."""
    return values is not None and not (site.unsigned and min(values) < 0)


def fitting_sites(
    style: ScriptStyle, sites: Mapping[int, Site]
) -> dict[int, tuple[str, Site]]:
    """The places whose values are replaced, each with the input it is."""
    rows = ((n, quantity_of(style, site.name), site) for n, site in sites.items())
    return {
        number: (quantity, site)
        for number, quantity, site in rows
        if quantity is not None and fits(style.inputs[quantity], site.shape)
    }


@dataclass
class _Set:
    """One set of values."""

    style: ScriptStyle
    sites: Mapping[int, Site]
    rng: random.Random
    index: int
    sign: int
    drawn: dict[Key, list[float]] = field(default_factory=dict)
    order: dict[int, list[int]] = field(default_factory=dict)
    grids: dict[bool, Iterator[float]] = field(default_factory=dict)

    def values(self) -> Values:
        placed: dict[int, Key] = {}
        rule = self.style.preactivation
        last = rule.biases if rule else ""
        rows = [(number, site, quantity_of(self.style, site.name))
                for number, site in sorted(self.sites.items())]  # fmt: skip
        # Zeros first, as others follow their order; biases last, as they balance z.
        rows.sort(key=lambda row: (row[2] == last, not self._has_zeros(row[2])))
        for number, site, quantity in rows:
            if quantity is None or not fits(self.style.inputs[quantity], site.shape):
                continue
            key = (quantity, site.text, site.shape)
            placed[number] = key
            if key not in self.drawn:
                self.drawn[key] = self._draw(quantity, site)
        return {number: self.drawn[key] for number, key in placed.items()}

    def _has_zeros(self, quantity: str | None) -> bool:
        return quantity is not None and self.style.inputs[quantity].signs == "boundary"

    def _draw(self, quantity: str, site: Site) -> list[float]:
        rule = self.style.preactivation
        if rule is not None and quantity == rule.biases and not site.shape:
            return [self._balance(rule, whole=site.whole[0])]
        count = math.prod(site.shape)
        order, signs = self._signs(quantity, count)
        flat = [0.0] * count
        for cell, sign in zip(order, signs, strict=True):
            flat[cell] = sign * self._next(whole=site.whole[cell]) if sign else sign
        if site.unsigned:
            return [abs(value) for value in flat]
        if rule is not None and quantity in (rule.inputs, rule.weights):
            flat = self._turned(rule, quantity, flat)
        return flat

    def _signs(self, quantity: str, count: int) -> tuple[list[int], list[float]]:
        """The cells of an array in a drawn order, and the sign of each in turn.

        Zeros and both signs come early, so that a small array has them too. Others of
        that size follow the order: every combination of signs meets, in one set or over
        the sets. A single number takes its signs in turn over the sets.
        """
        order = self.rng.sample(range(count), count)
        cycle = SIGN_CYCLES[self.style.inputs[quantity].signs]
        if self._has_zeros(quantity):
            order = self.order.setdefault(count, order)
            head = EARLY[self.index % 2]
            signs = [*head, *cycle * count][:count]
        elif count in self.order:
            order = self.order[count]
            pace = len(SIGN_CYCLES["boundary"]) if count >= SHARED_CELLS else 1
            signs = [cycle[(p // pace + self.index) % len(cycle)] for p in range(count)]
        else:
            turn = self.index if count == 1 else self.rng.randrange(len(cycle))
            signs = [cycle[(p + turn) % len(cycle)] for p in range(count)]
        return order, signs

    def _next(self, *, whole: bool) -> float:
        grid = WHOLE if whole else EIGHTHS
        value = next(self.grids.get(whole, iter(())), None)
        if value is None:
            self.grids[whole] = iter(self.rng.sample(grid, len(grid)))
            value = next(self.grids[whole])
        return value

    def _sums(self, rule: Preactivation) -> list[float]:
        """The weighted sums of all pairs of inputs and weights that may meet."""
        inputs = [v for k, v in self.drawn.items() if k[0] == rule.inputs]
        weights = [v for k, v in self.drawn.items() if k[0] == rule.weights]
        return [
            float(np.dot(one, other))
            for one, other in itertools.product(inputs, weights)
            if len(one) == len(other)
        ]

    def _balance(self, rule: Preactivation, *, whole: bool) -> float:
        """A bias that gives z the sign of this set, whichever inputs it meets."""
        sums: Sequence[float] = self._sums(rule) or [0.0]
        exact = not whole or sums[0].is_integer()
        if self.sign == 0 and exact:
            return -sums[0]
        if not whole and self.index in SMALL_Z and len(set(sums)) == 1:
            return self._small(sums[0])
        bound = max(0.0, *(-row for row in sums)) if self.sign > 0 else max(0.0, *sums)
        size = self._next(whole=whole) + (math.ceil(bound) if whole else bound)
        return size if self.sign > 0 else -size

    def _small(self, total: float) -> float:
        """A bias that leaves z between 0 and 1, or 0 and -1."""
        found = self.sign * self.rng.choice(SMALL) - total
        while found in TELLING_NOTHING:
            found = self.sign * self.rng.choice(SMALL) - total
        return found

    def _turned(
        self, rule: Preactivation, quantity: str, flat: list[float]
    ) -> list[float]:
        """Turn signs so that z has the sign of this set also without a bias."""
        other = rule.weights if quantity == rule.inputs else rule.inputs
        met = [
            v for k, v in self.drawn.items() if k[0] == other and len(v) == len(flat)
        ]
        if not met or self._same_quantity(quantity):
            return flat
        wrong = float(np.dot(flat, met[0])) * (self.sign or 1) < 0
        return [-value for value in flat] if wrong else flat

    def _same_quantity(self, quantity: str) -> bool:
        return any(key[0] == quantity for key in self.drawn)
