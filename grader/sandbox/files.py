"""What a worker may read: Landlock, behind one adapter. Loaded by its text.

The ruleset is built once in the zygote and applied by each worker to itself. Everything
Landlock can refuse is refused: writing anywhere, TCP, and, where the kernel is new
enough, signals and abstract sockets that leave the worker.
"""

from pathlib import Path
from typing import Any


def ruleset(readable: list[str], listed: list[str]) -> Any:
    """A ruleset that allows reading these files and folders, and nothing else.

    Of the folders `listed` the names inside may be read, as an import does.

    Raises `ImportError` without landlockpy, `OSError` where the kernel has no Landlock.
    """
    import landlockpy

    scopes = landlockpy.Scope.SIGNAL | landlockpy.Scope.ABSTRACT_UNIX_SOCKET
    rules = landlockpy.Ruleset(scoped=scopes)
    file, folder = landlockpy.AccessFS.READ_FILE, landlockpy.AccessFS.READ_DIR
    for path in listed:
        rules.allow_path(path, folder)
    for path in readable:
        if Path(path).is_dir():
            rules.allow_path(path, file | folder)
        elif Path(path).is_file():
            rules.allow_path(path, file)
    return rules


def abi() -> int:
    """The kernel's Landlock version, 0 where there is none or no package."""
    try:
        import landlockpy
    except ImportError:
        return 0
    try:
        version: int = landlockpy.abi_version()
    except OSError:
        return 0
    return version
