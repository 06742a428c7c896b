"""Renders what counts as HTML files that need nothing from outside.

One is about a class, for instructors; the others are each about one student, and hold
nothing of another one and nothing hidden.
"""

from grader.html.classroom import class_page
from grader.html.feedback import feedback_page
from grader.html.naming import file_names
from grader.html.worked import worked_examples

__all__ = ["class_page", "feedback_page", "file_names", "worked_examples"]
