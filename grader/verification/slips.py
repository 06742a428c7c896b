"""The slips that mutants are made of: each changes one expression. Pure.

A slip yields every way in which an expression is commonly got wrong, as a copy with one
change in it.
"""

import ast
import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Gt: (ast.GtE, ast.Lt, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt, ast.LtE),
    ast.Lt: (ast.LtE, ast.Gt, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt, ast.GtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}
SIGNS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}
SWAPPED = (ast.MatMult, ast.Sub, ast.Div, ast.Pow)
INSTEAD = {
    "sum": "mean",
    "mean": "sum",
    "maximum": "minimum",
    "minimum": "maximum",
    "max": "min",
    "min": "max",
    "argmax": "argmin",
    "ones_like": "zeros_like",
    "zeros_like": "ones_like",
}
COPIES = ("copy", "array", "list")
PRODUCTS = ("dot", "matmul")


@dataclass(frozen=True, slots=True)
class Change:
    """The name of a slip, and the expression with it."""

    operator: str
    node: ast.AST


Slip = Callable[[ast.AST, Sequence[str]], Iterator[Change]]


def changes(node: ast.AST, names: Sequence[str]) -> Iterator[Change]:
    """Every slip in an expression; `names` are what a variable is mistaken for."""
    for operator in OPERATORS:
        yield from operator(node, names)


def _comparison(node: ast.AST, _names: Sequence[str]) -> Iterator[Change]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for other in COMPARISONS.get(type(node.ops[0]), ()):
            fresh = copy.deepcopy(node)
            fresh.ops = [other()]
            yield Change("comparison", fresh)


def _transpose(node: ast.AST, _names: Sequence[str]) -> Iterator[Change]:
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield Change("transpose dropped", copy.deepcopy(node.value))
    for side, product in _product(node):
        if not (isinstance(side, ast.Attribute) and side.attr == "T"):
            turned = ast.Attribute(copy.deepcopy(side), "T", ast.Load())
            yield Change("transpose added", _with(product, side, turned))


def _swapped_call(node: ast.AST, _names: Sequence[str]) -> Iterator[Change]:
    """`np.dot(a, b)` the other way round, or element by element."""
    if not (isinstance(node, ast.Call) and _called(node) in PRODUCTS):
        return
    if len(node.args) == len(("left", "right")):
        left, right = node.args
        fresh = copy.deepcopy(node)
        fresh.args = [right, left]
        yield Change("operands swapped", fresh)
        yield Change("elementwise product", ast.BinOp(left, ast.Mult(), right))


def _product(node: ast.AST) -> Iterator[tuple[ast.expr, ast.AST]]:
    """The two sides of a matrix product, each with the product."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        yield node.left, node
        yield node.right, node
    elif isinstance(node, ast.Call) and _called(node) in PRODUCTS:
        for side in node.args:
            yield side, node


def _with(parent: ast.AST, child: ast.AST, instead: ast.expr) -> ast.AST:
    """A copy of an expression in which one part is replaced."""
    memo: dict[int, ast.AST] = {id(child): instead}
    return copy.deepcopy(parent, memo)


def _called(node: ast.Call) -> str:
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _operands(node: ast.AST, _names: Sequence[str]) -> Iterator[Change]:
    if not isinstance(node, ast.BinOp):
        return
    if isinstance(node.op, SWAPPED):
        yield Change("operands swapped", ast.BinOp(node.right, node.op, node.left))
    if isinstance(node.op, ast.MatMult):
        product = ast.BinOp(node.left, ast.Mult(), node.right)
        yield Change("elementwise product", product)
    if isinstance(node.op, ast.Mult | ast.Div | ast.Add | ast.Sub):
        kind = "factor" if isinstance(node.op, ast.Mult | ast.Div) else "term"
        yield Change(f"{kind} dropped", copy.deepcopy(node.left))
        if not isinstance(node.op, ast.Div):
            yield Change(f"{kind} dropped", copy.deepcopy(node.right))
    if type(node.op) in SIGNS:
        other = SIGNS[type(node.op)]()
        yield Change("sign", ast.BinOp(node.left, other, node.right))


def _sign(node: ast.AST, _names: Sequence[str]) -> Iterator[Change]:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield Change("sign", copy.deepcopy(node.operand))


def _keyword(node: ast.AST, _names: Sequence[str]) -> Iterator[Change]:
    if not isinstance(node, ast.Call):
        return
    for place, keyword in enumerate(node.keywords):
        value = keyword.value
        if not isinstance(value, ast.Constant) or keyword.arg not in _KEYWORDS:
            continue
        for other in (*_KEYWORDS[keyword.arg], None):
            fresh = copy.deepcopy(node)
            if other is None:
                del fresh.keywords[place]
            elif other == value.value:
                continue
            else:
                fresh.keywords[place].value = ast.Constant(other)
            yield Change(str(keyword.arg), fresh)


_KEYWORDS: dict[str | None, tuple[int, ...]] = {
    "axis": (0, 1),
    "keepdims": (True, False),
}


def _function(node: ast.AST, _names: Sequence[str]) -> Iterator[Change]:
    if not isinstance(node, ast.Call):
        return
    name = _called(node)
    other = INSTEAD.get(name)
    if other is None:
        return
    fresh = copy.deepcopy(node)
    if isinstance(fresh.func, ast.Attribute):
        fresh.func.attr = other
        yield Change(f"{other} for {name}", fresh)
    elif isinstance(fresh.func, ast.Name) and name != "sum":
        fresh.func.id = other
        yield Change(f"{other} for {name}", fresh)


def _copied(node: ast.AST, _names: Sequence[str]) -> Iterator[Change]:
    """`a.copy()`, `np.array(a)` or `list(a)` becomes `a`."""
    if not isinstance(node, ast.Call) or _called(node) not in COPIES:
        return
    if isinstance(node.func, ast.Attribute) and not node.args:
        yield Change("copy dropped", copy.deepcopy(node.func.value))
    elif len(node.args) == 1 and not node.keywords:
        yield Change("copy dropped", copy.deepcopy(node.args[0]))


def _range(node: ast.AST, _names: Sequence[str]) -> Iterator[Change]:
    """One turn more, one turn less."""
    if not isinstance(node, ast.Call) or _called(node) != "range":
        return
    operators: tuple[ast.operator, ...] = (ast.Add(), ast.Sub())
    for operator in operators:
        fresh = copy.deepcopy(node)
        fresh.args[-1] = ast.BinOp(fresh.args[-1], operator, ast.Constant(1))
        yield Change("index off by one", fresh)


def _index(node: ast.AST, _names: Sequence[str]) -> Iterator[Change]:
    if not isinstance(node, ast.Subscript) or isinstance(node.slice, ast.Slice):
        return
    for sign in (ast.Add(), ast.Sub()):
        fresh = copy.deepcopy(node)
        if isinstance(node.slice, ast.Constant) and type(node.slice.value) is int:
            step = 1 if isinstance(sign, ast.Add) else -1
            fresh.slice = ast.Constant(node.slice.value + step)
        elif isinstance(node.slice, ast.Name):
            fresh.slice = ast.BinOp(fresh.slice, sign, ast.Constant(1))
        else:
            return
        yield Change("index off by one", fresh)


def _variable(node: ast.AST, names: Sequence[str]) -> Iterator[Change]:
    if isinstance(node, ast.Name) and node.id in names:
        for other in names:
            if other != node.id:
                yield Change("wrong variable", ast.Name(other, ast.Load()))
    owner = getattr(node, "value", None)
    if isinstance(node, ast.Attribute) and isinstance(owner, ast.Name):
        for other in names if owner.id == "self" else ():
            yield Change("wrong variable", ast.Name(other, ast.Load()))


def _constant(node: ast.AST, _names: Sequence[str]) -> Iterator[Change]:
    value = node.value if isinstance(node, ast.Constant) else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        for other in (value + 1, value - 1, -value):
            if other != value:
                yield Change("constant", ast.Constant(other))


OPERATORS: tuple[Slip, ...] = (
    _comparison,
    _transpose,
    _swapped_call,
    _operands,
    _sign,
    _keyword,
    _function,
    _copied,
    _range,
    _index,
    _variable,
    _constant,
)
