"""In any notebook: check what has been defined so far, and see what is wrong.

`from grader.notebook import check` and `check("relu_mask")`, or `%load_ext grader` and
`%%kata relu_mask`. Runs in the learner's own kernel, so nothing here knows anything
hidden; the one exception is `graded`, for stock nbgrader and off unless asked for.
"""

from grader.notebook.checking import check
from grader.notebook.outcome import Checked
from grader.notebook.trusted import NotGradedError, graded

__all__ = ["Checked", "NotGradedError", "check", "graded"]
