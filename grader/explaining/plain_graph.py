"""The picture of an exercise that is on no walkthrough's graph: what goes in, what out.

Nothing between is drawn, for nothing is known of it. Pure.
"""

from grader.exercise import Exercise
from grader.picture import Edge, Node, Picture, Side, State
from grader.picture.rows import GRADIENT, NEW


def plain_picture(exercise: Exercise) -> Picture:
    """Every argument leads to every result."""
    subject = exercise.spec.subject
    inputs = tuple(_node(name, name, State.INPUT) for name in subject.arguments)
    taken = {node.key for node in inputs}
    results = tuple(
        _node(name, NEW.format(name) if name in taken else name, State.ASKED)
        for name in subject.returns
    )
    edges = tuple(
        Edge(source.key, target.key, strong=True)
        for target in results
        for source in inputs
    )
    return Picture(exercise.spec.title, (*inputs, *results), edges)


def _node(name: str, key: str, state: State) -> Node:
    side = Side.BACKWARD if name.startswith(GRADIENT) else Side.FORWARD
    return Node(key, key, state, side)
