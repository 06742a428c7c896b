"""Wrong versions of a reference, made by changing one thing at a time. Pure.

The operators are the slips of this field: a comparison at the kink, a transpose too few
or too many, operands swapped, an elementwise product for a matrix product, an axis, a
mean for a sum, a sign, a lost factor or term, an index off by one, a lost copy, another
variable, another constant. Each mutant is a whole source file with one change in it.
"""

import ast
import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.verification.slips import changes


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: which slip, the line, the expression before and after, the file."""

    operator: str
    line: int
    was: str
    now: str
    source: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.was} -> {self.now}"


def mutants_of(source: str, kept: Sequence[str] = ()) -> tuple[Mutant, ...]:
    """Every mutant of a file, each once.

    Statements that assign only names in `kept` stay as they are: the inputs of a
    script, whose values the host replaces anyway.
    """
    tree = ast.parse(source)
    found: dict[str, Mutant] = {}
    original = ast.unparse(tree)
    for place, (node, names) in enumerate(_expressions(tree, kept)):
        for change in changes(node, names):
            text = _changed(tree, kept, place, change.node)
            if text == original or text in found:
                continue
            was, now = ast.unparse(node), ast.unparse(change.node)
            line = getattr(node, "lineno", 0)
            found[text] = Mutant(change.operator, line, was, now, text)
    return tuple(found.values())


def _changed(
    tree: ast.Module, kept: Sequence[str], place: int, instead: ast.AST
) -> str:
    """The file with one expression replaced."""
    fresh = copy.deepcopy(tree)
    for index, (node, _names) in enumerate(_expressions(fresh, kept)):
        if index == place:
            _Replace(node, instead).visit(fresh)
            break
    return ast.unparse(ast.fix_missing_locations(fresh))


class _Replace(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self._old:
            return self._new
        return super().generic_visit(node)


def _expressions(
    tree: ast.Module, kept: Sequence[str]
) -> Iterator[tuple[ast.AST, Sequence[str]]]:
    """Every expression that computes, with the names that could stand for others."""
    for owner in ast.walk(tree):
        if isinstance(owner, ast.FunctionDef):
            parameters = [a.arg for a in owner.args.args if a.arg != "self"]
            yield from _within(owner.body, parameters, kept)
    loose = [row for row in tree.body if not isinstance(row, _DEFINITIONS)]
    for node, names in _within(loose, [], kept):
        # A script binds dozens of names: only those of a kind are mistaken.
        own = _stem(node.id) if isinstance(node, ast.Name) else ""
        alike = [n for n in names if _stem(n) == own or {n, own} <= set(kept)]
        yield node, alike


def _stem(name: str) -> str:
    """A name without its index: `drelu_dw0` and `drelu_dw1` are of a kind."""
    return name.rstrip("0123456789")


_DEFINITIONS = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)


def _within(
    body: Sequence[ast.stmt], parameters: Sequence[str], kept: Sequence[str]
) -> Iterator[tuple[ast.AST, Sequence[str]]]:
    """The expressions of a body, with the names bound before each statement."""
    names = list(parameters)
    for statement in body:
        fixed = isinstance(statement, ast.Assign) and _only(statement.targets, kept)
        if not (isinstance(statement, ast.FunctionDef) or _is_text(statement) or fixed):
            for node in ast.walk(statement):
                if isinstance(node, ast.expr | ast.keyword) and not _stored(node):
                    yield node, tuple(names)
        names += [name for name in _bound([statement]) if name not in names]


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _only(targets: Sequence[ast.expr], kept: Sequence[str]) -> bool:
    return all(isinstance(row, ast.Name) and row.id in kept for row in targets)


def _stored(node: ast.AST) -> bool:
    """Whether an expression is written to, not read."""
    return isinstance(getattr(node, "ctx", None), ast.Store | ast.Del)


def _bound(body: Sequence[ast.stmt]) -> tuple[str, ...]:
    found = [
        node.id
        for statement in body
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    return tuple(dict.fromkeys(found))
