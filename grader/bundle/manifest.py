"""`bundle.json`: what a bundle is made from, and the files that its release wrote.

Its presence is what makes a folder a bundle. The digest of a file tells whether it is
still as it was written; only then a later release may write it anew.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from grader.catalogue import BUNDLE
from grader.exercise.styles import Id, Model, Sentence
from grader.yamlfile import Found, read_model

FORMAT = 1
Digest = Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
# A path inside the bundle: no part of it starts with a dot.
Within = Annotated[str, Field(pattern=r"^[^/\\:.][^/\\:]*(/[^/\\:.][^/\\:]*)*$")]


class Listed(Model):
    """An exercise of the bundle, and the digest it had in the course."""

    id: Id
    folder: Within
    digest: Digest


class Manifest(Model):
    """The whole of `bundle.json`, format version 1."""

    format: Literal[1] = 1
    title: Sentence
    gradkata: str
    exercises: tuple[Listed, ...]
    files: dict[Within, Digest] = Field(
        description="What the release wrote, with its digest at that time."
    )


def read_manifest(folder: Path) -> Manifest | None:
    """A bundle's list, or None where there is none. Raises `AuthorError`."""
    path = folder / BUNDLE
    if not path.is_file():
        return None
    return read_model(path, BUNDLE, Manifest, FORMAT, _no_rules)


def _no_rules(_manifest: Manifest) -> Iterator[Found]:
    """Nothing in it has to agree with anything else."""
    yield from ()


def manifest_text(manifest: Manifest) -> str:
    """The file, the same for the same list."""
    return json.dumps(manifest.model_dump(mode="json"), indent=1) + "\n"
