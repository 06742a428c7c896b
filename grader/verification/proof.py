"""One row of a verification."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing an exercise has to prove, and whether it does."""

    exercise: str
    subject: str
    proven: bool
    detail: str = ""
