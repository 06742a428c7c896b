"""Where a function or class exercise stands in the graph of its track. Pure.

What the exercise gives is an input, what it asks for is marked. A quantity counts only
where it follows, by the graph, from what is given; so `dinputs` of a ReLU, which has no
weights, is not taken for that of a layer.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from grader.exercise import Exercise
from grader.picture.model import Picture, State
from grader.picture.rows import NEW, Row, picture_of, rows_of, script_of
from grader.script.graph import Graph

COMPONENT = re.compile(r"(.*\D)[0-9]+")


def kata_picture(
    exercise: Exercise, walkthrough: Exercise, graph: Graph, *, formulas: bool = False
) -> Picture | None:
    """A walkthrough's graph with what another exercise asks for; None without any.

    Where whole vectors say as much as their components, the picture is of vectors.
    """
    task = exercise.spec.function or exercise.spec.class_
    if task is None:
        return None
    style = script_of(walkthrough)
    rows = rows_of(style, graph.steps, formulas=formulas)
    found = _asked(rows, task.arguments, task.returns)
    if graph.vectors:
        vectors = rows_of(style, graph.vectors, formulas=formulas)
        short = _asked(vectors, task.arguments, task.returns)
        if short.keys() == found.keys():
            rows, found = vectors, short
    asked = {key for keys in found.values() for key in keys}
    if not asked:
        return None
    given = {key for name in task.arguments for key in _named(rows, name, new=False)}
    marked = [row.with_state(_state(row, asked, given)) for row in rows]
    return picture_of(exercise.spec.title, marked, _ways(rows, asked, given))


def _asked(
    rows: Sequence[Row], arguments: Iterable[str], returns: Iterable[str]
) -> Mapping[str, set[str]]:
    """The nodes of each result that has any."""
    given = {key for name in arguments for key in _named(rows, name, new=False)}
    found = {
        name: {
            key
            for key in _named(rows, name, new=True)
            if key not in given and _follows(rows, key, given)
        }
        for name in returns
    }
    return {name: keys for name, keys in found.items() if keys}


def _named(rows: Sequence[Row], name: str, *, new: bool) -> set[str]:
    """The nodes of a name: after an update where there is one, else its components."""
    keys = {row.key for row in rows}
    for wanted in (NEW.format(name), name) if new else (name,):
        if wanted in keys:
            return {wanted}
    matches = ((key, COMPONENT.fullmatch(key)) for key in keys)
    return {key for key, match in matches if match and match[1] == name}


def _follows(rows: Sequence[Row], key: str, given: set[str]) -> bool:
    """Whether a quantity can be computed from what is given."""
    by_key = {row.key: row for row in rows}

    def follows(name: str) -> bool:
        row = by_key.get(name)
        if name in given or row is None:
            return name in given
        return bool(row.step) and all(map(follows, row.upstream))

    return follows(key)


def _state(row: Row, asked: set[str], given: set[str]) -> State:
    if row.key in asked:
        return State.ASKED
    return State.INPUT if row.key in given else State.NOT_JUDGED


def _ways(
    rows: Sequence[Row], asked: set[str], given: set[str]
) -> set[tuple[str, str]]:
    """The pairs of keys on the way from what is given to what is asked for."""
    by_key = {row.key: row for row in rows}
    ways: set[tuple[str, str]] = set()
    waiting = [*asked]
    while waiting:
        key = waiting.pop()
        new = {(source, key) for source in by_key[key].upstream if source in by_key}
        waiting += [source for source, _ in new - ways if source not in given]
        ways |= new
    return ways
