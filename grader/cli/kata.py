"""`kata`, the learners' command: the list of its commands and nothing else.

It is imported behind the start of a tutor (`kata_main`), so nothing here is heavy.
"""

import traceback

import typer

from grader.cli import (
    common,
    kata_check,
    kata_explain,
    kata_submit,
    kata_watch,
    kata_workspace,
)
from grader.learner import words
from grader.learner.asking import end, kept
from grader.learner.checking import OurFailure

app = typer.Typer(
    name="kata",
    help="Learn backpropagation by katas: write, check, look, go on.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _options(_version: common.Version = False) -> None:
    """Learn backpropagation by katas: write, check, look, go on."""


app.command("start")(kata_workspace.start)
app.command("list")(kata_workspace.list_exercises)
app.command("show")(kata_workspace.show)
app.command("check")(kata_check.check_file)
app.command("explain")(kata_explain.explain)
app.command("watch")(kata_watch.watch)
app.command("hint")(kata_check.hint)
app.command("reset")(kata_workspace.reset)
app.command("submit")(kata_submit.submit)


def run() -> None:
    """Run `kata`, and end what was started for it."""
    common.stop_as_by_keyboard()
    try:
        common.run(app, "kata", words.ENDED, _tell)
    finally:
        end()


def _tell(error: Exception) -> None:
    """One sentence; what has failed is in a file, for whoever mends it."""
    lines = "".join(traceback.format_exception(error))
    told = f"{error}\n\n{lines}" if isinstance(error, OurFailure) else lines
    common.say(f"kata: {words.OUR_FAILURE.format(file=kept(told))}")
