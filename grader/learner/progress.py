"""What a learner has done: `progress.json`, read and written as frozen data.

It knows verdicts by their words and counts of hints, and nothing of what an exercise
asks. The file is replaced as a whole, so that a reader never sees half of it. Keys that
this version does not know are passed over. Invariant: a change makes a new Progress.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from grader.errors import OperatorError
from grader.learner import words

FORMAT = 1
PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Standing:
    """One exercise: the last verdict, how often it was checked, hints seen by cause."""

    verdict: str = ""
    checks: int = 0
    hints: Mapping[str, int] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether its last check passed."""
        return self.verdict == PASSED


@dataclass(frozen=True, slots=True)
class Progress:
    """All exercises that were touched, by id, and the one a learner is at."""

    current: str = ""
    exercises: Mapping[str, Standing] = field(default_factory=dict)

    def of(self, exercise: str) -> Standing:
        """How one exercise stands."""
        return self.exercises.get(exercise, Standing())

    def passed(self, exercise: str) -> bool:
        """Whether one exercise passes."""
        return self.of(exercise).passed

    def checked(self, exercise: str, verdict: str) -> "Progress":
        """The progress after a check."""
        was = self.of(exercise)
        return self._with(
            exercise, replace(was, verdict=verdict, checks=was.checks + 1)
        )

    def hinted(self, exercise: str, cause: str, seen: int) -> "Progress":
        """The progress after so many hints of a cause were seen."""
        was = self.of(exercise)
        return self._with(exercise, replace(was, hints={**was.hints, cause: seen}))

    def begun_again(self, exercise: str) -> "Progress":
        """The progress after a file was reset."""
        return self._with(exercise, replace(self.of(exercise), verdict="", hints={}))

    def at(self, exercise: str) -> "Progress":
        """The progress of a learner who is at an exercise."""
        return replace(self, current=exercise)

    def _with(self, exercise: str, standing: Standing) -> "Progress":
        return replace(self, exercises={**self.exercises, exercise: standing})


def read_progress(*places: Path) -> Progress:
    """The progress in the first file that is there; a new one where none is.

    Raises `OperatorError` for a file that is broken or of a newer format.
    """
    for path in places:
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError) as error:
            raise _broken(path, words.NO_TEXT) from error
        try:
            return _progress(json.loads(text), path)
        except (ValueError, TypeError, AttributeError) as error:
            raise _broken(path, words.NO_PROGRESS) from error
    return Progress()


def write_progress(path: Path, progress: Progress) -> None:
    """Replace the file. Raises `OperatorError` where that cannot be done."""
    record = {
        "format": FORMAT,
        "current": progress.current,
        "exercises": {
            name: {
                "verdict": row.verdict,
                "checks": row.checks,
                "hints": dict(row.hints),
            }
            for name, row in sorted(progress.exercises.items())
        },
    }
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        fresh.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink()
        message = words.NO_WRITE.format(file=path, why=error.strerror)
        raise OperatorError(message) from error


def _progress(record: Any, path: Path) -> Progress:
    """Read a record. Raises ValueError, TypeError or AttributeError for another."""
    number = record.get("format")
    if type(number) is int and number > FORMAT:
        raise OperatorError(words.PROGRESS_NEWER.format(file=path))
    if number != FORMAT:
        raise ValueError("no format")
    rows = record.get("exercises") or {}
    current = record.get("current") or ""
    if not isinstance(current, str):
        raise TypeError("no id")
    return Progress(current, {str(name): _standing(row) for name, row in rows.items()})


def _standing(row: Any) -> Standing:
    verdict, checks, hints = row.get("verdict"), row.get("checks"), row.get("hints")
    return Standing(
        verdict=verdict if isinstance(verdict, str) else "",
        checks=int(checks or 0),
        hints={str(cause): int(seen) for cause, seen in (hints or {}).items()},
    )


def _broken(path: Path, why: str) -> OperatorError:
    return OperatorError(words.PROGRESS_BROKEN.format(file=path, why=why))
