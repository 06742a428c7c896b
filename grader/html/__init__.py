"""Renders what counts as HTML that needs nothing from outside.

One file is about a class, for instructors; the others are each about one student, and
hold nothing of another one and nothing hidden. A fragment is about one grade, to stand
in the page of someone else.
"""

from grader.html.classroom import class_page
from grader.html.explained import explained_page
from grader.html.feedback import feedback_page
from grader.html.fragment import feedback_fragment, feedback_text
from grader.html.naming import file_names
from grader.html.worked import worked_examples

__all__ = [
    "class_page",
    "explained_page",
    "feedback_fragment",
    "feedback_page",
    "feedback_text",
    "file_names",
    "worked_examples",
]
