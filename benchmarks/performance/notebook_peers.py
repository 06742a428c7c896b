"""Peers that grade in a kernel: otter-grader, and nbgrader's own autograde."""

import base64
import json
import pickle
import shutil
from typing import Any

from performance.environments import Environment, environment
from performance.material import FUNCTION, SUBMISSIONS, checks
from performance.peers import LOAD, OneByOne, Peer

COPIES = 2  # of each kind in one nbgrader command, whose start they share


class Otter(OneByOne):
    """`otter run` a submission, its tests in an archive."""

    name = "otter-grader"
    text = """
from otter.test_files import test_case
from checking import holds
OK_FORMAT = False
name = "c{number:02}"
points = 1
@test_case()
def test_c{number:02}({function}):
    holds({function}, {groups}, {part})
"""

    def install(self) -> Environment:
        """Otter, and the kernel it runs submissions in."""
        return environment("otter", "otter-grader", "ipykernel", "numpy")

    def prepare(self) -> None:
        """A file a check, packed as `otter generate` does it."""
        tests = self.folder / "tests"
        tests.mkdir()
        self.write_cases(self.folder)
        for number, (groups, part) in enumerate(checks()):
            text = self.text.format(
                number=number, groups=groups, part=part, function=FUNCTION
            )
            (tests / f"c{number:02}.py").write_text(text)
        (self.folder / "out").mkdir()
        self.run("otter", "generate", "-t", "tests", "-o", "autograder.zip")

    def passed(self) -> int:
        """One command."""
        command = ["otter", "run", "submission.py", "-a", "autograder.zip"]
        done = self.run(*command, "-o", "out", PYTHONPATH=str(self.folder))
        results = self.folder / "out" / "results.json"
        if not results.exists():
            raise SystemExit(done.stdout + done.stderr)
        told = json.loads(results.read_text())
        results.unlink()
        return int(sum(row.get("score", 0) for row in told["tests"]))


class StockNbgrader(Peer):
    """`nbgrader autograde` of a class: a kernel a notebook, a cell a check."""

    name = "nbgrader autograde"

    def install(self) -> Environment:
        """Nbgrader and numpy."""
        return environment("nbgrader", "nbgrader", "ipykernel", "numpy")

    @property
    def graded(self) -> int:
        """A class shares one command."""
        return COPIES * len(SUBMISSIONS)

    def prepare(self) -> None:
        """A course with one notebook, and what the class handed in."""
        (self.folder / "nbgrader_config.py").write_text("c = get_config()\n")
        source = self.folder / "source" / "a" / "a.ipynb"
        source.parent.mkdir(parents=True)
        source.write_text(json.dumps(_notebook(self._cells())))
        made = self.run("nbgrader", "generate_assignment", "a")
        released = self.folder / "release" / "a" / "a.ipynb"
        if not released.exists():
            raise SystemExit(made.stderr)
        for kind, text in SUBMISSIONS.items():
            for copy in range(COPIES):
                book = json.loads(released.read_text())
                for cell in book["cells"]:
                    if cell["metadata"]["nbgrader"]["grade_id"] == "solution":
                        cell["source"] = text
                file = self.folder / "submitted" / f"{kind}{copy}" / "a" / "a.ipynb"
                file.parent.mkdir(parents=True)
                file.write_text(json.dumps(book))

    def _cells(self) -> list[dict[str, Any]]:
        packed = base64.b64encode(pickle.dumps(self.rows)).decode()
        read = f'pickle.loads(base64.b64decode("{packed}"))'
        head = "Path(__file__).with_name"
        line = next(row for row in LOAD.splitlines() if head in row)
        load = "import base64\n" + LOAD.replace(line, f"CASES = {read}")
        solution = "### BEGIN SOLUTION\npass\n### END SOLUTION"
        rows = [
            _cell("solution", solution, solution=True),
            _cell("load", load, locked=True),
        ]
        for number, (groups, part) in enumerate(checks()):
            text = f"holds({FUNCTION}, {groups!r}, {part})"
            rows.append(_cell(f"c{number:02}", text, locked=True, grade=True))
        return rows

    def grade(self) -> dict[str, int]:
        """The whole class by one command; marks from the database."""
        shutil.rmtree(self.folder / "autograded", ignore_errors=True)
        done = self.run("nbgrader", "autograde", "a")
        if done.returncode:
            raise SystemExit(done.stderr)
        self.run("nbgrader", "export")
        header, *rows = (self.folder / "grades.csv").read_text().splitlines()
        names = header.split(",")
        student, score = names.index("student_id"), names.index("score")
        cells = (row.split(",") for row in rows)
        marks = {cell[student]: int(float(cell[score])) for cell in cells}
        return {kind: marks[f"{kind}0"] for kind in SUBMISSIONS}


def _cell(
    name: str,
    source: str,
    *,
    solution: bool = False,
    locked: bool = False,
    grade: bool = False,
) -> dict[str, Any]:
    row: dict[str, Any] = {"grade_id": name, "schema_version": 3, "task": False}
    row |= {"solution": solution, "locked": locked, "grade": grade}
    if grade:
        row["points"] = 1
    return {
        "cell_type": "code",
        "id": name,
        "metadata": {"nbgrader": row},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def _notebook(cells: list[dict[str, Any]]) -> dict[str, Any]:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
