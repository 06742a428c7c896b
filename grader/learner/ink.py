"""Text on a terminal: styles where it has colours, lines cut or wrapped to its width.

It knows widths and styles and no meaning. Pure. Invariant: without colours a text comes
out unchanged, so that no meaning hangs on a style.
"""

from collections.abc import Iterator
from textwrap import wrap

from grader.learner.terminal import Terminal

CODES = {"bold": 1, "dim": 2, "red": 31, "green": 32, "yellow": 33, "cyan": 36}
SHORTEST = 8


def ink(text: str, style: str, terminal: Terminal) -> str:
    """Text in a style of some words, such as `bold red`."""
    if not style or not terminal.colour or not text:
        return text
    codes = ";".join(str(CODES[word]) for word in style.split())
    return f"\x1b[{codes}m{text}\x1b[0m"


def cut(text: str, width: int) -> str:
    """Text of so many letters at most; what is cut off shows by three dots."""
    width = max(width, SHORTEST)
    return text if len(text) <= width else f"{text[: width - 3]}..."


def wrapped(text: str, terminal: Terminal, first: str = "", rest: str = "") -> str:
    """Text over the lines it takes, each with what leads it; lines stay lines."""
    rows: list[str] = []
    for line in text.split("\n"):
        rows += _lines(line, terminal.width, rest if rows else first, rest)
    return "\n".join(rows)


def _lines(line: str, width: int, first: str, rest: str) -> Iterator[str]:
    # A line that begins with blanks is laid out already, as the map of an array is.
    if line.startswith("  "):
        yield cut(f"{first}{line}", width)
        return
    yield from wrap(
        line,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=True,
        break_on_hyphens=False,
    ) or [first.rstrip()]
