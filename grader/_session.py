"""One submission at work inside a worker: load it, then answer cases.

Loaded by its text in `_worker`; standard library and numpy. Holds learners' names
and the objects made from their classes. What it sends is values or a failure, never a
verdict.
"""

from collections.abc import Callable
from types import FunctionType, SimpleNamespace
from typing import Any

import numpy as np

MAX_NAMES = 8


class Session:
    """One submission's names and objects, and the requests answered on them.

    `tools` holds our modules, made from their texts; `send` writes one message to the
    host.
    """

    def __init__(
        self,
        tools: SimpleNamespace,
        send: Callable[[Any], None],
    ) -> None:
        self.tools = tools
        self.protocol, self.source, self.faults = (
            tools.protocol,
            tools.source,
            tools.faults,
        )
        self.send = send
        self.kind = self.module = ""
        self.script: Any = None
        self.names: dict[str, Any] = {}
        self.objects: dict[Any, Any] = {}
        self.broken: list[Any] = []

    def serve(self, request: dict[str, Any]) -> None:
        """Answer one request: `load` with one message, `run` with one a case."""
        if request["op"] == "load":
            self.send({"id": request["id"], **self.load(request)})
            return
        for index, case in enumerate(request["cases"]):
            self.reply({"id": request["id"], "case": index}, case)

    def load(self, request: dict[str, Any]) -> dict[str, Any]:
        """Run the submission. The first failure is told, and what could not compile."""
        failures = []
        try:
            pieces = self.source.pieces_of(request["kind"], request["source"])
        except self.source.NotASubmission as problem:
            return {
                "failure": self.faults.failure("syntax_error", problem),
                "compiled": 0,
                "defined": "",
            }
        self.faults.SOURCES = {
            piece.filename: _bytes_of(piece.text) for piece in pieces
        }
        self.kind = request["kind"]
        self.names = self.source.new_namespace(self.kind, main=request["main"])
        self.module = self.names["__name__"]
        if request["watch"]:
            return self.load_script(pieces, request["watch"])
        count = 0
        for piece in pieces:
            try:
                code = self.source.compiled(piece)
            except SyntaxError as problem:
                self.broken.append(piece.text)
                failures.append(self.faults.of_syntax(problem, piece.filename))
                continue
            count += 1
            try:
                exec(code, self.names)
            except BaseException as problem:
                failures.append(self.faults.of_exception(problem))
        first = failures[0] if failures else None
        return {"failure": first, "compiled": count, "defined": self.defined()}

    def load_script(self, pieces: list[Any], watch: dict[str, Any]) -> dict[str, Any]:
        """Instrument a script, to be run once for each set of inputs."""
        failures = []
        trees = []
        for piece in pieces:
            try:
                trees.append((piece.filename, self.source.parsed(piece)))
            except SyntaxError as problem:
                failures.append(self.faults.of_syntax(problem, piece.filename))
        self.script = self.tools.recorder.Script(
            self.tools, set(watch["inputs"]), set(watch["steps"])
        )
        try:
            self.script.compile(trees, self.source.with_placeholders)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as problem:
            failure = self.faults.failure("syntax_error", problem)
            return {"failure": failure, "compiled": 0, "defined": ""}
        first = failures[0] if failures else None
        return {"failure": first, "compiled": len(trees), "defined": ""}

    def trace(self, values: Any) -> Any:
        """Run the script once, in a fresh namespace, on the host's inputs."""
        names = self.source.new_namespace(self.kind, main=True)
        return self.script.run(names, values, notebook=self.kind == "ipynb")

    def defined(self) -> str:
        """The learner's functions and classes, told where a name is missing."""
        own = [
            name
            for name, value in self.names.items()
            if self.is_own(value) and name.isidentifier() and not name.startswith("_")
        ]
        return ", ".join(own[:MAX_NAMES])

    def is_own(self, value: Any) -> bool:
        """Whether the learner's file made it; asked of plain functions and classes.

        Any other object could answer with code of its own.
        """
        if type(value) not in (FunctionType, type):
            return False
        module = value.__module__
        return type(module) is str and module == self.module

    def reply(self, head: dict[str, int], case: list[Any]) -> None:
        """Carry out the steps of a case; a step that fails does not end the others."""
        values: list[Any] = []
        changed: list[int] = []
        failures: dict[int, Any] = {}
        for index, step in enumerate(case):
            try:
                before = fingerprint(step)
                values.append(self.act(step))
                if fingerprint(step) != before:
                    changed.append(index)
            except Missing as missing:
                outcome = self.why_missing(missing.name)
                failures[index] = self.faults.failure(outcome, missing)
            except BaseException as raised:
                failures[index] = self.faults.of_exception(raised)
            if index in failures:
                values.append(None)
                if step[0] == "new":
                    break
        self.answer(head, values, changed, failures)

    def answer(
        self,
        head: dict[str, int],
        values: list[Any],
        changed: list[int],
        failures: dict[int, Any],
    ) -> None:
        """Send a reply; values that cannot cross are failures of their steps."""
        message = {**head, "changed": changed, "values": values}
        try:
            self.send({**message, "failures": list(map(list, failures.items()))})
        except (self.protocol.Unplain, self.protocol.TooLarge, RecursionError):
            self.answer_without(message, failures)

    def answer_without(self, message: dict[str, Any], failures: dict[int, Any]) -> None:
        """Send a reply without the values that cannot cross."""
        values = message["values"]
        for index, value in enumerate(values):
            if problem := self.problem_of(value):
                values[index], failures[index] = None, problem
        try:
            self.send({**message, "failures": list(map(list, failures.items()))})
        except self.protocol.TooLarge as large:
            # Each value alone would fit, all together do not.
            problem = self.faults.failure("output_limit", large)
            rows = [[index, problem] for index in range(len(values))]
            empty = [None] * len(values)
            self.send({**message, "values": empty, "failures": rows})

    def problem_of(self, value: Any) -> Any:
        """Why a value cannot cross, or None."""
        try:
            self.protocol.encode(value)
        except self.protocol.Unplain as unplain:
            return self.faults.failure("bad_type", unplain)
        except (self.protocol.TooLarge, RecursionError) as large:
            return self.faults.failure("output_limit", large)
        return None

    def act(self, step: list[Any]) -> Any:
        """Carry out one step: call, new, method, get or set."""
        verb, target, *rest = step
        if verb == "trace":
            return self.trace(target)
        if verb == "call":
            return self.named(target)(*rest[0])
        if verb == "new":
            self.objects[target] = self.named(rest[0])(*rest[1])
            return None
        thing = self.objects[target]
        if verb == "set":
            setattr(thing, rest[0], rest[1])
            return None
        if not hasattr(thing, rest[0]):
            raise Missing(rest[0])
        found = getattr(thing, rest[0])
        return found(*rest[1]) if verb == "method" else found

    def named(self, name: str) -> Any:
        found = self.names.get(name)
        if not callable(found):
            raise Missing(name)
        return found

    def why_missing(self, name: str) -> str:
        """`syntax_error` where a cell that does not compile seems to define it."""
        words = (f"def {name}", f"class {name}")
        lost = any(
            isinstance(t, str) and any(w in t for w in words) for t in self.broken
        )
        return "syntax_error" if lost else "missing"


def _bytes_of(text: str | bytes) -> bytes:
    return text.encode("utf-8", "replace") if isinstance(text, str) else text


def fingerprint(step: list[Any]) -> list[Any]:
    """What a call's arguments are now, to tell whether it changed them."""
    if step[0] not in ("call", "method"):
        return []
    return [
        (value.dtype.str, value.shape, value.tobytes())
        if type(value) is np.ndarray
        else repr(value)
        for value in step[-1]
    ]


class Missing(Exception):
    """A name the submission does not define."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)
