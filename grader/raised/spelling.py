"""Names that are not there: what was meant, or who should have made them. Pure.

A name is repeated only where it is a word of the learner's own source.
"""

import re
from collections.abc import Sequence
from difflib import get_close_matches

import numpy as np

from grader.raised.model import Raised

NEAR = 0.75
WORD = re.compile(rb"[A-Za-z_][A-Za-z0-9_]*")
STORED = re.compile(rb"self\.([A-Za-z_][A-Za-z0-9_]*)\s*=[^=]")
MODULES = {"np": "import numpy as np", "numpy": "import numpy", "math": "import math"}

LIST = "A {owner} has no .{name}: make it an array first, with np.array."
NUMBER = "A single number has no .{name}: it is no array."
PLAIN = {
    "list": LIST,
    "tuple": LIST,
    "float": NUMBER,
    "int": NUMBER,
    "NoneType": "None has no .{name}: is a return missing, or was it never assigned?",
}


def told_of_name(raised: Raised, name: str) -> str:
    """A name that is not defined: the import that is missing, or the name meant."""
    words = _words(raised)
    if name not in words:
        return ""
    if name in MODULES:
        return f"{name} is not there: write `{MODULES[name]}` at the top."
    others = words - {name}
    meant = _nearest(name, others & raised.names) or _nearest(name, others)
    return f"{name} is not defined; did you mean {meant}?" if meant else ""


def told_of_local(raised: Raised, name: str) -> str:
    """A name that is read before its function has bound it."""
    if not _own(raised, name):
        return ""
    return (
        f"{name} is read before it has a value: the function assigns it, so it is a "
        f"name of its own there; begin with a value for it."
    )


def told_of_attribute(raised: Raised, owner: str, name: str) -> str:
    """An attribute that no earlier method stored, or that no such value has."""
    if not _own(raised, name):
        return ""
    if owner == "numpy.ndarray":
        return told_of_missing("An array", name, dir(np.ndarray), ".")
    if owner in PLAIN:
        return PLAIN[owner].format(owner=owner, name=name)
    kind, _, method = raised.called.rpartition(".")
    if owner != kind or not kind:
        return ""
    makers = " and ".join(raised.earlier)
    never = f"which {makers} never stored" if makers else "which was never stored"
    stored = {word.decode() for word in STORED.findall(raised.source)}
    meant = _nearest(name, stored - {name})
    asked = f"; did you mean self.{meant}?" if meant else "."
    return f"{method} reads self.{name}, {never}{asked}"


def told_of_numpy(raised: Raised, name: str) -> str:
    """A function that numpy has not, with the one of nearest name."""
    return told_of_missing("numpy", name, dir(np), "np.") if _own(raised, name) else ""


def told_of_missing(owner: str, name: str, there: Sequence[str], prefix: str) -> str:
    """What has no such attribute, and which of those there is of nearest name."""
    meant = _nearest(name, {word for word in there if word[0].islower()})
    return f"{owner} has no {name}; " + (
        f"did you mean {prefix}{meant}?" if meant else "look up how it is called."
    )


def _own(raised: Raised, name: str) -> bool:
    """Whether a name is a word of the learner's own source."""
    return name in _words(raised)


def _words(raised: Raised) -> set[str]:
    return {word.decode() for word in WORD.findall(raised.source)}


def _nearest(name: str, words: set[str] | frozenset[str]) -> str:
    return next(iter(get_close_matches(name, sorted(words), 1, NEAR)), "")
