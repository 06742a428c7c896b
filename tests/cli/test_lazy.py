"""Commands are imported when they are asked for, and are there all the same."""

import subprocess
import sys

import pytest
import typer

from grader.cli.main import COMMANDS, app
from tests.processes import run

HEAVY = ("sqlalchemy", "alembic", "jinja2", "nbgrader", "grader.verification")
TELL = (
    "import sys; from grader.cli import main; sys.argv = ['grader', {arguments}]\n"
    "try: main.main()\n"
    "finally: print(*sorted(sys.modules), file=sys.stderr)"
)


def imported_by(*arguments: str) -> set[str]:
    """The modules that a command line has imported at its end."""
    code = TELL.format(arguments=", ".join(map(repr, arguments)))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("arguments", [["--version"], ["list", "--help"]], ids=" ".join)
def test_what_is_not_asked_for_is_not_imported(arguments: list[str]) -> None:
    """The version and a small command do not pay for databases and reports."""
    found = imported_by(*arguments)

    assert "grader.cli.main" in found
    assert set() == found & set(HEAVY)


def test_each_command_is_made_where_it_is_said_to_stand() -> None:
    """Every place names a command, which is called as it is listed."""
    group = typer.main.get_group(app)
    context = typer.Context(group)
    made = {name: group.get_command(context, name) for name in COMMANDS}

    assert list(COMMANDS) == group.list_commands(context)
    assert {name: name for name in COMMANDS} == {n: c.name for n, c in made.items()}


def test_a_name_that_is_none_suggests_what_was_meant() -> None:
    """A slip of the fingers is told with the command it is nearest to."""
    done = run("grader", "grad")

    assert "'grade'" in done.stderr
    assert 2 == done.returncode
