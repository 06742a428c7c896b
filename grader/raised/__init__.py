"""What an exception means to someone who learns backpropagation. Pure.

From Python's text, which may carry hidden inputs, to a sentence that cannot: sizes
become the names of dimensions, operands the exercise's names, misspelt names the words
of the learner's own source. What is not certain is not said.
"""

from grader.raised.clashes import BROADCAST, PRODUCT, is_clash
from grader.raised.model import Named, Raised, Sight, dimensions, shape_in_words
from grader.raised.sentences import told

__all__ = [
    "BROADCAST",
    "PRODUCT",
    "Named",
    "Raised",
    "Sight",
    "dimensions",
    "is_clash",
    "shape_in_words",
    "told",
]
