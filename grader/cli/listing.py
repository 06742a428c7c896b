"""`grader list`, `grader show`, `grader schema`: what a course holds."""

from itertools import groupby
from typing import Annotated

import typer
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from grader.catalogue import Catalogue
from grader.cli import common
from grader.errors import AuthorError
from grader.exercise import json_schema
from grader.picture import course_picture, graph_text
from grader.report import shown

Id = Annotated[str, typer.Argument(metavar="ID", help="An exercise, as in the list.")]


def list_exercises(course: common.Course = None) -> None:
    """List the exercises of the course, track by track."""
    catalogue = common.catalogue_of(course)
    console = common.output(None)
    broken = False
    table = Table(box=None, pad_edge=True)
    for column in ("exercise", "level", "minutes", "what it is about"):
        table.add_column(column)
    entries = catalogue.entries.values()
    for track, rows in groupby(entries, key=lambda entry: entry.track):
        table.add_row(Text(shown(track), style="bold"))
        for entry in rows:
            try:
                spec = catalogue.load(entry.id).spec
            except AuthorError as error:
                broken = True
                table.add_row(f"  {entry.id}", "", "", Text("broken", style="red"))
                common.say(str(error))
                continue
            summary = Text(shown(spec.summary))
            row = (f"  {entry.id}", str(spec.level), str(spec.minutes))
            table.add_row(*row, summary)
    common.show(console, table)
    for problem in catalogue.problems:
        broken = True
        common.say(str(problem))
    raise typer.Exit(common.USAGE if broken else common.OK)


def show(
    exercise_id: Id,
    course: common.Course = None,
    picture: common.PictureFile = None,
    text: Annotated[
        bool, typer.Option("--text", help="Tell the graph in words instead.")
    ] = False,
) -> None:
    """Show the statement of one exercise, or its graph as a picture or in words."""
    catalogue = common.catalogue_of(course)
    if picture is None and not text:
        _statement(catalogue, exercise_id)
        return
    drawn = course_picture(catalogue, catalogue.load(exercise_id))
    if picture is not None:
        common.write_picture(picture, exercise_id, drawn)
    if text:
        words = graph_text(drawn) if drawn else f"{exercise_id} has no picture.\n"
        typer.echo(words, nl=False)


def _statement(catalogue: Catalogue, exercise_id: str) -> None:
    statement = catalogue.load(exercise_id).folder / "README.md"
    if not statement.exists():
        raise AuthorError.at(f"{exercise_id}/README.md", "is missing; write it")
    text = statement.read_text(encoding="utf-8")
    console = common.output(None)
    if common.is_plain(console):
        typer.echo(text, nl=False)
    else:
        console.print(Markdown(text))


def schema() -> None:
    """Print the JSON Schema of exercise.yaml, for editors."""
    typer.echo(json_schema(), nl=False)
