"""The small language in which an author writes mathematics in `exercise.yaml`.

An expression is arithmetic over named quantities and a few functions of numpy. What it
may hold is a list, and whatever is not on it is told: no attribute, no string, no other
name. It is only read here; `grader.script.graph` compiles it.
"""

import ast
from collections.abc import Collection, Iterator
from functools import cache

ANALYTIC = (
    *("cos", "dot", "exp", "log", "mean", "outer", "sin", "sqrt", "square", "sum"),
    *("tanh", "transpose"),
)
PIECEWISE = ("abs", "max", "maximum", "min", "minimum", "where")
FUNCTIONS = tuple(sorted(ANALYTIC + PIECEWISE))
OPTIONS = ("axis", "keepdims")
NODES = (
    *(ast.Expression, ast.Name, ast.Load, ast.Constant, ast.Tuple, ast.keyword),
    *(ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.MatMult),
    *(ast.UnaryOp, ast.USub, ast.UAdd, ast.Subscript, ast.Slice, ast.Call),
    *(ast.Compare, ast.Gt, ast.GtE, ast.Lt, ast.LtE),
)
ALLOWED = "numbers, names, + - * / ** @, comparisons, [indices] and calls"


def problems_of(text: str, known: Collection[str]) -> Iterator[str]:
    """What keeps a text from being an expression over the known quantities."""
    tree = _tree(text)
    if isinstance(tree, str):
        yield tree
        return
    called = set(_called(tree))
    for node in ast.walk(tree):
        if not isinstance(node, NODES) or _odd(node):
            yield f"{ast.unparse(node)!r} is not understood; write {ALLOWED}"
        elif isinstance(node, ast.Name) and node not in called:
            if node.id not in known or node.id in FUNCTIONS:
                yield f"there is no quantity called {node.id!r}"
        elif isinstance(node, ast.Call):
            yield from _call_problems(node)


def names_of(text: str) -> set[str]:
    """The quantities that an expression reads."""
    tree = _tree(text)
    assert not isinstance(tree, str)
    called = set(_called(tree))
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    return {node.id for node in names if node not in called}


def is_analytic(text: str) -> bool:
    """Whether an expression has a derivative wherever it has a value.

    One that chooses, by a comparison or a function such as `maximum`, has kinks.
    """
    tree = _tree(text)
    assert not isinstance(tree, str)
    chosen = any(node.id in PIECEWISE for node in _called(tree))
    compared = any(isinstance(node, ast.Compare) for node in ast.walk(tree))
    return not (chosen or compared)


@cache
def _tree(text: str) -> ast.Expression | str:
    """The text parsed, or what is wrong with it."""
    try:
        return ast.parse(text.strip(), mode="eval")
    except SyntaxError as error:
        return f"{text!r} is no expression: {error.msg}"
    except (ValueError, RecursionError, MemoryError):
        return f"{text!r} is no expression"


def _called(tree: ast.Expression) -> Iterator[ast.Name]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func


def _odd(node: ast.AST) -> bool:
    """A constant that is neither a number nor true or false."""
    return isinstance(node, ast.Constant) and not isinstance(node.value, int | float)


def _call_problems(node: ast.Call) -> Iterator[str]:
    """A call is of a function on the list, with options on the list."""
    name = ast.unparse(node.func)
    if not isinstance(node.func, ast.Name) or name not in FUNCTIONS:
        yield f"there is no function {name!r}; known are {', '.join(FUNCTIONS)}"
    for option in node.keywords:
        if option.arg not in OPTIONS:
            yield f"{name} takes no {option.arg!r} here, only {' and '.join(OPTIONS)}"
