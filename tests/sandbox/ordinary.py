"""Run a command as an ordinary user, also where the tests run as root.

`python -m tests.sandbox.ordinary pytest tests/hostile` runs these tests as a user
without root's powers. As root it takes bubblewrap: the process is in a user namespace
in which it is nobody known, owns what root owns, and has no capability.
"""

import os
import shutil
import sys
from pathlib import Path

UID = "54321"


def prefix() -> list[str]:
    """The words before a command; none where this is an ordinary user already."""
    if os.geteuid() != 0:
        return []
    return mapped(UID)


def mapped(uid: str) -> list[str]:
    """The words that run a command as the one user of a new user namespace.

    With `0` it is a root who can become nobody else, as in many containers.
    """
    program = shutil.which("bwrap")
    if program is None:
        raise SystemExit("bubblewrap is missing: make system-deps")
    words = [program, "--die-with-parent", "--unshare-user", "--uid", uid]
    return [*words, "--gid", uid, "--dev-bind", "/", "/", "--"]


def main(command: list[str]) -> None:
    """Become the command, taken from beside the interpreter where it is there."""
    if not command:
        raise SystemExit("usage: python -m tests.sandbox.ordinary COMMAND...")
    beside = Path(sys.executable).parent / Path(command[0]).name
    words = [*prefix(), str(beside) if beside.exists() else command[0], *command[1:]]
    sys.stdout.flush()
    os.execvp(words[0], words)


if __name__ == "__main__":
    main(sys.argv[1:])
