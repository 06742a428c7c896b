"""How a packed course is graded: what the archive's `gradkata.json` says."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from grader.errors import OperatorError

FILE = "gradkata.json"
COURSE = "course"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Terms:
    """The exercises due, the seed, and whether weak isolation will do."""

    exercises: tuple[str, ...]
    seed: int
    weak: bool

    def text(self) -> str:
        """The file."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1) + "\n"

    @classmethod
    def read(cls, folder: Path) -> Self:
        """What is in a folder. Raises `OperatorError` where it is not readable."""
        path = folder / FILE
        try:
            return cls._of(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise OperatorError(
                f"{path} cannot be read; make the archive again with the gradkata "
                "that it installs"
            ) from error

    @classmethod
    def _of(cls, plain: Any) -> Self:
        if plain["format"] != FORMAT:
            raise ValueError("another format")
        rows = tuple(str(name) for name in plain["exercises"])
        return cls(rows, int(plain["seed"]), bool(plain["weak"]))
