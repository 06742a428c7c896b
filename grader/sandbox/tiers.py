"""What a probe proved: each layer's state, and the tier that follows. Pure.

A layer is proved where it was applied and every trial it must refuse was refused for
its own reason. Everything else is missing, and says why and what adds it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

ALWAYS = ("process", "environment", "no_new_privs")
IDENTITY = ("uid", "capabilities")
LAYERS = (*ALWAYS, "rlimits", *IDENTITY, "landlock", "seccomp", "bubblewrap")
OPTIONAL = frozenset(LAYERS) - frozenset(ALWAYS)
REFUSALS: Mapping[str, Mapping[str, str]] = {
    "landlock": dict.fromkeys(
        ("list a folder", "read a file", "write a file"), "EACCES"
    ),
    "seccomp": {
        "start a process": "EPERM",
        "start a thread": "RuntimeError",
        "run a program": "EPERM",
        "connect": "EPERM",
        "send a signal": "EPERM",
        "hide memory": "EPERM",
        "trace": "EPERM",
        "make a namespace": "EPERM",
        "make a ring": "EPERM",
    },
    "uid": {"be root": "EPERM", "import a module": "done"},
    "capabilities": {"import a module": "done"},
    "bubblewrap": {"find a file": "ENOENT"},
}
PROMISES = {
    "process": "a process of its own that holds no check and no expected value",
    "environment": "a fixed environment, no open descriptors but its wire",
    "no_new_privs": "no program can give it more rights",
    "rlimits": "bounded processor time, memory and files",
    "uid": "a user of its own for each submission",
    "capabilities": "none of root's powers",
    "landlock": "reads the standard library and numpy only, writes nowhere",
    "seccomp": "no process, thread, program, socket or signal",
    "bubblewrap": "other files, processes and networks do not exist",
}
OFF_LINUX = "platform"  # the word for a layer that no other system has
# What any layer may lack, then what only one of them may.
ANY = {
    OFF_LINUX: (
        "only Linux has it",
        "use WSL2 on Windows, a Linux container on macOS",
    ),
}
MENDS = {
    "rlimits": {
        "absent": ("this system has no limits", "use WSL2"),
        "partly": ("memory is not limited here", "use a Linux container"),
    },
    "landlock": {
        "ImportError": ("landlockpy is missing", "pip install landlockpy"),
        "ModuleNotFoundError": ("landlockpy is missing", "pip install landlockpy"),
        "ENOSYS": ("this kernel has no Landlock", "use Linux 5.13 or newer"),
        "EOPNOTSUPP": (
            "Landlock is off in this kernel",
            "add landlock to the kernel's lsm= parameter",
        ),
        "EPERM": (
            "refused (EPERM)",
            "a container's profile forbids it: allow the landlock_* calls there",
        ),
    },
    "seccomp": {
        "EINVAL": ("this kernel has no seccomp filters", "use Linux 3.5 or newer"),
        "no-binding": ("pyseccomp is missing", "pip install pyseccomp"),
        "no-library": ("libseccomp is missing", "apt-get install libseccomp2"),
    },
    "bubblewrap": {
        "absent": ("not installed", "apt-get install bubblewrap"),
        "left out": ("left out", ""),
    },
    "uid": {
        "imports": (
            "no other user may read this Python",
            "nothing: powers are dropped; or install Python where all may read it",
        ),
        "EPERM": ("users cannot be changed here", "nothing: powers are dropped"),
        "EINVAL": ("users are not mapped here", "nothing: powers are dropped"),
    },
}


NAMESPACES = "allow bwrap to make user namespaces (on Ubuntu by an AppArmor profile)"


class Tier(IntEnum):
    """How much of the lock-down was proved; the higher the stronger."""

    PROCESS = 0
    PARTIAL = 1
    KERNEL = 2
    FULL = 3

    @property
    def word(self) -> str:
        """The tier as reports name it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Report:
    """What a probe child told: layers applied, layers that failed, its trials.

    `failed` holds the word of the error by layer; `trials` the refusal by trial, or
    `done`; `root` is whether the grader runs as root.
    """

    applied: tuple[str, ...]
    failed: Mapping[str, str]
    trials: Mapping[str, str]
    root: bool
    abi: int = 0


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: proved, or missing with the reason and what adds it."""

    name: str
    proved: bool
    why: str = ""
    mend: str = ""


def layers_of(report: Report) -> tuple[Layer, ...]:
    """The state of every layer that is due here, in order."""
    due = [name for name in LAYERS if name not in IDENTITY]
    if report.root:
        # Where no user could be had, that is told beside the powers that were dropped.
        second = "capabilities" in report.applied or "uid" not in report.applied
        named = IDENTITY if second else ("uid",)
        due[due.index("landlock") : due.index("landlock")] = named
    return tuple(_layer(name, report) for name in due)


def proved(report: Report) -> tuple[str, ...]:
    """The names of the layers that hold, as a grade's provenance says them."""
    return tuple(layer.name for layer in layers_of(report) if layer.proved)


def tier_of(names: tuple[str, ...]) -> Tier:
    """The tier that proved layers make."""
    walls = {"landlock", "seccomp"} & set(names)
    if len(walls) == len(("landlock", "seccomp")) and "rlimits" in names:
        return Tier.FULL if "bubblewrap" in names else Tier.KERNEL
    return Tier.PARTIAL if walls else Tier.PROCESS


def _layer(name: str, report: Report) -> Layer:
    if name not in report.applied and name != "environment":
        return _missing(name, report.failed.get(name, "left out"))
    for trial, due in REFUSALS.get(name, {}).items():
        found = report.trials.get(trial, "not tried")
        if found != due:
            told = "was allowed" if found == "done" else f"ended with {found}"
            return Layer(name, proved=False, why=f"to {trial} {told}")
    return Layer(name, proved=True)


def _missing(name: str, word: str) -> Layer:
    unknown = (word, NAMESPACES if name == "bubblewrap" else "")
    why, mend = (ANY | MENDS.get(name, {})).get(word, unknown)
    return Layer(name, proved=False, why=why, mend=mend)
