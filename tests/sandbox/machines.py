"""Machines that lack something: how to run a command on each, and what is due there."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.sandbox import ordinary

HERE = Path(__file__).parent
IDENTITY = {"uid", "capabilities"}


@dataclass(frozen=True)
class Machine:
    """What is taken away, and what is due then.

    `taken` are words of `taken`; `shadowed` is a package that raises when imported;
    `lost` are the layers that go, `why` and `mend` what is told of the first of them;
    `weak` is whether other people's work is refused.
    """

    name: str
    lost: tuple[str, ...]
    why: str
    mend: str
    taken: tuple[str, ...] = ()
    shadowed: tuple[str, str] | None = None
    path: bool = True
    weak: bool = False
    root_only: bool = False
    mapped: bool = False

    def prefix(self) -> list[str]:
        """The words before a command that run it there."""
        words = ordinary.mapped("0") if self.mapped else []
        if self.taken:
            words += [sys.executable, str(HERE / "taken.py"), *self.taken, "--"]
        return words

    def environment(self, folder: Path) -> dict[str, str]:
        """The environment of a command there; `folder` is for what it needs."""
        environment = dict(os.environ)
        if not self.path:
            environment["PATH"] = str(folder)
        if self.shadowed is not None:
            module, raised = self.shadowed
            (folder / f"{module}.py").write_text(f"raise {raised}('taken')\n")
            before = environment.get("PYTHONPATH")
            rows = [str(folder), *([before] if before else [])]
            environment["PYTHONPATH"] = os.pathsep.join(rows)
        return environment


MACHINES = [
    Machine(
        "a kernel without Landlock", ("landlock",), "no Landlock", "Linux 5.13",
        taken=("landlock=ENOSYS",), weak=True,
    ),
    Machine(
        "Landlock off at boot", ("landlock",), "off in this kernel", "lsm=",
        taken=("landlock=EOPNOTSUPP",), weak=True,
    ),
    Machine(
        "a container that refuses Landlock", ("landlock",), "EPERM", "container",
        taken=("landlock=EPERM",), weak=True,
    ),
    Machine(
        "a container that refuses to apply it", ("landlock",), "EPERM", "container",
        taken=("applying=EPERM",), weak=True,
    ),
    Machine(
        "no landlockpy", ("landlock",), "landlockpy is missing",
        "pip install landlockpy", shadowed=("landlockpy", "ImportError"), weak=True,
    ),
    Machine(
        "a kernel without filters", ("seccomp",), "no seccomp filters", "Linux 3.5",
        taken=("filters=EINVAL",), weak=True,
    ),
    Machine(
        "no binding", ("seccomp",), "pyseccomp is missing", "pip install pyseccomp",
        shadowed=("pyseccomp", "ImportError"), weak=True,
    ),
    Machine(
        "no libseccomp", ("seccomp",), "libseccomp is missing",
        "apt-get install libseccomp2", shadowed=("pyseccomp", "RuntimeError"),
        weak=True,
    ),
    Machine(
        "limits that cannot be set", ("rlimits",), "EPERM", "",
        taken=("limits=EPERM",), weak=True,
    ),
    Machine(
        "namespaces refused", ("bubblewrap",), "", "namespaces",
        taken=("namespaces=EPERM",),
    ),
    Machine(
        "no bubblewrap", ("bubblewrap",), "not installed", "install bubblewrap",
        path=False,
    ),
    Machine(
        "users that cannot be changed", ("uid",), "users cannot be changed",
        "powers are dropped", taken=("users=EPERM",), root_only=True,
    ),
    Machine(
        "users that are not mapped", ("uid",), "users are not mapped",
        "powers are dropped", taken=("users=EINVAL",), root_only=True,
    ),
    Machine(
        "root of a user namespace", ("uid",), "users", "powers are dropped",
        root_only=True, mapped=True,
    ),
    Machine(
        "nothing at all", ("landlock", "seccomp", "bubblewrap", "rlimits"),
        "no Landlock", "Linux 5.13", weak=True,
        taken=(
            "landlock=ENOSYS", "filters=EINVAL", "namespaces=EPERM", "limits=EPERM",
            "users=EPERM",
        ),
    ),
]  # fmt: skip
