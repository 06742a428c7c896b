"""What the items of an exercise judge: the suite, the answers, the candidate.

Gathering evidence is the one message in which all cases of a submission cross. What
judges functions and what judges scripts is imported when there is one to judge: a
learner who checks one exercise waits for the half that is its.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from grader import submission as files
from grader.candidate import Answer, Candidate, Workers, start
from grader.errors import OperatorError
from grader.exercise import AnyCheck, Exercise
from grader.result import CheckResult, StepResult
from grader.submission import Refused

if TYPE_CHECKING:
    from grader.examiner.reading import Reading
    from grader.examiner.script import ScriptEvidence, ScriptSuite
    from grader.examiner.suite import Suite


@dataclass(frozen=True, slots=True)
class Evidence:
    """One submission's answers to all cases of an exercise, and the submission."""

    suite: "Suite"
    candidate: Candidate
    answers: list[Answer]
    reading: "Reading"

    def result(self, check: AnyCheck) -> CheckResult:
        """The result of a declared check."""
        from grader.examiner.judging import judge

        return judge(check, self.reading)

    def steps(self, _results: Sequence[CheckResult]) -> tuple[StepResult, ...]:
        """None: a function or a class is judged by its checks alone."""
        return ()


AnyEvidence: TypeAlias = "Evidence | ScriptEvidence"
AnySuite: TypeAlias = "Suite | ScriptSuite"


def prepare_any(
    exercise: Exercise, seed: int, zygote: Workers, *, proven: bool = False
) -> AnySuite:
    """Make an exercise of any style ready. Raises `AuthorError`.

    Of one that is `proven` the reference was seen to pass before.
    """
    if exercise.spec.script is not None:
        from grader.examiner.script import prepare_script

        return prepare_script(exercise, seed, zygote, proven=proven)
    from grader.examiner.suite import prepare, prepare_stored

    if exercise.public:
        return prepare_stored(exercise, seed)
    return prepare(exercise, seed, zygote)


def gather(suite: AnySuite, candidate: Candidate) -> AnyEvidence:
    """Ask the candidate all there is to ask."""
    if suite.exercise.spec.script is not None:
        from grader.examiner.script import ScriptSuite, gather_script

        assert isinstance(suite, ScriptSuite)
        return gather_script(suite, candidate)
    from grader.examiner.reading import Reading
    from grader.examiner.suite import Suite

    assert isinstance(suite, Suite)
    answers = candidate.ask(suite.requests)
    return Evidence(suite, candidate, answers, Reading(suite, answers))


def gather_directly(
    exercise: Exercise, path: str, seed: int
) -> tuple[AnyEvidence, ExitStack]:
    """Start all that is needed to grade one file under plain pytest.

    The second of the pair ends what was started.
    """
    found = files.read(Path(path), student="", exercise=exercise.id, shown=path)
    if isinstance(found, Refused):
        raise OperatorError(f"{found.path} {found.reason}")
    with ExitStack() as stack:
        zygote = start()
        stack.enter_context(zygote)
        suite = prepare_any(exercise, seed, zygote)
        evidence = gather(suite, stack.enter_context(suite.open(zygote, found)))
        return evidence, stack.pop_all()
