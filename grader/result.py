"""What grading yields, as frozen data: Verdict, CheckResult, StepResult, Grade.

This module knows the words of a grade and the one rule that turns the results of
checks into points. It knows nothing of exercises, workers or files. Invariants: points
stay between 0 and `max_points` with four decimals, and `max_points` depends on the
exercise alone. `to_json` and `from_json` are the only places where a grade is a dict.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

FORMAT = 1
DECIMALS = 4


class Verdict(StrEnum):
    """How a grade, a check or a step ended; one word each."""

    PASSED = "passed"
    FAILED = "failed"
    MISSING = "missing"
    SYNTAX_ERROR = "syntax_error"
    ERROR = "error"
    EXITED = "exited"
    CRASHED = "crashed"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    FORBIDDEN = "forbidden"
    BAD_TYPE = "bad_type"
    OUTPUT_LIMIT = "output_limit"
    PROTOCOL_ERROR = "protocol_error"
    SKIPPED = "skipped"
    INTERNAL_ERROR = "internal_error"


class Visibility(StrEnum):
    """Whether a check ships to learners."""

    VISIBLE = "visible"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The outcome of one check on one submission."""

    id: str
    title: str
    verdict: Verdict
    points: float
    max_points: float
    visibility: Visibility
    message: str = ""


@dataclass(frozen=True, slots=True)
class StepResult:
    """The outcome of one step of a script-style exercise."""

    name: str
    verdict: Verdict
    points: float
    max_points: float
    carried: bool = False
    message: str = ""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is wrong: the place (a step or the exercise), and the mistake if known."""

    step: str
    misconception: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a grade was made from, so that it can be made again."""

    exercise_digest: str
    grader: str
    python: str
    numpy: str
    seed: int
    isolation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """The whole result for one submission of one exercise; `seconds` is wall time."""

    student: str
    exercise: str
    submission: str
    digest: str
    verdict: Verdict
    points: float
    max_points: float
    seconds: float
    checks: tuple[CheckResult, ...]
    steps: tuple[StepResult, ...]
    diagnosis: Diagnosis | None
    provenance: Provenance


def clamped(points: float, max_points: float) -> float:
    """Points between 0 and `max_points`, four decimals; a NaN counts as 0."""
    if math.isnan(points):
        return 0.0
    return round(min(max(points, 0.0), max_points), DECIMALS)


def total(results: Iterable[CheckResult]) -> tuple[float, float]:
    """The points and the maximal points of a grade: each check counts once."""
    rows = list(results)
    max_points = round(math.fsum(row.max_points for row in rows), DECIMALS)
    return clamped(math.fsum(row.points for row in rows), max_points), max_points


def overall(results: Iterable[CheckResult]) -> Verdict:
    """`passed` at full marks, else the first verdict that is not.

    A check that failed through our own fault makes the whole grade ours: it must never
    be stored as a learner's mark. A check that was skipped has no word for a grade: it
    is passed over where it cost nothing, and something is missing where it did.
    """
    rows = list(results)
    verdicts = [row.verdict for row in rows]
    if Verdict.INTERNAL_ERROR in verdicts:
        return Verdict.INTERNAL_ERROR
    neutral = (Verdict.PASSED, Verdict.SKIPPED)
    wrong = next((v for v in verdicts if v not in neutral), None)
    if wrong is not None:
        return wrong
    cost = any(row.verdict is Verdict.SKIPPED and row.max_points for row in rows)
    return Verdict.MISSING if cost else Verdict.PASSED


def to_json(grade: Grade) -> str:
    """The grade as one line of JSON, in ASCII, without NaN or Infinity."""
    record = {
        "format": FORMAT,
        **_record(grade),
        "checks": [_record(row) for row in grade.checks],
        "steps": [_record(row) for row in grade.steps],
        "diagnosis": _record(grade.diagnosis) if grade.diagnosis else None,
        "provenance": _record(grade.provenance),
    }
    return json.dumps(record, allow_nan=False)


def _record(
    row: Grade | CheckResult | StepResult | Diagnosis | Provenance,
) -> dict[str, Any]:
    """The fields of a row; `asdict` copies each of a thousand values on its own."""
    return {name: getattr(row, name) for name in row.__slots__}


def from_json(text: str) -> Grade:
    """Read back what `to_json` wrote."""
    record: dict[str, Any] = json.loads(text)
    if record.pop("format") != FORMAT:
        raise ValueError(f"a grade of another format than {FORMAT}")
    diagnosis = record["diagnosis"]
    provenance = record["provenance"]
    record |= {
        "verdict": Verdict(record["verdict"]),
        "checks": tuple(_check(row) for row in record["checks"]),
        "steps": tuple(_step(row) for row in record["steps"]),
        "diagnosis": Diagnosis(**diagnosis) if diagnosis else None,
        "provenance": Provenance(
            **provenance | {"isolation": tuple(provenance["isolation"])}
        ),
    }
    return Grade(**record)


def _check(row: dict[str, Any]) -> CheckResult:
    row["verdict"] = Verdict(row["verdict"])
    row["visibility"] = Visibility(row["visibility"])
    return CheckResult(**row)


def _step(row: Mapping[str, Any]) -> StepResult:
    return StepResult(**{**row, "verdict": Verdict(row["verdict"])})
