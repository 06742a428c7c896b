"""Known mistakes run once, and inputs that separate two are asked for only then."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader import grading
from grader.candidate import Zygote
from grader.candidate.worker import Worker
from grader.catalogue import Catalogue
from grader.examiner.evidence import Evidence, gather
from grader.examiner.suite import Suite, answers_of, mistakes_of, prepare, read_solution
from grader.exercise import Exercise
from grader.mistakes import Mistakes
from grader.result import Diagnosis, Verdict, overall
from grader.sandbox import Confinement
from tests.courses import course_of, file_of, replace
from tests.processes import ROOT


class Counting(Zygote):
    """A real zygote that counts the workers it was asked for."""

    count = 0

    def worker(self, confinement: Confinement) -> Worker:
        """Count, then fork as ever."""
        self.count += 1
        return super().worker(confinement)


@pytest.fixture(scope="module")
def zygote() -> Iterator[Counting]:
    """One zygote for all."""
    with Counting() as started:
        yield started


@pytest.fixture
def twins(tmp_path: Path) -> Exercise:
    """Where dvalue is 2, `2 * x` and `dvalue * x` are one and the same."""
    course = course_of(tmp_path)
    yaml = file_of(course, "dsquare", "exercise.yaml")
    given = "{given: [{dvalue: 2.0, x: 5.0}, {dvalue: 2.0, x: -3.0}]}"
    replace(yaml, "drawn: {draw: 8}", f"drawn: {given}")
    return Catalogue(course).load("dsquare")


def diagnosed(suite: Suite, mistakes: Mistakes, path: Path) -> Diagnosis | None:
    """What is said of a labelled solution as a submission."""
    answers = answers_of(suite, mistakes.zygote, path, suite.requests)
    return mistakes.name(read_solution(path), answers)


def spent(zygote: Counting, suite: Suite, mistakes: Mistakes, path: Path) -> int:
    """The workers that a diagnosis needs beside the one that answered."""
    before = zygote.count
    diagnosed(suite, mistakes, path)
    return zygote.count - before - 1


def solution(exercise: Exercise, name: str, source: str = "") -> Path:
    """A solution's path, written where it is a new one."""
    path = exercise.solutions / "failed" / f"{name}.py"
    if source:
        path.write_text(source, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["upstream_dropped", "power_rule_factor"])
def test_inputs_that_separate_two_mistakes_name_one(
    twins: Exercise, zygote: Counting, name: str
) -> None:
    """Answers that fit two mistakes are followed by one call that decides."""
    suite = prepare(twins, 0, zygote)
    found = diagnosed(suite, Mistakes(suite, zygote), solution(twins, name))

    assert found is not None
    assert found.misconception == name


def test_the_search_runs_once_and_each_later_submission_is_called_once(
    twins: Exercise, zygote: Counting
) -> None:
    """First all mistakes, the two once more on the search; then a call a submission."""
    suite = prepare(twins, 0, zygote)
    mistakes = Mistakes(suite, zygote)
    path = solution(twins, "upstream_dropped")

    assert spent(zygote, suite, mistakes, path) == len(mistakes_of(twins)) + 2 + 1
    assert spent(zygote, suite, mistakes, path) == 1


def test_a_third_mistake_that_fits_both_by_chance_is_neither(
    twins: Exercise, zygote: Counting
) -> None:
    """A submission that leaves both on the separating inputs has no name."""
    suite = prepare(twins, 0, zygote)
    source = "def dsquare(dvalue, x): return 2 * x if dvalue == 2 else 7.0"
    path = solution(twins, "unknown", source)

    assert diagnosed(suite, Mistakes(suite, zygote), path) is None


def test_two_mistakes_that_nothing_separates_are_both_named(
    twins: Exercise, zygote: Counting
) -> None:
    """Where the whole search finds no difference, both are told, and no id."""
    same = "def dsquare(dvalue, x):\n    return x + x\n"
    path = solution(twins, "power_rule_factor", same)
    suite = prepare(twins, 0, zygote)
    mistakes = Mistakes(suite, zygote)

    found = diagnosed(suite, mistakes, path)

    assert found is not None
    assert found.misconception is None
    assert " Or: " in found.message
    assert spent(zygote, suite, mistakes, path) == 0


def test_mistakes_run_once(zygote: Counting) -> None:
    """The first wrong submission runs every mistake; a later one none."""
    exercise = Catalogue(ROOT).load("relu_mask")
    suite = prepare(exercise, 0, zygote)
    mistakes = Mistakes(suite, zygote)
    path = solution(exercise, "mask_from_dvalues")

    assert spent(zygote, suite, mistakes, path) == len(mistakes_of(exercise))
    assert spent(zygote, suite, mistakes, path) == 0


def test_a_submission_that_is_no_known_mistake_is_hardly_read(
    zygote: Counting, tmp_path: Path
) -> None:
    """Nothing is asked of a submission that fits nothing."""
    exercise = Catalogue(ROOT).load("relu_mask")
    suite = prepare(exercise, 0, zygote)
    mistakes = Mistakes(suite, zygote)
    path = tmp_path / "odd.py"
    path.write_text("def relu_backward(dvalues, z): return dvalues * 3 + z\n")

    assert diagnosed(suite, mistakes, path) is None
    assert spent(zygote, suite, mistakes, path) == 0


def judged(suite: Suite, zygote: Counting, path: Path) -> tuple[Evidence, list]:
    """A solution's evidence and the results of its checks."""
    with suite.open(zygote, read_solution(path)) as candidate:
        evidence = gather(suite, candidate)
    assert isinstance(evidence, Evidence)
    return evidence, [evidence.result(row) for row in suite.exercise.spec.checks]


def test_a_submission_that_passes_asks_nothing_more(
    twins: Exercise, zygote: Counting
) -> None:
    """Neither the mistakes nor the search run for an answer that is right."""
    suite = prepare(twins, 0, zygote)
    evidence, results = judged(suite, zygote, twins.reference)
    before = zygote.count

    assert overall(results) is Verdict.PASSED
    examination = grading.Examination(suite, [], zygote)
    assert grading._diagnosis(examination, evidence, results) is None
    assert zygote.count == before


def test_the_extra_call_comes_after_the_results(
    twins: Exercise, zygote: Counting
) -> None:
    """A diagnosis that asks more leaves evidence and results as they were."""
    suite = prepare(twins, 0, zygote)
    evidence, results = judged(suite, zygote, solution(twins, "power_rule_factor"))
    answers, rows = list(evidence.answers), list(results)
    before = zygote.count

    examination = grading.Examination(suite, [], zygote)
    found = grading._diagnosis(examination, evidence, results)

    assert found is not None
    assert found.misconception == "power_rule_factor"
    assert zygote.count == before + len(mistakes_of(twins)) + 2 + 1
    assert (evidence.answers, results) == (answers, rows)
