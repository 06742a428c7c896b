"""A picture in plain words: nodes with a state, edges between them. Frozen data.

Whatever draws or tells a picture knows nothing of exercises and grades; whatever makes
one knows nothing of pixels. Text of a submission has no place in here.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter


class State(StrEnum):
    """What became of a quantity; the word that stands in its node."""

    RIGHT = "right"
    WRONG = "wrong"
    FIRST_WRONG = "first wrong"
    CARRIED = "carried"
    MISSING = "missing"
    FIRST_MISSING = "first missing"
    SKIPPED = "skipped"
    INPUT = "input"
    ASKED = "asked for"
    NOT_JUDGED = "not judged"


class Side(StrEnum):
    """Which way a quantity is computed."""

    FORWARD = "forward"
    BACKWARD = "backward"


FIRST = (State.FIRST_WRONG, State.FIRST_MISSING)


@dataclass(frozen=True, slots=True)
class Node:
    """One quantity: its name, its state, and what else there is to say about it.

    `formula` and `value` are drawn in the node, `sentence` is told.
    """

    key: str
    name: str
    state: State
    side: Side
    sentence: str = ""
    formula: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """One quantity is computed from another; `loose` where it may be.

    A strong edge leads to what the picture is about.
    """

    source: str
    target: str
    loose: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A graph to be drawn: its title, its nodes in their order, its edges."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    by_key: dict[str, Node] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Raise `ValueError` where this is no graph without cycles."""
        by_key = {node.key: node for node in self.nodes}
        object.__setattr__(self, "by_key", by_key)
        if len(by_key) < len(self.nodes):
            raise ValueError("two nodes have the same key")
        sorter: TopologicalSorter[str] = TopologicalSorter()
        for edge in self.edges:
            if not {edge.source, edge.target} <= by_key.keys():
                raise ValueError(f"no node for {edge.source!r} to {edge.target!r}")
            sorter.add(edge.target, edge.source)
        try:
            sorter.prepare()
        except CycleError as error:
            raise ValueError(f"a cycle: {error.args[1]}") from error

    @property
    def first(self) -> Node | None:
        """The first node that is wrong or missing, if one is marked so."""
        return next((node for node in self.nodes if node.state in FIRST), None)

    def sources(self, key: str, *, loose: bool = False) -> tuple[Node, ...]:
        """What a node is computed from, or may be, in the order of the nodes."""
        rows = [e for e in self.edges if e.target == key and e.loose is loose]
        found = {edge.source for edge in rows}
        return tuple(node for node in self.nodes if node.key in found)
