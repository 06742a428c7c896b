"""Runs an instrumented script once and keeps what it wrote, bounded however it loops.

Loaded by its text in `_worker`. For every watched name and shape the last write is
kept, with what each other watched name held at that moment; nothing else is, so a loop
of a million writes needs no more memory than one.
"""

import ast
import contextlib
import random
from types import CodeType, ModuleType, SimpleNamespace
from typing import Any

import numpy as np

MANY = 4000
LEAVES = 4096
MAX_ELEMENTS = 4096
MAX_ROWS = 65  # the lists that may hold them
MAX_DEPTH = 4
NUMERIC = "biuf"
Frozen = tuple[Any, ...] | None


class Recorder:
    """The writes of one run. `values` are the host's inputs by site, None when dry."""

    def __init__(self, values: dict[str, Any] | None) -> None:
        self.values = values
        self.count = 0
        self.sites: dict[int, Any] = {}
        self.latest: dict[str, int] = {}
        self.finals: dict[tuple[str, str, bool], tuple[int, dict[str, int]]] = {}
        self.events: dict[int, list[Any]] = {}
        self.seen: dict[str, tuple[int, Any]] = {}

    def input(self, site: int, value: Any) -> Any:
        """Tell of an input that can be replaced; give the host's in its place."""
        self.sites.setdefault(site, described(value))
        given = None if self.values is None else self.values.get(str(site))
        return value if given is None else like(value, iter(given))

    def write(self, name: str, value: Any, line: int, site: int = -1) -> None:
        """Record a write, also of a value that is equal to the one before."""
        frozen = freeze(value)
        if frozen is None:
            return
        self.count += 1
        self.latest[name] = self.count
        self.events[self.count] = [name, *frozen, site, line]
        key = (name, shape_of(frozen), site >= 0)
        self.finals[key] = (self.count, dict(self.latest))
        self.forget()

    def touch(self, name: str, value: Any, line: int, _site: int = -1) -> None:
        """Record a write where a call has changed the value in place.

        A global that is as it was last seen has not changed, also where a function's
        own variable of that name was written meanwhile.
        """
        if self.seen.get(name) == (id(value), mark(value)):
            return
        event = self.events.get(self.latest.get(name, 0))
        frozen = freeze(value)
        if event is None or not same((event[1], event[2]), frozen):
            self.write(name, value, line)

    def sweep(self, names: dict[str, Any], watched: Any) -> None:
        """Record what changed at the top level in ways not seen in the source."""
        for name, value in list(names.items()):
            if type(name) is str and watched(name):
                # A learner's object may do anything when it is looked at.
                with contextlib.suppress(BaseException):
                    self.touch(name, value, 0)
                    self.seen[name] = (id(value), mark(value))

    def used(self) -> set[int]:
        """The events that something refers to."""
        found = {number for number, _env in self.finals.values()}
        found |= {n for _number, env in self.finals.values() for n in env.values()}
        return found | set(self.latest.values())

    def forget(self) -> None:
        """Drop events that nothing refers to, once there are many."""
        if len(self.events) > MANY:
            used = self.used()
            self.events = {n: row for n, row in self.events.items() if n in used}

    def told(self) -> dict[str, Any]:
        """The trace as plain data."""
        return {
            "finals": [[n, env] for n, env in self.finals.values()],
            "events": {str(n): self.events[n] for n in sorted(self.used())},
        }


def freeze(value: Any) -> Frozen:
    """A number, list, tuple or array as plain data that later writes leave alone.

    `("value", data)`, or `("bad", word)` for what is no numeric data; None for what is
    no data at all: functions, classes, modules.
    """
    if _is_number(value):
        return ("value", value)
    kind = type(value)
    if kind is np.ndarray and value.dtype.kind in NUMERIC:
        large = value.size > MAX_ELEMENTS
        return ("bad", "too large") if large else ("value", value.copy())
    if kind is list or kind is tuple:
        try:
            return ("value", _copied(value, [MAX_ELEMENTS + MAX_ROWS], 0))
        except ValueError:
            return ("bad", "too large")
    if callable(value) or issubclass(kind, ModuleType):
        return None
    return ("bad", "none" if value is None else "no number")


def _copied(value: Any, left: list[int], depth: int) -> Any:
    left[0] -= 1
    if left[0] < 0 or depth > MAX_DEPTH:
        raise ValueError("too large")
    if type(value) is list or type(value) is tuple:
        return [_copied(item, left, depth + 1) for item in value]
    if type(value) is np.ndarray and value.dtype.kind in NUMERIC:
        left[0] -= value.size
        if left[0] < 0:
            raise ValueError("too large")
        return value.copy()
    return value if _is_number(value) else None


def _is_number(value: Any) -> bool:
    """A number that can cross the wire, booleans included."""
    if issubclass(type(value), np.generic):
        return value.dtype.kind in NUMERIC and type(value).__module__ == "numpy"
    return type(value) in (int, float, bool)


def same(one: Frozen, other: Frozen) -> bool:
    """Whether two frozen values hold the same."""
    return one is other or repr(one) == repr(other)


def shape_of(frozen: Frozen) -> str:
    """The shape of a frozen value, as a key."""
    if frozen is None or frozen[0] != "value":
        return "?"
    try:
        return str(np.shape(frozen[1]))
    except ValueError:
        return "ragged"


def mark(value: Any) -> Any:
    """What tells that a value was changed in place."""
    if type(value) is np.ndarray and value.size <= LEAVES:
        return value.tobytes()
    return repr(freeze(value)) if type(value) is list else None


def described(value: Any) -> dict[str, Any] | None:
    """Container, shape and kind of numbers of an input, or None where it has none."""
    kind = type(value)
    if kind is np.ndarray and value.dtype.kind in "iuf" and value.size:
        whole = value.dtype.kind != "f"
        return {
            "shape": list(value.shape),
            "whole": [whole] * value.size,
            "unsigned": value.dtype.kind == "u",
        }
    leaves: list[bool] = []
    shape = _shape(value, leaves)
    if shape is None or not leaves:
        return None
    return {"shape": shape, "whole": leaves, "unsigned": False}


def _shape(value: Any, leaves: list[bool]) -> list[int] | None:
    if len(leaves) > LEAVES:
        return None
    if type(value) in (int, float) or isinstance(value, np.integer | np.floating):
        leaves.append(isinstance(value, int | np.integer))
        return []
    if type(value) not in (list, tuple) or not value:
        return None
    inner = [_shape(item, leaves) for item in value]
    if any(row is None or row != inner[0] for row in inner):
        return None
    return [len(value), *(inner[0] or [])]


def like(value: Any, numbers: Any) -> Any:
    """The host's numbers in the container and of the kind of `value`."""
    if type(value) is np.ndarray:
        flat = [next(numbers) for _ in range(value.size)]
        return np.array(flat).reshape(value.shape).astype(value.dtype)
    if type(value) in (list, tuple):
        return type(value)(like(item, numbers) for item in value)
    return type(value)(next(numbers))


class Script:
    """One submission in script style: compiled once, run for each set of inputs."""

    def __init__(
        self,
        tools: SimpleNamespace,
        inputs: set[str],
        steps: set[str],
    ) -> None:
        self.trace, self.faults = tools.trace, tools.faults
        self.normal = tools.spelling.normal
        self.inputs, self.steps = inputs, steps
        self.cells: list[tuple[str, list[tuple[CodeType, list[str]]]]] = []
        self.texts: list[tuple[str, str]] = []

    def watched(self, name: str) -> bool:
        return self.is_input(name) or self.normal(name) in self.steps

    def is_input(self, name: str) -> bool:
        return self.normal(name) in self.inputs

    def compile(
        self, trees: list[tuple[str, ast.Module]], with_placeholders: Any
    ) -> None:
        """Instrument and compile, statement by statement. Raises SyntaxError."""
        constants = self.trace.Constants([tree for _, tree in trees], self.watched)
        trees = [(name, with_placeholders(tree)) for name, tree in trees]
        instrument = self.trace.Instrument(self.is_input, self.watched, constants)
        for _, tree in trees:
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef):
                    positional = [*node.args.posonlyargs, *node.args.args]
                    instrument.parameters[node.name] = (
                        [row.arg for row in positional],
                        [row.arg for row in node.args.kwonlyargs],
                    )
        for filename, tree in trees:
            units: list[tuple[CodeType, list[str]]] = []
            for statement in tree.body:
                targets = bound(statement)
                block = instrument.block([instrument.visit(statement)])
                module = ast.Module(block, [])
                units.append((compile(module, filename, "exec"), targets))
            self.cells.append((filename, units))
        self.texts = instrument.texts

    def run(self, names: dict[str, Any], values: Any, *, notebook: bool) -> Any:
        """Run once on the host's values; the trace, as plain data."""
        random.seed(0)
        np.random.seed(0)
        recorder = Recorder(values)
        names["__input__"] = recorder.input
        names["__write__"] = recorder.write
        names["__touch__"] = recorder.touch
        names["__unbound__"] = NameError
        failures: list[Any] = []
        for _filename, rows in self.cells:
            for code, targets in rows:
                try:
                    exec(code, names)
                except BaseException as problem:
                    row = self.faults.of_exception(problem)
                    failures.append({**row, "targets": targets})
                    if notebook:
                        break
                finally:
                    recorder.sweep(names, self.watched)
        sites = {}
        if values is None:
            sites = {
                str(site): [*self.texts[site], described_row]
                for site, described_row in recorder.sites.items()
            }
        told = recorder.told()
        return {**told, "sites": sites, "failures": failures[: self.trace.MAX_FAILURES]}


def bound(statement: ast.stmt) -> list[str]:
    """The names that a statement would write, at any depth."""
    stores = (ast.Store, ast.Del)
    return sorted(
        {
            node.id
            for node in ast.walk(statement)
            if isinstance(node, ast.Name) and isinstance(node.ctx, stores)
        }
    )[:60]
