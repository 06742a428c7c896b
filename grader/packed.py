"""Exercises that were read before, kept beside a learner's work so that none waits.

A packed exercise is what the strict reading made of its file. It stands for the file as
long as the file's bytes, the grader and its part in the course are the same; else it is
not there. With it stands whether its reference was seen to pass. Only a learner's own
checks use it: grading reads what the author wrote, and tries it.
"""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.digest import GRADER_DIGEST
from grader.exercise import Exercise, ExerciseFile
from grader.forms import rebuilt


@dataclass(frozen=True, slots=True)
class Packed:
    """A folder of packed exercises, made when the first is kept."""

    folder: Path

    def find(self, name: str, file: Path, *, public: bool) -> ExerciseFile | None:
        """An exercise whose file is as it was; None where it must be read."""
        try:
            data = json.loads(self._path(name).read_bytes())
            if data["key"] != _key(file, public=public):
                return None
            return rebuilt(ExerciseFile, data["exercise"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            # Whatever it holds, the file itself can be read.
            return None

    def keep(self, name: str, file: Path, spec: ExerciseFile, *, public: bool) -> None:
        """Pack one; where it cannot be written, it is read again the next time."""
        from grader.validating import plain

        with suppress(OSError):
            key = _key(file, public=public)
            self._write(name, {"key": key, "exercise": plain(spec)})

    def is_proven(self, exercise: Exercise) -> bool:
        """Whether its reference was seen to pass, all files being as they are."""
        try:
            data = json.loads(self._path(exercise.id).read_bytes())
            return bool(data["proven"] == _about(exercise.digest))
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def prove(self, exercise: Exercise) -> None:
        """Keep that its reference passes."""
        with suppress(OSError, ValueError, TypeError):
            data = json.loads(self._path(exercise.id).read_bytes())
            self._write(exercise.id, {**data, "proven": _about(exercise.digest)})

    def _write(self, name: str, data: dict[str, Any]) -> None:
        path = self._path(name)
        fresh = path.with_suffix(f".{os.getpid()}.tmp")
        path.parent.mkdir(exist_ok=True)
        fresh.write_text(json.dumps(data), encoding="utf-8")
        fresh.replace(path)

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.json"


def _key(file: Path, *, public: bool) -> str:
    text = hashlib.sha256(file.read_bytes()).hexdigest()
    return _about(f"{'public' if public else 'whole'} {text}")


def _about(what: str) -> str:
    """What was found out by this grader, and no other."""
    return f"{GRADER_DIGEST} {what}"
