"""Renders what counts for other systems, as text. Pure.

Learners read most of these files, so a hidden check leaves as a count and never as
words. Points are those that count, an instructor's override included.
"""

from grader.export.classroom50 import classroom50
from grader.export.gradescope import gradescope
from grader.export.junit import junit
from grader.export.sheets import Roster, canvas, plain_csv

__all__ = ["Roster", "canvas", "classroom50", "gradescope", "junit", "plain_csv"]
