"""The known mistakes of one exercise at work: run once, held against wrong answers.

Each labelled solution runs in a worker of its own, when the first wrong submission
comes, and what it showed is kept. Where answers fit two mistakes, one more call goes to
the submission, on inputs that separate the two; it names, and changes no verdict. A
public exercise has no solutions to run: what they show on its cases is stored.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from grader.bundle import read_answers
from grader.candidate import Answer, Request, Workers
from grader.diagnosis import (
    Behaviour,
    Undecided,
    Way,
    behaviours,
    diagnose,
    fitting,
    named,
    partly,
    separating,
)
from grader.examiner.calls import request_of
from grader.examiner.suite import Suite, answers_of, mistakes_of
from grader.examiner.wide import wide_cases
from grader.result import Diagnosis
from grader.submission import Submission

SEPARATING_GROUP = "-separating-"


@dataclass
class Mistakes:
    """What the misconceptions of an exercise do; found out when first needed."""

    suite: Suite
    zygote: Workers
    _searched: dict[Path, list[Behaviour]] = field(default_factory=dict)

    def name(
        self, submission: Submission, answers: Sequence[Answer]
    ) -> Diagnosis | None:
        """The mistake behind a submission's answers; both where two cannot be told."""
        if _is_stub(answers):
            return None
        found = diagnose(self.suite.exercise, answers, self.ways)
        if isinstance(found, Undecided):
            return self._separated(submission, found)
        return found

    def name_partly(self, answers: Sequence[Answer]) -> Diagnosis | None:
        """The mistake behind the wrong parts of answers whose other parts are right."""
        suite = self.suite
        if _is_stub(answers):
            return None
        return partly(suite.exercise, answers, suite.right, self.ways)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """Every labelled solution with its behaviour on the suite's cases."""
        if self.suite.exercise.public:
            return tuple(self._stored())
        return tuple(
            Way(name, path, self._shown(path, self.suite.requests))
            for name, path in mistakes_of(self.suite.exercise)
        )

    def _stored(self) -> Iterator[Way]:
        for row in read_answers(self.suite.exercise).mistakes:
            shown = [
                Behaviour(case.parts, case.word, case.changed) for case in row.shown
            ]
            yield Way(row.id, Path(), shown)

    @cached_property
    def _wide(self) -> tuple[Request, ...]:
        """The wide search, as requests."""
        exercise = self.suite.exercise
        return tuple(
            request_of(exercise.spec, row.case, SEPARATING_GROUP)
            for row in wide_cases(exercise)
        )

    def _shown(self, path: Path, requests: Sequence[Request]) -> list[Behaviour]:
        answers = answers_of(self.suite, self.zygote, path, requests)
        return behaviours(self.suite.exercise.spec, answers)

    def _separated(
        self, submission: Submission, undecided: Undecided
    ) -> Diagnosis | None:
        """What is left after inputs on which the mistakes differ."""
        exercise = self.suite.exercise
        if exercise.public:
            return named(exercise, undecided.ways)
        for way in undecided.ways:
            if way.solution not in self._searched:
                self._searched[way.solution] = self._shown(way.solution, self._wide)
        ways = [replace(w, shown=self._searched[w.solution]) for w in undecided.ways]
        chosen = separating(ways)
        if not chosen:
            return named(exercise, undecided.ways)
        with self.suite.open(self.zygote, submission) as candidate:
            answers = candidate.ask([self._wide[place] for place in chosen])
        asked = [replace(w, shown=[w.shown[place] for place in chosen]) for w in ways]
        return named(exercise, fitting(exercise.spec, answers, asked))


def _is_stub(answers: Sequence[Answer]) -> bool:
    """Whether nothing is written yet: a class has many such, and runs no mistakes."""
    return all(answer.fault and answer.fault.unwritten for answer in answers)
