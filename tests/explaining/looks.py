"""Solutions of the flagship course, run and explained."""

from collections.abc import Iterator
from contextlib import contextmanager

from grader.candidate import Workers, start
from grader.catalogue import Catalogue
from grader.examiner.evidence import prepare_any
from grader.explaining import Explained, explain
from grader.grading import Examination, grade
from grader.result import Visibility
from grader.submission import Submission
from tests.helpers import REPOSITORY

COURSE = Catalogue(REPOSITORY)


class Looker:
    """Explains sources of any exercise of the course, in one zygote's workers."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers

    def at(self, exercise_id: str, source: str) -> Explained:
        """What the visible checks and the numbers of a source come to."""
        exercise = COURSE.load(exercise_id)
        suite = prepare_any(exercise, 1, self._workers)
        code = source.encode()
        handed_in = Submission("s", exercise_id, "s/x.py", "py", code, "sha256:0")
        visible = Visibility.VISIBLE
        own = [c for c in exercise.spec.checks if c.visibility is visible]
        examination = Examination(suite, [], self._workers, declared=own)
        found = grade(examination, handed_in)
        return explain(COURSE, suite, self._workers, handed_in, found)

    def at_solution(self, exercise_id: str, path: str) -> Explained:
        """The same for a labelled solution."""
        folder = COURSE.load(exercise_id).solutions
        return self.at(exercise_id, (folder / path).read_text(encoding="utf-8"))


@contextmanager
def looker() -> Iterator[Looker]:
    """A zygote for as long as it is looked."""
    with start() as workers:
        yield Looker(workers)
