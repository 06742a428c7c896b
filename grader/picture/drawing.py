"""Draws a picture as one SVG: forward above, to the right; backward below, to the left.

It needs nothing from outside: no fonts, scripts or links. Colours are attributes, those
of the dark theme a style beside them, so that a page that allows no styles shows the
light one. The same picture gives the same bytes. Pure.
"""

import re
from collections.abc import Iterator

from grader.picture.boxes import SANS_FONT, box_svg, number
from grader.picture.escaping import escaped
from grader.picture.layers import flow_of
from grader.picture.look import DARK, LIGHT, LOOKS
from grader.picture.model import Picture, Side, State
from grader.picture.places import Panel, Route, moved, natural_width, placed
from grader.picture.words import graph_text

MARGIN, INSET, HEAD = 8.0, 14.0, 34.0
MIN_WIDTH = 400.0
ARROW = 6.0
MONO = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"
HEADS = {
    Side.FORWARD: "Forward: values flow to the right",
    Side.BACKWARD: "Backward: gradients flow to the left",
}
LOOSE = "Dashed arrow: may be computed from it."
MAX_DESC = 20_000
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def panels_of(picture: Picture) -> tuple[tuple[Side, Panel], ...]:
    """The sides that hold anything, each in its place on the whole picture."""
    flows = [(side, flow_of(picture, side)) for side in Side]
    flows = [(side, flow) for side, flow in flows if flow.layers]
    width = max([MIN_WIDTH, *(natural_width(flow) for _, flow in flows)])
    found: list[tuple[Side, Panel]] = []
    y = MARGIN
    for side, flow in flows:
        panel = placed(flow, width, mirrored=side is Side.BACKWARD)
        found.append((side, moved(panel, MARGIN + INSET, y + HEAD)))
        y += HEAD + panel.height + INSET + MARGIN
    return tuple(found)


def graph_picture(picture: Picture, *, name: str = "picture") -> str:
    """The picture as SVG; `name` begins the ids and is its own on a page."""
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name for ids; take letters, digits, - and _")
    return "\n".join(_lines(picture, name)) + "\n"


def _lines(picture: Picture, name: str) -> Iterator[str]:
    panels = panels_of(picture)
    loose = any(edge.loose for edge in picture.edges)
    width = _right(panels)
    height = MARGIN + sum(HEAD + p.height + INSET + MARGIN for _, p in panels)
    size = f"{number(width)} {number(height + (18 if loose else 0))}"
    w, h = size.split()
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="kata-picture" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" width="{w}" height="{h}" '
        f'viewBox="0 0 {size}">'
    )
    yield f'<title id="{name}-title">{escaped(picture.title)}</title>'
    lines = graph_text(picture).splitlines()
    yield f'<desc id="{name}-desc">{escaped(" ".join(lines), MAX_DESC)}</desc>'
    yield f"<style>{_dark()}</style>"
    yield f'<rect class="page" width="{w}" height="{h}" fill="{LIGHT.page}"/>'
    for side, panel in panels:
        yield from _panel(picture, side, panel, width)
    if loose:
        place = f'x="{number(MARGIN + INSET)}" y="{number(height + 8)}"'
        yield _text(place, 11, LOOSE)
    yield "</svg>"


def _right(panels: tuple[tuple[Side, Panel], ...]) -> float:
    """The width of the whole picture."""
    ends = (box.x + box.width for _, panel in panels for box in panel.boxes)
    return max([MIN_WIDTH + MARGIN + INSET, *ends]) + INSET + MARGIN


def _text(place: str, size: int, text: str) -> str:
    style = f'font-family="{SANS_FONT}" font-size="{size}" fill="{LIGHT.text}"'
    return f'<text class="head" {place} {style}>{escaped(text)}</text>'


def _panel(picture: Picture, side: Side, panel: Panel, width: float) -> Iterator[str]:
    top = min((box.y for box in panel.boxes), default=HEAD) - HEAD
    place = f'x="{number(MARGIN)}" y="{number(top)}" rx="8"'
    height = number(HEAD + panel.height + INSET)
    size = f'width="{number(width - 2 * MARGIN)}" height="{height}"'
    yield f'<rect class="panel" {place} {size} fill="{LIGHT.panel}"/>'
    place = f'x="{number(MARGIN + INSET)}" y="{number(top + 21)}"'
    yield _text(place, 13, HEADS[side])
    for route in sorted(panel.routes, key=lambda route: route.edge.strong):
        yield _route(route)
    yield f'<g text-anchor="middle" font-family="{MONO}">'
    for box in panel.boxes:
        if box.item.node is not None:
            yield from box_svg(picture, box)
    yield "</g>"


def _route(route: Route) -> str:
    """A curve over each gap, a line over each lane, an arrowhead at the end."""
    strong = route.edge.strong
    colour, kind = (LIGHT.strong, "strong") if strong else (LIGHT.edge, "edge")
    (x, y), *_ = points = route.points
    end = points[-1]
    back = ARROW if end[0] > x else -ARROW
    steps = [f"M{number(x)} {number(y)}"]
    for index in range(0, len(points), 2):
        (x, y), (to, down) = points[index], points[index + 1]
        stop = to - back if index + 2 == len(points) else to
        half = number((x + stop) / 2)
        lead = f"L{number(x)} {number(y)}" if index else ""
        curve = (
            f"C{half} {number(y)} {half} {number(down)} {number(stop)} {number(down)}"
        )
        steps.append(lead + curve)
    dashes = ' stroke-dasharray="5 4"' if route.edge.loose else ""
    line = f'fill="none" stroke="{colour}" stroke-width="{2.2 if strong else 1.1}"'
    curve = f'<path class="{kind}" {line}{dashes} d="{"".join(steps)}"/>'
    side = "".join(
        f" L{number(end[0] - back)} {number(end[1] + out)}" for out in (-3.5, 3.5)
    )
    tip = f"M{number(end[0])} {number(end[1])}{side} Z"
    return f'{curve}<path class="{kind}-tip" fill="{colour}" d="{tip}"/>'


def _dark() -> str:
    """The colours of the dark theme, for this picture's classes only."""
    rules = {
        "page": f"fill:{DARK.page}",
        "panel": f"fill:{DARK.panel}",
        "head": f"fill:{DARK.text}",
        "edge": f"stroke:{DARK.edge}",
        "edge-tip": f"fill:{DARK.edge}",
        "strong": f"stroke:{DARK.strong}",
        "strong-tip": f"fill:{DARK.strong}",
    }
    for state in State:
        colours = LOOKS[state].dark
        kind = state.name.lower()
        rules[kind] = f"fill:{colours.fill};stroke:{colours.line}"
        rules[f"{kind}-ring"] = f"stroke:{colours.text}"
        rules[f"{kind}-text"] = f"fill:{colours.text}"
    body = "".join(f".kata-picture .{name}{{{rule}}}" for name, rule in rules.items())
    return f"@media (prefers-color-scheme:dark){{{body}}}"
