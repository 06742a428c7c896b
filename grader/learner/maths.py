"""LaTeX of a statement as a line of text that is read as it stands. Pure.

A library knows the macros; here is only what a terminal needs beside: cases in a line,
what stands under a brace behind it, a formula on each line, and letters of ASCII where
there are no others. Invariant: unreadable LaTeX comes out as it was written.
"""

import re
from functools import cache
from typing import Any

CASES = re.compile(r"\\begin\{cases\}(.*?)\\end\{cases\}", re.DOTALL)
SPACES = re.compile(r"\\qquad|\\quad\\quad")
UNDER = r"\underbrace"
AROUND = re.compile(r" *([=≤≥≠·→←∈+]) *")
BEFORE_COMMA = re.compile(r" +,")
LETTERS = str.maketrans(
    {
        "∂": "d",
        "∑": "sum",
        "·": "*",
        "\N{MULTIPLICATION SIGN}": "x",
        "≤": "<=",
        "≥": ">=",
        "≠": "!=",
        "→": "->",
        "←": "<-",
        "\N{DOWN TACK}": "T",
        "η": "eta",
        "ε": "eps",
        "∈": "in",
        "∇": "grad",
        "…": "...",
        "∞": "inf",
        "√": "sqrt",
        "\N{MINUS SIGN}": "-",
        "─": "-",
        "━": "=",
        "│": "|",
        "▌": "|",
        "•": "*",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    }
)


def formulas(latex: str) -> list[str]:
    """The formulas of a display, one a line."""
    return [line for part in SPACES.split(latex) if (line := formula(part))]


def formula(latex: str) -> str:
    """One formula as text."""
    text = _with_cases(_without_braces(latex))
    try:
        found: str = _converter().latex_to_text(text, tolerant_parsing=False)
    except Exception:  # noqa: BLE001 - whatever an author wrote, it can be read raw
        return latex.strip()
    spaced = " ".join(AROUND.sub(r" \1 ", found).split())
    return BEFORE_COMMA.sub(",", spaced).strip(" ,")


def in_ascii(text: str) -> str:
    """Text with the signs of formulas in plain letters; others become `?`."""
    return text.translate(LETTERS).encode("ascii", "replace").decode()


def _with_cases(latex: str) -> str:
    """Each case as `value for condition`, on one line."""

    def line(match: re.Match[str]) -> str:
        rows = [row.split("&", 1) for row in match[1].split(r"\\")]
        return r"\text{, }".join(r"\text{ for }".join(row) for row in rows)

    return CASES.sub(line, latex)


def _without_braces(latex: str) -> str:
    r"""`\underbrace{a}_{b}` as `a [b]`."""
    while (start := latex.find(UNDER)) >= 0:
        above, after = _group(latex, start + len(UNDER))
        if latex[after : after + 1] == "_":
            below, after = _group(latex, after + 1)
            above = rf"{above}\text{{ [}}{below}\text{{]}} "
        latex = f"{latex[:start]}{above}{latex[after:]}"
    return latex


def _group(latex: str, start: int) -> tuple[str, int]:
    """What stands in the braces that open at a place, and where they have closed."""
    depth = 0
    for place in range(start, len(latex)):
        depth += {"{": 1, "}": -1}.get(latex[place], 0)
        if not depth:
            return latex[start + 1 : place], place + 1
    return latex[start:], len(latex)


@cache
def _converter() -> Any:
    from pylatexenc.latex2text import (  # type: ignore[import-untyped] # has no types
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    known = get_default_latex_context_db()
    plain = [MacroTextSpec(name, simplify_repl="%s") for name in ("texttt", "text")]
    known.add_context_category("statements", macros=plain, prepend=True)
    return LatexNodes2Text(latex_context=known, math_mode="text")
