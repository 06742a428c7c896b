"""gradkata: autograded katas that teach backpropagation."""

from typing import Any

from grader.version import VERSION

__version__ = VERSION


def load_ipython_extension(shell: Any) -> None:
    """What `%load_ext grader` calls: gives a notebook the magics of `kata`."""
    from grader.notebook.magics import load

    load(shell)
