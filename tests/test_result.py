"""Points, verdicts and the one line of JSON that a grade is."""

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.result import (
    CheckResult,
    Diagnosis,
    Grade,
    Provenance,
    StepResult,
    Verdict,
    Visibility,
    clamped,
    from_json,
    overall,
    to_json,
    total,
)
from tests.helpers import GRADE, grade_of

CONTRACT_KEYS = {
    "": "format student exercise submission digest verdict points max_points seconds "
    "checks steps diagnosis provenance",
    "checks": "id title verdict points max_points visibility message",
    "steps": "name verdict points max_points carried message",
    "diagnosis": "step misconception message",
    "provenance": "exercise_digest grader python numpy seed isolation",
}
WORDS = (
    "passed failed missing syntax_error error exited crashed timed_out out_of_memory "
    "forbidden bad_type output_limit protocol_error skipped internal_error"
)


def check(
    verdict: Verdict = Verdict.PASSED, points: float = 1.0, max_points: float = 1.0
) -> CheckResult:
    """A result of a check."""
    return CheckResult("id", "title", verdict, points, max_points, Visibility.HIDDEN)


def test_the_verdicts_are_those_of_the_contract() -> None:
    """Callers rely on these words and no others."""
    assert WORDS.split() == [verdict.value for verdict in Verdict]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (3.0, 3.0),
        (-1.0, 0.0),
        (11.0, 10.0),
        (math.nan, 0.0),
        (math.inf, 10.0),
        (-math.inf, 0.0),
        (1 / 3, 0.3333),
    ],
)
def test_points_are_clamped(points: float, expected: float) -> None:
    """Points lie between 0 and the maximum, with four decimals, NaN being nothing."""
    assert expected == clamped(points, 10.0)


@given(points=st.floats(), most=st.integers(0, 10**7).map(lambda n: n / 10**4))
@settings(deadline=None, derandomize=True)
def test_clamped_points_are_always_in_range(points: float, most: float) -> None:
    """No number whatever gets out of the range or has more than four decimals."""
    found = clamped(points, most)

    assert 0 <= found <= most
    assert found == round(found, 4)


def test_the_score_is_the_sum_of_the_checks() -> None:
    """Every check counts once, in what it gives and in what it could give."""
    rows = [check(points=1.0), check(Verdict.FAILED, 0.5, 2.0), check(points=0.25)]

    assert total(rows) == (1.75, 4.0)


def test_thirds_add_up_to_the_whole() -> None:
    """Rounding does not keep full marks from being full."""
    rows = [check(points=1 / 3, max_points=1 / 3)] * 3

    assert total(rows) == (1.0, 1.0)


def test_the_maximum_does_not_depend_on_the_submission() -> None:
    """The same checks are worth the same, whatever came of them."""
    passed = [check(points=2.0, max_points=2.0), check()]
    failed = [check(Verdict.CRASHED, 0.0, 2.0), check(Verdict.SKIPPED, math.nan)]

    assert total(passed)[1] == total(failed)[1]
    assert total(failed)[0] == 0.0


def test_no_checks_score_nothing() -> None:
    """The empty sum is 0 of 0."""
    assert total([]) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ("passed passed", Verdict.PASSED),
        ("passed failed timed_out", Verdict.FAILED),
        ("passed timed_out failed", Verdict.TIMED_OUT),
        ("skipped failed", Verdict.FAILED),
        ("passed skipped", Verdict.MISSING),
        ("failed internal_error", Verdict.INTERNAL_ERROR),
        ("", Verdict.PASSED),
    ],
)
def test_the_verdict_is_the_first_that_did_not_pass(
    verdicts: str, expected: Verdict
) -> None:
    """The order of the checks decides, but a failure of ours comes before all."""
    assert expected is overall(check(Verdict(word)) for word in verdicts.split())


def test_a_grade_is_one_line_of_ascii() -> None:
    """Nothing in a grade breaks the line or leaves ASCII."""
    grade = grade_of(student="ada\nlovelace \u2028 \udcff é", submission="a\r\n.py")

    line = to_json(grade)

    assert line.isascii()
    assert [line] == line.splitlines()
    assert grade == from_json(line)


def test_every_key_of_the_contract_is_there() -> None:
    """A line holds every key of the contract, at every level."""
    record = json.loads(to_json(GRADE))

    assert set(CONTRACT_KEYS[""].split()) == record.keys()
    assert set(CONTRACT_KEYS["checks"].split()) == record["checks"][0].keys()
    assert set(CONTRACT_KEYS["steps"].split()) == record["steps"][0].keys()
    assert set(CONTRACT_KEYS["diagnosis"].split()) == record["diagnosis"].keys()
    assert set(CONTRACT_KEYS["provenance"].split()) == record["provenance"].keys()
    assert (record["format"], record["verdict"]) == (1, "failed")
    assert record["checks"][0]["visibility"] == "visible"


def test_a_grade_without_diagnosis_says_null() -> None:
    """Where nothing is known, the key is there and holds null."""
    grade = grade_of(diagnosis=None)

    assert json.loads(to_json(grade))["diagnosis"] is None
    assert grade == from_json(to_json(grade))


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_none_is_never_written(value: float) -> None:
    """JSON has no NaN, so a grade that holds one is a failure, not a line."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_json(grade_of(points=value))


def test_a_grade_of_another_format_is_not_read() -> None:
    """What another version wrote is refused, not guessed at."""
    text = to_json(GRADE).replace('"format": 1', '"format": 2')

    with pytest.raises(ValueError, match="another format"):
        from_json(text)


# Names of files hold undecodable bytes as lone low surrogates, as Python spells them.
texts = st.text(max_size=20) | st.binary(max_size=20).map(
    lambda raw: raw.decode("utf-8", "surrogateescape")
)
numbers = st.floats(0, 1000)
verdicts = st.sampled_from(Verdict)


def built(kind: type, **fields: Any) -> st.SearchStrategy[Any]:
    """A strategy for one of the frozen classes."""
    return st.builds(kind, **fields)


grades = built(
    Grade,
    student=texts,
    exercise=texts,
    submission=texts,
    digest=texts,
    verdict=verdicts,
    points=numbers,
    max_points=numbers,
    seconds=numbers,
    checks=st.lists(
        built(
            CheckResult,
            id=texts,
            title=texts,
            verdict=verdicts,
            points=numbers,
            max_points=numbers,
            visibility=st.sampled_from(Visibility),
            message=texts,
        ),
        max_size=3,
    ).map(tuple),
    steps=st.lists(
        built(
            StepResult,
            name=texts,
            verdict=verdicts,
            points=numbers,
            max_points=numbers,
            carried=st.booleans(),
            message=texts,
        ),
        max_size=2,
    ).map(tuple),
    diagnosis=st.none()
    | built(Diagnosis, step=texts, misconception=st.none() | texts, message=texts),
    provenance=built(
        Provenance,
        exercise_digest=texts,
        grader=texts,
        python=texts,
        numpy=texts,
        seed=st.integers(),
        isolation=st.lists(texts, max_size=2).map(tuple),
    ),
)


@given(grade=grades)
@settings(deadline=None, derandomize=True)
def test_a_grade_goes_round(grade: Grade) -> None:
    """What was written is read back, whatever its texts hold."""
    assert grade == from_json(to_json(grade))
