"""`grader doctor`: what this machine offers, and how to get what is missing."""

import json
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from grader.cli import common
from grader.doctor import GOOD_FOR, Diagnosed, examine
from grader.sandbox import PROMISES


def doctor(
    _course: common.Course = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="As one JSON object.")
    ] = False,
) -> None:
    """Show every layer of isolation: proved here, or missing and how to add it.

    It is the same for every course. Exit code: 0, whatever is missing.
    """
    found = examine()
    if as_json:
        typer.echo(json.dumps(found.to_data()))
        return
    console = common.output(None)
    plain = common.is_plain(console)
    common.show(console, _layers(found, plain=plain))
    versions = ", ".join(f"{name} {told}" for name, told in found.versions.items())
    tier = f"isolation: {found.tier.word}, good for {GOOD_FOR[found.tier]}"
    for line in ("", f" {tier}", f" {versions}"):
        common.show(console, Text(line))


def _layers(found: Diagnosed, *, plain: bool) -> Table:
    table = Table(box=None, pad_edge=True, header_style="" if plain else "bold")
    for column in ("layer", "state", "what it promises, or what is missing"):
        table.add_column(column, overflow="fold")
    for layer in found.layers:
        state = Text("proved", "green") if layer.proved else Text("missing", "red")
        told = PROMISES[layer.name]
        if not layer.proved:
            told = f"{layer.why}; to add it: {layer.mend}" if layer.mend else layer.why
        table.add_row(layer.name, state, told)
    return table
