"""What a learner's command imports: counted as work, not timed."""

import subprocess
import sys

import pytest

from grader.learner.desk import Desk
from tests.learner.conftest import RIGHT

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


@pytest.mark.parametrize("module", ["grader.sandbox.launching", "grader.engine"])
def test_a_zygote_is_started_before_anything_heavy(module: str):
    """On the way to it there is the standard library and the sandbox alone."""
    assert set() == set(HEAVY) & imported(module)


CHECK = """
import io, json, sys
from grader.learner import tutor

request = dict(zip(("course", "file"), sys.argv[1:]))
request |= {"op": "check", "number": 1, "exercise": "dsquare", "shown": "x"}
request |= {"always": False}
out = io.StringIO()
tutor.serve(io.StringIO(json.dumps(request) + "\\n"), out, sys.platform)
answer = json.loads(out.getvalue())
print(json.loads(answer["grade"])["verdict"], *sys.modules)
"""


def test_only_what_judges_this_kind_is_imported(desk: Desk):
    """Who checks a function does not wait for what judges scripts."""
    file = desk.file(desk.chosen("dsquare"))
    file.write_text(RIGHT)
    command = [sys.executable, "-c", CHECK, str(desk.catalogue.course), str(file)]

    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)

    assert {"grader.examiner.suite"} <= set(done.stdout.split())
    assert set() == {
        "grader.examiner.script",
        "grader.diagnosis",
        "grader.raised",
    } & set(done.stdout.split())


def test_an_exercise_is_read_by_its_author_s_rules_once(desk: Desk):
    """The first check packs it; from then on no check waits for models or YAML."""
    file = desk.file(desk.chosen("dsquare"))
    file.write_text(RIGHT)
    command = [sys.executable, "-c", CHECK, str(desk.catalogue.course), str(file)]
    found = []
    for _ in range(2):
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        verdict, *modules = done.stdout.split()
        assert verdict == "passed"
        found.append({"pydantic", "yaml", "grader.exercise.rules"} & set(modules))

    assert found == [{"pydantic", "yaml", "grader.exercise.rules"}, set()]
