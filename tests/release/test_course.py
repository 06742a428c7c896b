"""The learners' bundle of the flagship course: nothing hidden, the same verdicts."""

import shutil
from collections.abc import Iterator

import pytest

from grader import submission as files
from grader.candidate import start
from grader.catalogue import Catalogue
from grader.engines import Engines, Setup
from grader.release import Bundle, make_bundle, write_bundle
from grader.result import Grade, Verdict
from grader.submission import Submission
from grader.verification.bundled import bundle_leaks
from tests.helpers import REPOSITORY

SEED = 0x5EED_0F_7E57
OTHERS = 3  # labelled solutions of each exercise that do not pass


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Catalogue:
    """The course with all honest solutions and a few of the others."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(REPOSITORY / "exercises", folder / "exercises")
    for path in sorted((REPOSITORY / "solutions").glob("*/*")):
        place = folder / path.relative_to(REPOSITORY)
        shutil.copytree(path / "passed", place / "passed")
        others = sorted(row for row in path.glob("*/*.py") if row.parts[-2] != "passed")
        for other in others[:: max(1, len(others) // OTHERS)]:
            copy = place / other.relative_to(path)
            copy.parent.mkdir(exist_ok=True)
            shutil.copy(other, copy)
    return Catalogue(folder)


@pytest.fixture(scope="module")
def bundle(course: Catalogue) -> Bundle:
    """Its bundle, in memory."""
    with start() as workers:
        return make_bundle(course, workers)


@pytest.fixture(scope="module")
def released(bundle: Bundle, tmp_path_factory) -> Catalogue:
    """The bundle on disk, alone."""
    folder = tmp_path_factory.mktemp("released") / "bundle"
    write_bundle(bundle, folder)
    return Catalogue(folder)


def test_nothing_hidden_is_in_a_bundle(course: Catalogue, bundle: Bundle):
    """Every byte is searched, on another seed than the release has searched."""
    with start() as workers:
        found = bundle_leaks(course, bundle.files, SEED, workers)

    assert found == []


def test_verdicts_in_a_bundle_are_those_of_the_course(
    course: Catalogue, released: Catalogue
):
    """Stubs fail, honest solutions pass, others get the same verdict check by check.

    A step of a script that follows from a wrong one is left unjudged in a bundle.
    """
    handed_in = [row for name in course.entries for row in submissions(course, name)]
    honest = [row for row in handed_in if row.path.startswith("passed/")]
    others = [row for row in handed_in if row not in honest]
    whole = graded(course, others)

    public = graded(released, handed_in)

    for row in honest:
        assert public[key(row)].verdict is Verdict.PASSED, key(row)
    for row in others:
        grade, due = public[key(row)], whole[key(row)]
        assert not row.path.endswith("stub.py") or grade.verdict is not Verdict.PASSED
        verdicts = {check.id: check.verdict for check in due.checks}
        for check in grade.checks:
            unjudged = bool(grade.steps) and check.verdict is Verdict.SKIPPED
            assert unjudged or check.verdict is verdicts[check.id], (row.path, check)
        assert first_wrong(due) == first_wrong(grade), key(row)


def key(submission: Submission) -> tuple[str, str]:
    """What a labelled solution is known by."""
    return submission.exercise, submission.path


def submissions(course: Catalogue, name: str) -> Iterator[Submission]:
    """The stub and the labelled solutions of an exercise."""
    exercise = course.load(name)
    for path in (exercise.stub, *sorted(exercise.solutions.glob("*/*.*"))):
        shown = f"{path.parent.name}/{path.name}"
        found = files.read(path, student="", exercise=name, shown=shown)
        assert isinstance(found, Submission)
        yield found


def graded(
    catalogue: Catalogue, handed_in: list[Submission]
) -> dict[tuple[str, str], Grade]:
    """The grades by the visible checks, as `kata check` gets them."""
    yaml_files = tuple(
        row.folder / "exercise.yaml" for row in catalogue.entries.values()
    )
    setup = Setup(catalogue.course, yaml_files, visible_only=True)
    with Engines(setup, jobs=1) as engines:
        rows = [row for row in engines.grade(handed_in, SEED) if isinstance(row, Grade)]
    assert len(rows) == len(handed_in)
    return {(row.exercise, row.submission): row for row in rows}


def first_wrong(grade: Grade) -> tuple[str, str | None] | None:
    """The step that is told first and what it is called; of functions nothing.

    Their mistakes are named on public cases alone, where two may be alike.
    """
    found = grade.diagnosis
    return (found.step, found.misconception) if found and grade.steps else None
