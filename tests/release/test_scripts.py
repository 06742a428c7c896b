"""Walkthroughs in a bundle: judged without formulas, on public numbers alone."""

import shutil
from collections.abc import Callable, Iterator

import pytest

from grader.candidate import start
from grader.catalogue import Catalogue
from grader.engines import Engines, Setup
from grader.release import make_bundle, write_bundle
from grader.result import Grade, Verdict
from grader.submission import Submission
from tests.helpers import REPOSITORY

NAME = "neuron_walkthrough"
FOLDER = "01_neuron/10_neuron_walkthrough"
HONEST = ("reference.py", "four_inputs.py", "no_dvalue.py")
ANOTHER = "x = [1.5, 2.5, -3.5, 2.0, 4.5, 5.5, -6.5]"
Check = Callable[[str], Grade]


@pytest.fixture(scope="module")
def reference() -> str:
    """The source of an honest solution."""
    path = REPOSITORY / "solutions" / FOLDER / "passed" / "reference.py"
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def check(tmp_path_factory) -> Iterator[Check]:
    """Grade a source in the bundle of a course with that exercise alone."""
    folder = tmp_path_factory.mktemp("scripts")
    course, kit = folder / "course", folder / "kit"
    shutil.copytree(REPOSITORY / "exercises" / FOLDER, course / "exercises" / FOLDER)
    passed = course / "solutions" / FOLDER / "passed"
    passed.mkdir(parents=True)
    for name in HONEST:
        shutil.copy(REPOSITORY / "solutions" / FOLDER / "passed" / name, passed)
    with start() as workers:
        write_bundle(make_bundle(Catalogue(course), workers), kit)
    catalogue = Catalogue(kit)
    yaml = (catalogue.entry(NAME).folder / "exercise.yaml",)
    with Engines(Setup(kit, yaml, visible_only=True), jobs=1) as engines:

        def graded(source: str) -> Grade:
            submission = Submission("", NAME, "a.py", "py", source.encode(), "sha256:0")
            (outcome,) = engines.grade([submission], 7)
            assert isinstance(outcome, Grade)
            return outcome

        yield graded


def verdicts(grade: Grade) -> dict[str, Verdict]:
    """The verdict of each step."""
    return {row.name: row.verdict for row in grade.steps}


def message(grade: Grade, step: str) -> str:
    """What is said of a step."""
    return next(row.message for row in grade.steps if row.name == step)


def put(source: str, old: str, new: str) -> str:
    """A source with one line changed that it must hold."""
    assert old in source
    return source.replace(old, new)


def test_an_honest_solution_passes(check: Check, reference: str):
    """On numbers with fractions, and where the learner's are whole."""
    whole = put(reference, "x = [2.0, -1.0, 3.0]", "x = [2, -1, 3]")

    assert Verdict.PASSED is check(reference).verdict
    assert Verdict.PASSED is check(whole).verdict


def test_a_wrong_step_is_named_and_what_follows_is_left_for_later(
    check: Check, reference: str
):
    """Nothing is known of what follows from a wrong value; the rest is judged."""
    right = next(row for row in reference.splitlines() if row.startswith("drelu_dz ="))

    grade = check(put(reference, right, "drelu_dz = dvalue * (1.0 if z >= 0 else 0.0)"))

    found = verdicts(grade)
    assert Verdict.FAILED is found["drelu_dz"] is grade.verdict
    assert Verdict.PASSED is found["dmul_dx0"] is found["z"]
    assert Verdict.SKIPPED is found["drelu_dxw0"] is found["dw"] is found["drelu_dx2"]
    assert "dw is judged once drelu_dz is right." == message(grade, "dw")
    assert grade.diagnosis is not None
    assert ("drelu_dz", "boundary_kept") == (
        grade.diagnosis.step,
        grade.diagnosis.misconception,
    )


def test_numbers_typed_in_are_known(check: Check, reference: str):
    """The public numbers stand in for the learner's, as hidden ones do."""
    right = next(row for row in reference.splitlines() if row.startswith("drelu_dz ="))

    grade = check(put(reference, right, "drelu_dz = 5.0"))

    assert grade.diagnosis is not None
    assert "hard_coded" == grade.diagnosis.misconception


def test_vectors_of_four_are_judged_on_what_they_have(check: Check):
    """As in the course: the steps that are for any length, and no others."""
    path = REPOSITORY / "solutions" / FOLDER / "passed" / "four_inputs.py"

    grade = check(path.read_text(encoding="utf-8"))

    found = verdicts(grade)
    assert Verdict.PASSED is grade.verdict is found["dw"]
    assert Verdict.SKIPPED is found["xw0"]


def test_shapes_of_which_nothing_is_known_are_told(check: Check):
    """One sentence says what to do; nothing is called wrong."""
    source = f"""import numpy as np
{ANOTHER}
w = [0.5, -2.0, 1.5, 2.5, -1.5, 3.0, 2.0]
b, dvalue = 5.5, 5.0
z = float(np.dot(x, w)) + b
y = max(z, 0.0)
drelu_dz = dvalue if z > 0 else 0.0
dx = [drelu_dz * row for row in w]
dw = [drelu_dz * row for row in x]
db = drelu_dz
"""

    grade = check(source)

    found = verdicts(grade)
    assert Verdict.SKIPPED is found["z"] is found["dw"]
    assert Verdict.FAILED not in found.values()
    assert "in the shapes of the stub" in message(grade, "z")
    assert Verdict.MISSING is grade.verdict


def test_text_and_missing_steps_need_no_formula(check: Check, reference: str):
    """They are told as in the course."""
    grade = check(put(reference, "y = ", 'y = "text" or '))
    nothing = check("x = [1.0, 2.0, 3.0]")

    assert Verdict.BAD_TYPE is verdicts(grade)["y"]
    assert {Verdict.MISSING, Verdict.SKIPPED} == {*verdicts(nothing).values()}
