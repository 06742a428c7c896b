"""One exception with all that is known around it, and how sizes get their names. Pure.

Sizes are hidden; the names of dimensions are not. A size has a name where one dimension
alone has that size in every case that raised.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from grader.candidate import Fault

Named = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """The exception in one case, and the sizes of that case by dimension."""

    fault: Fault
    sizes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception of a learner's and its surroundings in the exercise's own names.

    `seen` has it once a case. `names` are quantities of the exercise, `shapes` the
    declared shapes among them and of the results. `called` is what was called, with
    the arguments `due`; `earlier` are methods that were called before.
    """

    fault: Fault
    seen: tuple[Sight, ...] = ()
    names: frozenset[str] = frozenset()
    shapes: frozenset[Named] = frozenset()
    called: str = ""
    due: Named = ()
    earlier: Named = ()
    source: bytes = b""


def in_names(
    raised: Raised, lengths: Callable[[Fault], Sequence[int] | None]
) -> Named | None:
    """The dimensions behind lengths told by each fault; None where one is uncertain."""
    rows = [(lengths(sight.fault), sight.sizes) for sight in raised.seen]
    told = [(row, sizes) for row, sizes in rows if row is not None]
    return dimensions(told) if len(told) == len(rows) else None


def dimensions(
    rows: Sequence[tuple[Sequence[int], Mapping[str, int]]],
) -> Named | None:
    """The dimension behind each of some lengths, which is the same in every case.

    `rows` holds the lengths and the sizes of each case. None where one is uncertain.
    """
    if not rows or len({len(row) for row, _ in rows}) > 1:
        return None
    found: list[str] = []
    for place in range(len(rows[0][0])):
        fitting = set.intersection(*(_meanings(row[place], s) for row, s in rows))
        if len(fitting) != 1:
            return None
        found.append(fitting.pop())
    return tuple(found)


def _meanings(length: int, sizes: Mapping[str, int]) -> set[str]:
    found = {name for name, size in sizes.items() if size == length}
    return found | {"1"} if length == 1 else found


def shape_in_words(shape: Named) -> str:
    """A shape of named sizes as Python writes it."""
    return f"({', '.join(shape)}{',' if len(shape) == 1 else ''})"
