"""What is explained, as text for a terminal: both ways, a stage after another.

Quantities that are right or given stand beside one another; what is not has a line of
its own with a mark and its state. Arrays stand below the stage they belong to. In plain
text every quantity is a sentence. Nothing in it is wider than it may be. Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from textwrap import wrap

from grader.explaining.model import Explained, is_large, rows_of, shape_of
from grader.picture import Node, Picture, Side, State, graph_text
from grader.picture.escaping import plain
from grader.picture.layers import flow_of
from grader.picture.model import FIRST
from grader.picture.words import HEADS, summary
from grader.values import FloatArray

UNSAID = (State.RIGHT, State.INPUT, State.NOT_JUDGED, State.ASKED)
OTHERS = "Beside the graph:"
GAP = "   "
INDENT = "  "
MARGIN = 6


@dataclass(frozen=True, slots=True)
class Letters:
    """What may be printed: how wide, whether beyond ASCII, whether words alone."""

    width: int = 80
    unicode: bool = False
    plain: bool = False

    @property
    def then(self) -> str:
        """What leads a stage that follows from the one above."""
        return "\N{BLACK DOWN-POINTING TRIANGLE}" if self.unicode else "v"

    @property
    def wrong(self) -> str:
        """What leads a quantity that is not right."""
        return "\N{BALLOT X}" if self.unicode else "x"

    @property
    def bar(self) -> str:
        """The left and right side of an array."""
        return "\N{BOX DRAWINGS LIGHT VERTICAL}" if self.unicode else "|"


def explained_text(explained: Explained, letters: Letters) -> str:
    """All that is explained, in lines."""
    lines = _in_words(explained) if letters.plain else _drawn(explained, letters)
    wide = [row for line in lines for row in _within(line, letters.width)]
    return "\n".join(wide) + "\n"


def _within(line: str, width: int) -> list[str]:
    if len(line) <= width:
        return [line]
    start = line[: len(line) - len(line.lstrip())]
    return wrap(line, width, subsequent_indent=start + INDENT, break_on_hyphens=False)


def _in_words(explained: Explained) -> Iterator[str]:
    if explained.note:
        yield explained.note
    yield from graph_text(explained.picture).splitlines()
    for name, value in explained.small_others:
        yield f"- {name} ({value}): beside the graph"
    for name, rows in explained.tables:
        yield f"{name}:"
        for number, row in enumerate(rows, 1):
            yield f"{INDENT}row {number}: {', '.join(row)}"


def _drawn(explained: Explained, letters: Letters) -> Iterator[str]:
    picture = explained.picture
    yield plain(picture.title)
    if explained.note:
        yield explained.note
    yield _summary(picture)
    for side in Side:
        layers = [
            [item.node for item in layer if item.node and not item.again]
            for layer in flow_of(picture, side).layers
        ]
        stages = [nodes for nodes in layers if nodes]
        if stages:
            yield ""
            yield HEADS[side]
        for number, nodes in enumerate(stages):
            yield from _stage(explained, nodes, letters, follows=number > 0)
    yield from _others(explained, letters)


def _others(explained: Explained, letters: Letters) -> Iterator[str]:
    """What is on no node of the graph, where there is any."""
    if explained.others:
        yield ""
        yield OTHERS
    small = (f"{name} = {value}" for name, value in explained.small_others)
    for line in _beside([*small], letters.width - MARGIN):
        yield f"    {line}"
    for name, array in explained.others.items():
        if is_large(array):
            yield from _grid(name, array, letters)


def _summary(picture: Picture) -> str:
    """The first wrong step; else what is right, where most is not asked for."""
    right = [plain(node.name) for node in picture.nodes if node.state is State.RIGHT]
    states = {node.state for node in picture.nodes}
    if picture.first is not None or not right or State.NOT_JUDGED not in states:
        return summary(picture)
    return f"Right: {', '.join(right)}."


def _stage(
    explained: Explained, nodes: Sequence[Node], letters: Letters, *, follows: bool
) -> Iterator[str]:
    """The quantities of one layer, in the picture's order."""
    order = {node.key: place for place, node in enumerate(explained.picture.nodes)}
    rows = sorted(nodes, key=lambda node: order[node.key])
    lead = f"{INDENT}{letters.then if follows else ' '} "
    dull = [row for row in rows if row.state in UNSAID]
    words = [_entry(explained, row) for row in dull]
    for line in _beside(words, letters.width - MARGIN):
        yield f"{lead}{line}"
        lead = " " * len(lead)
    rest = [row for row in rows if row.state not in UNSAID]
    for state, group in groupby(sorted(rest, key=_rank), key=lambda row: row.state):
        yield from _said(explained, [*group], state, letters)
    for row in rows:
        array = explained.arrays.get(row.key)
        if array is not None and is_large(array):
            yield from _grid(row.name, array, letters)


def _rank(node: Node) -> tuple[bool, int]:
    """What is first wrong leads; the others stand together by their state."""
    return node.state not in FIRST, [*State].index(node.state)


def _said(
    explained: Explained, nodes: Sequence[Node], state: State, letters: Letters
) -> Iterator[str]:
    """Quantities of one state that is not right; of the first one, where it is from."""
    mark = letters.wrong if state in (*FIRST, State.WRONG) else "-"
    words = [_entry(explained, node) for node in nodes]
    sources = explained.picture.sources(nodes[0].key) if state in FIRST else ()
    names = ", ".join(plain(node.name) for node in sources)
    words.append(f"{state}, from {names}" if names else str(state))
    lead = f"{INDENT}{mark} "
    for line in _beside(words, letters.width - MARGIN):
        yield f"{lead}{line}"
        lead = " " * len(lead)


def _entry(explained: Explained, node: Node) -> str:
    array = explained.arrays.get(node.key)
    if array is None:
        return plain(node.name)
    sign = ": " if is_large(array) else " = "
    return f"{plain(node.name)}{sign}{node.value}"


def _beside(words: Sequence[str], width: int) -> Iterator[str]:
    """Words in lines, as many in each as fit."""
    line = ""
    for word in words:
        longer = f"{line}{GAP}{word}" if line else word
        if line and len(longer) > width:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _grid(name: str, array: FloatArray, letters: Letters) -> Iterator[str]:
    """An array in lines of its own, its columns below one another."""
    rows = rows_of(array)
    widths = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
    head = f"{plain(name)} "
    for row in rows:
        cells = (word.rjust(width) for word, width in zip(row, widths, strict=False))
        yield f"{' ' * MARGIN}{head}{letters.bar} {'  '.join(cells)} {letters.bar}"
        head = " " * len(head)
    if not rows:
        yield f"{' ' * MARGIN}{head}{shape_of(array)}"
