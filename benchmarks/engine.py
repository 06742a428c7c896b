"""Milliseconds per submission, and memory over many, beside fresh pytest processes.

One submission has 20 checks over 36 calls; right, wrong and crashing ones take turns.
The peer runs the same checks on the same cases by one fresh `pytest` process for each
submission, checks and submission in one process, as simple harnesses do. Both take
turns within one run, so that the ratio holds on a noisy machine: quote the median of
the ratios, not a lone time.

    python benchmarks/engine.py [--rounds 15] [--many 2000] [--json FILE]
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from string import Template

from grader.catalogue import Catalogue
from grader.engines import Engines, Setup
from grader.result import Grade
from grader.scaffold import make_course
from grader.submission import Submission

SEED = 1
BATCH = 10
GROUPS = 12  # of 3 cases each: 36 calls
EXERCISE = "bench"
SUBMISSIONS = {
    "right": """
import numpy as np
def dense_relu_backward(inputs, weights, biases, dvalues):
    drelu = dvalues * (inputs @ weights + biases > 0)
    return drelu @ weights.T, inputs.T @ drelu, drelu.sum(axis=0, keepdims=True)
""",
    "wrong": """
import numpy as np
def dense_relu_backward(inputs, weights, biases, dvalues):
    drelu = dvalues * (dvalues > 0)
    return drelu @ weights.T, inputs.T @ drelu, drelu.sum(axis=0, keepdims=True)
""",
    "crashing": """
import numpy as np
def dense_relu_backward(inputs, weights, biases, dvalues):
    return dvalues @ weights, inputs.T @ dvalues, dvalues.sum(axis=0)
""",
}
PEER = Template("""
import numpy as np, pickle, pytest
from pathlib import Path
from submission import dense_relu_backward
CASES = pickle.loads(Path(__file__).with_name("cases.pickle").read_bytes())
CHECKS = $checks
@pytest.mark.parametrize("groups,part", CHECKS)
def test_check(groups, part):
    for group in groups:
        for arguments, expected in CASES[group]:
            arguments = [a.copy() for a in arguments]
            got = dense_relu_backward(*arguments)[part]
            assert got.shape == expected[part].shape
            np.testing.assert_allclose(got, expected[part])
""")


def checks() -> list[tuple[list[str], int]]:
    """Twenty checks: the groups each looks at, and the part."""
    groups = [f"g{i}" for i in range(GROUPS)]
    single = [([group], i % 3) for i, group in enumerate(groups)]
    wide = [(groups[i : i + 6], i % 3) for i in range(8)]
    return single + wide


def write_course(folder: Path) -> Path:
    """A course with one exercise of 20 checks, made from the layer track's own."""
    course = folder / "course"
    make_course(course)
    here = course / "exercises/02_bench/01_bench"
    solutions = course / "solutions/02_bench/01_bench/passed"
    here.mkdir(parents=True)
    solutions.mkdir(parents=True)
    parts = ["dinputs", "dweights", "dbiases"]
    spec = {
        "format": 1, "title": "bench", "summary": "bench", "level": 1, "minutes": 1,
        "style": "function",
        "function": {
            "name": "dense_relu_backward",
            "arguments": {
                "inputs": {"kind": "array", "shape": ["n_samples", "n_inputs"]},
                "weights": {"kind": "array", "shape": ["n_inputs", "n_neurons"]},
                "biases": {"kind": "array", "shape": [1, "n_neurons"]},
                "dvalues": {"kind": "array", "shape": ["n_samples", "n_neurons"]},
            },
            "returns": {
                "dinputs": ["n_samples", "n_inputs"],
                "dweights": ["n_inputs", "n_neurons"],
                "dbiases": [1, "n_neurons"],
            },
        },
        "dimensions": {"n_samples": {}, "n_inputs": {}, "n_neurons": {}},
        "cases": {f"g{i}": {"draw": 3} for i in range(GROUPS)},
        "checks": [
            {"id": f"c{i}", "kind": "value", "cases": groups, "parts": [parts[part]],
             "points": 1, "title": f"check {i}"}
            for i, (groups, part) in enumerate(checks())
        ],
        "hints": ["none"],
    }  # fmt: skip
    (here / "exercise.yaml").write_text(json.dumps(spec))
    (solutions / "reference.py").write_text(SUBMISSIONS["right"])
    return course


def write_peer(folder: Path, course: Path) -> Path:
    """The same checks and cases as a plain pytest file."""
    import pickle

    from grader.cases import cases_of

    namespace: dict = {}
    exec(SUBMISSIONS["right"], namespace)
    reference = namespace["dense_relu_backward"]
    rows: dict[str, list] = {}
    for case in cases_of(Catalogue(course).load(EXERCISE), SEED):
        arguments = list(case.arguments.values())
        rows.setdefault(case.group, []).append((arguments, reference(*arguments)))
    peer = folder / "peer"
    peer.mkdir()
    (peer / "cases.pickle").write_bytes(pickle.dumps(rows))
    (peer / "test_peer.py").write_text(PEER.substitute(checks=repr(checks())))
    return peer


def work(count: int) -> Iterator[Submission]:
    """Submissions of the three kinds in turn."""
    sources = list(SUBMISSIONS.values())
    for index in range(count):
        source = sources[index % len(sources)].encode()
        yield Submission("s", EXERCISE, "s/bench.py", "py", source, "sha256:0")


def ours(engines: Engines, count: int) -> float:
    """Seconds for a number of submissions in a warm engine."""
    started = time.perf_counter()
    grades = list(engines.grade(work(count), SEED))
    seconds = time.perf_counter() - started
    assert all(isinstance(grade, Grade) for grade in grades)
    assert [g.points for g in grades[:3]] == [20, grades[1].points, 0]
    return seconds


def theirs(peer: Path) -> float:
    """Seconds for the three kinds, each by a fresh pytest process without plugins."""
    env = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    started = time.perf_counter()
    for source in SUBMISSIONS.values():
        (peer / "submission.py").write_text(source)
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "."]
        subprocess.run(command, cwd=peer, env=env, capture_output=True, check=False)
    return time.perf_counter() - started


def resident(pid: int) -> int:
    """Kilobytes resident in a process and its descendants; 0 for one that has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0
    rows = (line for line in status.splitlines() if line.startswith("VmRSS"))
    own = next(rows, "VmRSS: 0 kB")
    return int(own.split()[1]) + sum(resident(int(child)) for child in children)


def measure(rounds: int, many: int) -> dict[str, object]:
    """All figures of one run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        course = write_course(folder)
        peer = write_peer(folder, course)
        files = (Catalogue(course).entry(EXERCISE).folder / "exercise.yaml",)
        with Engines(Setup(course, files), jobs=1) as engines:
            ours(engines, 30)
            theirs(peer)
            pairs = [
                (ours(engines, 3 * BATCH) / (3 * BATCH), theirs(peer) / 3)
                for _ in range(rounds)
            ]
            pid = engines._engines[0].process.pid  # noqa: SLF001 - to read its memory
            ours(engines, 99)
            before = resident(pid)
            ours(engines, 3 * (many // 3))
            after = resident(pid)
    ratios = [peer_seconds / own for own, peer_seconds in pairs]
    return {
        "rounds": rounds,
        "gradkata_ms": _spread([1000 * own for own, _ in pairs]),
        "fresh_pytest_ms": _spread([1000 * peer_seconds for _, peer_seconds in pairs]),
        "times_less": _spread(ratios),
        "submissions": many,
        "resident_mb_at_100": round(before / 1024, 1),
        "resident_mb_after": round(after / 1024, 1),
    }


def _spread(values: list[float]) -> dict[str, float]:
    return {
        "median": round(statistics.median(values), 2),
        "min": round(min(values), 2),
        "max": round(max(values), 2),
    }


def main() -> None:
    """Measure and print a table; `--json` also keeps the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--many", type=int, default=2000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    figures = measure(options.rounds, options.many)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n")
    for name, value in figures.items():
        if isinstance(value, dict):
            text = "  ".join(f"{key} {number:8.2f}" for key, number in value.items())
        else:
            text = str(value)
        print(f"{name:20} {text}")


if __name__ == "__main__":
    main()
