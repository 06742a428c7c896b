"""What a cell binds, reads and changes, as far as its text says. Pure.

Parses, which nothing else in the host does with a learner's text: this runs in the
learner's own kernel, on what has run there already, and decides nothing about a mark.
A cell that cannot be read is said to be so and is graded as it stands.
"""

import ast
import re
import symtable
from collections.abc import Iterator
from dataclasses import dataclass, field

# What only IPython understands; the worker passes over it as well.
MAGIC = re.compile(r"^(\s*)[%!?].*$", re.MULTILINE)
CELL_MAGIC = re.compile(r"\s*%%\s*(\w+)")
# Of these the rest of the cell runs among the notebook's own names.
RUNS_HERE = ("time", "capture", "prun")
UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)


@dataclass(slots=True)
class Cell:
    """One cell as it was run; `number` is what stands in its brackets.

    `reads` are names it had not bound by then, `later` those that its functions read,
    `changes` are names whose values it may write into. `opaque` where nobody can tell.
    """

    number: int
    text: str
    binds: set[str] = field(default_factory=set)
    reads: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)
    changes: set[str] = field(default_factory=set)
    opaque: bool = False


def cell_of(number: int, text: str) -> Cell:
    """Read one cell."""
    cell = Cell(number, text)
    try:
        for statement in tree_of(text).body:
            _take(cell, statement)
    except UNREADABLE:
        return Cell(number, text, opaque=True)
    return cell


def tree_of(text: str) -> ast.Module:
    """The tree of a cell, lines of magic made `pass`; raises one of `UNREADABLE`."""
    head = CELL_MAGIC.match(text)
    if head and head[1] not in RUNS_HERE:
        raise ValueError(f"a cell of %%{head[1]}")
    try:
        return ast.parse(text)
    except SyntaxError:
        return ast.parse(MAGIC.sub(r"\1pass", text))


def _take(cell: Cell, statement: ast.stmt) -> None:
    """One statement at the top: what it reads comes before what it binds."""
    names = symtable.symtable(ast.unparse(statement), "cell", "exec")
    now, later, declared = set[str](), set[str](), set[str]()
    for symbol in names.get_symbols():
        if symbol.is_referenced():
            now.add(symbol.get_name())
    for symbol in _inside(names):
        if symbol.is_global() and symbol.is_referenced():
            later.add(symbol.get_name())
        if symbol.is_global() and symbol.is_assigned():
            declared.add(symbol.get_name())
    written = {name for node in ast.walk(statement) for name in _written(node)}
    cell.reads |= (now | _added_to(statement)) - cell.binds
    cell.later |= later
    cell.changes |= (written | declared) - cell.binds
    cell.binds |= {row.get_name() for row in names.get_symbols() if _is_bound(row)}
    cell.opaque |= "import *" in ast.unparse(statement)


def _inside(table: symtable.SymbolTable) -> Iterator[symtable.Symbol]:
    """The names of all functions and classes in a table."""
    for child in table.get_children():
        yield from child.get_symbols()
        yield from _inside(child)


def _is_bound(symbol: symtable.Symbol) -> bool:
    return symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()


def _added_to(statement: ast.stmt) -> set[str]:
    """Names that are read as they are written, as by `+=`."""
    found = (node for node in ast.walk(statement) if isinstance(node, ast.AugAssign))
    return {row.target.id for row in found if isinstance(row.target, ast.Name)}


def _written(node: ast.AST) -> Iterator[str]:
    """The name whose value may be written into: `w[0] = 1`, `a.b += 1`, `w.sort()`."""
    match node:
        case ast.Attribute(ctx=ast.Store() | ast.Del()):
            yield from _root(node)
        case ast.Subscript(ctx=ast.Store() | ast.Del()):
            yield from _root(node)
        case ast.Expr(value=ast.Call(func=ast.Attribute() as called)):
            yield from _root(called)


def _root(node: ast.expr) -> Iterator[str]:
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Name):
        yield node.id
