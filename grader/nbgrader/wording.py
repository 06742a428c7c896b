"""The Python that visible cells are made of: helpers as text, and values as literals.

Knows nothing of exercises. What stands here runs in a learner's notebook, with numpy
and nothing else, and is read by learners. The first line of what a check says is short
enough to be seen whole in what `nbgrader validate` prints.
"""

import textwrap
from typing import Any

import numpy as np

WIDTH = 88

NOT_YET = '''
class NotYet(AssertionError):
    """What a visible check has to say, and behind it what your code raised."""

    def _render_traceback_(self):
        cause = self.__cause__
        if cause is None:
            return [f"NotYet: {self}"]
        rows = traceback.format_exception(type(cause), cause, cause.__traceback__)
        return [f"NotYet: {self}", *rows]
'''

COMPARE = '''
def _compare(name, value, due, within):
    """Tell a value that is not the one that is due."""
    if value is None:
        raise NotYet(f"{name} is None; is something missing?")
    try:
        came = np.asarray(value)
    except ValueError:
        raise NotYet(f"{name} is ragged: its rows differ in length.") from None
    if came.dtype.kind not in "iuf":
        raise NotYet(f"{name} is no plain number, list or array of numbers.")
    due = np.array(due)
    if came.shape != due.shape:
        raise NotYet(f"{name} has the shape {came.shape}, not {due.shape}.")
    if came.dtype.kind == "f" and came.dtype.itemsize < 8:
        within = within * 2.0**29
    with np.errstate(all="ignore"):
        wrong = ~(np.abs(came.astype(float) - due) <= within)
    if wrong.any():
        what = f"{wrong.sum()} of {wrong.size} values are" if wrong.ndim else "it is"
        yours = f"yours: {came.astype(float).tolist()}"
        raise NotYet(f"{name}: {what} wrong.\\n{yours}\\ndue:   {due.tolist()}")
'''

PARTS = '''
def _parts(value, *names):
    """The parts of a result, in order."""
    if not isinstance(value, (tuple, list, np.ndarray)):
        raise NotYet(f"{', '.join(names)} are due; the result is one thing or None.")
    if len(value) != len(names):
        raise NotYet(f"{', '.join(names)} are due; the result holds {len(value)}.")
    return value
'''

READ = '''
def _read(thing, name, returned=None):
    """An attribute, or what the method that sets it has returned."""
    value = getattr(thing, name, None)
    return returned if value is None else value
'''

FINISH = '''
def _finish(checks, name, told):
    """Run the checks; whatever goes wrong is told in words."""
    try:
        checks()
    except NotYet:
        raise
    except NotImplementedError:
        raise NotYet(f"{name} is not written yet.") from None
    except (Exception, SystemExit) as error:
        what = f"{name} ends with {type(error).__name__}: {error}"
        raise NotYet(what.replace("\\n", " ")[:70]) from error
    print(told)
'''

STEPS = '''
def _normal(name):
    """A name without capitals and underscores; one or two letters stay as they are."""
    if len(name) <= 2:
        return name
    plain = name.lower().replace("_", "")
    match = re.fullmatch(r"deriv(?:ative)?(.+?)wrt(.+)", plain)
    return f"d{match[1]}d{match[2]}" if match else plain


def _dimensions(value):
    """How many dimensions a value has; None where it is no plain data of numbers."""
    try:
        array = np.asarray(value)
    except ValueError:
        return None
    return array.ndim if array.dtype.kind in "iuf" else None


def _look(held, steps):
    """See that each step is there under one of its names, and holds numbers."""
    held = {_normal(name): value for name, value in held.items()}
    absent = []
    for step, shape, names in steps:
        found = [name for name in names.split() if name in held]
        if not found:
            absent.append(step)
        ranks = [_dimensions(held[name]) for name in found]
        if found and all(rank is None for rank in ranks):
            raise NotYet(f"{step} is no plain number, list or array of numbers.")
        if found and not any(rank in shape for rank in ranks):
            due = "one number" if shape == (0,) else "several numbers"
            raise NotYet(f"{step} has {ranks[0]} dimensions where {due} should be.")
    if absent:
        raise NotYet(
            f"{len(absent)} of {len(steps)} steps are not there yet.\\n"
            f"missing: {', '.join(absent)}\\n"
            "Names inside a function, or for vectors of another length, count too."
        )
'''


def block(text: str) -> str:
    """A helper without the line ends around it."""
    return text.strip("\n")


def comment(text: str, indent: str = "") -> list[str]:
    """A sentence as lines of comment."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# "
    )


def literal(value: Any) -> str:
    """A number, list or array as code that makes it anew."""
    if isinstance(value, np.ndarray):
        return f"np.array({value.tolist()!r})"
    return repr(value)


def statement(head: str, values: list[str], tail: str, indent: str) -> list[str]:
    """A call on some values: on one line where it is short, else one line a value."""
    line = f"{indent}{head}{', '.join(values)}{tail}"
    if len(line) <= WIDTH:
        return [line]
    rows = [f"{indent}    {value}," for value in values]
    return [f"{indent}{head}", *rows, f"{indent}{tail}"]
