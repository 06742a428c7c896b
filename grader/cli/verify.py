"""`grader verify`: what every exercise must prove before release."""

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from grader.cli import common
from grader.report import json_line, shown, shown_lines, shown_long
from grader.verification import (
    CERTIFICATE,
    SCORE,
    TOLERANCE,
    Proof,
    kept_proofs,
    misconception_table,
    readable,
    verify_kept,
)

# Proofs that have a column of their own, which shows their figure.
COLUMNS = {SCORE: "mutants", CERTIFICATE: "pairs", TOLERANCE: "margin"}


def verify(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID...]")] = None,
    course: common.Course = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="One proof a line, as JSON.")
    ] = False,
    seeds: Annotated[
        int, typer.Option(min=1, help="On how many seeds everything is tried.")
    ] = 3,
    jobs: common.Jobs = common.CORES,
    table: Annotated[
        bool, typer.Option("--table", help="A page about all misconceptions.")
    ] = False,
    changed: Annotated[
        bool,
        typer.Option("--changed", help="Prove only what changed since it was proven."),
    ] = False,
) -> None:
    """Prove exercises: references pass, stubs fail, mistakes are caught and named.

    Exit code: 0 all proven, 1 something is not.
    """
    catalogue = common.whole_course_of(course)
    chosen = [catalogue.entry(name).id for name in ids or catalogue.entries]
    known = kept_proofs(catalogue, chosen, range(seeds)) if changed else []
    if changed:
        count = len({proof.exercise for proof in known})
        common.say(f"{count} of {len(chosen)} unchanged since proven")
    proofs = list(verify_kept(catalogue, chosen, range(seeds), jobs, known))
    if jsonl:
        for proof in proofs:
            typer.echo(json_line(json.dumps(asdict(proof))))
    elif table:
        page = misconception_table(readable(catalogue, chosen), proofs)
        typer.echo(page, nl=False)
    else:
        _print(common.output(None), proofs)
    unproven = any(not proof.proven for proof in proofs)
    raise typer.Exit(common.NOT_YET if unproven or not proofs else common.OK)


def _print(console: Console, proofs: list[Proof]) -> None:
    """One line an exercise, then whatever is not proven."""
    table = Table(box=None, pad_edge=True)
    for column in ("exercise", "proven", "not proven", *COLUMNS.values()):
        table.add_column(column, justify="left" if column == "exercise" else "right")
    for exercise in dict.fromkeys(proof.exercise for proof in proofs):
        rows = [proof for proof in proofs if proof.exercise == exercise]
        good = sum(proof.proven for proof in rows)
        bad = len(rows) - good
        style = "red" if bad else "green"
        told = Text(str(bad) if bad else "none", style)
        figures = {proof.subject: proof.figure for proof in rows}
        more = [figures.get(subject, "") for subject in COLUMNS]
        table.add_row(Text(shown(exercise)), str(good), told, *more)
    common.show(console, table)
    unproven = {(p.exercise, p.subject): p for p in reversed(proofs) if not p.proven}
    for proof in sorted(unproven.values(), key=lambda p: (p.exercise, p.subject)):
        about = shown_long(f"{proof.exercise}: {proof.subject}")
        text = f" not proven: {about}: {shown_lines(proof.detail)}"
        common.show(console, Text(text))
