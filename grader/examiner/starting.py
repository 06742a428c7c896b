"""What is to be seen of the numbers that a new object starts with. Pure.

They are random, so no value is due. But all 0, two columns alike, or numbers as large
as no start is, are seen in any draw. Knows no check and no mistake.
"""

from enum import StrEnum

import numpy as np

from grader.values import FloatArray

LARGE = 10.0  # far above what any usual way of drawing weights gives


class Start(StrEnum):
    """Something that start values show, in the words a learner reads."""

    ZERO = (
        "{part} starts at 0 everywhere; begin with small random numbers, so that "
        "neurons differ and gradients pass."
    )
    ALIKE = (
        "{part} starts alike for two neurons, which then learn the same; begin with "
        "small random numbers."
    )
    LARGE = "{part} starts with large numbers; begin with small random ones."


def shown_by(array: FloatArray) -> list[Start]:
    """What start values show; nothing of small numbers of which no column repeats."""
    columns = np.atleast_2d(array).T
    shown = []
    if not array.any():
        shown.append(Start.ZERO)
    elif len(np.unique(columns, axis=0)) < len(columns):
        shown.append(Start.ALIKE)
    if np.abs(array).max(initial=0.0) > LARGE:
        shown.append(Start.LARGE)
    return shown
