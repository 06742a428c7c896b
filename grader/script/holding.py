"""Tells which known quantity the wrong value of a step is. Pure.

Quantities are right ones, from the inputs of the step's own moment. Several may be one
value by mathematics (`drelu_db` is `drelu_dz`); then the first in the graph's order is
named, which the others follow from.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from grader.held import held_by, labelled, product_held_by, wrong_line
from grader.script.graph import Unusable
from grader.script.quantities import Absent, Moment, Reader
from grader.script.seen import Seen
from grader.values import FloatArray


def holding(reader: Reader, step: str, seen: Sequence[Seen]) -> str:
    """What a wrong step, or the one wrong line of it, is instead; or nothing."""
    came = [row.part.array for row in seen]
    known = [_known(reader, step, row.moment) for row in seen]
    found = held_by(came, [labelled(row) for row in known]) if came else []
    if found:
        return _said(reader, step, found[0])
    products = product_held_by(came, known)
    if len(products) == 1:
        return f"{step} is {products[0]}."
    return _line(reader, step, seen, known)


def neighbour(reader: Reader, step: str, seen: Sequence[Seen]) -> str:
    """What is said of a step that is another of its kind: `drelu_dw0` for its like."""
    known = [_known(reader, step, row.moment) for row in seen]
    found = held_by([row.part.array for row in seen], known) if seen else []
    alike = [name for name in found if _kind(name) == _kind(step)]
    return _said(reader, step, alike[0]) if alike else ""


def _kind(name: str) -> str:
    """A name without its number."""
    return name.rstrip("0123456789")


def _known(reader: Reader, step: str, moment: Moment) -> dict[str, FloatArray]:
    """Every other quantity as it should be at a moment."""
    found: dict[str, FloatArray] = {}
    for name in dict.fromkeys((*reader.style.inputs, *reader.graph.steps)):
        value = _true(reader, name, moment) if name != step else None
        if value is not None:
            found[name] = value
    return found


def _true(reader: Reader, name: str, moment: Moment) -> FloatArray | None:
    try:
        return np.asarray(reader.true(name, moment), float)
    except (Absent, Unusable):
        return None


def _line(
    reader: Reader,
    step: str,
    seen: Sequence[Seen],
    known: Sequence[Mapping[str, FloatArray]],
) -> str:
    """The one wrong element or row, and what it is where that is known."""
    due = [_true(reader, step, row.moment) for row in seen]
    right = [row for row in due if row is not None]
    came = [row.part.array for row in seen]
    line = wrong_line(came, right) if right and len(right) == len(came) else None
    if line is None or any(len(row) <= line for row in came):
        return ""
    own = f"{step}[{line}]"
    rows = [
        labelled({**row, step: value}) for row, value in zip(known, right, strict=True)
    ]
    found = [n for n in held_by([row[line] for row in came], rows) if n != own]
    if not found:
        return f"Of {step} only {own} is wrong."
    return _said(reader, own, min(found, key=lambda n: not n.startswith(f"{step}[")))


def _said(reader: Reader, subject: str, label: str) -> str:
    name = label.partition("[")[0].removesuffix(".T")
    if name in reader.graph.steps:
        return f"{subject} holds what {label} should hold."
    return f"{subject} is {label} itself."
