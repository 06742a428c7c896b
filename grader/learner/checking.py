"""One file checked: what to check, what the tutor says of it, and what is kept of that.

It knows where a learner's files are and how to ask; the verdict is the tutor's. What a
tutor cannot answer becomes an error with its culprit. Invariant: progress is recorded
for files of the workspace alone.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from grader.errors import AuthorError, OperatorError
from grader.learner import words
from grader.learner.asking import Tutoring
from grader.learner.desk import Desk
from grader.learner.route import Card
from grader.learner.workspace import short
from grader.result import Grade, Verdict, from_json
from grader.submission import KINDS


class OurFailure(Exception):
    """The tutor failed; its text is for whoever mends it, not for a learner."""


@dataclass(frozen=True, slots=True)
class Work:
    """A file to be checked as an exercise; `own` where it is one of the workspace."""

    card: Card
    file: Path
    shown: str
    own: bool

    def request(self, desk: Desk) -> dict[str, Any]:
        """What a tutor is told of it."""
        return {
            "course": str(desk.catalogue.course),
            "exercise": self.card.id,
            "file": str(self.file),
            "shown": self.shown,
        }


@dataclass(frozen=True, slots=True)
class Result:
    """What a check showed; `outline` is the graph in lines, if there is any."""

    grade: Grade
    outline: str = ""

    @property
    def passed(self) -> bool:
        """Whether all visible checks pass."""
        return self.grade.verdict is Verdict.PASSED


def work_of(desk: Desk, what: str | None, exercise: str | None) -> Work:
    """The file that is meant: by its path, by an id, or the one a learner is at.

    Raises `OperatorError` where there is none.
    """
    if what is not None:
        path = Path(what)
        if path.is_file() or path.suffix in KINDS or what not in desk.catalogue.entries:
            return _by_path(desk, path, exercise)
    card = desk.chosen(what)
    file = desk.file(card)
    if not file.exists():
        raise OperatorError(words.NO_FILE.format(file=short(file)))
    return Work(card, file, short(file), own=True)


def _by_path(desk: Desk, path: Path, exercise: str | None) -> Work:
    """A file by its path; the reasons against one are those of grading."""
    from grader.intake import plan

    name = exercise or path.stem
    if not path.exists() and path.suffix not in KINDS:
        desk.route.card(str(path))
    if not (path.is_file() and name in desk.catalogue.entries):
        found = plan([path], desk.catalogue, exercise)
        if found.is_cohort or not found.found:
            reason = found.refused[0].reason if found.refused else words.FOLDER
            raise OperatorError(words.NOT_ONE_FILE.format(file=path, reason=reason))
    own = desk.workspace.is_made and desk.workspace.owns(path)
    return Work(desk.route.card(name), path, str(path), own)


def check(tutoring: Tutoring, desk: Desk, work: Work) -> Result:
    """Check a file. Raises `OperatorError`, `AuthorError` or `OurFailure`."""
    answer = tutoring.ask("check", **work.request(desk), always=False)
    return result_of(answer, work)


def result_of(answer: dict[str, Any], work: Work) -> Result:
    """What a tutor's answer to a check says. Raises as `check`."""
    sound(answer, work)
    return Result(from_json(answer["grade"]), answer["outline"])


def sound(answer: dict[str, Any], work: Work) -> None:
    """Raise where an answer tells of a failure: the file's, an author's, or ours."""
    if "unable" in answer:
        raise OperatorError(answer["unable"])
    if "refused" in answer:
        text = words.UNREADABLE.format(file=work.shown, reason=answer["refused"])
        raise OperatorError(text)
    if "broken" in answer:
        raise AuthorError.at(work.card.id, answer["broken"])
    if "failed" in answer:
        raise OurFailure(answer["failed"])


def recorded(desk: Desk, work: Work, result: Result) -> Desk:
    """The desk after a check: a file of the workspace counts, and is where one is."""
    if not work.own:
        return desk
    # Another window may have written since.
    before = desk.workspace.progress()
    progress = before.checked(work.card.id, result.grade.verdict).at(work.card.id)
    desk.workspace.keep(progress)
    return replace(desk, progress=progress)
