"""The page of what a learner's code computes."""

import xml.etree.ElementTree as ET

from grader.html import explained_page
from grader.picture import State
from tests.explaining.test_text import small


def test_the_page_holds_graph_arrays_and_words():
    """A drawing with its text alternative, a table an array, nothing from outside."""
    page = explained_page(small(State.FIRST_WRONG), "relu_mask")

    drawing = ET.fromstring(page[page.index("<svg") : page.index("</svg>") + 6])
    texts = {row.text for row in drawing.iter("{http://www.w3.org/2000/svg}text")}
    assert {"drelu", "2 x 2", "first wrong", "2.5"} <= texts
    assert "<caption>drelu, 2 x 2</caption>" in page
    assert '<td class="number">-20.5</td>' in page
    assert "- drelu, computed from z (2 x 2): first wrong" in page
    assert "src=" not in page
