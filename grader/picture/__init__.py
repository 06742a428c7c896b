"""Pictures of a step graph as SVG and as text, and maps of what is right in an array.

Pure functions on plain data. What is drawn comes from exercises and verdicts; nothing
of a submission is in it.
"""

from grader.picture.course import course_picture
from grader.picture.drawing import graph_picture
from grader.picture.grid import mismatch_grid, mismatch_table
from grader.picture.kata import kata_picture
from grader.picture.marks import Grid, parts_of
from grader.picture.model import Edge, Node, Picture, Side, State
from grader.picture.outline import graph_outline
from grader.picture.steps import step_picture
from grader.picture.words import graph_text

__all__ = [
    "Edge",
    "Grid",
    "Node",
    "Picture",
    "Side",
    "State",
    "course_picture",
    "graph_outline",
    "graph_picture",
    "graph_text",
    "kata_picture",
    "mismatch_grid",
    "mismatch_table",
    "parts_of",
    "step_picture",
]
