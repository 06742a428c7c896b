"""The leak audit: what is planted is found, on every surface; what is public is not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.candidate import Workers, start
from grader.catalogue import Catalogue
from grader.exercise import Exercise
from grader.result import CheckResult, Diagnosis, Grade, Verdict, Visibility
from grader.verification import verify
from grader.verification.leaks import NUMBER, PATH, SOURCE, leak_audit, spelt
from grader.verification.proof import Proof
from grader.verification.surfaces import SURFACES, Told
from tests.courses import course_of, file_of
from tests.courses import replace as put
from tests.helpers import REPOSITORY, grade_of

LINE = "slope_of_the_square = 2 * x"
SECRET, DUE = "-2.8125", "19.3359375"
PLANTED = {NUMBER: SECRET, SOURCE: LINE, PATH: "{course}/solutions"}
HIDDEN_CASE = f"  told:\n    given:\n      - {{dvalue: -3.4375, x: {SECRET}}}\n"
# Where each text of a grade is shown, and what else shows texts of the exercise.
FROM_DIAGNOSIS = set(SURFACES) - {"hints", "picture"}


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """Where the references run."""
    with start() as zygote:
        yield zygote


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with a hidden case that is written down, and a long line of source."""
    folder = course_of(tmp_path)
    yaml = file_of(folder, "dsquare", "exercise.yaml")
    put(yaml, "  drawn: {draw: 8}\n", f"  drawn: {{draw: 8}}\n{HIDDEN_CASE}")
    put(yaml, "cases: [drawn]", "cases: [drawn, told]")
    put(
        file_of(folder, "dsquare", "passed/reference.py"),
        "    return dvalue * 2 * x\n",
        f"    {LINE}\n    return dvalue * slope_of_the_square\n",
    )
    return folder


def exercise_of(course: Path) -> Exercise:
    """The exercise of that course."""
    return Catalogue(course).load("dsquare")


def graded(text: str = "", message: str = "") -> Grade:
    """A failed grade with a diagnosis, and a hidden check with a message."""
    checks = (
        CheckResult("example", "One.", Verdict.FAILED, 0, 2, Visibility.VISIBLE, "no"),
        CheckResult("value", "Two.", Verdict.FAILED, 0, 8, Visibility.HIDDEN, message),
    )
    return grade_of(
        exercise="dsquare",
        submission="failed/upstream_dropped.py",
        checks=checks,
        steps=(),
        diagnosis=Diagnosis("dsquare", None, text or "Something is wrong."),
    )


def audited(course: Path, workers: Workers, grade: Grade, *names: str) -> Proof:
    """The audit of one grade, on some surfaces or on all."""
    surfaces = {name: SURFACES[name] for name in names or SURFACES}
    exercise = exercise_of(course)
    return leak_audit(Catalogue(course), exercise, [grade], 0, workers, surfaces)


@pytest.mark.parametrize("kind", PLANTED)
@pytest.mark.parametrize("surface", sorted(FROM_DIAGNOSIS))
def test_a_leak_in_a_diagnosis_is_found(course, workers, surface, kind):
    """On each surface that tells it, whatever it is; and it is not repeated."""
    text = PLANTED[kind].format(course=course)

    proof = audited(course, workers, graded(f"Look: {text}/x is it."), surface)

    assert not proof.proven
    assert proof.detail == f"{kind} in {surface} of failed/upstream_dropped.py"
    assert text not in proof.detail


@pytest.mark.parametrize("kind", PLANTED)
def test_a_leak_in_the_message_of_a_hidden_check_is_found(course, workers, kind):
    """Where hidden checks are told in full; exports leave them out."""
    text = PLANTED[kind].format(course=course)

    proof = audited(course, workers, graded(message=f"Look: {text}/x is it."))

    assert proof.detail == "; ".join(
        f"{kind} in {surface} of failed/upstream_dropped.py"
        for surface in ("JSON", "grader grade")
    )


@pytest.mark.parametrize("kind", PLANTED)
def test_a_leak_in_a_hint_is_found(course, workers, kind):
    """Hints are told, so they are searched."""
    text = PLANTED[kind].format(course=course)
    yaml = file_of(course, "dsquare", "exercise.yaml")
    put(yaml, "How fast does x * x grow at x", f"How does {text}/ grow")

    proof = audited(course, workers, graded())

    assert proof.detail == "; ".join(
        f"{kind} in {surface} of failed/upstream_dropped.py"
        for surface in ("feedback", "hints", "notebook")
    )


def test_a_leak_in_a_picture_is_found(workers):
    """The title of a walkthrough stands in its picture."""
    catalogue = Catalogue(REPOSITORY)
    exercise = catalogue.load("layer_walkthrough")
    spec = replace(exercise.spec, title=f"{REPOSITORY}/solutions")
    grade = grade_of(submission="stub.py", exercise=exercise.id, checks=(), steps=())
    only = {"picture": SURFACES["picture"]}

    told = replace(exercise, spec=spec)
    proof = leak_audit(catalogue, told, [grade], 0, workers, only)

    assert proof.detail == f"{PATH} in picture of stub.py"


@pytest.mark.parametrize("visibility", list(Visibility))
def test_a_visible_gradient_check_may_say_its_numbers(course, workers, visibility):
    """They are drawn in public, and may be those of a hidden case by chance."""
    yaml = file_of(course, "dsquare", "exercise.yaml")
    check = f"{{id: slope, kind: gradient, cases: [drawn], visibility: {visibility},"
    put(yaml, "\nforward:", f"  - {check} points: 1, title: A slope.}}\n\nforward:")
    grade = graded()
    row = CheckResult("slope", "It.", Verdict.FAILED, 0, 1, visibility, f"To {DUE}.")

    proof = audited(
        course, workers, replace(grade, checks=(*grade.checks, row)), "JSON"
    )

    assert proof.proven is (visibility is Visibility.VISIBLE)


@pytest.mark.parametrize("text", [DUE, "19.335938", "19.34 and 19.3359", "2.8125e+00"])
def test_numbers_are_found_rounded_too(course, workers, text):
    """Expected values in spellings that a format would give; short ones are public."""
    proof = audited(course, workers, graded(f"It is {text}."), "JSON")

    assert proof.proven is (text == "2.8125e+00")


@pytest.mark.parametrize(
    "text", ["12", "2.8", "192.8125", "2.81255", "-3.5", "v2.8125x", "return dvalue"]
)
def test_what_says_nothing_hidden_is_no_leak(course, workers, text):
    """Public or short numbers, parts of longer ones, and short pieces of code."""
    assert audited(course, workers, graded(f"Look: {text}.")).proven


def test_a_submission_may_be_shown_its_own_lines(course, workers):
    """A line that the solution itself holds is no news to whoever wrote it."""
    own = "return 2 * x + slope_of_nothing"
    file = file_of(course, "dsquare", "failed/upstream_dropped.py")
    put(file, "return 2 * x", own)
    other = replace(graded(f"Look: {own}"), submission="failed/power_rule_factor.py")

    assert audited(course, workers, graded(f"Look: {own}")).proven
    assert not audited(course, workers, other).proven


def test_the_example_of_a_visible_check_may_hold_any_number(course, workers):
    """What a call gave on the author's own example may equal a hidden number."""
    grade = graded()
    first = replace(grade.checks[0], message=f"gave {DUE}; 12 is right.")

    assert audited(
        course, workers, replace(grade, checks=(first, grade.checks[1]))
    ).proven


def test_texts_are_found_as_json_and_xml_spell_them():
    """Quotes and signs that a format escapes hide nothing."""
    assert {'a < "b"', 'a < \\"b\\"', "a &lt; &quot;b&quot;", 'a &lt; "b"'} == spelt(
        'a < "b"'
    )


def test_every_surface_says_something(course, workers):
    """No surface is searched in vain: each renders text, but for a picture of none."""
    told = Told(Catalogue(course), exercise_of(course), graded("It is so."))
    said = {name for name, render in SURFACES.items() if render(told).strip()}

    assert said == set(SURFACES) - {"picture"}
    assert all("It is so." in SURFACES[name](told) for name in FROM_DIAGNOSIS)


def test_a_course_that_leaks_is_not_proven(course):
    """By way of `verify`: a mistake's sentence and a bespoke check tell numbers."""
    yaml = file_of(course, "dsquare", "exercise.yaml")
    put(yaml, "This is the slope alone", f"At {SECRET} this is the slope alone")
    put(
        yaml,
        "\nforward:",
        "  - {id: own, kind: pytest, function: test_own, points: 1, title: Own.}\n"
        "\nforward:",
    )
    file_of(course, "dsquare", "checks.py").write_text(
        "def test_own(candidate):\n"
        f'    """The result at x = {SECRET} has the right sign."""\n'
        '    assert candidate.call(-3.4375, -2.8125)["dx"] > 10\n'
    )

    proofs = verify(Catalogue(course), ["dsquare"], [0], jobs=1)
    (detail,) = (p.detail for p in proofs if p.subject == "leak audit")

    assert f"{NUMBER} in kata check of failed/upstream_dropped.py" in detail
    assert f"{NUMBER} in grader grade of failed/power_rule_factor.py" in detail
    assert SECRET.strip("-") not in detail
