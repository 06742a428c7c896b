"""A share of a cohort, for batch arrays: who grades what is decided by name alone.

Every machine that has the cohort decides alike, without a word between them.
"""

import hashlib
import os
import re
from dataclasses import dataclass
from typing import Self

from grader.errors import OperatorError

FORM = re.compile(r"([0-9]{1,6})/([0-9]{1,6})")


@dataclass(frozen=True, slots=True)
class Shard:
    """The share `number` of `count`, counted from 1."""

    number: int
    count: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `i/n`. Raises `OperatorError` for anything else."""
        match = FORM.fullmatch(text)
        if match is None or not 1 <= int(match[1]) <= int(match[2]):
            raise OperatorError(
                f"--shard {text}: write i/n, the first of eight as 1/8, the last as 8/8"
            )
        return cls(int(match[1]), int(match[2]))

    def takes(self, student: str, file: str) -> bool:
        """Whether a student's file belongs to this share."""
        name = os.fsencode(student) + b"\0" + os.fsencode(file)
        draw = int.from_bytes(hashlib.sha256(name).digest()[:8], "big")
        return draw % self.count == self.number - 1
