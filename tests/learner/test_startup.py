"""What a learner's command imports: counted as work, not timed."""

import subprocess
import sys

import pytest

MOST = 260
HEAVY = ("numpy", "pydantic", "pytest", "sqlalchemy", "alembic", "jinja2", "yaml")
TUTOR_HEAVY = ("pytest", "sqlalchemy", "alembic", "jinja2", "typer", "autograd")


def imported(module: str) -> set[str]:
    """The modules that are there when one has been imported."""
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_before_the_tutor_nothing_is_imported():
    """The way to it is the standard library and a handful of ours."""
    found = imported("grader.learner.asking")

    assert not {"typer", "rich", *HEAVY} & found
    assert 4 >= sum(name.startswith("grader") for name in found)


def test_the_command_imports_little():
    """No numpy and no models on the learner's side; the tutor has them."""
    found = imported("grader.cli.kata")

    assert set() == set(HEAVY) & found
    assert MOST >= len(found)


@pytest.mark.parametrize("module", ["grader.examiner.evidence", "grader.grading"])
def test_the_tutor_imports_no_session(module: str):
    """What it grades with needs no pytest and no database."""
    assert set() == set(TUTOR_HEAVY) & imported(module)
