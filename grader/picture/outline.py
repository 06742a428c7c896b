"""A picture in a few short lines for a terminal: where the first wrong step stands.

The quantities are grouped as they follow from one another, with the word of every
state that is not right. ASCII alone, so that it is the same on every terminal. Pure.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap

from grader.picture.escaping import plain
from grader.picture.layers import flow_of
from grader.picture.model import FIRST, Node, Picture, Side, State
from grader.picture.words import summary

NUMBERED = re.compile(r"(?P<stem>.*\D)(?P<number>[0-9]+)")
UNSAID = (State.RIGHT, State.INPUT)
HEADS = {Side.FORWARD: "forward", Side.BACKWARD: "backward"}
BEGIN, THEN, HERE = "   ", "-> ", "=> "
WIDTH = 72


def graph_outline(picture: Picture) -> str:
    """The sentence about the first wrong step, then both ways, a line a stage."""
    return "\n".join([summary(picture), *_ways(picture)]) + "\n"


def _ways(picture: Picture) -> Iterator[str]:
    for side in Side:
        rows = [
            nodes
            for layer in flow_of(picture, side).layers
            if (nodes := [i.node for i in layer if i.node and not i.again])
        ]
        if all(node.state in UNSAID for row in rows for node in row):
            continue
        yield f"{HEADS[side]}:"
        for number, nodes in enumerate(rows):
            yield from _stage(picture, nodes, THEN if number else BEGIN)


def _stage(picture: Picture, nodes: Sequence[Node], lead: str) -> Iterator[str]:
    """The quantities of one layer, in the picture's order, one line a state."""
    order = {node.key: place for place, node in enumerate(picture.nodes)}
    rows = sorted(nodes, key=lambda node: (_rank_of(node.state), order[node.key]))
    for _rank, group in groupby(rows, key=lambda node: _rank_of(node.state)):
        own = list(group)
        state = own[0].state
        word = "" if state in UNSAID else f": {state}"
        text = f"{', '.join(_joined([plain(node.name) for node in own]))}{word}"
        mark = HERE if state in FIRST else lead
        for line in wrap(text, WIDTH):
            yield f"  {mark}{line}"
            mark = lead = BEGIN


def _rank_of(state: State) -> int:
    """What is first wrong leads; right and given ones stand together behind it."""
    if state in FIRST:
        return 0
    return 1 if state in UNSAID else 2 + [*State].index(state)


def _joined(names: Sequence[str]) -> Iterator[str]:
    """The names, `dx0, dx1, dx2` written as `dx0..2`."""
    rows = [(name, NUMBERED.fullmatch(name)) for name in names]
    for stem, group in groupby(rows, key=lambda row: row[1] and row[1]["stem"]):
        own = [name for name, _ in group]
        if stem is None or len(own) == 1:
            yield from own
        else:
            yield f"{own[0]}..{own[-1].removeprefix(stem)}"
