"""One true sentence for each exception that learners meet here. Pure.

The texts are Python's and numpy's own, recognised and never repeated: what is told
holds names of the exercise, of the learner's source and of numpy, and no values.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from grader.raised import clashes, spelling
from grader.raised.model import Named, Raised, in_names, shape_in_words

Sentence = Callable[[Raised, re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Rule:
    """What an exception of some type and text means; nothing where it is not sure."""

    exception: str
    text: re.Pattern[str]
    sentence: Sentence


def told(raised: Raised) -> str:
    """What an exception means in the exercise's own words, or nothing."""
    for rule in RULES:
        if rule.exception == raised.fault.exception:
            match = rule.text.search(raised.fault.text)
            found = rule.sentence(raised, match) if match else ""
            if found:
                return found
    return ""


def _says(words: str) -> Sentence:
    """A sentence that is the same whatever the text."""
    return lambda _raised, _match: words


def _arguments(raised: Raised, match: re.Match[str]) -> str:
    """A call with another number of arguments than the exercise's."""
    name = raised.called.rpartition(".")[2]
    if not name or match["name"].split(".")[-1] != name:
        return ""
    due = ", ".join(raised.due)
    return f"{name} is called as {name}({due}) and takes another number of arguments."


def _constructor(raised: Raised, _match: re.Match[str]) -> str:
    kind, _, method = raised.called.rpartition(".")
    if method != "__init__":
        return ""
    due = ", ".join(raised.due)
    return f"{kind} needs a constructor that takes its sizes: __init__({due})."


def _beyond(raised: Raised, _match: re.Match[str]) -> str:
    """An index beyond the end of an axis whose size has a name."""
    size = in_names(raised, lambda fault: _whole(BEYOND, fault.text))
    if size is None:
        return "It reads beyond the end of an axis; sizes differ from case to case."
    return f"It reads beyond the end of an axis of {size[0]}; mind what it runs over."


def _whole(pattern: re.Pattern[str], text: str) -> tuple[int] | None:
    match = pattern.search(text)
    return (int(match[1]),) if match else None


def _axis(_raised: Raised, match: re.Match[str]) -> str:
    count = int(match[1])
    there = {0: "a single number has none", 1: "an array of one dimension has axis 0"}
    words = there.get(count, "count the axes from 0")
    return f"It asks for an axis that is not there: {words}."


def _written(raised: Raised, _match: re.Match[str]) -> str:
    """A value written to a place, or into an array, of another shape."""
    came = _shape(in_names(raised, lambda fault: _lengths(fault.text, "came")))
    there = _shape(in_names(raised, lambda fault: _lengths(fault.text, "there")))
    if not came or not there:
        return "An array is written to a place of another shape."
    return f"An array {came} is written to a place of shape {there}."


def _shape(names: Named | None) -> str:
    return "" if names is None else shape_in_words(names)


def _lengths(text: str, group: str) -> tuple[int, ...] | None:
    match = next((row for p in WRITTEN if (row := p.search(text))), None)
    if match is None:
        return None
    return tuple(int(size) for size in match[group].split(",") if size)


BEYOND = re.compile(r"out of bounds for axis \d+ with size (\d+)")
WRITTEN = (
    re.compile(
        r"could not broadcast input array from shape \((?P<came>[\d,]*)\) "
        r"into shape \((?P<there>[\d,]*)\)"
    ),
    re.compile(
        r"output operand with shape \((?P<there>[\d,]*)\) "
        r"doesn't match the broadcast shape \((?P<came>[\d,]*)\)"
    ),
)
AS_A_WHOLE = (
    "A list is used as a whole, where its elements are meant: take them one by one, "
    "or make it an array with np.array."
)
NO_SEQUENCE = "A single number is used as if it were a list."
NOTHING = "None is used as a number: is a return missing, or was it never assigned?"
WHOLE_ARRAY = (
    "It asks whether a whole array is true; each element has its own answer: use a "
    "mask, as in z > 0, or np.where."
)
INTEGERS = (
    "The array that is written to holds ints, and the results are floats: make it "
    "with np.zeros, or from floats."
)
ONE_NUMBER = "An array stands where a single number is due."
NAME = r"(?P<name>[\w.]+)\(\)"


SINGLE_FACTOR = "A product of matrices has a single number as a factor; * takes those."
RESHAPED = "reshape asks for another number of elements than the array has."
UNPACKED = "It takes a result apart into another number of names than there are values."
LIST_INDEX = "A list is read with what is no whole number; only arrays take masks."
CALLED = "A function is read with [ ]; it is called with ( )."
INDICES = "An array is read with more indices than it has axes."
OUT_OF_RANGE = "It reads beyond the end of a list; lengths differ from case to case."
# What is the same whatever the text says.
FIXED: tuple[tuple[str, str, str], ...] = (
    ("ValueError", "truth value of an array", WHOLE_ARRAY),
    ("ValueError", "does not have enough dimensions", SINGLE_FACTOR),
    ("ValueError", "cannot reshape array of size", RESHAPED),
    ("ValueError", "values to unpack", UNPACKED),
    ("ValueError", "setting an array element with a sequence", ONE_NUMBER),
    ("TypeError", "^Cannot cast ufunc '.*' output from .* to .*int", INTEGERS),
    ("TypeError", "can't multiply sequence by non-int", AS_A_WHOLE),
    ("TypeError", r"unsupported operand.*'NoneType'", NOTHING),
    ("TypeError", r"'NoneType' object is not", NOTHING),
    ("TypeError", r"unsupported operand.*'(list|tuple)'", AS_A_WHOLE),
    ("TypeError", "can only concatenate (list|tuple)", AS_A_WHOLE),
    ("TypeError", r"not supported between .*'(list|tuple)'", AS_A_WHOLE),
    ("TypeError", "'(float|int)' object is not (iterable|subs)", NO_SEQUENCE),
    ("TypeError", "object of type '(float|int)' has no len", NO_SEQUENCE),
    ("TypeError", "to a scalar index", LIST_INDEX),
    ("TypeError", "only .* can be converted to .*scalar", ONE_NUMBER),
    ("TypeError", "list indices must be integers", LIST_INDEX),
    ("TypeError", "'(function|method)' object is not subs", CALLED),
    ("IndexError", "too many indices for array", INDICES),
    ("IndexError", "index out of range", OUT_OF_RANGE),
    ("KeyError", "", "It asks a dict for a key that it does not have."),
    ("ZeroDivisionError", "", "It divides by a number that can be 0."),
    ("RecursionError", "", "It calls itself and never comes to an end."),
)
MADE: tuple[tuple[str, str, Sentence], ...] = (
    (
        "ValueError",
        clashes.PRODUCT.pattern,
        lambda r, _: clashes.told_of_product(r),
    ),
    (
        "ValueError",
        clashes.BROADCAST.pattern,
        lambda r, _: clashes.told_of_broadcast(r),
    ),
    *(("ValueError", pattern.pattern, _written) for pattern in WRITTEN),
    ("NameError", r"^name '(\w+)'", lambda r, m: spelling.told_of_name(r, m[1])),
    (
        "UnboundLocalError",
        r"variable '(\w+)'",
        lambda r, m: spelling.told_of_local(r, m[1]),
    ),
    (
        "AttributeError",
        r"^module 'numpy' has no attribute '(\w+)'",
        lambda r, m: spelling.told_of_numpy(r, m[1]),
    ),
    (
        "AttributeError",
        r"^'([\w.]+)' object has no attribute '(\w+)'",
        lambda r, m: spelling.told_of_attribute(r, m[1], m[2]),
    ),
    ("TypeError", rf"^{NAME} takes .* positional arguments? but ", _arguments),
    ("TypeError", rf"^{NAME} missing \d+ required positional arg", _arguments),
    ("TypeError", r"^\w+\(\) takes no arguments", _constructor),
    ("IndexError", "out of bounds for axis", _beyond),
    ("AxisError", r"for array of dimension (\d+)", _axis),
)
RULES = (
    *(Rule(kind, re.compile(text), does) for kind, text, does in MADE),
    *(Rule(kind, re.compile(text), _says(words)) for kind, text, words in FIXED),
)
