"""A picture as text, for those who do not see it: every step in order, with its state.

It says all that the drawing says: the first wrong step by name, and what each step is
computed from. Pure.
"""

from collections.abc import Iterator

from grader.picture.escaping import plain
from grader.picture.model import Node, Picture, Side, State

HEADS = {
    Side.FORWARD: "Forward, values flow to the output:",
    Side.BACKWARD: "Backward, gradients flow back:",
}


def graph_text(picture: Picture) -> str:
    """The text alternative of a picture, in lines."""
    return "\n".join(_lines(picture)) + "\n"


def summary(picture: Picture) -> str:
    """One sentence: the first wrong step, or how many steps have which state."""
    first = picture.first
    if first is not None:
        sources = _listed(picture.sources(first.key))
        return f"The {first.state} step is {plain(first.name)}{sources}."
    states = [node.state for node in picture.nodes]
    if State.RIGHT in states and not {*states} - {State.RIGHT, State.INPUT}:
        return f"All {states.count(State.RIGHT)} steps are right."
    asked = [node for node in picture.nodes if node.state is State.ASKED]
    if asked:
        return f"Asked for: {', '.join(plain(node.name) for node in asked)}."
    counts = {state: states.count(state) for state in State if state in states}
    return ", ".join(f"{count} {state}" for state, count in counts.items()) + "."


def told(picture: Picture, node: Node) -> str:
    """One node: its name, what it is computed from, its state."""
    parts = [plain(node.name), _listed(picture.sources(node.key))]
    formula = f" = {plain(node.formula)}" if node.formula else ""
    value = f" ({plain(node.value)})" if node.value else ""
    return f"{''.join(parts)}{formula}{value}: {node.state}"


def _listed(sources: tuple[Node, ...]) -> str:
    names = ", ".join(plain(node.name) for node in sources)
    return f", computed from {names}" if names else ""


def _lines(picture: Picture) -> Iterator[str]:
    yield f"{plain(picture.title)}. {summary(picture)}"
    for side, head in HEADS.items():
        rows = [node for node in picture.nodes if node.side is side]
        if rows:
            yield head
            yield from (f"- {told(picture, node)}" for node in rows)
    for node in picture.nodes:
        others = picture.sources(node.key, loose=True)
        if others:
            yield f"{plain(node.name)} may be{_listed(others).replace(',', '', 1)}."
