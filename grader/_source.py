"""Reads a learner's bytes inside the worker and runs them into a namespace.

Standard library only; loaded by its text in `_worker`. It turns a `.py` or
`.ipynb` into pieces of code (one for a script, one a cell for a notebook), replaces
imports that cannot be had by placeholders that raise on use, neutralises what only a
notebook understands, and runs each piece. A notebook goes on after a cell that fails.
"""

import ast
import builtins
import importlib.util
import json
import re
import sys
import types
from types import CodeType
from typing import Any

MAX_SOURCE = 1024 * 1024
# Blanks at the start are never given back, so that a line of them takes no time.
MAGIC = re.compile(
    r"^(\s*+)(?:[\w.,\s]+=\s*+)?(?:%|!|\?)[^\n]*$|^(\s*+)[^\n#]*\w\?{1,2}\s*$"
)
PYTHON_CELL_MAGICS = ("time", "timeit", "capture", "prun", "python", "python3")
MODULE_NAME = "submission"
ImportNode = ast.Import | ast.ImportFrom
# Where imports fail as ever.
APART = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Try, ast.TryStar)
# What else compilers raise: for zeros, for codecs that make no text, for what is deep.
BEYOND = (ValueError, LookupError, RecursionError, MemoryError)
TOO_MUCH = "nested too deep"


class NotASubmission(ValueError):
    """Bytes that are no Python source and no notebook."""


class Piece:
    """One unit of code: its text or bytes, and the file name its frames carry."""

    def __init__(self, text: str | bytes, filename: str) -> None:
        self.text = text
        self.filename = filename


def pieces_of(kind: str, source: bytes) -> list[Piece]:
    """The pieces of code of a submission, in order. Raises `NotASubmission`."""
    if kind == "py":
        return [Piece(source, "submission.py")]
    try:
        return _pieces_of_notebook(source)
    except MemoryError:
        raise NotASubmission("is too large to be read") from None


def _pieces_of_notebook(source: bytes) -> list[Piece]:
    cells = _cells(source)
    pieces, size = [], 0
    for number, cell in enumerate(cells, start=1):
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        text = cell.get("source", cell.get("input", ""))
        if isinstance(text, list):
            text = "".join(part for part in text if isinstance(part, str))
        if not isinstance(text, str):
            raise NotASubmission(f"is no notebook: cell {number} has no text")
        size += len(text)
        if size > MAX_SOURCE:
            raise NotASubmission("holds more than 1 MiB of code")
        pieces.append(Piece(text, f"cell {number}"))
    return pieces


def _cells(source: bytes) -> list[Any]:
    try:
        notebook = json.loads(source)
    except (ValueError, RecursionError) as problem:
        raise NotASubmission("is no notebook: not JSON") from problem
    if not isinstance(notebook, dict):
        raise NotASubmission("is no notebook: not a JSON object")
    cells = notebook.get("cells")
    if cells is None and isinstance(notebook.get("worksheets"), list):
        rows = [s.get("cells") for s in notebook["worksheets"] if isinstance(s, dict)]
        lists = [row for row in rows if isinstance(row, list)]
        if len(lists) < len(rows):
            raise NotASubmission("is no notebook: a worksheet has no cells")
        cells = [cell for row in lists for cell in row]
    if not isinstance(cells, list):
        raise NotASubmission("is no notebook: it has no cells")
    return cells


def parsed(piece: Piece) -> ast.Module:
    """The tree of a piece that compiles. Raises `SyntaxError` with line and reason.

    A `return` outside a function, for one, is in the tree of no piece that runs.
    """
    tree = _tree(piece)
    _code(tree, piece)
    return tree


def _tree(piece: Piece) -> ast.Module:
    try:
        if isinstance(piece.text, bytes):
            # As Python reads a file: by its mark or cookie, else as UTF-8 throughout.
            text = importlib.util.decode_source(piece.text)
            return ast.parse(text, piece.filename)
        return _tree_of_cell(piece.text, piece.filename)
    except BEYOND as problem:
        raise SyntaxError(str(problem) or TOO_MUCH) from problem


def _tree_of_cell(text: str, filename: str) -> ast.Module:
    """The tree of a cell; only a notebook has magics."""
    try:
        return ast.parse(text, filename)
    except SyntaxError:
        plain = without_magics(text)
        if plain == text:
            raise
        return ast.parse(plain, filename)


def with_placeholders(tree: ast.Module) -> ast.Module:
    """The tree with imports at module level, outside `try`, that bind placeholders.

    Statements alone are looked at, one after another, so that no depth is too deep.
    """
    blocks: list[Any] = [tree]
    while blocks:
        block = blocks.pop()
        for name in ("body", "orelse"):
            rows = [new for old in getattr(block, name, ()) for new in _bound(old)]
            if rows:
                setattr(block, name, rows)
            blocks += [row for row in rows if not isinstance(row, APART)]
        blocks += getattr(block, "cases", ())
    return tree


def compiled(piece: Piece) -> CodeType:
    """The code object of a piece. Raises `SyntaxError` with line and reason."""
    return _code(with_placeholders(_tree(piece)), piece)


def _code(tree: ast.Module, piece: Piece) -> CodeType:
    try:
        return compile(tree, piece.filename, "exec")
    except BEYOND as problem:
        raise SyntaxError(str(problem) or TOO_MUCH) from problem


def without_magics(text: str) -> str:
    """The text of a cell with magics, shell lines and help requests made `pass`."""
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    head = lines[first].strip()
    if head.startswith("%%"):
        words = head[2:].split()
        if not words or words[0] not in PYTHON_CELL_MAGICS:
            return ""
        lines[first] = ""
    return "\n".join(_plain_line(line) for line in lines)


def _plain_line(line: str) -> str:
    match = MAGIC.match(line)
    if match is None:
        return line
    return f"{match[1] if match[1] is not None else match[2]}pass"


def _bound(node: ast.stmt) -> list[ast.stmt]:
    """A statement, or what stands for it where it imports."""
    if isinstance(node, ast.Import):
        return [_guarded(node, [alias]) for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module != "__future__":
        return [_guarded(node, node.names)]
    return [node]


def _guarded(node: ImportNode, aliases: list[ast.alias]) -> ast.Try:
    """An import that binds its names to placeholders where it fails."""
    single = type(node)(**{**_fields(node), "names": aliases})
    bindings: list[ast.stmt] = [
        ast.Assign(
            targets=[ast.Name(_bound_name(node, alias), ast.Store())],
            value=ast.Call(
                ast.Name("__placeholder__", ast.Load()),
                [ast.Constant(getattr(node, "module", None) or alias.name)],
                [],
            ),
        )
        for alias in aliases
        if alias.name != "*"
    ]
    handler = ast.ExceptHandler(
        ast.Name("__import_error__", ast.Load()), None, bindings or [ast.Pass()]
    )
    wrapped = ast.Try([single], [handler], [], [])
    for child in ast.walk(wrapped):
        ast.copy_location(child, node)
    return wrapped


def _fields(node: ast.AST) -> dict[str, Any]:
    return {name: getattr(node, name) for name in node._fields}


def _bound_name(node: ImportNode, alias: ast.alias) -> str:
    if alias.asname:
        return alias.asname
    return alias.name if isinstance(node, ast.ImportFrom) else alias.name.split(".")[0]


class _Placeholder:
    """Stands for a module that is not here; any use raises ImportError."""

    def __init__(self, module: str) -> None:
        object.__setattr__(self, "_module", module)

    def _raise(self, *_args: Any, **_kwargs: Any) -> Any:
        module = object.__getattribute__(self, "_module")
        raise ModuleNotFoundError(f"No module named {module!r}", name=module)

    __getattr__ = __setattr__ = __call__ = __getitem__ = __iter__ = __len__ = _raise
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __matmul__ = _raise
    __rmatmul__ = __truediv__ = __rtruediv__ = __neg__ = __float__ = __int__ = _raise
    __pow__ = __rpow__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _raise
    __abs__ = __setitem__ = __contains__ = __eq__ = __ne__ = _raise
    __hash__ = object.__hash__
    __bool__ = __enter__ = __exit__ = __lt__ = __gt__ = __le__ = __ge__ = _raise


class _Notebook:
    """What IPython adds to a notebook's names, doing nothing."""

    def __getattr__(self, _name: str) -> Any:
        return lambda *_args, **_kwargs: None


def new_namespace(kind: str, *, main: bool) -> dict[str, Any]:
    """The namespace a submission runs in, registered as a module of its own."""
    module = types.ModuleType("__main__" if main else MODULE_NAME)
    sys.modules[module.__name__] = module
    names = module.__dict__
    names["__builtins__"] = builtins
    names["__placeholder__"] = _Placeholder
    names["__import_error__"] = Exception
    if kind == "ipynb":
        names["display"] = lambda *_objects, **_options: None
        names["get_ipython"] = _Notebook
    return names
