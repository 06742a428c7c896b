"""What is drawn: golden files, sound XML, boxes and edges apart, words in every box."""

import os
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.picture import Edge, Node, Picture, Side, State, graph_picture, graph_text
from grader.picture.drawing import panels_of
from grader.picture.layers import crossings, flow_of
from grader.picture.places import Box, Panel, Route
from tests.helpers import REPOSITORY
from tests.picture.pictures import every_picture

GOLDEN = Path(__file__).parent / "golden"
DOCS = REPOSITORY / "docs" / "pictures"
PICTURES = every_picture()
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert('1')</script> ]]> & \" \x00\x1b\ud800\u202e\ufffe"

every = pytest.mark.parametrize("name", PICTURES)


def texts(svg: str) -> list[str]:
    """Every text that is drawn."""
    return [row.text or "" for row in ET.fromstring(svg).iter(f"{SVG}text")]


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share some of the picture."""
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    over = one.y + one.height <= other.y or other.y + other.height <= one.y
    return not (beside or over)


def along(route: Route) -> list[tuple[float, float]]:
    """Points along a route as it is drawn: curves with lines between them."""
    found = []
    for (x, y), (to, down) in zip(route.points[::2], route.points[1::2], strict=True):
        half = (x + to) / 2
        for step in range(41):
            t = step / 40
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            found.append(
                (a * x + (b + c) * half + d * to, (a + b) * y + (c + d) * down)
            )
    for (x, y), (to, _) in zip(route.points[1:-1:2], route.points[2::2], strict=True):
        found += [(x + (to - x) * step / 20, y) for step in range(21)]
    return found


def faults(panel: Panel) -> list[str]:
    """Boxes that overlap and edges that pass a box."""
    boxes = [box for box in panel.boxes if box.item.node is not None]
    found = [
        f"{a.item.key} on {b.item.key}"
        for a, b in combinations(boxes, 2)
        if overlap(a, b)
    ]
    for route in panel.routes:
        for x, y in along(route):
            found += [
                f"{route.edge} through {box.item.key}"
                for box in boxes
                if box.x + 0.1 < x < box.x + box.width - 0.1
                and box.y - 0.1 < y < box.y + box.height + 0.1
            ]
    return found


@every
def test_pictures_are_as_they_were(name):
    """Byte for byte; set UPDATE_GOLDEN to take over a change after looking at it."""
    found = {".svg": graph_picture(PICTURES[name]), ".txt": graph_text(PICTURES[name])}
    for ending, text in found.items():
        path = GOLDEN / f"{name}{ending}"
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_text(text, encoding="utf-8")
        assert path.read_text("utf-8") == text


@pytest.mark.parametrize("name", ["neuron_first_wrong", "layer_right"])
def test_the_documents_show_the_same(name):
    """The two pictures of the documents are what is drawn today."""
    svg = (DOCS / f"{name}.svg").read_text("utf-8")

    assert svg == graph_picture(PICTURES[name])


def test_no_golden_file_is_left_over():
    """Each belongs to a picture."""
    assert {path.stem for path in GOLDEN.iterdir()} == PICTURES.keys()


@every
def test_a_picture_names_itself(name):
    """It is one image with a title and a description that hold the text alternative."""
    root = ET.fromstring(graph_picture(PICTURES[name], name="mine"))

    assert (root.get("role"), root.get("aria-labelledby")) == (
        "img",
        "mine-title mine-desc",
    )
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert (title.get("id"), desc.get("id")) == ("mine-title", "mine-desc")
    assert (desc.text or "").split() == graph_text(PICTURES[name]).split()


@every
def test_every_node_is_drawn_with_its_word(name):
    """As often as there are nodes: a name, and below it the state."""
    picture = PICTURES[name]
    drawn = texts(graph_picture(picture))

    for node in picture.nodes:
        assert node.name in drawn
    for state in State:
        states = [node.state for node in picture.nodes]
        assert drawn.count(state.value) == states.count(state)


@every
def test_no_box_is_on_another_and_no_edge_in_one(name):
    """Worked out from where everything is placed."""
    assert [faults(panel) for _, panel in panels_of(PICTURES[name])] == [[], []]


@every
def test_everything_is_within_the_picture(name):
    """No box sticks out of its ground."""
    root = ET.fromstring(graph_picture(PICTURES[name]))
    width, height = float(root.get("width", 0)), float(root.get("height", 0))

    for _, panel in panels_of(PICTURES[name]):
        for box in panel.boxes:
            assert 0 < box.x < box.x + box.width < width
            assert 0 < box.y < box.y + box.height < height


@every
def test_a_picture_is_readable_at_800_pixels(name):
    """Its smallest text is 9 pixels high there."""
    root = ET.fromstring(graph_picture(PICTURES[name]))
    sizes = [float(row.get("font-size", 0)) for row in root.iter(f"{SVG}text")]

    assert min(sizes) * min(800 / float(root.get("width", 0)), 1) >= 9


@every
def test_a_picture_needs_nothing_from_outside(name):
    """No script, link, image or font, and no address but the namespace."""
    svg = graph_picture(PICTURES[name])
    kinds = {row.tag.removeprefix(SVG) for row in ET.fromstring(svg).iter()}

    assert kinds <= {
        *("svg", "title", "desc", "style", "g"),
        *("rect", "polygon", "path", "text"),
    }
    assert re.findall(r"\w+://[^\"]+|url\(|href|@import", svg) == [
        "http://www.w3.org/2000/svg"
    ]


def test_the_same_picture_gives_the_same_bytes_in_every_process():
    """Whatever the seed of hashes."""
    code = (
        "import hashlib; from grader.picture import graph_picture;"
        "from tests.picture.pictures import every_picture;"
        "text = ''.join(map(graph_picture, every_picture().values()));"
        "print(hashlib.sha256(text.encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=REPOSITORY,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(found) == 1


def test_no_message_of_a_grade_is_drawn():
    """A message may quote a submission; the steps of these pictures all have one."""
    for picture in PICTURES.values():
        assert "LEARNER" not in graph_picture(picture) + graph_text(picture)


def test_hostile_text_is_text():
    """Markup is escaped, what is hidden is spelt out; the XML stays sound."""
    node = Node(HOSTILE, HOSTILE, State.WRONG, Side.FORWARD, *[HOSTILE] * 3)
    svg = graph_picture(Picture(HOSTILE, (node,), ()))

    root = ET.fromstring(svg)
    assert "script" not in {row.tag.removeprefix(SVG) for row in root.iter()}
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e\ufffe\ud800-\udfff]", svg)
    assert root.findtext(f"{SVG}title") == (
        "<script>alert('1')</script> ]]> & \" \\x00\\x1b\\ud800\\u202e\\ufffe"
    )


def test_ids_are_of_harmless_letters():
    """The name comes from the caller's page, not from a file."""
    with pytest.raises(ValueError, match="is no name for ids"):
        graph_picture(Picture("none", (), ()), name='x" onload="y')


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    """Any small graph without cycles, on either or both sides."""
    count = draw(st.integers(0, 9))
    nodes = tuple(
        Node(
            f"n{i}",
            "n" * (i + 1),
            draw(st.sampled_from(State)),
            draw(st.sampled_from(Side)),
        )
        for i in range(count)
    )
    pairs = [(f"n{a}", f"n{b}") for a, b in combinations(range(count), 2)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return Picture("any", nodes, tuple(Edge(*pair) for pair in chosen))


@settings(max_examples=60, deadline=None)
@given(pictures())
def test_any_graph_is_laid_out_cleanly(picture):
    """No box on another, no edge through one, every node there, sound XML."""
    panels = panels_of(picture)

    assert [faults(panel) for _, panel in panels] == [[] for _ in panels]
    drawn = texts(graph_picture(picture))
    assert {node.name for node in picture.nodes} <= {*drawn}
    for side in Side:
        flow = flow_of(picture, side)
        place = {i.key: at for at, layer in enumerate(flow.layers) for i in layer}
        assert all(place[b] - place[a] == 1 for a, b in flow.links)


def test_the_neuron_crosses_little():
    """The order of its layers leaves few crossings."""
    flow = flow_of(PICTURES["neuron_first_wrong"], Side.BACKWARD)

    assert crossings(flow.layers, flow.links) <= 24


@pytest.mark.parametrize(
    ("edges", "message"),
    [
        ([("a", "b"), ("b", "a")], "a cycle"),
        ([("a", "c")], "no node for"),
    ],
)
def test_what_is_no_graph_is_refused(edges, message):
    """A picture holds only what can be drawn."""
    nodes = tuple(Node(k, k, State.INPUT, Side.FORWARD) for k in "ab")
    with pytest.raises(ValueError, match=message):
        Picture("none", nodes, tuple(Edge(*pair) for pair in edges))


def test_two_nodes_of_one_key_are_refused():
    """A key names one node."""
    node = Node("a", "a", State.INPUT, Side.FORWARD)
    with pytest.raises(ValueError, match="the same key"):
        Picture("none", (node, node), ())
