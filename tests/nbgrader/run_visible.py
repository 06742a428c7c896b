"""Runs a visible cell after each of some solutions; a program of its own.

Reads JSON from standard input, the cell and the solutions, and writes what came of it.
It knows numpy and nothing of ours, as a learner's machine does.
"""

import contextlib
import io
import json
import sys
import warnings


def outcome(cell: str, solution: str) -> dict[str, str]:
    """What running a solution and then the cell ends with, and what is printed."""
    held: dict[str, object] = {"__name__": "__main__"}
    out, err = io.StringIO(), io.StringIO()
    told = kind = ""
    with contextlib.redirect_stdout(out), contextlib.suppress(BaseException):
        exec(compile(solution, "solution", "exec"), held)
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")  # a learner's arithmetic may warn
        try:
            exec(compile(cell, "cell", "exec"), held)
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is told
            kind, told = type(error).__name__, str(error)
    return {"kind": kind, "told": told, "out": out.getvalue(), "err": err.getvalue()}


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    rows = {n: outcome(asked["cell"], text) for n, text in asked["solutions"].items()}
    ours = sorted(name for name in sys.modules if name.split(".")[0] == "grader")
    json.dump({"rows": rows, "ours": ours}, sys.stdout)
