"""What a learner's own code computes, laid out on the graph of its exercise.

A script shows every value it assigns on its own numbers; a function or class what it
is called with in the example of the statement, and what it gives. What cannot be known
from outside, the steps between, has no number. Only numbers of the learner and of
visible examples are ever in it.
"""

from grader.explaining.gathering import explain
from grader.explaining.model import Explained
from grader.explaining.text import Letters, explained_text

__all__ = ["Explained", "Letters", "explain", "explained_text"]
