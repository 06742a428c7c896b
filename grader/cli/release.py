"""`grader release`: what learners get, as a folder and as a zip."""

from pathlib import Path
from typing import Annotated

import typer

from grader.candidate import start
from grader.cli import common
from grader.errors import AuthorError, Problem
from grader.release import make_bundle, write_bundle
from grader.verification.bundled import SEARCHED, bundle_leaks

Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="A new folder, or that of a bundle.")
]


def release(folder: Folder, course: common.Course = None) -> None:
    """Make the learners' bundle: statements, stubs, visible checks, hints.

    Nothing hidden is in it: every byte is searched before it is written. The same goes
    into DIR.zip. Released into a bundle that is there, only what was written before and
    not changed since is written anew.
    """
    catalogue = common.whole_course_of(course)
    with start() as workers:
        bundle = make_bundle(catalogue, workers)
        leaks = bundle_leaks(catalogue, bundle.files, SEARCHED, workers)
    if leaks:
        raise AuthorError([Problem(folder.name, 0, "", row) for row in leaks])
    for left_out in bundle.left_out:
        common.say(left_out)
    place = folder.absolute()
    for row in write_bundle(bundle, place):
        new = f"; the new one is {row.beside}" if row.beside else ""
        common.say(
            f"{row.name} was not made by a release, or changed since, and stays{new}"
        )
    count = len(bundle.manifest.exercises)
    many = f"{count} exercise{'s' if count > 1 else ''}"
    common.say(f"{many} in {folder}, and in {place.name}.zip beside it")
