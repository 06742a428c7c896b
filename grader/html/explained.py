"""What a learner's code computes as one page: the graph, and every larger array."""

from grader.explaining import Explained
from grader.html.page import filled
from grader.picture import graph_picture, graph_text


def explained_page(explained: Explained, exercise: str) -> str:
    """The page of one exercise. Raises `OperatorError` without Jinja2."""
    drawn = graph_picture(explained.picture, name=exercise)
    return filled(
        "explained.html",
        title=explained.picture.title,
        note=explained.note,
        picture=drawn,
        tables=[*explained.tables],
        others=[*explained.small_others],
        told=graph_text(explained.picture),
    )
