"""The files of `attacks/`: one trick a file, and what its first comments promise.

`trick` says what it tries, `verdict` what the grade may be (words with commas between),
`control` the same with the kernel's layers off, or `none` and the reason. Optional are
`naive: full` (a grader that shares its process gives full marks), `without` (a further
layer to leave out in the control), `touches` (what the trick leaves on the stage when
nothing stops it) and `machine` (the only processor it is written for).
"""

import platform
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("attacks")
KEYS = {"trick", "verdict", "control", "naive", "without", "touches", "machine"}
ROW = re.compile(r"# (\w+): (.+)")


@dataclass(frozen=True)
class Attack:
    """One file that is handed in, and what is expected of it."""

    name: str
    source: str
    rows: dict[str, str]

    @property
    def verdicts(self) -> set[str]:
        """What its grade may be with everything in place."""
        return _words(self.rows["verdict"])

    @property
    def controls(self) -> set[str]:
        """What its grade may be with the kernel's layers off; empty for `none`."""
        none = self.rows["control"].startswith("none, ")
        return set() if none else _words(self.rows["control"])

    @property
    def further(self) -> frozenset[str]:
        """Layers to leave out in its control beside the kernel's."""
        return frozenset(_words(self.rows.get("without", "")))

    @property
    def touches(self) -> str:
        """What it leaves on the stage where it wins, or nothing."""
        return self.rows.get("touches", "")

    @property
    def beats_naive(self) -> bool:
        """Whether a grader that shares its process gives full marks."""
        return self.rows.get("naive") == "full"

    @property
    def runs_here(self) -> bool:
        """Whether it is written for this processor."""
        return self.rows.get("machine", platform.machine()) == platform.machine()


def _words(text: str) -> set[str]:
    return {word.strip() for word in text.split(",")} - {""}


def _attack(path: Path) -> Attack:
    source = path.read_text(encoding="utf-8")
    rows: dict[str, str] = {}
    for line in source.splitlines():
        match = ROW.fullmatch(line)
        if match is None or match[1] not in KEYS:
            break
        rows[match[1]] = match[2]
    name = path.relative_to(FOLDER).with_suffix("").as_posix()
    return Attack(name, source, rows)


def all_attacks() -> list[Attack]:
    """Every file that this processor can run, by name."""
    found = [_attack(path) for path in sorted(FOLDER.glob("*/*.py"))]
    return [attack for attack in found if attack.runs_here]


ATTACKS = all_attacks()
