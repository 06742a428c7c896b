"""The sentences a learner reads about a check, in one place.

Rule: about a hidden check, never an input, an expected value, a text of the learner's
exception or a printout; those can carry what is hidden. The type of a built-in or numpy
exception and the learner's own line are theirs to see.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from grader.candidate import Fault
from grader.result import Verdict

LOST = re.compile(r"object has no attribute '(\w+)'$")
UNRUN = "Not run: the submission had ended like this before."
CHANGED = "The call changed one of its arguments; work on a copy."
NOT_FINITE = "{part} holds NaN or infinity."
NOT_ZERO = "{part} does not start at 0."
WRONG_VALUES = "{part}: {wrong} of {count} values are wrong."
WRONG_VALUE = "{part} is wrong."
NO_MEMBER = "{owner} has no {name}."
NO_NAME = "{name} is not defined."
MAX_SHOWN = 600

ENDINGS = {
    Verdict.EXITED: "Your code ended the program instead of returning a value.",
    Verdict.CRASHED: "Your code crashed the Python process.",
    Verdict.TIMED_OUT: "Your code took too long; is there a loop that never ends?",
    Verdict.OUT_OF_MEMORY: "Your code asked for more memory than there is.",
    Verdict.FORBIDDEN: "Your code tried something that is not allowed while grading.",
    Verdict.OUTPUT_LIMIT: "The result or the printout is too large.",
    Verdict.PROTOCOL_ERROR: "Your code broke the line to the grader.",
}


FOLLOWS = "Right for your own {parts}; the mistake is there."
NEVER_MOVES = "Your {part} does not change when numbers are nudged; it shows no slope."
NO_SLOPE = "{part} is not the slope there is when {variable} is nudged."
OWN_LOSS = "the sum of {upstream} * {output} by your own forward pass"
NUDGED = (
    "Lower and raise {what} by {step}: {loss} goes from {below} to {above}, a slope of "
    "{slope}; your {gradient} is {got}. There {given}."
)
ANY = " (any {free} would do)"
ALL_ZERO = "All your results are 0 there, so they show nothing."
# One sentence a relation; `other` is the part that its last term reads.
LAWS = {
    "scales_with": "Doubling {of} should double {part}; yours did not.",
    "linear_in": (
        "{part} should be linear in {of}: for -2 times one {of} plus another it should "
        "be -2 times the {part} of the one plus that of the other; yours was not."
    ),
    "straight_in": (
        "Equal steps of {of} should move {part} by equal amounts; yours did not."
    ),
    "zero_in": "Where all of {of} is 0, {part} should be 0; yours is not.",
    "independent_of": "Changing {of} alone should not change {part}; yours changed.",
    "continues_with": (
        "With more {of}, {part} should begin as it did with fewer; yours did not."
    ),
    "adds_over": (
        "Of two halves of the {along}, each should give its own half of {part}; yours "
        "did not."
    ),
    "adds_over_sum": (
        "{part} should be the sum of what two halves of the {along} give; yours "
        "was not."
    ),
    "permutes_with": (
        "Putting the {along} in another order should put {part} in the same order; "
        "yours did not."
    ),
    "permutes_with_same": (
        "Putting the {along} in another order should not change {part}; yours changed."
    ),
    "masked_by": (
        "Where {by} is not positive, {of} should not matter; changing it there changed "
        "your {part}."
    ),
    "masked_by_zero": (
        "Where {by} is not positive, {part} should be exactly 0; yours is not."
    ),
    "weight_of_ones": (
        "Where all of {of} is 1, {part} should be {other}, for a bias is the weight of "
        "an input that is always 1; yours are not."
    ),
}


def about_fault(fault: Fault, name: str, *, revealed: bool) -> str:
    """Why there is no value; `revealed` where the inputs may be seen."""
    if fault.unrun:
        return UNRUN
    spoken = fault.text if (revealed or fault.public) else ""
    match fault.verdict:
        case Verdict.SYNTAX_ERROR:
            return _about_source(fault, spoken)
        case Verdict.ERROR:
            return _about_exception(fault, spoken)
        case Verdict.MISSING:
            return _about_missing(fault, name, spoken)
        case Verdict.BAD_TYPE:
            return f"The result is no plain number, list or array: {fault.text}."
    return ENDINGS[fault.verdict] + (f" See{_place(fault)}." if fault.line else "")


def about_part(fault: Fault, owner: str, *, revealed: bool) -> str:
    """Why an object has no such part; what is missing is a name of the exercise."""
    if fault.verdict is Verdict.MISSING:
        return NO_MEMBER.format(owner=owner, name=fault.text)
    return about_fault(fault, owner, revealed=revealed)


def _about_source(fault: Fault, spoken: str) -> str:
    if not fault.place:
        return f"The file {spoken or 'does not compile'}."
    return f"Python cannot read this{_place(fault)}: {spoken}."


def _about_exception(fault: Fault, spoken: str) -> str:
    place = _place(fault)
    if fault.unwritten:
        return f"Not begun yet{place}: the stub is still there."
    kind = fault.exception or "An exception"
    if kind == "AttributeError" and (lost := LOST.search(spoken)):
        spoken += f"; should an earlier method have stored self.{lost[1]}?"
        return f"{kind}{place}: {spoken}"
    return f"{kind}{place}{f': {spoken}' if spoken else ''}."


def _about_missing(fault: Fault, name: str, spoken: str) -> str:
    there = f"Defined are: {spoken}." if spoken else "Nothing is defined."
    why = about_fault(fault.cause, name, revealed=True) if fault.cause else ""
    return f"{NO_NAME.format(name=name)} {there} {why}".rstrip()


def _place(fault: Fault) -> str:
    if not fault.line:
        return ""
    where = f" in {fault.place}" if fault.place.startswith("cell ") else ""
    return f" at line {fault.line}{where}"


def example(name: str, arguments: dict[str, Any], got: Any, due: Any) -> str:
    """One visible case in full: the call, what it gave and what is right."""
    call = ", ".join(f"{key}={shown(value)}" for key, value in arguments.items())
    text = f"{name}({call}) gave {shown(got)}; {shown(due)} is right."
    return cut(text)


def side_by_side(rows: Sequence[tuple[dict[str, Any], dict[str, Any]]]) -> str:
    """Some calls and what they gave; of later calls only what was changed."""
    first = rows[0][0]
    words = []
    for arguments, parts in rows:
        given = {
            name: value
            for name, value in arguments.items()
            if arguments is first or not np.array_equal(value, first[name])
        }
        call = ", ".join(f"{name} = {shown(value)}" for name, value in given.items())
        gave = ", ".join(f"{name} = {shown(value)}" for name, value in parts.items())
        words.append(f"{call or 'the same'} you give {gave}")
    text = f"For {'; for '.join(words)}."
    return cut(text)


def cut(text: str) -> str:
    """A message of some length at most."""
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def element(name: str, cell: Sequence[int]) -> str:
    """An element of a quantity, as it is written in code."""
    return f"{name}[{', '.join(map(str, cell))}]" if cell else name


def shown(value: Any) -> str:
    """A value as a learner would type it."""
    if isinstance(value, np.generic) or (
        isinstance(value, np.ndarray) and not value.ndim
    ):
        value = value.item()
    if isinstance(value, float):
        return f"{value + 0.0:.6g}"  # no negative zeros
    if isinstance(value, list | np.ndarray):
        return f"[{_listed(value)}]"
    if isinstance(value, tuple):
        return f"({_listed(value)})"
    return repr(value)


def _listed(rows: Iterable[Any]) -> str:
    """The rows of a value, as far as they are shown: there may be millions."""
    words: list[str] = []
    size = 0
    for row in rows:
        words.append(shown(row))
        size += len(words[-1]) + 2
        if size > MAX_SHOWN:
            break
    return ", ".join(words)
