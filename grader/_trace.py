"""Instruments a learner's script and records every write of the names that are watched.

Loaded by its text in `_worker`; standard library and numpy. The source is rewritten
so that each write of a watched name, at any depth and also in place, is recorded with
what all other watched names held at that moment, and so that inputs assigned from
constants can be replaced by the host's. What it tells is a claim; the host judges.
"""

import ast
import builtins
from collections.abc import Callable, Iterable, Iterator
from typing import Any

MAX_SITES = 200
MAX_FAILURES = 20


def bases(target: ast.expr) -> Iterator[str]:
    """The names that an assignment to `target` writes, also in place."""
    if isinstance(target, ast.Name):
        yield target.id
    elif isinstance(target, ast.Tuple | ast.List):
        for item in target.elts:
            yield from bases(item)
    elif isinstance(target, ast.Starred | ast.Subscript | ast.Attribute):
        yield from bases(target.value)


def pairs_of(target: ast.expr, value: ast.expr) -> list[tuple[str, ast.expr]]:
    """Names with the expression each is bound to, where the source shows both."""
    if isinstance(target, ast.Name):
        return [(target.id, value)]
    sequences = (ast.Tuple, ast.List)
    if not (isinstance(target, sequences) and isinstance(value, sequences)):
        return []
    rows = list(zip(target.elts, value.elts, strict=False))
    plain = all(isinstance(name, ast.Name) for name, _ in rows)
    starred = any(isinstance(row, ast.Starred) for row in value.elts)
    if len(target.elts) != len(value.elts) or starred or not plain:
        return []
    return [(name.id, row) for name, row in rows if isinstance(name, ast.Name)]


def loaded(tree: ast.AST) -> set[str]:
    """The names that an expression reads from outside itself."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    own = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    own |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return {node.id for node in names if isinstance(node.ctx, ast.Load)} - own


class Constants:
    """Which names of a script hold constants: made of literals and libraries alone."""

    def __init__(
        self, trees: Iterable[ast.AST], watched: Callable[[str], bool]
    ) -> None:
        self.libraries: set[str] = set(dir(builtins))
        self.values: dict[str, list[ast.expr]] = {}
        self.varying: set[str] = set()
        self.watched = watched
        for tree in trees:
            for node in ast.walk(tree):
                self._note(node)

    def _note(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                self.libraries.add(alias.asname or alias.name.split(".")[0])
        elif isinstance(node, ast.Assign):
            self._assigned(node)
        elif isinstance(node, ast.AugAssign | ast.For | ast.NamedExpr):
            self.varying |= set(bases(node.target))
        elif isinstance(node, ast.arg):
            self.varying.add(node.arg)

    def _assigned(self, node: ast.Assign) -> None:
        for target in node.targets:
            for name, value in pairs_of(target, node.value):
                self.values.setdefault(name, []).append(value)
            if not pairs_of(target, node.value):
                self.varying |= set(bases(target))

    def holds(self, tree: ast.expr, depth: int = 0) -> bool:
        """Whether an expression depends on constants, libraries, chance alone."""
        return depth < MAX_FAILURES and all(
            self._is_constant(name, depth) for name in loaded(tree)
        )

    def _is_constant(self, name: str, depth: int) -> bool:
        if name in self.values:
            if name in self.varying or self.watched(name):
                return False
            return all(self.holds(value, depth + 1) for value in self.values[name])
        return name in self.libraries and name not in self.varying


class Instrument(ast.NodeTransformer):
    """Rewrites statements so that watched writes are recorded and inputs replaced."""

    def __init__(
        self,
        is_input: Callable[[str], bool],
        watched: Callable[[str], bool],
        constants: Constants,
    ) -> None:
        self.is_input = is_input
        self.watched = watched
        self.constants = constants
        self.texts: list[tuple[str, str]] = []
        self.parameters: dict[str, tuple[list[str], list[str]]] = {}

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if isinstance(block, list) and not isinstance(node, ast.Module):
                setattr(node, field, self.block(block))
        if isinstance(node, ast.For | ast.With | ast.FunctionDef):
            self.at_start(node)
        return node

    def block(self, statements: list[Any]) -> list[Any]:
        """The statements of a block, each followed by its records."""
        return [row for stmt in statements for row in (stmt, *self.records(stmt))]

    def at_start(self, node: ast.For | ast.With | ast.FunctionDef) -> None:
        """Record what a loop, a `with` or a call binds, first thing in its body."""
        if isinstance(node, ast.For):
            names = list(bases(node.target))
        elif isinstance(node, ast.With):
            found = [item.optional_vars for item in node.items if item.optional_vars]
            names = [name for target in found for name in bases(target)]
        else:
            positional, named = self.parameters.get(node.name, ([], []))
            names = positional + named
        rows = [
            self.call("__write__", name, node) for name in names if self.watched(name)
        ]
        node.body[:0] = rows

    def records(self, statement: ast.stmt) -> list[ast.stmt]:
        """The records that follow one statement."""
        names: list[str] = []
        if isinstance(statement, ast.Assign):
            names = [name for target in statement.targets for name in bases(target)]
        elif isinstance(statement, ast.AugAssign | ast.AnnAssign):
            names = list(bases(statement.target))
        sites = self.sites_of(statement)
        rows: list[ast.stmt] = [
            self.call("__write__", name, statement, sites.get(name, -1))
            for name in dict.fromkeys(names)
            if self.watched(name)
        ]
        simple = ast.Expr | ast.Assign | ast.AugAssign | ast.AnnAssign | ast.If
        if isinstance(statement, simple):
            inside = [n for n in ast.walk(statement) if isinstance(n, ast.NamedExpr)]
            rows += [
                self.call("__write__", name, statement)
                for node in inside
                for name in bases(node.target)
                if self.watched(name)
            ]
        if isinstance(statement, ast.Expr):
            rows += [
                self.call("__touch__", name, statement)
                for name in sorted(loaded(statement))
                if self.watched(name)
            ]
        return rows

    def sites_of(self, statement: ast.stmt) -> dict[str, int]:
        """The names a statement binds straight to an input of the host's."""
        value = getattr(statement, "value", None)
        targets = getattr(statement, "targets", [getattr(statement, "target", None)])
        pairs = [(target, value) for target in targets]
        if isinstance(value, ast.Tuple) and isinstance(targets[0], ast.Tuple):
            pairs = list(zip(targets[0].elts, value.elts, strict=False))
        return {
            target.id: self.site_of(row)
            for target, row in pairs
            if isinstance(target, ast.Name)
        }

    def site_of(self, value: Any) -> int:
        """The site of an expression that is an input of the host's, else -1."""
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
            site = value.args[0] if value.func.id == "__input__" else None
            if isinstance(site, ast.Constant) and isinstance(site.value, int):
                return site.value
        return -1

    def call(self, helper: str, name: str, place: ast.AST, site: int = -1) -> ast.Try:
        arguments: list[ast.expr] = [
            ast.Constant(name),
            ast.Name(name, ast.Load()),
            ast.Constant(getattr(place, "lineno", 0)),
            ast.Constant(site),
        ]
        row = ast.Expr(ast.Call(ast.Name(helper, ast.Load()), arguments, []))
        # A name that the statement never came to bind is no failure of the learner's.
        unbound = ast.ExceptHandler(
            ast.Name("__unbound__", ast.Load()), None, [ast.Pass()]
        )
        guarded = ast.Try([row], [unbound], [], [])
        for child in ast.walk(guarded):
            ast.copy_location(child, place)
        return guarded

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        arguments = node.args
        rows = [*arguments.posonlyargs, *arguments.args]
        defaults = arguments.defaults
        for index, row in enumerate(rows[len(rows) - len(defaults) :]):
            defaults[index] = self.replaced(row.arg, defaults[index])
        for index, row in enumerate(arguments.kwonlyargs):
            default = arguments.kw_defaults[index]
            if default is not None:
                arguments.kw_defaults[index] = self.replaced(row.arg, default)
        return self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        self.generic_visit(node)
        target = node.targets[0]
        pairs = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
        if pairs and len(target.elts) == len(node.value.elts):  # type: ignore[attr-defined]
            for index, item in enumerate(target.elts):  # type: ignore[attr-defined]
                elements = node.value.elts  # type: ignore[attr-defined]
                if isinstance(item, ast.Name):
                    elements[index] = self.replaced(item.id, elements[index])
        else:
            names = [row.id for row in node.targets if isinstance(row, ast.Name)]
            for name in names[:1]:
                node.value = self.replaced(name, node.value)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        if node.value is not None and isinstance(node.target, ast.Name):
            node.value = self.replaced(node.target.id, node.value)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Replace constant arguments that a function of the script takes as inputs."""
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in self.parameters:
            names = self.parameters[node.func.id][0]
            for index, value in enumerate(node.args[: len(names)]):
                node.args[index] = self.replaced(names[index], value)
            for keyword in node.keywords:
                if keyword.arg:
                    keyword.value = self.replaced(keyword.arg, keyword.value)
        return node

    def replaced(self, name: str, value: ast.expr) -> ast.expr:
        """An input's constant, by way of the host."""
        if not self.is_input(name) or len(self.texts) >= MAX_SITES:
            return value
        if not self.constants.holds(value):
            return value
        site = len(self.texts)
        self.texts.append((name, ast.unparse(value)[:500]))
        helper = ast.Name("__input__", ast.Load())
        call = ast.Call(helper, [ast.Constant(site), value], [])
        for child in (call, helper, call.args[0]):
            ast.copy_location(child, value)
        return call
