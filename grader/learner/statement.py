"""A statement as a terminal shows it: Markdown laid out, formulas as text.

It knows Markdown's fences and dollars, and a terminal's width; where text has to be
plain, the author's lines stay as they are but for the formulas. Pure. Invariant: what
is code stays as it was written.
"""

import io
import re
from collections.abc import Iterator

from grader.learner.maths import formula, formulas, in_ascii
from grader.learner.terminal import Terminal

CODE = re.compile(r"(^```.*?^```$|`[^`\n]+`)", re.MULTILINE | re.DOTALL)
DISPLAY = re.compile(r"\$\$(.+?)\$\$", re.DOTALL)
INLINE = re.compile(r"\$([^$\n]+(?:\n[^$\n]+)?)\$")


def statement_text(markdown: str, terminal: Terminal) -> str:
    """The statement, ready to be printed, with a line end."""
    text = "".join(_parts(markdown, laid_out=not terminal.plain))
    if not terminal.unicode:
        # Before it is laid out: the plain form of a sign may be longer.
        text = in_ascii(text)
    if not terminal.plain:
        text = _laid_out(text, terminal)
    return text if terminal.unicode else in_ascii(text)


def _parts(markdown: str, *, laid_out: bool) -> Iterator[str]:
    """Code as it is, the rest with its formulas as text."""
    for number, part in enumerate(CODE.split(markdown)):
        yield part if number % 2 else _with_formulas(part, laid_out=laid_out)


def _with_formulas(text: str, *, laid_out: bool) -> str:
    def display(match: re.Match[str]) -> str:
        lines = formulas(match[1])
        if laid_out:
            return "\n".join(["```text", *lines, "```"])
        return "\n".join(f"    {line}" for line in lines)

    def inline(match: re.Match[str]) -> str:
        found = formula(match[1])
        # As code, so that nothing in it is taken for a mark of Markdown.
        return f"`{found}`" if laid_out else found

    return INLINE.sub(inline, DISPLAY.sub(display, text))


def _laid_out(text: str, terminal: Terminal) -> str:
    from rich.console import Console
    from rich.markdown import Markdown
    from rich.theme import Theme

    theme = Theme({"markdown.code": "cyan", "markdown.code_block": "default"})
    console = Console(
        file=io.StringIO(),
        force_terminal=terminal.colour,
        no_color=not terminal.colour,
        width=terminal.width,
        theme=theme,
        highlight=False,
        legacy_windows=False,
    )
    with console.capture() as captured:
        console.print(Markdown(text, code_theme="bw", inline_code_theme=None))
    lines = (line.rstrip() for line in captured.get().splitlines())
    return "\n".join(lines).strip("\n") + "\n"
