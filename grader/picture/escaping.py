"""Any text as text of XML or HTML: nothing is markup, nothing is hidden. Pure."""

import html
import unicodedata

MAX_TEXT = 400


def plain(text: str, limit: int = MAX_TEXT) -> str:
    """Text without control, direction and private characters, cut to a length."""
    safe = "".join(_seen(character) for character in text[: limit + 1])
    return safe if len(safe) <= limit else f"{safe[: limit - 1]}…"


def escaped(text: str, limit: int = MAX_TEXT) -> str:
    """The same, ready to stand between tags or in an attribute."""
    return html.escape(plain(text, limit))


def _seen(character: str) -> str:
    if character == "\n":
        return " "
    kind = unicodedata.category(character)[0]
    hidden = kind in "CZ" and character != " "
    return character.encode("unicode_escape").decode("ascii") if hidden else character
