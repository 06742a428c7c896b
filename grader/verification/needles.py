"""What no learner may read of an exercise: hidden numbers, sources, machine paths."""

import json
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.agreement import script_sample
from grader.candidate import Workers
from grader.examiner.suite import prepare
from grader.exercise import (
    AnyCheck,
    Exercise,
    ExerciseFile,
    GradientCheck,
    LawCheck,
)
from grader.gradients import gradient_group
from grader.laws import law_group
from grader.result import Visibility
from grader.verification.agreeing import sample_of

MIN_DIGITS = 4  # 1.0 and 0.25 stand in many a text by chance
MIN_LINE = 25  # and so do short lines of code
PLACES = range(2, 9)
NUMBER = re.compile(r"(?<![\w.])[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?!\w)")
PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Needles:
    """Numbers as they may be spelt, lines of source, and folders of this machine."""

    numbers: frozenset[str]
    lines: frozenset[str]
    paths: frozenset[str]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.numbers) + len(self.lines) + len(self.paths)


def needles_of(
    exercise: Exercise, course: Path, seed: int, workers: Workers
) -> Needles:
    """What must not be found; what the author has published is left out.

    Raises `AuthorError` where the reference does not run.
    """
    hidden, shown = _values(exercise, seed, workers)
    numbers = spellings(hidden) - spellings(shown) - numbers_in(public_text(exercise))
    return Needles(numbers, hidden_lines(exercise), machine_paths(course))


def hidden_lines(exercise: Exercise) -> frozenset[str]:
    """The lines of checks and solutions that are not public anyway."""
    public = public_text(exercise)
    lines = {line for path in _sources(exercise) for line in lines_of(path)}
    return frozenset(line for line in lines if line not in public)


def numbers_in(text: str) -> frozenset[str]:
    """The numbers that stand in a text, without their signs."""
    return frozenset(NUMBER.findall(text))


def spellings(values: Iterable[float]) -> frozenset[str]:
    """How numbers of enough digits may stand in a text, exactly or rounded."""
    return frozenset().union(*map(_spelt, {abs(float(value)) for value in values}))


@cache
def _spelt(value: float) -> frozenset[str]:
    found = {repr(value), f"{value:g}"}
    for places in PLACES:
        found |= {f"{value:.{places}f}", f"{value:.{places}g}"}
    return frozenset(text for text in found if _digits(text) >= MIN_DIGITS)


def _digits(text: str) -> int:
    """How many digits of a number tell something."""
    return len(re.split("[eE]", text)[0].replace(".", "").strip("0"))


def _values(
    exercise: Exercise, seed: int, workers: Workers
) -> tuple[list[float], list[float]]:
    """The numbers of hidden cases and of visible ones, arguments and results.

    Of a script all inputs that the host draws are hidden.
    """
    if exercise.spec.script is not None:
        sample = script_sample(exercise, seed)
        visible = set()
    else:
        sample = sample_of(prepare(exercise, seed, workers))
        visible = shown_groups(exercise)
    found: tuple[list[float], list[float]] = ([], [])
    for case, row in zip(sample.cases, sample.values, strict=True):
        for value in (*case.arguments.values(), *row.values()):
            found[case.group in visible].extend(_flat(value))
    return found


def shown_groups(exercise: Exercise) -> set[str]:
    """The groups of cases whose numbers visible checks show."""
    return {
        group
        for check in exercise.spec.declared
        if check.visibility is Visibility.VISIBLE
        for group in _groups(exercise.spec, check)
    }


def _groups(spec: ExerciseFile, check: AnyCheck) -> Iterator[str]:
    """The groups whose numbers a check shows.

    A law shows its own calls as well, and so does a gradient check. Where these start
    from a group that is drawn, they draw it anew from the public seed.
    """
    groups = getattr(check, "cases", ())
    yield from (group for group in groups if spec.cases[group].given)
    if isinstance(check, LawCheck):
        yield law_group(check)
    if isinstance(check, GradientCheck):
        yield gradient_group(check)


def _flat(value: Any) -> Iterator[float]:
    yield from np.asarray(value, np.float64).ravel().tolist()


def public_text(exercise: Exercise) -> str:
    """What every learner has from the start: statement, stub, and the way forward.

    Messages and hints are no excuse: they are told, and may tell too much.
    """
    rows = (exercise.folder / "README.md", exercise.stub)
    texts = [path.read_text("utf-8") for path in rows if path.is_file()]
    lets = [row for entry in exercise.spec.forward for row in entry.let.items()]
    return "\n".join([*texts, *(f"{name} = {text}" for name, text in lets)])


def _sources(exercise: Exercise) -> Iterator[Path]:
    """The author's own files: checks, references and labelled solutions."""
    yield from exercise.folder.glob("*.py")
    yield from exercise.solutions.rglob("*.py")
    yield from exercise.solutions.rglob("*.ipynb")


@cache
def lines_of(path: Path) -> frozenset[str]:
    """The longer lines of a file's source, cells of a notebook included."""
    if not path.is_file():
        return frozenset()
    text = path.read_text("utf-8", errors="replace")
    if path.suffix == ".ipynb":
        try:
            cells = json.loads(text)["cells"]
            text = "\n".join("".join(cell["source"]) for cell in cells)
        except (ValueError, LookupError, TypeError):
            return frozenset()
    rows = (line.strip() for line in text.splitlines())
    return frozenset(line for line in rows if len(line) >= MIN_LINE)


def machine_paths(course: Path) -> frozenset[str]:
    """Folders of this machine that say something about it."""
    folders = [
        course,
        Path.home(),
        Path(tempfile.gettempdir()),
        Path(sys.prefix),
        Path(sys.executable).parent,
        Path(pytest.__file__).parents[1],
        PACKAGE,
    ]
    return frozenset(f"{path}/" for path in folders if len(path.parts) > 1)
