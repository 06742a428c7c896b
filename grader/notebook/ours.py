"""Takes out of a notebook's cells what calls us, and leaves every line in its place.

Where a submission runs there is no gradkata, and grading that starts a grading would
never end. Names are followed through imports, so that a learner's own function of the
same name stays.
"""

import ast
import re
from collections.abc import Iterable, Iterator

from grader.notebook.cells import UNREADABLE, cell_of, tree_of

# `%kata`, `%%kata`, and what loads them.
MAGIC = re.compile(r"^\s*%%?\s*(?:kata|(?:re|un)?load_ext\s+grader)\b.*$", re.MULTILINE)
PACKAGE = "grader"
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
# Where statements stand inside others.
BLOCKS = ("body", "handlers", "orelse", "finalbody", "cases")
HOLDERS = (ast.stmt, ast.ExceptHandler, ast.match_case)
GONE = "pass"


def without_ours(inputs: Iterable[str]) -> Iterator[str]:
    """The same cells, in the order of their running, without calls of ours."""
    names: set[str] = set()
    for text in inputs:
        plain = MAGIC.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        try:
            tree = tree_of(plain)
        except UNREADABLE:
            yield plain
            continue
        gone = [row for top in tree.body for row in _ours(top, names)]
        names -= cell_of(0, plain).binds - {n for row in gone for n in _imported(row)}
        # A cell that did nothing else is no part of a program at all.
        rest = [row for row in tree.body if not isinstance(row, ast.Pass)]
        yield _blanked(plain, gone) if [row for row in rest if row not in gone] else ""


def _ours(statement: ast.AST, names: set[str]) -> Iterator[ast.stmt]:
    """The statements that import or call us, the innermost; remembers our names."""
    if isinstance(statement, ast.Import | ast.ImportFrom):
        found = set(_imported(statement))
        names |= found
        if found:
            yield statement
    elif isinstance(statement, ast.stmt) and _calls(statement, names):
        yield statement
    elif not isinstance(statement, DEFINITIONS):
        for block in BLOCKS:
            for inner in getattr(statement, block, ()):
                yield from _ours(inner, names)


def _calls(statement: ast.stmt, names: set[str]) -> bool:
    """Whether a statement itself calls us, not one inside it or a definition."""
    waiting: list[ast.AST] = [] if isinstance(statement, DEFINITIONS) else [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call) and _first(node.func) in names:
            return True
        inner = ast.iter_child_nodes(node)
        waiting += (child for child in inner if not isinstance(child, HOLDERS))
    return False


def _imported(statement: ast.stmt) -> Iterator[str]:
    """The names that an import binds to something of ours."""
    match statement:
        case ast.Import(names=rows):
            for row in rows:
                if row.name.split(".")[0] == PACKAGE:
                    yield row.asname or PACKAGE
        case ast.ImportFrom(module=str(module), names=rows, level=0):
            if module.split(".")[0] == PACKAGE:
                yield from (row.asname or row.name for row in rows)


def _first(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _blanked(text: str, statements: Iterable[ast.stmt]) -> str:
    """The text with `pass` for some statements, every other in its line."""
    lines = text.encode().split(b"\n")  # columns of a tree count bytes
    for row in reversed(list(statements)):
        first, last = row.lineno - 1, (row.end_lineno or row.lineno) - 1
        rest = lines[last][row.end_col_offset or 0 :]
        lines[first : last + 1] = [
            lines[first][: row.col_offset] + GONE.encode(),
            *[b""] * (last - first),
        ]
        lines[last] += rest
    return b"\n".join(lines).decode()
