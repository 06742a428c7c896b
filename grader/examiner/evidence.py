"""What the items of an exercise judge: the suite, the answers, the candidate.

Gathering evidence is the one message in which all cases of a submission cross.
"""

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from grader import submission as files
from grader.candidate import Answer, Candidate, Zygote
from grader.errors import OperatorError
from grader.examiner.suite import Suite, prepare
from grader.exercise import Exercise
from grader.submission import Refused


@dataclass(frozen=True, slots=True)
class Evidence:
    """One submission's answers to all cases of an exercise, and the submission."""

    suite: Suite
    candidate: Candidate
    answers: list[Answer]
    _held: ExitStack = field(default_factory=ExitStack)

    def close(self) -> None:
        """End what was started to gather this."""
        self._held.close()


def gather(suite: Suite, candidate: Candidate) -> Evidence:
    """Ask the candidate all cases at once."""
    return Evidence(suite, candidate, candidate.ask(suite.requests))


def gather_directly(exercise: Exercise, path: str, seed: int) -> Evidence:
    """Start all that is needed to grade one file under plain pytest."""
    found = files.read(Path(path), student="", exercise=exercise.id, shown=path)
    if isinstance(found, Refused):
        raise OperatorError(f"{found.path} {found.reason}")
    with ExitStack() as stack:
        zygote = stack.enter_context(Zygote())
        suite = prepare(exercise, seed, zygote)
        candidate = stack.enter_context(Candidate(zygote, found, suite.confinement))
        answers = candidate.ask(suite.requests)
        return Evidence(suite, candidate, answers, stack.pop_all())
