"""The benchmark of the engine runs, and its figures hold together; none is timed here.

Without its peers, which are installed from a registry: `docs/performance.md` has those.
"""

import json
import subprocess
import sys
from pathlib import Path

from tests.helpers import REPOSITORY

PEERS = ("fresh pytest", "gradescope unittest", "otter-grader", "nbgrader autograde")


def test_the_engine_is_measured(tmp_path: Path) -> None:
    """One command: a table, and figures of every phase, layer, kind and size."""
    out = tmp_path / "figures.json"
    command = [sys.executable, str(REPOSITORY / "benchmarks" / "engine.py")]
    command += ["--rounds", "1", "--many", "120", "--json", str(out)]

    done = subprocess.run(
        [*command, "--without", *PEERS], capture_output=True, text=True, check=True
    )

    figures = json.loads(out.read_text())
    ours = figures["beside"]["gradkata"]
    assert ours["passed"] == {"right": 20, "wrong": 0, "crashing": 0}
    assert ours["cpu_ms"]["median"] > 0
    assert [row["submissions"] for row in figures["growth"]] == [100, 120]
    assert figures["phases"]["floor"] > figures["phases"]["fork"] > 0
    assert list(figures["kinds"]) == ["right", "wrong", "crashing"]
    assert len(figures["layers"]) == 6
    assert "| **the floor**" in done.stdout
    assert "| + seccomp |" in done.stdout
