"""Run a command on a machine from which something was taken away.

`python taken.py landlock=ENOSYS limits=EPERM -- COMMAND...`: a filter of system calls,
which allows all else, makes these fail with these errors, for the command and all that
it starts. It stands for kernels, containers and hosts that refuse the same calls.
"""

import errno
import os
import sys
from collections.abc import Iterable
from typing import Any

import pyseccomp

PR_SET_SECCOMP = 22
WORD = 0xFFFFFFFF
CLONE_NEWNS = 0x00020000
CLONE_NEWUSER = 0x10000000
# What can be taken: the calls, each with the words of its first argument, if any, that
# are refused as (mask, value).
Rows = Iterable[tuple[str, tuple[int, int] | None]]
TAKES: dict[str, Rows] = {
    "landlock": (("landlock_create_ruleset", None),),
    "applying": (("landlock_restrict_self", None),),
    "filters": (("prctl", (WORD, PR_SET_SECCOMP)), ("seccomp", None)),
    "namespaces": tuple(
        (call, (flag, flag))
        for call in ("clone", "unshare")
        for flag in (CLONE_NEWNS, CLONE_NEWUSER)
    ),
    "users": (("setresuid", None),),
    "powers": (("capset", None),),
    "limits": (("prlimit64", None), ("setrlimit", None)),
}


def take(words: Iterable[str]) -> None:
    """Load the filter that refuses what `name=ERROR` words say, for good."""
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for word in words:
        name, _, error = word.partition("=")
        action = pyseccomp.ERRNO(getattr(errno, error))
        for call, argument in TAKES[name]:
            rules.add_rule(action, call, *_arguments(argument))
    rules.load()


def _arguments(argument: tuple[int, int] | None) -> list[Any]:
    if argument is None:
        return []
    return [pyseccomp.Arg(0, pyseccomp.MASKED_EQ, *argument)]


def main(words: list[str]) -> None:
    """Take away what stands before `--`, then become what stands behind it."""
    middle = words.index("--")
    take(words[:middle])
    command = words[middle + 1 :]
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1:])
