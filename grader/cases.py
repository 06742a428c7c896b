"""Input cases for checks: given by the author, or drawn by seed, simplest first.

Pure. Drawn values lie on a grid of eighths, never 0, 1 or -1 unless a zero is asked
for, and all different while the grid lasts, so that sums and products are exact and no
two quantities coincide by chance. Sizes within a case are all different. Where zeros
are asked for, every combination of the sign of z and the sign of the upstream occurs
in a large enough case. The same seed gives the same cases on every machine.
"""

import itertools
import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.exercise import (
    Argument,
    CaseGroup,
    Exercise,
    ExerciseFile,
    Preactivation,
    Signs,
    shape_of,
    sizes_of,
)

FloatArray = npt.NDArray[np.float64]

ONE = 8  # in eighths
WHOLE = tuple(float(n) for n in range(2, 10))
EIGHTHS = tuple(n / 8 for n in range(2, 40) if n != ONE)
SMALL = tuple(n / 8 for n in range(2, ONE))  # a threshold at 1 hides behind others
SIGN_CYCLES: dict[Signs, tuple[float, ...]] = {
    "mixed": (1.0, -1.0),
    "positive": (1.0,),
    "negative": (-1.0,),
    "zero": (0.0, -0.0),
    "boundary": (1.0, 0.0, -1.0, -0.0),
}
SHARED_CELLS = 8
TELLING_NOTHING = (0.0, 1.0, -1.0)  # mistakes hide behind these


@dataclass(frozen=True, slots=True)
class Case:
    """Arguments of one call, in order and by name, and the sizes behind them."""

    group: str
    index: int
    arguments: Mapping[str, Any]
    sizes: Mapping[str, int]


def cases_of(exercise: Exercise, seed: int | str) -> tuple[Case, ...]:
    """All cases of an exercise, group by group; the same for the same seed."""
    spec = exercise.spec
    found: list[Case] = []
    for name, group in spec.cases.items():
        if group.given:
            found += [_given(spec, name, i, row) for i, row in enumerate(group.given)]
        else:
            draw = _Draw(spec, group, random.Random(f"{seed}/{exercise.id}/{name}"))
            found += draw.cases(name)
    return tuple(found)


def perturbed(case: Case, scale: float, salt: int) -> Case:
    """The same case with every float moved by a relative step of up to `scale`.

    Exact zeros stay zeros and signs stay, so no kink is crossed by a value of z itself.
    """
    rng = random.Random(f"{salt}/{case.group}/{case.index}")

    def moved(value: Any) -> Any:
        if isinstance(value, float):
            return value * (1 + scale * rng.choice((-1, 1)))
        if isinstance(value, list):
            return [moved(item) for item in value]
        if isinstance(value, np.ndarray):
            steps = [rng.choice((-1, 1)) for _ in range(value.size)]
            return value * (1 + scale * np.reshape(steps, value.shape))
        return value

    arguments = {name: moved(value) for name, value in case.arguments.items()}
    return Case(case.group, case.index, arguments, case.sizes)


def _given(spec: ExerciseFile, group: str, index: int, row: Mapping[str, Any]) -> Case:
    declared = spec.subject.arguments
    arguments = {
        name: _typed(argument, np.asarray(row[name], float))
        for name, argument in declared.items()
    }
    return Case(group, index, arguments, sizes_of(declared, arguments.values()))


def _typed(argument: Argument, array: FloatArray) -> Any:
    """The value as the function receives it."""
    match argument.kind:
        case "array":
            return array.copy()
        case "list":
            return [float(item) for item in array]
        case "number":
            return float(array)
        case "integer" | "dimension":
            return int(array)


class _Draw:
    """Draws the cases of one group."""

    def __init__(
        self, spec: ExerciseFile, group: CaseGroup, rng: random.Random
    ) -> None:
        self._spec = spec
        self._group = group
        self._rng = rng
        self._grid = EIGHTHS
        self._pool: Iterator[float] = iter(())
        self._order: dict[tuple[int, ...], list[int]] = {}
        self._drawn_z: dict[float, int] = {}

    def cases(self, name: str) -> list[Case]:
        """The group's cases, smallest first, whole numbers in the first of them."""
        rows = sorted(
            (self._sizes() for _ in range(self._group.draw)),
            key=lambda sizes: math.prod(sizes.values()),
        )
        plan = self._scalar_signs()
        return [
            self._case(name, index, sizes, plan[index % len(plan)])
            for index, sizes in enumerate(rows)
        ]

    def _sizes(self) -> dict[str, int]:
        """Sizes that are all different, within their ranges."""
        fixed = self._group.dimensions
        ranges = [
            [fixed[name]] if name in fixed else list(range(row.min, row.max + 1))
            for name, row in self._spec.dimensions.items()
        ]
        choices = [
            combination
            for combination in itertools.product(*ranges)
            if len(set(combination)) == len(combination)
        ]
        return dict(zip(self._spec.dimensions, self._rng.choice(choices), strict=True))

    def _signs_of(self, name: str, argument: Argument) -> Signs:
        return self._group.signs.get(name, argument.signs)

    def _scalar_signs(self) -> list[dict[str, float]]:
        """Every combination of the signs of the scalars, in a drawn order."""
        rule = self._spec.preactivation
        cycles = {
            name: SIGN_CYCLES[self._signs_of(name, argument)]
            for name, argument in self._spec.subject.arguments.items()
            if argument.kind == "number" and (rule is None or name != rule.biases)
        }
        if rule is not None:
            cycles[rule.name] = SIGN_CYCLES[
                self._group.signs.get(rule.name, rule.signs)
            ]
        rows = [
            dict(zip(cycles, combination, strict=True))
            for combination in itertools.product(*cycles.values())
        ]
        return self._rng.sample(rows, len(rows))

    def _case(
        self, group: str, index: int, sizes: dict[str, int], signs: dict[str, float]
    ) -> Case:
        self._grid = WHOLE if index == 0 else EIGHTHS
        self._pool = iter(())
        self._order = {}
        arguments = self._spec.subject.arguments
        for name, argument in arguments.items():
            if argument.kind == "integer":
                sizes[name] = int(self._rng.choice(argument.choices))
        # Boundary arrays first: others of their shape follow the order of their cells.
        drawn = sorted(
            arguments,
            key=lambda name: self._signs_of(name, arguments[name]) != "boundary",
        )
        arrays = {
            name: self._array(name, arguments[name], sizes, signs) for name in drawn
        }
        if self._spec.preactivation is not None:
            self._balance(self._spec.preactivation, arrays, index, signs)
        typed = {name: _typed(arguments[name], arrays[name]) for name in arguments}
        return Case(group, index, typed, sizes)

    def _array(
        self,
        name: str,
        argument: Argument,
        sizes: Mapping[str, int],
        signs: Mapping[str, float],
    ) -> FloatArray:
        if argument.kind in ("integer", "dimension"):
            return np.asarray(float(sizes[name]))
        if argument.choices:
            return np.asarray(self._rng.choice(argument.choices))
        if argument.kind == "number":
            # The biases of a neuron have no sign of their own: they balance z.
            return np.asarray(self._value(signs.get(name, 1.0)))
        shape = shape_of(argument.shape, sizes)
        return self._signed(shape, self._signs_of(name, argument))

    def _signed(self, shape: tuple[int, ...], signs: Signs) -> FloatArray:
        """Values of a shape, whose cells take the signs in turn, in a drawn order.

        Arrays of the shape of a boundary array share its order and change sign at a
        quarter of its pace, so that every combination of the two meets.
        """
        cycle = SIGN_CYCLES[signs]
        count = math.prod(shape)
        order = self._rng.sample(range(count), count)
        pace = 1
        if signs == "boundary":
            self._order[shape] = order
        elif shape in self._order and count >= SHARED_CELLS:
            order, pace = self._order[shape], len(SIGN_CYCLES["boundary"])
        turn = self._rng.randrange(len(cycle))
        flat = np.empty(count)
        for place, cell in enumerate(order):
            flat[cell] = self._value(cycle[(place // pace + turn) % len(cycle)])
        return flat.reshape(shape)

    def _value(self, sign: float) -> float:
        return sign * self._next() if sign else sign

    def _preactivation(self, sign: float) -> float:
        """A value of z; every other one of a sign is nearer to 0 than 1 is."""
        count = self._drawn_z[sign] = self._drawn_z.get(sign, 0) + 1
        small = sign and count % 2 == 0
        return sign * self._rng.choice(SMALL) if small else self._value(sign)

    def _next(self) -> float:
        value = next(self._pool, None)
        if value is None:
            self._pool = iter(self._rng.sample(self._grid, len(self._grid)))
            value = next(self._pool)
        return value

    def _balance(
        self,
        rule: Preactivation,
        arrays: dict[str, FloatArray],
        index: int,
        signs: Mapping[str, float],
    ) -> None:
        """Set the biases so that z has the signs wanted; exact, as the grid is.

        A vector of inputs makes one z, whose sign changes from case to case. A batch
        has z of both signs by its weights; zeros are put into every other column.
        """
        raw = arrays[rule.inputs] @ arrays[rule.weights]
        if raw.ndim == 0:
            balance = self._preactivation(signs[rule.name]) - raw
            while signs[rule.name] and balance in TELLING_NOTHING:
                balance = self._preactivation(signs[rule.name]) - raw
            arrays[rule.biases] = np.asarray(balance)
        elif self._group.signs.get(rule.name, rule.signs) in ("boundary", "zero"):
            biases = arrays[rule.biases].copy()
            flat = biases.reshape(-1)
            for column in range(index % 2, flat.size, 2):
                flat[column] = -raw[self._rng.randrange(len(raw)), column]
            arrays[rule.biases] = biases
