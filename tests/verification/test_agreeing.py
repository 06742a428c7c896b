"""A reference that disagrees with the mathematics it stands for is not proven."""

import subprocess
import sys
from pathlib import Path

from tests.courses import course_of, file_of, replace
from tests.verification.proofs import about, proofs_of

WITHOUT = """
import sys
sys.modules["autograd"] = None
from grader.cli.main import main
sys.argv = ["grader", "verify", "dsquare", "--seeds", "1", "--jsonl"]
main()
"""


def test_every_part_agrees_by_every_method(tmp_path: Path) -> None:
    """A row for each, with how near to its tolerance it came."""
    rows = about(proofs_of(course_of(tmp_path), "dsquare", 0, 1), "agreement")

    assert {
        "agreement of dx with complex step",
        "agreement of dx with autograd",
    } == {row.subject for row in rows}
    assert all(row.proven and "of the tolerance, in" in row.detail for row in rows)


def test_a_reference_of_another_function_is_found(tmp_path: Path) -> None:
    """The gradient of a square is not that of a cube, by any method."""
    course = course_of(tmp_path)
    yaml = file_of(course, "dsquare", "exercise.yaml")
    replace(yaml, "dvalue * x ** 2", "dvalue * x ** 3")

    rows = about(proofs_of(course, "dsquare"), "agreement")

    assert len(rows) == 2
    assert not any(row.proven for row in rows)
    assert all("in drawn" in row.detail or "in example" in row.detail for row in rows)


def test_a_part_that_nothing_is_said_about_is_found(tmp_path: Path) -> None:
    """An entry for one part leaves the other one unproven."""
    course = course_of(tmp_path)
    replace(file_of(course, "dsquare", "exercise.yaml"), "dx: []", "dx: []\n    y: []")
    for name in ("passed/reference.py", "passed/two_paths.py"):
        path = file_of(course, "dsquare", name)
        line = next(x for x in path.read_text().splitlines() if "return" in x)
        replace(path, line, f"{line}, x * x")

    rows = {row.subject: row for row in about(proofs_of(course, "dsquare"), "agree")}

    assert not rows.pop("agreement of y").proven
    assert rows
    assert all(row.proven for row in rows.values())


def test_an_expression_without_a_value_is_told(tmp_path: Path) -> None:
    """The author's fault is one row that names the entry."""
    course = course_of(tmp_path)
    yaml = file_of(course, "dsquare", "exercise.yaml")
    replace(yaml, "dvalue * x ** 2", "dvalue * x[0] ** 2")

    (row,) = about(proofs_of(course, "dsquare"), "measures")

    assert not row.proven
    assert "forward.0: cannot be computed" in row.detail


def test_without_autograd_the_command_that_adds_it_is_told(tmp_path: Path) -> None:
    """One row is unproven; the rest is proven all the same."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT],
        cwd=course_of(tmp_path),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    unproven = [line for line in done.stdout.splitlines() if "false" in line]

    assert done.returncode == 1, done.stderr
    assert len(unproven) == 1
    assert "pip install 'gradkata[dev]'" in unproven[0]
