"""Other sizes in which a script's inputs may come. Pure.

Which sizes belong together is not declared for a script, so it is read off: axes that
have one length in every honest solution are one dimension.
"""

import itertools
from collections.abc import Iterator, Sequence

Shapes = frozenset[tuple[str, tuple[int, ...]]]
Axis = tuple[str, int]
USUAL = (3, 2, 4, 5, 1)
MOST = 60


def other_sizes(found: Sequence[Shapes]) -> Iterator[Shapes]:
    """Groups of shapes with other sizes than those found, the usual ones first."""
    plain = [dict(sorted(shapes)) for shapes in found if _once(shapes)]
    if not plain:
        return
    first = plain[0]
    classes = _dimensions(first, plain)
    names = sorted(set(classes.values()))
    rows = sorted(
        itertools.product(range(len(USUAL)), repeat=len(names)),
        key=lambda row: (max(row, default=0), sum(row)),
    )
    groups = (
        _resized(first, classes, {n: USUAL[i] for n, i in zip(names, row, strict=True)})
        for row in rows
    )
    new = (shapes for shapes in dict.fromkeys(groups) if shapes not in found)
    yield from itertools.islice(new, MOST)


def _resized(
    first: dict[str, tuple[int, ...]], classes: dict[Axis, int], size: dict[int, int]
) -> Shapes:
    """The same inputs with other lengths of their dimensions."""
    return frozenset(
        (
            name,
            tuple(
                size[classes[name, place]] if (name, place) in classes else length
                for place, length in enumerate(shape)
            ),
        )
        for name, shape in first.items()
    )


def _once(shapes: Shapes) -> bool:
    """Whether each input has one shape."""
    return len({name for name, _ in shapes}) == len(shapes)


def _dimensions(
    first: dict[str, tuple[int, ...]], all_of: Sequence[dict[str, tuple[int, ...]]]
) -> dict[Axis, int]:
    """The dimension of each axis, by number; an axis that is always 1 has none."""
    axes = [
        (name, place) for name, shape in first.items() for place in range(len(shape))
    ]
    lengths = {axis: [_length(shapes, axis) for shapes in all_of] for axis in axes}
    found: dict[Axis, int] = {}
    for number, axis in enumerate(axes):
        if set(lengths[axis]) <= {1, 0}:
            continue
        same = (
            other
            for other in axes[:number]
            if other in found and _agree(lengths[axis], lengths[other])
        )
        found[axis] = found.get(next(same, axis), number)
    return found


def _length(shapes: dict[str, tuple[int, ...]], axis: Axis) -> int:
    """The length of an axis; 0 where a solution has not that input, or not so."""
    shape = shapes.get(axis[0], ())
    return shape[axis[1]] if axis[1] < len(shape) else 0


def _agree(one: Sequence[int], other: Sequence[int]) -> bool:
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a and b]
    return bool(pairs) and all(a == b for a, b in pairs)
