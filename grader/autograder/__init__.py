"""The archive that an instructor uploads to Gradescope as an autograder.

It holds two scripts that Gradescope calls, some exercises of a course with all that
grades them, and how they are to be graded. `packing` makes it, `inside` is what runs in
the container for each submission. Neither knows what a check compares.
"""

from grader.autograder.inside import main
from grader.autograder.packing import pack

__all__ = ["main", "pack"]
