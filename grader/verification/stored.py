"""Proofs kept by digest, so that only what changed has to be proved again.

They lie in the course's own `build/proofs`, which `make clean` removes and git leaves
out: what is proven is never brought along with a course, and each checkout has its own.
One file an exercise, written in one step. Only what is proven whole is kept, and a file
that is not exactly what was written, or is about anything else than what is there now,
counts for nothing.
"""

import hashlib
import importlib.metadata
import json
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from grader.catalogue import Catalogue
from grader.digest import GRADER_DIGEST
from grader.errors import AuthorError
from grader.exercise import Exercise
from grader.verification.proof import Proof

FORMAT = 1
FOLDER = Path("build") / "proofs"
LIBRARIES = ("numpy", "autograd", "pydantic", "pytest", "PyYAML")


class Stored:
    """The proofs kept of one course."""

    def __init__(
        self, catalogue: Catalogue, made_by: Sequence[str] | None = None
    ) -> None:
        self._catalogue = catalogue
        self._folder = catalogue.course / FOLDER
        self._made_by = tuple(made_by_here() if made_by is None else made_by)

    def proofs(self, exercise_id: str, seeds: Sequence[int]) -> list[Proof]:
        """What is proven of an exercise as it is now, on these seeds at least.

        Nothing where that is not known, whatever the reason.
        """
        key = self.key(exercise_id)
        with suppress(OSError, ValueError, TypeError, LookupError, RecursionError):
            kept = json.loads(self._path(exercise_id).read_text(encoding="utf-8"))
            rows = [_proof(row) for row in kept["proofs"]]
            whole = rows and all(_sound(row, exercise_id) for row in rows)
            same = kept["key"] == key and set(seeds) <= set(kept["seeds"])
            if key and whole and same and kept["sum"] == _sum(kept):
                return rows
        return []

    def keep(
        self, exercise_id: str, seeds: Sequence[int], proofs: Sequence[Proof], key: str
    ) -> None:
        """Keep the proofs of an exercise if all hold, and it is still what it was.

        Raises `OSError` where nothing can be written.
        """
        path = self._path(exercise_id)
        whole = proofs and all(_sound(row, exercise_id) for row in proofs)
        fresh = Catalogue(self._catalogue.course)
        if not (whole and key and key == _key(fresh, exercise_id, self._made_by)):
            path.unlink(missing_ok=True)
            return
        kept: dict[str, Any] = {
            "format": FORMAT,
            "key": key,
            "seeds": list(seeds),
            "proofs": [asdict(proof) for proof in proofs],
        }
        self._folder.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}")
        text = json.dumps(kept | {"sum": _sum(kept)})
        part.write_text(text, encoding="utf-8")
        part.replace(path)

    def key(self, exercise_id: str) -> str:
        """What proofs of an exercise rest on; nothing where it cannot be read."""
        return _key(self._catalogue, exercise_id, self._made_by)

    def _path(self, exercise_id: str) -> Path:
        return self._folder / f"{exercise_id}.json"


def made_by_here() -> Iterator[str]:
    """What a verdict may hang on beside the course: the grader, Python, libraries."""
    yield GRADER_DIGEST
    yield sys.version
    yield platform.platform()
    for name in LIBRARIES:
        yield f"{name} {_version(name)}"


def _key(catalogue: Catalogue, exercise_id: str, made_by: Sequence[str]) -> str:
    try:
        exercise = catalogue.load(exercise_id)
    except AuthorError:
        return ""
    parts = [
        str(FORMAT),
        exercise.track,
        exercise.digest,
        *made_by,
        *_needed(catalogue, exercise),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _needed(catalogue: Catalogue, exercise: Exercise) -> Iterator[str]:
    """What an exercise's proofs ask of the rest of the course."""
    for name in exercise.spec.prerequisites:
        yield f"{name} {name in catalogue.entries}"
    # Its picture, in which nothing may leak, is drawn from the walkthrough.
    for name, entry in catalogue.entries.items():
        with suppress(AuthorError):
            if entry.track == exercise.track and catalogue.load(name).spec.script:
                yield catalogue.load(name).digest


def _version(library: str) -> str:
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return "none"


def _proof(row: dict[str, Any]) -> Proof:
    return Proof(**(row | {"kept": tuple(row["kept"])}))


def _sound(proof: Proof, exercise_id: str) -> bool:
    return proof.proven is True and proof.exercise == exercise_id


def _sum(kept: dict[str, Any]) -> str:
    """A checksum of all but itself."""
    rest = {name: value for name, value in kept.items() if name != "sum"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()
