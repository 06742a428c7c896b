"""The quantities of a script exercise as nodes that nobody has judged yet. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from grader.exercise import Exercise, ScriptStep, ScriptStyle
from grader.picture.model import Edge, Node, Picture, Side, State
from grader.script.graph import Formula

# A gradient's name begins with d, as the glossary has it: dvalue, drelu_dz, dx.
GRADIENT = "d"
# Where a layer's z is given, what it is made of is drawn all the same.
MADE_OF = {"z": ("inputs", "weights", "biases")}
NEW = "new {}"


@dataclass(frozen=True, slots=True)
class Row:
    """A quantity and what it is computed from; `step` where it is one, by its name."""

    node: Node
    step: str = ""
    upstream: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The key of its node."""
        return self.node.key

    def with_state(self, state: State) -> "Row":
        """The same quantity, judged."""
        return replace(self, node=replace(self.node, state=state))


def script_of(exercise: Exercise) -> ScriptStyle:
    """The exercise's block of that style. Raises `ValueError` where it has none."""
    if exercise.spec.script is None:
        raise ValueError(f"{exercise.id} is no script exercise")
    return exercise.spec.script


def rows_of(
    style: ScriptStyle, known: Mapping[str, Formula], *, formulas: bool
) -> list[Row]:
    """Inputs, then the steps that have a formula or are updates, in their order.

    The way back begins with the first step that reads a gradient which is given.
    """
    rows = [_input(style, name) for name in style.inputs]
    given = {name for name in style.inputs if name.startswith(GRADIENT)}
    side = Side.FORWARD
    for name, step in style.steps.items():
        if step.update is None and name not in known:
            continue
        row = _step(style, name, step, known.get(name))
        if given & {*row.upstream} or step.update:
            side = Side.BACKWARD
        text = known[name].text if formulas and name in known else ""
        node = replace(row.node, side=side, formula=text)
        rows.append(replace(row, node=node))
    return rows


def _input(style: ScriptStyle, name: str) -> Row:
    side = Side.BACKWARD if name.startswith(GRADIENT) else Side.FORWARD
    made_of = MADE_OF.get(name, ())
    loose = made_of if {*made_of} <= style.inputs.keys() else ()
    node = Node(name, name, State.INPUT, side, f"{name} is given.")
    return Row(node, loose=loose)


def _step(
    style: ScriptStyle, name: str, step: ScriptStep, formula: Formula | None
) -> Row:
    key = NEW.format(name) if step.update and name in style.inputs else name
    node = Node(key, key, State.NOT_JUDGED, Side.BACKWARD, step.title)
    if formula is None:
        before = (name,) if name in style.inputs else ()
        return Row(node, name, (*before, *filter(None, [step.update])))
    others = [o for needed in formula.upstream for o in step.upstream.get(needed, ())]
    loose = dict.fromkeys(o for o in others if o not in formula.upstream)
    return Row(node, name, formula.upstream, tuple(loose))


def picture_of(title: str, rows: list[Row], strong: set[tuple[str, str]]) -> Picture:
    """The picture of some quantities; strong are the pairs of keys that matter."""
    nodes = tuple(row.node for row in rows)
    return Picture(title, nodes, tuple(_edges(rows, strong)))


def _edges(rows: list[Row], strong: set[tuple[str, str]]) -> Iterator[Edge]:
    keys = {row.key for row in rows}
    for row in rows:
        for source in (*row.upstream, *row.loose):
            if source in keys:
                pair = source, row.key
                yield Edge(*pair, loose=source in row.loose, strong=pair in strong)
