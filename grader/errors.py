"""One base exception, and one class per culprit.

A learner's mistake is data (a verdict) and has no class here. What raises is the fault
of whoever can mend it: the author of an exercise, the operator who typed a command, or
ourselves. Every message is one sentence that names the place and the mend.
"""

from dataclasses import dataclass


class GradkataError(Exception):
    """Base of every exception this package raises on purpose."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in an author's file: where it stands and what to do."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return (
            f"{place}: {self.key}: {self.message}"
            if self.key
            else (f"{place}: {self.message}")
        )


class AuthorError(GradkataError):
    """An exercise or a course is broken; its author mends it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))

    @classmethod
    def at(
        cls, file: str, message: str, *, key: str = "", line: int = 0
    ) -> "AuthorError":
        """Report a single problem."""
        return cls([Problem(file, line, key, message)])


class OperatorError(GradkataError):
    """The command cannot be carried out as typed; the operator mends it."""


class InternalError(GradkataError):
    """Our own failure: loud, reported, and never a reason to lower a mark."""
