"""`bundle.json`: what a bundle is made from, and the files that its release wrote.

Its presence is what makes a folder a bundle. The digest of a file tells whether it is
still as it was written; only then a later release may write it anew.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from grader.catalogue import BUNDLE
from grader.exercise.styles import Id, Sentence
from grader.forms import Form, Found, Meta, form

FORMAT = 1
Digest = Annotated[str, Meta(pattern=r"^sha256:[0-9a-f]{64}$")]
# A path inside the bundle: no part of it starts with a dot.
Within = Annotated[str, Meta(pattern=r"^[^/\\:.][^/\\:]*(/[^/\\:.][^/\\:]*)*$")]


@form
class Listed(Form):
    """An exercise of the bundle, and the digest it had in the course."""

    id: Id
    folder: Within
    digest: Digest


@form
class Manifest(Form):
    """The whole of `bundle.json`, format version 1."""

    format: Literal[1] = 1
    title: Sentence
    gradkata: str
    exercises: tuple[Listed, ...]
    files: Annotated[
        dict[Within, Digest],
        Meta("What the release wrote, with its digest at that time."),
    ]


def read_manifest(folder: Path) -> Manifest | None:
    """A bundle's list, or None where there is none. Raises `AuthorError`."""
    path = folder / BUNDLE
    if not path.is_file():
        return None
    from grader.yamlfile import read_form

    return read_form(path, BUNDLE, Manifest, FORMAT, _no_rules)


def _no_rules(_manifest: Manifest) -> Iterator[Found]:
    """Nothing in it has to agree with anything else."""
    yield from ()


def manifest_text(manifest: Manifest) -> str:
    """The file, the same for the same list."""
    from grader.validating import plain

    return json.dumps(plain(manifest, whole=True), indent=1) + "\n"
