"""What grading costs inside nbgrader: its own way against ours, on the same class.

A notebook of four exercises, its tests in a kernel as nbgrader runs them, or graded
isolated as `grader nbgrader init` sets it up. For each size of class the whole command
`nbgrader autograde` is timed, alternating, and in this process the one step that
differs: `Execute` or `Grade`, per notebook. Most of a class solved it, some made a
mistake, some handed in the stub.

    python benchmarks/nbgrader.py [--students 12 100] [--rounds 1] [--json FILE]

For a quiet machine. Aims: the step 25 times less, the command 3 times less for 12
students and 4 times for 100.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from grader.catalogue import Catalogue, find_course
from grader.nbgrader.assignment import write_assignment
from grader.nbgrader.cells import CellId, Role
from grader.nbgrader.folder import prepare_folder
from grader.nbgrader.running import running

NAME = "week1"
EXERCISES = ("relu_mask", "dbiases", "dweights", "vectorize_dinputs")
COURSE = find_course(Path(__file__).parent)
BIN = Path(sys.executable).parent
HIDDEN = "### BEGIN HIDDEN TESTS\n{code}\n### END HIDDEN TESTS"
MISTAKES = 4  # every fourth student made one, every eighth handed in the stub
STEP_NOTEBOOKS = 12


@dataclass(frozen=True)
class Timed:
    """Seconds of one way on one class: the command, and the step a notebook."""

    way: str
    students: int
    command: float
    step: float


def cell_text(cell: dict[str, Any]) -> str:
    """A cell's text in one piece."""
    return "".join(cell["source"])


def make_course(root: Path, *, isolated: bool) -> None:
    """A course with one assignment, generated; stock tests are plain Python."""
    prepare_folder(root, COURSE, trusted=not isolated)
    (row, *_), _left = write_assignment(Catalogue(COURSE), NAME, EXERCISES, root)
    if not isolated:
        _with_plain_tests(row.path)
    command(root, "generate_assignment", NAME)


def _with_plain_tests(path: Path) -> None:
    """Graded cells that hold checks themselves, as courses without us have them."""
    book = json.loads(path.read_text(encoding="utf-8"))
    texts = {}
    for cell in book["cells"]:
        name = CellId.parse(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))
        if name is not None and name.role is Role.VISIBLE:
            texts[name.exercise] = cell_text(cell)
        elif name is not None and name.role is Role.POINTS:
            cell["source"] = HIDDEN.format(code=texts[name.exercise])
    path.write_text(json.dumps(book), encoding="utf-8")


def hand_in(root: Path, students: int) -> None:
    """A class's notebooks, the same whatever the way they are graded."""
    catalogue = Catalogue(COURSE)
    released = (root / "release" / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8")
    for number in range(students):
        book = json.loads(released)
        for cell in book["cells"]:
            name = CellId.parse(cell["metadata"]["nbgrader"]["grade_id"])
            if name is None or name.role is not Role.SOLUTION or number % 8 == 7:
                continue
            exercise = catalogue.load(name.exercise)
            path = exercise.reference
            if number % MISTAKES == 1 and name.exercise == EXERCISES[0]:
                path = exercise.solutions / "failed" / "mask_from_dvalues.py"
            cell["source"] = path.read_text(encoding="utf-8")
        file = root / "submitted" / f"student{number:03d}" / NAME / f"{NAME}.ipynb"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(book), encoding="utf-8")


def command(root: Path, *arguments: str) -> float:
    """Seconds that a command of nbgrader's takes."""
    path = os.pathsep.join([str(BIN), os.environ["PATH"]])
    started = time.perf_counter()
    done = subprocess.run(
        [BIN / "nbgrader", *arguments],
        cwd=root,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr)
    return time.perf_counter() - started


def step(root: Path, *, isolated: bool) -> float:
    """Median seconds a notebook of the step alone, the first one left out."""
    from nbgrader.apps import NbGraderAPI
    from nbgrader.preprocessors import Execute
    from traitlets.config.loader import PyFileConfigLoader

    import grader.nbgrader as ours

    kind = ours.Grade if isolated else Execute
    seconds: list[float] = []

    def preprocess(self: Any, nb: Any, resources: Any) -> Any:
        started = time.perf_counter()
        try:
            return kind.preprocess(self, nb, resources)
        finally:
            seconds.append(time.perf_counter() - started)

    timed = type(kind.__name__, (kind,), {"preprocess": preprocess})
    config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    stock = ["LimitOutput", "SaveAutoGrades", "CheckCellMetadata"]
    config.Autograde.autograde_preprocessors = [
        timed,
        *(f"nbgrader.preprocessors.{name}" for name in stock),
    ]
    api = NbGraderAPI(config=config)
    api.log.setLevel("CRITICAL")
    students = sorted(path.name for path in (root / "submitted").iterdir())
    for student in students[: STEP_NOTEBOOKS + 1]:
        done = api.autograde(NAME, student)
        if not done["success"]:
            sys.exit(done["error"])
    return statistics.median(seconds[1:])


def measured(students: int, rounds: int, folder: Path) -> list[Timed]:
    """Both ways on a class of some size, one after the other in each round."""
    roots = {way: folder / f"{way}{students}" for way in ("stock", "isolated")}
    for way, root in roots.items():
        make_course(root, isolated=way == "isolated")
        hand_in(root, students)
    seconds: dict[str, list[float]] = {way: [] for way in roots}
    for _ in range(rounds):
        for way, root in roots.items():
            seconds[way].append(command(root, "autograde", NAME, "--force"))
    return [
        Timed(
            way,
            students,
            round(statistics.median(seconds[way]), 3),
            round(step(root, isolated=way == "isolated"), 4),
        )
        for way, root in roots.items()
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--students", type=int, nargs="+", default=[12, 100])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    # Python looks beside this file first, where `nbgrader` would be this file.
    here = Path(__file__).resolve().parent
    sys.path[:] = [path for path in sys.path if Path(path).resolve() != here]
    rows: list[Timed] = []
    print("students  way       command s  step ms")
    for students in given.students:
        with tempfile.TemporaryDirectory(prefix="gradkata-") as folder:
            stock, isolated = measured(students, given.rounds, Path(folder))
            running().close()
        for row in (stock, isolated):
            step_ms = 1000 * row.step
            print(f"{students:8}  {row.way:8}  {row.command:9.2f}  {step_ms:7.1f}")
        print(
            f"{students:8}  ratio     {stock.command / isolated.command:9.1f}"
            f"  {stock.step / isolated.step:7.1f}"
        )
        rows += [stock, isolated]
    if given.json is not None:
        given.json.write_text(json.dumps([asdict(row) for row in rows], indent=1))


if __name__ == "__main__":
    main()
