"""Proofs of exercises in small courses, for the tests of each of them."""

from pathlib import Path

from grader.catalogue import Catalogue
from grader.verification import Proof, verify


def proofs_of(course: Path, exercise: str, *seeds: int) -> list[Proof]:
    """All proofs of one exercise, on seed 0 where none is given."""
    return list(verify(Catalogue(course), [exercise], seeds or (0,), 1))


def about(proofs: list[Proof], subject: str) -> list[Proof]:
    """Those whose subject begins with some words."""
    return [proof for proof in proofs if proof.subject.startswith(subject)]
