"""The audit of a learners' bundle: every byte is searched for what is hidden.

Titles and ids of hidden checks, the numbers of hidden cases of a seed in their order,
lines of solutions and of bespoke checks, paths of this machine, and the seed itself. A
finding names file, exercise and kind, and never what was found.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from grader.agreement import script_sample
from grader.candidate import Workers
from grader.catalogue import Catalogue
from grader.examiner.suite import prepare
from grader.exercise import Exercise
from grader.result import Visibility
from grader.verification.agreeing import sample_of
from grader.verification.needles import (
    hidden_lines,
    machine_paths,
    public_text,
    shown_groups,
)

NUMBER = re.compile(rb"(?<![\w.])[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?!\w)")
SEARCHED = 0x7E11_5EED_0FF5  # the seed on which `grader release` searches
TELLING = 4  # numbers in a row, with so many digits together,
DIGITS = 11  # stand nowhere by chance
TITLE, ID, NUMBERS = "a hidden title", "a hidden id", "a hidden case"
LINE, PATH, SEED = "a line of source", "a path of this machine", "the seed"


@dataclass(frozen=True)
class _File:
    """One file of a bundle, as bytes and as the numbers in it."""

    name: str
    data: bytes

    @cached_property
    def words(self) -> bytes:
        """The file with one blank wherever there is room: YAML breaks long lines."""
        return b" ".join(self.data.split())

    @cached_property
    def numbers(self) -> str:
        """All numbers in their order, without signs."""
        return _row(map(float, NUMBER.findall(self.data)))


def bundle_leaks(
    catalogue: Catalogue, files: Mapping[str, bytes], seed: int, workers: Workers
) -> list[str]:
    """What is hidden and found in the files of a bundle, for gradings on a seed.

    Raises `AuthorError` where a reference does not run.
    """
    rows = [_File(name, data) for name, data in files.items()]
    rows += [_File(name, name.encode()) for name in files]
    found = [
        f"{SEED} in {row.name}"
        for row in rows
        if str(seed).encode() in row.data or f"{seed:x}".encode() in row.data
    ]
    for path in machine_paths(catalogue.course):
        found += [f"{PATH} in {row.name}" for row in rows if path.encode() in row.data]
    exercises = [catalogue.load(name) for name in catalogue.entries]
    public = "\n".join(map(public_text, exercises))
    for exercise in exercises:
        numbers = list(_numbers(exercise, seed, workers))
        lines = [row.encode() for row in hidden_lines(exercise) if row not in public]
        found += (
            f"{kind} of {exercise.id} in {file}"
            for kind, file in _found(exercise, rows, numbers, lines)
        )
    return found


def _found(
    exercise: Exercise, files: Iterable[_File], numbers: list[str], lines: list[bytes]
) -> Iterator[tuple[str, str]]:
    texts = [(kind, re.compile(text)) for kind, text in _texts(exercise)]
    own = f"/{exercise.folder.name}/"
    for file in files:
        if own in file.name:
            kinds = (kind for kind, row in texts if row.search(file.words))
            yield from ((kind, file.name) for kind in kinds)
        if any(row in file.numbers for row in numbers):
            yield NUMBERS, file.name
        if any(line in file.data for line in lines):
            yield LINE, file.name


def _texts(exercise: Exercise) -> Iterator[tuple[str, bytes]]:
    """Hidden titles unless a hint says the same, hidden ids where they name a check."""
    spec = exercise.spec
    told = [row for known in spec.misconceptions.values() for row in known.hints]
    told += [*spec.hints, *(known.message for known in spec.misconceptions.values())]
    for check in spec.checks:
        if check.visibility is Visibility.HIDDEN:
            if not any(check.title in text for text in told):
                yield TITLE, re.escape(check.title).encode()
            yield ID, rb"\bid\W{1,4}" + check.id.encode() + rb"\b"


def _numbers(exercise: Exercise, seed: int, workers: Workers) -> Iterator[str]:
    """The numbers of each hidden case in a row: its arguments, and each result.

    An object's start values are no results of a case: they are the same on any seed.
    """
    if exercise.spec.script is not None:
        sample, shown = script_sample(exercise, seed), set()
    else:
        sample = sample_of(prepare(exercise, seed, workers))
        shown = shown_groups(exercise)
    for case, values in zip(sample.cases, sample.values, strict=True):
        if case.group in shown:
            continue
        arrays = [_flat(value) for value in case.arguments.values()]
        results = [_flat(v) for n, v in values.items() if not n.startswith("new_")]
        for row in ([x for array in arrays for x in array], *arrays, *results):
            if len(row) >= TELLING and sum(map(_digits, row)) >= DIGITS:
                yield _row(row)


def _flat(value: Any) -> list[float]:
    return np.abs(np.asarray(value, np.float64)).ravel().tolist()


def _digits(number: float) -> int:
    """How many digits of a number tell something."""
    return len(f"{number!r}".replace(".", "").strip("0"))


def _row(numbers: Iterable[float]) -> str:
    return f"|{'|'.join(map(repr, numbers))}|"
