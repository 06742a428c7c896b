"""Where everything of one side stands: boxes in columns, curves between them. Pure.

Columns are as wide as their widest box, curves run in the gaps between columns only,
and lanes are kept clear, so that no edge passes a box. Heights follow the neighbours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from textwrap import wrap

from grader.picture.escaping import plain
from grader.picture.layers import Flow, Item
from grader.picture.model import Edge, Node, Side

NAME, WORD, SMALL = 12.0, 11.0, 10.0  # sizes of text
MONO, SANS = 0.61, 0.58  # width of a letter, in sizes
LINE = 14.0
FORMULA_LETTERS, FORMULA_LINES, MAX_LABEL = 19, 4, 24
PAD, APART, LANE = 10.0, 9.0, 4.0
GAP, PORT, REACH = 54.0, 7.0, 8.0
SWEEPS = 10
AGAIN = {Side.FORWARD: "see above", Side.BACKWARD: "see below"}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the picture, with what stands in it."""

    item: Item
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """The height of its centre."""
        return self.y + self.height / 2


Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Route:
    """An edge on the picture: points, joined by curves and lines in turn."""

    edge: Edge
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One side with everything in its place."""

    boxes: tuple[Box, ...]
    routes: tuple[Route, ...]
    height: float


def formula_lines(node: Node) -> list[str]:
    """A formula as it is drawn, in few short lines."""
    lines = wrap(plain(node.formula), FORMULA_LETTERS, break_on_hyphens=False)
    cut = len(lines) > FORMULA_LINES
    return [*lines[: FORMULA_LINES - 1], "…"] if cut else lines


def label(text: str) -> str:
    """A short text as it is drawn in a box."""
    return plain(text, MAX_LABEL)


def word_of(item: Item) -> str:
    """The word in a box: the state, or where the quantity is told."""
    assert item.node is not None
    return AGAIN[item.node.side] if item.again else item.node.state.value


def size_of(item: Item) -> Point:
    """Width and height that an item needs."""
    if item.node is None:
        return 0.0, LANE
    node = item.node
    value = [label(node.value)] if node.value else []
    small = [] if item.again else [*formula_lines(node), *value]
    widths = [len(label(node.name)) * NAME * MONO, len(word_of(item)) * WORD * SANS]
    widths += [len(line) * SMALL * MONO for line in small]
    return max(widths) + 2 * PAD, PAD + LINE * (2 + len(small))


def natural_width(flow: Flow) -> float:
    """The width of a side whose columns stand as close as they may."""
    return sum(_columns(flow)) + GAP * max(len(flow.layers) - 1, 0)


def _columns(flow: Flow) -> list[float]:
    return [max(size_of(item)[0] for item in layer) for layer in flow.layers]


def placed(flow: Flow, width: float, *, mirrored: bool) -> Panel:
    """Everything of a side in its place, from right to left where it is mirrored."""
    middles = _middles(flow)
    top = min((middles[i.key] - size_of(i)[1] / 2 for i in _all(flow)), default=0.0)
    columns = _columns(flow)
    gaps = max(len(columns) - 1, 1)
    gap = (width - sum(columns)) / gaps
    boxes: dict[str, Box] = {}
    x = 0.0
    for layer, column in zip(flow.layers, columns, strict=True):
        left = width - x - column if mirrored else x
        for item in layer:
            height = size_of(item)[1]
            y = middles[item.key] - height / 2 - top
            boxes[item.key] = Box(item, left, y, column, height)
        x += column + gap
    bottom = max((box.y + box.height for box in boxes.values()), default=0.0)
    routes = _routes(flow, boxes, mirrored=mirrored)
    return Panel(tuple(boxes.values()), routes, bottom)


def _all(flow: Flow) -> list[Item]:
    return [item for layer in flow.layers for item in layer]


def _middles(flow: Flow) -> dict[str, float]:
    """The height of each item: near its neighbours, apart from those of its layer."""
    near: dict[str, list[str]] = {}
    for one, other in flow.links:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    found: dict[str, float] = {}
    for layer in flow.layers:
        found |= _stacked(layer, [0.0] * len(layer))
    for sweep in range(SWEEPS):
        for layer in flow.layers if sweep % 2 else flow.layers[::-1]:
            wanted = [
                _mean([found[k] for k in near.get(i.key, [i.key])]) for i in layer
            ]
            found |= _stacked(layer, wanted)
    return found


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _stacked(layer: Sequence[Item], wanted: Sequence[float]) -> dict[str, float]:
    """Heights in order, apart, and as near to those wanted as that allows.

    Neighbours that would overlap form a block, which stands at its mean.
    """
    below = [0.0]
    for one, other in pairwise(layer):
        sizes = (size_of(one)[1] + size_of(other)[1]) / 2
        below.append(below[-1] + sizes + APART)
    blocks: list[tuple[float, int]] = []
    for want, offset in zip(wanted, below, strict=True):
        level, count = want - offset, 1
        while blocks and blocks[-1][0] > level:
            last, more = blocks.pop()
            level = (level * count + last * more) / (count + more)
            count += more
        blocks.append((level, count))
    levels = [level for level, count in blocks for _ in range(count)]
    places = (level + offset for level, offset in zip(levels, below, strict=True))
    return dict(zip((item.key for item in layer), places, strict=True))


def _routes(
    flow: Flow, boxes: Mapping[str, Box], *, mirrored: bool
) -> tuple[Route, ...]:
    """The way of each edge, from the side of its source to the side of its target."""
    outs, ins = _ports(flow.links, boxes)
    routes = []
    for edge, way in flow.ways:
        points: list[Point] = []
        for one, other in pairwise(way):
            start, end = boxes[one], boxes[other]
            leaves = start.x if mirrored else start.x + start.width
            enters = end.x + end.width if mirrored else end.x
            points.append((leaves, outs[one, other]))
            points.append((enters, ins[one, other]))
        routes.append(Route(edge, tuple(points)))
    return tuple(routes)


Ports = dict[tuple[str, str], float]


def _ports(
    links: Sequence[tuple[str, str]], boxes: Mapping[str, Box]
) -> tuple[Ports, Ports]:
    """The heights where links leave and enter their boxes, side by side."""
    outs: Ports = {}
    ins: Ports = {}
    for key, box in boxes.items():
        leaving = [link for link in links if link[0] == key]
        leaving.sort(key=lambda link: boxes[link[1]].middle)
        outs |= _side_by_side(leaving, box)
        entering = [link for link in links if link[1] == key]
        entering.sort(key=lambda link: boxes[link[0]].middle)
        ins |= _side_by_side(entering, box)
    return outs, ins


def _side_by_side(links: Sequence[tuple[str, str]], box: Box) -> Ports:
    """Ports around the middle of a box; in a lane they are all one."""
    reach = 0.0 if box.item.node is None else REACH
    step = min(PORT, 2 * reach / max(len(links) - 1, 1))
    first = box.middle - step * (len(links) - 1) / 2
    return {link: first + step * index for index, link in enumerate(links)}


def moved(panel: Panel, right: float, down: float) -> Panel:
    """The same panel at another place."""
    boxes = (replace(box, x=box.x + right, y=box.y + down) for box in panel.boxes)
    routes = (
        Route(route.edge, tuple((x + right, y + down) for x, y in route.points))
        for route in panel.routes
    )
    return Panel(tuple(boxes), tuple(routes), panel.height)
