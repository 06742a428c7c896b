"""One node as SVG: its form, its name, the word of its state, and what else it says."""

from collections.abc import Iterator

from grader.picture.escaping import escaped
from grader.picture.look import LOOKS, Form
from grader.picture.model import Picture
from grader.picture.places import (
    LINE,
    NAME,
    PAD,
    SMALL,
    WORD,
    Box,
    formula_lines,
    label,
    word_of,
)
from grader.picture.words import told

SANS_FONT = "system-ui, 'DejaVu Sans', 'Segoe UI', Helvetica, Arial, sans-serif"
CUT, ROUND, INNER = 8.0, 6.0, 3.5


def number(value: float) -> str:
    """A length with one decimal at most, without a negative zero."""
    return f"{round(value, 1) + 0.0:g}"


def box_svg(picture: Picture, box: Box) -> Iterator[str]:
    """A node in its place; hovering over it tells what a reader hears."""
    node = box.item.node
    assert node is not None
    look = LOOKS[node.state]
    kind = node.state.name.lower()
    yield "<g>"
    sentence = f" {node.sentence}" if node.sentence else ""
    yield f"<title>{escaped(told(picture, node) + '.' + sentence)}</title>"
    dashes = f' stroke-dasharray="{look.dashes}"' if look.dashes else ""
    line = f'fill="{look.light.fill}" stroke="{look.light.line}"{dashes}'
    width = 1.0 if box.item.again else look.width
    yield f'<g class="{kind}" {line} stroke-width="{number(width)}">'
    yield form_svg(look.form, box)
    yield "</g>"
    if look.double and not box.item.again:
        ring = f'fill="none" stroke="{look.light.text}" stroke-width="1.2"'
        yield f'<g class="{kind}-ring" {ring}>{form_svg(look.form, box, INNER)}</g>'
    yield f'<g class="{kind}-text" fill="{look.light.text}">'
    yield from _texts(box)
    yield "</g>"
    yield "</g>"


def _texts(box: Box) -> Iterator[str]:
    node = box.item.node
    assert node is not None
    rows = [(NAME, ' font-weight="bold"', label(node.name))]
    if not box.item.again:
        rows += [(SMALL, "", line) for line in formula_lines(node)]
        rows += [(SMALL, "", label(node.value))] if node.value else []
    rows.append((WORD, f' font-family="{SANS_FONT}"', word_of(box.item)))
    x = number(box.x + box.width / 2)
    y = box.y + PAD / 2 + LINE - 3.5
    for size, style, text in rows:
        place = f'x="{x}" y="{number(y)}" font-size="{number(size)}"{style}'
        yield f"<text {place}>{escaped(text)}</text>"
        y += LINE


def form_svg(form: Form, box: Box, inset: float = 0.0) -> str:
    """The outline of a box, or one inside it."""
    x, y = box.x + inset, box.y + inset
    width, height = box.width - 2 * inset, box.height - 2 * inset
    if form in {Form.ROUND, Form.SQUARE, Form.PILL}:
        radius = {Form.ROUND: ROUND, Form.SQUARE: 0.0, Form.PILL: height / 2}[form]
        round_ = f' rx="{number(radius)}"' if radius else ""
        place = f'x="{number(x)}" y="{number(y)}"'
        return (
            f'<rect {place} width="{number(width)}" height="{number(height)}"{round_}/>'
        )
    across = CUT - inset / 2
    down = height / 2 if form is Form.HEXAGON else across
    corners = [
        (x + across, y),
        (x + width - across, y),
        (x + width, y + down),
        (x + width, y + height - down),
        (x + width - across, y + height),
        (x + across, y + height),
        (x, y + height - down),
        (x, y + down),
    ]
    points = " ".join(f"{number(a)},{number(b)}" for a, b in corners)
    return f'<polygon points="{points}"/>'
