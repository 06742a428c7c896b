"""What the terminal at hand can show: its width, colours, letters, and a moving cursor.

Pure but for reading what it is given. It knows streams and environment variables and
nothing of exercises. Invariant: whoever asks for plain text gets lines of words,
without boxes, colours or cursor moves, whatever the terminal could do.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

MAX_WIDTH = 100
MIN_WIDTH = 40
SAMPLE = "✓▶·│─▼∂≤"
DUMB = ("dumb", "unknown")


@dataclass(frozen=True, slots=True)
class Marks:
    """The signs that stand for states and lines, in letters the terminal has."""

    passed: str
    here: str
    open: str
    wrong: str
    rule: str
    down: str


UNICODE = Marks("✓", "▶", "·", "✗", "─", "▼")
ASCII = Marks("+", ">", ".", "x", "-", "v")


@dataclass(frozen=True, slots=True)
class Terminal:
    """What may be used. `moves` allows to clear the screen; `plain` asks for words."""

    width: int = 80
    colour: bool = False
    unicode: bool = False
    plain: bool = True
    moves: bool = False

    @property
    def marks(self) -> Marks:
        """The signs to use."""
        return UNICODE if self.unicode else ASCII


def terminal_of(
    stream: TextIO,
    environment: Mapping[str, str],
    *,
    plain: bool = False,
    ascii_only: bool = False,
) -> Terminal:
    """What a stream can show; `plain` and `ascii_only` are what was asked for."""
    is_terminal = stream.isatty()
    moves = is_terminal and environment.get("TERM", "dumb") not in DUMB
    plain = plain or not is_terminal
    return Terminal(
        width=width_now() if is_terminal else 80,
        colour=moves and not plain and not environment.get("NO_COLOR"),
        unicode=not ascii_only and has_unicode(stream),
        plain=plain,
        moves=moves and not plain,
    )


def width_now() -> int:
    """The columns to use of the terminal as it is now."""
    return max(MIN_WIDTH, min(shutil.get_terminal_size().columns, MAX_WIDTH))


def has_unicode(stream: TextIO) -> bool:
    """Whether the stream's encoding has the signs that are used."""
    try:
        SAMPLE.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
