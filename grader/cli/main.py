"""`grader`, the instructors' command: the list of its commands and nothing else."""

import typer

from grader.cli import common
from grader.cli.lazy import lazy

COMMANDS = {
    "grade": "grader.cli.grade:grade",
    "verify": "grader.cli.verify:verify",
    "export": "grader.cli.export:export",
    "regrade": "grader.cli.gradebook:regrade_command",
    "override": "grader.cli.gradebook:override_command",
    "extend": "grader.cli.gradebook:extend_command",
    "forget": "grader.cli.gradebook:forget_command",
    "release": "grader.cli.release:release",
    "report": "grader.cli.report:report",
    "nbgrader": "grader.cli.nbgrader:app",
    "doctor": "grader.cli.doctor:doctor",
    "list": "grader.cli.listing:list_exercises",
    "show": "grader.cli.listing:show",
    "schema": "grader.cli.listing:schema",
    "init": "grader.cli.authoring:init",
    "new": "grader.cli.authoring:new",
    "stubs": "grader.cli.authoring:stubs",
}

app = typer.Typer(
    name="grader",
    cls=lazy(COMMANDS),
    help="Grade and author katas that teach backpropagation.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _options(_version: common.Version = False) -> None:
    """Grade and author katas that teach backpropagation."""


def main() -> None:
    """Run `grader`."""
    common.run(app)
