"""Reads a learner's bytes inside the worker and runs them into a namespace.

Standard library only; loaded by its path beside `_worker`. It turns a `.py` or
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
from typing import Any, cast

MAX_SOURCE = 1024 * 1024
MAGIC = re.compile(
    r"^(\s*)(?:[\w.,\s]+=\s*)?(?:%|!|\?)[^\n]*$|^(\s*)[^\n#]*\w\?{1,2}\s*$"
)
PYTHON_CELL_MAGICS = ("time", "timeit", "capture", "prun", "python", "python3")
MODULE_NAME = "submission"
ImportNode = ast.Import | ast.ImportFrom


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
    """The tree of a piece. Raises `SyntaxError` with line and reason."""
    text = piece.text
    try:
        if isinstance(text, bytes):
            # As Python reads a file: by its mark or cookie, else as UTF-8 throughout.
            text = importlib.util.decode_source(text)
        return ast.parse(text, piece.filename)
    except SyntaxError:
        if isinstance(piece.text, bytes):
            raise  # only a notebook has magics
        plain = without_magics(piece.text)
        if plain == text:
            raise
        return ast.parse(plain, piece.filename)
    except (ValueError, RecursionError, MemoryError) as problem:
        raise SyntaxError(str(problem) or "nested too deep") from problem


def with_placeholders(tree: ast.Module) -> ast.Module:
    """The tree with imports that bind a placeholder where they fail."""
    try:
        return cast("ast.Module", _Imports().visit(tree))
    except RecursionError as problem:
        raise SyntaxError("nested too deep") from problem


def compiled(piece: Piece) -> CodeType:
    """The code object of a piece. Raises `SyntaxError` with line and reason."""
    try:
        return compile(with_placeholders(parsed(piece)), piece.filename, "exec")
    except (ValueError, RecursionError, MemoryError) as problem:
        raise SyntaxError(str(problem) or "nested too deep") from problem


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


class _Imports(ast.NodeTransformer):
    """Wraps imports at module level, outside `try`, so that a failure binds names."""

    def visit_FunctionDef(self, node: ast.AST) -> ast.AST:
        return node

    visit_AsyncFunctionDef = visit_ClassDef = visit_Lambda = visit_FunctionDef
    visit_Try = visit_TryStar = visit_FunctionDef

    def visit_Import(self, node: ast.Import) -> list[ast.Try]:
        return [self._wrapped(node, [alias]) for alias in node.names]

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST:
        if node.module == "__future__":
            return node
        return self._wrapped(node, node.names)

    def _wrapped(self, node: ImportNode, aliases: list[ast.alias]) -> ast.Try:
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
