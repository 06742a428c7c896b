"""Zips that are the same for the same files: sorted names, fixed times and modes."""

import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first time that a zip can hold
PLAIN, PROGRAM = 0o100644 << 16, 0o100755 << 16
UNIX = 3
LEVEL = 9


def write_zip(
    path: Path, files: Mapping[str, bytes], programs: Collection[str] = ()
) -> None:
    """Write some files by name, whole or not at all; `programs` can be executed."""
    beside = path.with_name(f".{path.name}.part")
    with zipfile.ZipFile(beside, "w") as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.create_system = UNIX
            entry.external_attr = PROGRAM if name in programs else PLAIN
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=LEVEL)
    beside.replace(path)
