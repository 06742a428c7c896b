"""What a worker says of a failure: a word, the exception's known type, the line.

Loaded by its text in `_worker`; standard library only. What is said here is a claim
that the host reads and checks (`candidate.answers`).
"""

import errno
import os.path
import re
from itertools import islice
from types import CodeType, TracebackType
from typing import Any

MAX_TEXT = 300
OWN_PLACE = re.compile(r"submission\.py|cell [0-9]{1,6}")
# What the kernel and the view answer; not every such error is a PermissionError.
REFUSED = (errno.EPERM, errno.EACCES, errno.EROFS)
# Of numpy's own modules the exceptions have names of no public meaning.
PUBLIC = ("builtins", "numpy.exceptions", "numpy.linalg")
NO_FOLDER = "[Errno 2] No usable temporary directory"
# Set by the worker: what may be read. Any other file is out of bounds, and that it is
# not there may only mean that it is hidden.
READABLE: tuple[str, ...] = ()
# Set by the session: each piece by its file name, to cut what failed from.
SOURCES: dict[str, bytes] = {}
MAX_EXPRESSION = 120
NAMED = re.compile(r"(?:self\.)?[A-Za-z_]\w*")
Row = dict[str, Any]


def failure(outcome: str, problem: object) -> Row:
    """A failure with a text and no place."""
    return {"outcome": outcome, "exception": "", "text": str(problem)[:MAX_TEXT]}


def of_syntax(problem: SyntaxError, filename: str) -> Row:
    """A piece of source that does not compile."""
    row = failure("syntax_error", problem.msg or "invalid syntax")
    return {**row, "line": problem.lineno or 0, "place": filename}


def of_exception(problem: BaseException) -> Row:
    """An exception of the learner's: its outcome, its known type, their line."""
    try:
        # Cut by `str` itself: what a learner's class returns may be no plain text.
        text = str.__getitem__(str(problem), slice(MAX_TEXT))
    except BaseException:
        text = ""
    row = failure(_outcome(problem, text), text)
    row["exception"] = _known_type(type(problem))
    step, reached = problem.__traceback__, None
    while step is not None:
        code = step.tb_frame.f_code
        if OWN_PLACE.fullmatch(code.co_filename):
            row["line"], row["place"] = step.tb_lineno, code.co_filename
            reached = step
        step = step.tb_next
    if reached is not None:
        try:
            row |= _operands(reached)
        except BaseException:
            return row  # a learner's object may object to being looked at
    return row


def _operands(reached: TracebackType) -> Row:
    """What failed, as it stands in the source, and the shapes of what it names."""
    frame = reached.tb_frame
    words = _expression(frame.f_code, reached.tb_lasti)
    held = dict(frame.f_locals)
    own = getattr(held.get("self"), "__dict__", None)
    if type(own) is dict:
        held |= {f"self.{name}": value for name, value in own.items()}
    named = {name for name in NAMED.findall(words) if name in held}
    rows = [[name, _shape(held[name])] for name in sorted(named)]
    return {"expression": words, "arrays": [row for row in rows if row[1] is not None]}


def _shape(value: Any) -> list[int] | None:
    """The shape of a plain array; nothing else is asked, it could answer anything."""
    kind = type(value)
    if (kind.__module__, kind.__name__) != ("numpy", "ndarray"):
        return None
    return list(value.shape)


def _expression(code: CodeType, reached: int) -> str:
    """The learner's words for what failed, where they stand on one line."""
    try:
        line, last, start, end = next(islice(code.co_positions(), reached // 2, None))
        if line is None or line != last:
            return ""
        words = SOURCES[code.co_filename].splitlines()[line - 1][start:end].decode()
    except (LookupError, ValueError, StopIteration):
        return ""
    return words if len(words) <= MAX_EXPRESSION else ""


def _outcome(problem: BaseException, text: str) -> str:
    if isinstance(problem, SystemExit):
        return "exited"
    code = _code(problem) if isinstance(problem, OSError) else None
    if isinstance(problem, MemoryError) or code == errno.ENOMEM:
        return "out_of_memory"
    refused = isinstance(problem, PermissionError | BlockingIOError)
    threads = isinstance(problem, RuntimeError) and "start new thread" in text
    if refused or threads or code in REFUSED or _out_of_bounds(problem, text):
        return "forbidden"
    return "error"


def _code(problem: OSError) -> int | None:
    """The error number as it was set, whatever a learner's class makes of the name."""
    code = OSError.__dict__["errno"].__get__(problem)
    return code if type(code) is int else None


def _out_of_bounds(problem: BaseException, text: str) -> bool:
    """Whether a file was missed where no file may be read."""
    if type(problem) is not FileNotFoundError:
        return False
    path = problem.filename
    if path is None:
        return text.startswith(NO_FOLDER)
    return type(path) is str and path.startswith("/") and not _within(path)


def _within(path: str) -> bool:
    there = os.path.normpath(path)
    return any(there == row or there.startswith(f"{row}/") for row in READABLE)


def _known_type(kind: type) -> str:
    """The nearest public exception of Python or numpy: others may say anything."""
    for base in kind.__mro__:
        if base.__module__ in PUBLIC:
            return base.__name__
    return "Exception"
