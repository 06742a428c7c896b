"""The nbgrader bridge: our exercises as assignments of an nbgrader course.

nbgrader keeps the course, the notebooks and the scores; gradkata makes the source
notebooks and grades what comes back, isolated. Nothing here is imported unless it is
asked for: nbgrader alone takes seconds to import. What a course's configuration names
as `grader.nbgrader.Rebuild` and the like is fetched when nbgrader asks for it.
"""

from importlib import import_module
from typing import Any

PLUGINS = {"Reader": "reader", "Rebuild": "preprocessors", "Grade": "preprocessors"}


def __getattr__(name: str) -> Any:
    """What nbgrader is configured with, by name."""
    if name not in PLUGINS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"grader.nbgrader.{PLUGINS[name]}"), name)
