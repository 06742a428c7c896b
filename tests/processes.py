"""Starting real things for tests: submissions, workers, the installed commands."""

import json
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

from grader.candidate import Answer, Candidate, Request, Zygote
from grader.sandbox import Confinement
from grader.submission import Submission

ROOT = Path(__file__).parent.parent
CONFINEMENT = Confinement(call=0.4, memory=256)


def submission(source: str | bytes, kind: str = "py", exercise: str = "f"):
    """A submission from its text, as if it had been read from a file."""
    raw = dedent(source).encode() if isinstance(source, str) else source
    return Submission("ada", exercise, f"ada/{exercise}.{kind}", kind, raw, "sha256:0")


def notebook(*cells: str | list[str]) -> bytes:
    """A minimal notebook of code cells."""
    rows = [{"cell_type": "code", "source": cell} for cell in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": rows}).encode()


def ask(zygote: Zygote, source: str | bytes, *arguments, kind="py") -> Answer:
    """Call `f` of a submission once, in a worker."""
    with Candidate(zygote, submission(source, kind), CONFINEMENT) as candidate:
        (answer,) = candidate.ask([Request.call("g", "f", arguments)])
    return answer


def run(command: str, *arguments: object, cwd: Path = ROOT, **options):
    """Run an installed command (`grader` or `kata`) and capture what it says."""
    program = Path(sys.executable).with_name(command)
    return subprocess.run(
        [program, *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        **options,
    )


def lines(text: str) -> list[dict]:
    """The grades of a `--jsonl` output."""
    return [json.loads(line) for line in text.splitlines()]
