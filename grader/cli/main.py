"""`grader`, the instructors' command: the list of its commands and nothing else."""

import typer

from grader.cli import (
    authoring,
    common,
    doctor,
    export,
    grade,
    gradebook,
    listing,
    nbgrader,
    report,
    verify,
)

app = typer.Typer(
    name="grader",
    help="Grade and author katas that teach backpropagation.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _options(_version: common.Version = False) -> None:
    """Grade and author katas that teach backpropagation."""


app.command("grade")(grade.grade)
app.command("verify")(verify.verify)
app.command("export")(export.export)
app.command("regrade")(gradebook.regrade_command)
app.command("override")(gradebook.override_command)
app.command("extend")(gradebook.extend_command)
app.command("forget")(gradebook.forget_command)
app.command("report")(report.report)
app.command("doctor")(doctor.doctor)
app.command("list")(listing.list_exercises)
app.command("show")(listing.show)
app.command("schema")(listing.schema)
app.command("init")(authoring.init)
app.command("new")(authoring.new)
app.command("stubs")(authoring.stubs)
app.add_typer(nbgrader.app)


def main() -> None:
    """Run `grader`."""
    common.run(app)
