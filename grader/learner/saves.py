"""Whether files were saved: their state, looked at again and again by name.

By name, so that an editor that writes another file and renames it is seen as one that
writes in place; and by looking, so that it works on every disk that has files. A look
at one file takes microseconds. Invariant: what was saved after a look shows in the
next.
"""

from collections.abc import Mapping
from pathlib import Path

Stamp = tuple[int, int, int]


class Saves:
    """Remembers how files were at the last look."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = dict(files)
        self._seen = {name: stamp_of(path) for name, path in self._files.items()}

    def saved(self) -> str | None:
        """The first name whose file is there and another than at the last look.

        A file that is empty or gone for a moment is being written: it is looked at
        again.
        """
        for name, path in self._files.items():
            stamp = stamp_of(path)
            if stamp is not None and stamp != self._seen[name] and stamp[1]:
                self._seen[name] = stamp
                return name
        return None


def stamp_of(path: Path) -> Stamp | None:
    """Time, size and number of a file, or None where it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
