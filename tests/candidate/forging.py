"""Submissions that write frames on the worker's wire themselves.

A submission finds the request it is called for in the worker's own frames, so it knows
the token of the reply: the strongest forger there is.
"""

from collections.abc import Sequence
from textwrap import dedent, indent
from typing import Any

from grader.candidate import Answer, Candidate, Request, Zygote
from tests.processes import CONFINEMENT, submission

TOOLS = dedent("""
    import json, os, struct, sys, time

    LARGEST = struct.pack(">II", 4 << 20, 8 << 20)

    def write(data):
        while data:
            data = data[os.write(3, data):]

    def frame(tree, body=b""):
        head = tree if isinstance(tree, bytes) else json.dumps(tree).encode()
        return struct.pack(">II", len(head), len(body)) + head + body

    def job():
        place = sys._getframe()
        while "request" not in place.f_locals:
            place = place.f_back
        return place.f_locals["request"]

    def rows(case=0, values=[9.0], **others):
        base = {"id": job()["id"], "case": case, "values": values}
        return {**base, "changed": [], "failures": [], **others}

    def reply(case=0, values=[9.0], body=b"", **others):
        found = rows(case, values, **others)
        return frame({"d": [[key, found[key]] for key in found]}, body)

    def failure(outcome, **others):
        row = {"outcome": outcome, "exception": "", "text": "", **others}
        return {"d": [[key, row[key]] for key in row]}
""")


def forger(action: str, *, loading: bool = False, result: str = "x") -> str:
    """A submission that acts where x is 1, or while it is loaded, and returns x."""
    action = dedent(action).strip()
    if loading:
        return f"{TOOLS}\n{action}\ndef f(x):\n    return {result}\n"
    body = indent(action, " " * 8)
    return f"{TOOLS}\ndef f(x):\n    if x == 1.0:\n{body}\n    return {result}\n"


def ask(zygote: Zygote, source: str, asked: Sequence[tuple[str, Any]]) -> list[Answer]:
    """Ask for some cases, each a group and an x, in one message."""
    requests = [Request.call(group, "f", [x]) for group, x in asked]
    with Candidate(zygote, submission(source), CONFINEMENT) as candidate:
        return candidate.ask(requests)


def told(answer: Answer) -> Any:
    """The one value of an answer, or the word for why there is none."""
    return answer.values[0] if answer.fault is None else answer.fault.verdict.value


# Takes the wire from the worker while it is loaded, and plays the worker from then on.
IMPOSTOR = TOOLS + dedent("""
    def take_over(answer):
        place = sys._getframe()
        while "request" not in place.f_locals:
            place = place.f_back
        request, session = place.f_locals["request"], place.f_locals["self"]
        codec = session.protocol

        def exactly(size):
            parts = b""
            while len(parts) < size:
                part = os.read(3, size - len(parts))
                if not part:
                    os._exit(0)
                parts += part
            return parts

        head = {"id": request["id"], "failure": None, "compiled": 1, "defined": "f"}
        write(codec.encode(head))
        while True:
            header, body = codec.lengths(exactly(8))
            request = codec.decode(exactly(header), exactly(body))
            for case, steps in enumerate(request["cases"]):
                message = {"id": request["id"], "case": case}
                message |= {"values": [], "changed": [], "failures": []}
                write(codec.encode(message | answer(steps)))
""")


def impostor(answer: str) -> str:
    """A submission that answers each case by an expression of its `steps`."""
    return f"{IMPOSTOR}\ntake_over(lambda steps: {answer})\n"
