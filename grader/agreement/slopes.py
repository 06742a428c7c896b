"""Two independent ways to the gradient of a forward pass. Pure.

Numerically: a complex step where the loss is analytic, which loses nothing by
subtraction, else central differences at three distances, extrapolated. Automatically:
by the library autograd, which differentiates the same expression by the chain rule.
"""

import importlib
import itertools
import math
import warnings
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.agreement.losses import Local, Point
from grader.errors import OperatorError
from grader.exercise import FUNCTIONS
from grader.values import FloatArray

EPSILON = 2.0**-53
FACTOR = 64.0  # roundings of a sum of products
TINY = 2.0**-100  # so small that its square is lost, and exact to divide by
STEP, LEAST = 2.0**-10, 2.0**-30
CAP = 2.0**-16  # what a step may leave out of a slope; more is no derivative
MISSING = "autograd is missing; try: pip install 'gradkata[dev]'"


@dataclass(frozen=True, slots=True)
class Slopes:
    """A gradient, and cell by cell how far its method may be off."""

    array: FloatArray
    error: FloatArray


Method = Callable[[Local, Point, Collection[str]], dict[str, Slopes]]


def numerical(
    local: Local, point: Point, variables: Collection[str]
) -> dict[str, Slopes]:
    """The gradients of a loss by nudging one number after another."""
    slopes = _complex_step if local.forward.analytic else _differences
    return {name: slopes(local, point, name) for name in variables}


def numerical_name(local: Local) -> str:
    """Which of its two ways `numerical` takes."""
    return "complex step" if local.forward.analytic else "central differences"


def autodiff(
    local: Local, point: Point, variables: Collection[str]
) -> dict[str, Slopes]:
    """The gradients of a loss by autograd. Raises `OperatorError` where it is missing.

    A loss that does not depend on a variable has slope 0 there; autograd warns of it.
    """
    try:
        autograd = importlib.import_module("autograd")
        functions = importlib.import_module("autograd.numpy")
    except ImportError as error:
        raise OperatorError(MISSING) from error
    tools = {name: getattr(functions, name) for name in FUNCTIONS}

    def slope(name: str) -> Slopes:
        def loss(value: Any) -> Any:
            return local.loss({**point, name: value}, tools)

        array = np.asarray(autograd.grad(loss)(point[name]), np.float64)
        return Slopes(array, np.zeros(array.shape))

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Output seems independent of input")
        return {name: slope(name) for name in variables}


def _complex_step(local: Local, point: Point, name: str) -> Slopes:
    """The loss at v + ih has the slope times h as its imaginary part."""
    value = np.asarray(point[name])
    array = np.zeros(value.shape)
    for cell in np.ndindex(value.shape):
        moved = value.astype(complex)
        moved[cell] += 1j * TINY
        array[cell] = np.imag(local.loss({**point, name: moved})) / TINY
    return Slopes(array, np.zeros(array.shape))


def _differences(local: Local, point: Point, name: str) -> Slopes:
    """Central differences at h, h/2 and h/4, extrapolated to 0.

    What the second extrapolation differs from the first bounds what is left out;
    rounding of the loss over the step comes on top.
    """
    value = np.asarray(point[name])
    array, left, steps = (np.zeros(value.shape) for _ in range(3))
    for cell in np.ndindex(value.shape):
        step = _step(local, point, name, cell)
        ways = [difference(local, point, name, cell, step / n) for n in (1, 2, 4)]
        first, second = (b + (b - a) / 3 for a, b in itertools.pairwise(ways))
        array[cell] = second
        left[cell] = abs(second - first)
        steps[cell] = step / 4
    terms = np.abs(local.loss(point)) + np.abs(value * array).sum()
    capped = np.minimum(left, CAP * (np.abs(array) + np.abs(array).max(initial=0.0)))
    return Slopes(array, capped + FACTOR * EPSILON * terms / steps)


def difference(
    local: Local, point: Point, name: str, cell: tuple[int, ...], step: float
) -> float:
    """The central difference of the loss at one cell of a variable."""
    above, below = (
        local.loss(nudged(point, name, cell, sign * step)) for sign in (1, -1)
    )
    return float(above - below) / (2 * step)


def _step(local: Local, point: Point, name: str, cell: tuple[int, ...]) -> float:
    """A power of two in proportion to the value, so small that it crosses no kink."""
    size = max(1.0, abs(float(point[name][cell])))
    step = STEP * 2.0 ** math.ceil(math.log2(size))
    while step > LEAST and crosses(local, point, name, cell, step):
        step /= 4
    return step


def crosses(
    local: Local, point: Point, name: str, cell: tuple[int, ...], step: float
) -> bool:
    """Whether a step up or down leaves the side of a kink, or 0 itself."""
    if not local.forward.kinks:
        return False
    here = local.sides(point)
    return any(
        not np.array_equal(side, other)
        for sign in (1, -1)
        for side, other in zip(
            here, local.sides(nudged(point, name, cell, sign * step)), strict=True
        )
    )


def nudged(point: Point, name: str, cell: tuple[int, ...], by: float) -> dict[str, Any]:
    """The point with one cell of a variable moved."""
    value = np.array(point[name], np.float64)
    value[cell] += by
    return {**point, name: value}
