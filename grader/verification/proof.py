"""One row of a verification."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing an exercise has to prove, and whether it does.

    `figure` is what a table shows of it: the numbers of a column, the check that caught
    a wrong solution. `kept` is what it rests on, where that is worth keeping.
    """

    exercise: str
    subject: str
    proven: bool
    detail: str = ""
    figure: str = ""
    kept: tuple[str, ...] = ()
