"""One side of a picture in layers, so that every edge leads to the next layer. Pure.

A node stands one layer before the first that reads it. A quantity of the other side is
repeated one layer before each layer that reads it. An edge over several layers gets a
lane in each layer between, so that it passes no box. Layers are ordered by barycentre.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from itertools import combinations, pairwise

from grader.picture.model import Edge, Node, Picture, Side

SWEEPS = 8


@dataclass(frozen=True, slots=True)
class Item:
    """Something with a place in a layer: a node, one seen again, a lane (no node)."""

    key: str
    node: Node | None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """One side: its layers from first to last, and its edges as ways of items."""

    layers: tuple[tuple[Item, ...], ...]
    ways: tuple[tuple[Edge, tuple[str, ...]], ...]

    @property
    def links(self) -> list[tuple[str, str]]:
        """Every pair of items of neighbouring layers that an edge leads over."""
        return [pair for _, way in self.ways for pair in pairwise(way)]


@dataclass(slots=True)
class _Draft:
    """A flow while it is made."""

    layers: list[list[Item]]
    ways: list[tuple[Edge, tuple[str, ...]]] = field(default_factory=list)
    known: set[str] = field(default_factory=set)

    def put(self, layer: int, item: Item) -> str:
        """Give an item a place once; its key."""
        if item.key not in self.known:
            self.known.add(item.key)
            self.layers[layer].append(item)
        return item.key


def flow_of(picture: Picture, side: Side) -> Flow:
    """The layers of one side of a picture."""
    nodes = [node for node in picture.nodes if node.side is side]
    own = {node.key for node in nodes}
    edges = [edge for edge in picture.edges if edge.target in own]
    depth = _depths([node.key for node in nodes], edges)
    draft = _Draft([[] for _ in range(max(depth.values(), default=-1) + 1)])
    for node in nodes:
        draft.put(depth[node.key], Item(node.key, node))
    for number, edge in enumerate(edges):
        draft.ways.append((edge, _way(draft, picture, depth, edge, str(number))))
    flow = Flow(tuple(map(tuple, draft.layers)), tuple(draft.ways))
    return Flow(ordered(flow.layers, flow.links), flow.ways)


def _depths(keys: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """The layer of each node: as late as the layers that read it allow."""
    above: dict[str, set[str]] = {key: set() for key in keys}
    below: dict[str, set[str]] = {key: set() for key in keys}
    fed = {edge.target for edge in edges if edge.source not in above}
    for edge in edges:
        if edge.source in above:
            above[edge.target].add(edge.source)
            below[edge.source].add(edge.target)
    order = list(TopologicalSorter(above).static_order())
    depth: dict[str, int] = {}
    for key in order:
        after = max((depth[other] + 1 for other in above[key]), default=0)
        depth[key] = max(after, int(key in fed))
    for key in reversed(order):
        readers = [depth[other] for other in below[key]]
        depth[key] = min(readers) - 1 if readers else depth[key]
    return depth


def _way(
    draft: _Draft, picture: Picture, depth: Mapping[str, int], edge: Edge, name: str
) -> tuple[str, ...]:
    """The items that an edge leads over, from its source to its target."""
    last = depth[edge.target]
    if edge.source not in depth:
        node = picture.by_key[edge.source]
        item = Item(f"{edge.source} before {last}", node, again=True)
        return draft.put(last - 1, item), edge.target
    between = range(depth[edge.source] + 1, last)
    lanes = [draft.put(row, Item(f"lane {name} {row}", None)) for row in between]
    return edge.source, *lanes, edge.target


def ordered(
    layers: Sequence[Sequence[Item]], links: Sequence[tuple[str, str]]
) -> tuple[tuple[Item, ...], ...]:
    """The layers with their items in the order, of those tried, that crosses least."""
    near = _neighbours(links)
    rows = [list(layer) for layer in layers]
    best, fewest = rows, crossings(rows, links)
    for sweep in range(2 * SWEEPS):
        rows = _swept(rows, near, backward=bool(sweep % 2))
        count = crossings(rows, links)
        if count < fewest:
            best, fewest = rows, count
    return tuple(map(tuple, best))


def _neighbours(links: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for one, other in links:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    return near


def _swept(
    rows: Sequence[Sequence[Item]], near: Mapping[str, list[str]], *, backward: bool
) -> list[list[Item]]:
    """Each layer in the order of its neighbours in the layer swept before it."""
    found: list[list[Item]] = []
    before: dict[str, float] = {}
    for layer in reversed(rows) if backward else rows:
        own = {item.key: index / len(layer) for index, item in enumerate(layer)}
        mean = {}
        for key, place in own.items():
            places = [before[other] for other in near.get(key, ()) if other in before]
            mean[key] = sum(places) / len(places) if places else place
        row = sorted(layer, key=lambda item: (mean[item.key], own[item.key]))
        before = {item.key: index / len(row) for index, item in enumerate(row)}
        found.append(row)
    return found[::-1] if backward else found


def crossings(
    layers: Sequence[Sequence[Item]], links: Sequence[tuple[str, str]]
) -> int:
    """How many pairs of links cross."""
    place = {
        item.key: (x, y) for x, row in enumerate(layers) for y, item in enumerate(row)
    }
    gaps: dict[int, list[tuple[int, int]]] = {}
    for one, other in links:
        gaps.setdefault(place[one][0], []).append((place[one][1], place[other][1]))
    return sum(
        (a - c) * (b - d) < 0
        for rows in gaps.values()
        for (a, b), (c, d) in combinations(rows, 2)
    )
