"""Kills runs of `grader grade` at random moments and resumes them; nothing may differ.

`python -m tests.faults [--kills 50] [--students 60] [--seed 1]` is the long version of
what `tests/cli/test_faults.py` does: the command, its group, its engines, zygotes and
workers are killed, and the gradebook is compared with an undisturbed one's.
"""

import argparse
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.courses import course_of, hand_in

PROGRAM = Path(sys.executable).with_name("grader")
SOURCES = [
    "def dsquare(dvalue, x):\n    return dvalue * 2 * x\n",
    "def dsquare(dvalue, x):\n    return 2 * x\n",
    "def dsquare(dvalue, x):\n    return [\n",
    "import os\ndef dsquare(dvalue, x):\n    os.abort()\n",
    "import time\ntime.sleep(0.05)\ndef dsquare(dvalue, x):\n    return dvalue * x\n",
    "def dsquare(dvalue, x):\n    raise SystemExit\n",
]
SEED = "7"
PATIENCE = 120
LOOK = 0.005
# Whom a kill hits: the command by three signals, all of its group, one it started.
VICTIMS = ("kill", "terminate", "interrupt", "group", "descendant", "descendant")
Dump = dict[str, list[tuple[object, ...]]]


@dataclass
class Stage:
    """A course and a cohort, and runs over them."""

    folder: Path
    students: int
    random: random.Random
    kills: dict[str, int] = field(default_factory=dict)
    rounds: int = 0
    span: float = 0.0

    def __post_init__(self) -> None:
        self.course = course_of(self.folder)
        names = (f"s{index:03d}" for index in range(self.students))
        sources = {
            name: f"{SOURCES[index % len(SOURCES)]}# {name}\n"
            for index, name in enumerate(names)
        }
        self.cohort = hand_in(self.folder / "cohort", **sources)

    def start(self, book: Path, jobs: int) -> "subprocess.Popen[bytes]":
        """Start the command in a process group of its own."""
        words = [PROGRAM, "grade", self.cohort, "--course", self.course, "--jsonl"]
        words += ["--seed", SEED, "--gradebook", f"sqlite:///{book}"]
        with (book.parent / "out.jsonl").open("wb") as out:
            return subprocess.Popen(
                [*words, "--jobs", str(jobs)],
                stdout=out,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    def undisturbed(self) -> Dump:
        """The gradebook of a run that nothing happens to."""
        book = self.folder / "undisturbed" / "book.sqlite"
        book.parent.mkdir()
        started = time.monotonic()
        assert self.start(book, jobs=1).wait(PATIENCE) == 0
        self.span = time.monotonic() - started
        return dump(book)

    def disturbed(self, kills: int) -> list[Dump]:
        """Gradebooks of runs that were killed and resumed until they were through."""
        found = []
        while sum(self.kills.values()) < kills:
            self.rounds += 1
            book = self.folder / f"round{self.rounds}" / "book.sqlite"
            book.parent.mkdir()
            while sum(self.kills.values()) < kills:
                if self._killed(book) == 0:
                    break
            assert self.start(book, jobs=2).wait(PATIENCE) == 0
            lines = (book.parent / "out.jsonl").read_text().splitlines()
            printed = [json.loads(line)["submission"] for line in lines]
            assert len(printed) == len(set(printed)) == self.students
            found.append(dump(book))
        return found

    def _killed(self, book: Path) -> int:
        """Start a run, kill at a random moment, and wait for its end."""
        process = self.start(book, jobs=self.random.choice([1, 2, 3]))
        out = book.parent / "out.jsonl"
        late = time.monotonic() + self.random.uniform(0, self.span)
        lines = self.random.randrange(self.students)
        by_lines = self.random.random() < 0.7
        while process.poll() is None:
            if by_lines and out.read_bytes().count(b"\n") >= lines:
                break
            if not by_lines and time.monotonic() >= late:
                break
            time.sleep(LOOK)
        victim = self.random.choice(VICTIMS)
        if self._hit(process, victim):
            self.kills[victim] = self.kills.get(victim, 0) + 1
        return process.wait(PATIENCE)

    def _hit(self, process: "subprocess.Popen[bytes]", victim: str) -> bool:
        """Send the signal; whether there was somebody to receive it."""
        if process.poll() is not None:
            return False
        with suppress(ProcessLookupError):
            match victim:
                case "kill":
                    process.kill()
                case "terminate":
                    process.terminate()
                case "interrupt":
                    process.send_signal(signal.SIGINT)
                case "group":
                    os.killpg(process.pid, signal.SIGTERM)
                case _:
                    below = descendants(process.pid)
                    if not below:
                        return False
                    os.kill(self.random.choice(below), signal.SIGKILL)
            return True
        return False


def descendants(pid: int) -> list[int]:
    """Every process below one: engines, bubblewrap, zygotes, workers."""
    found = []
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, children.read_text().split()):
                found += [child, *descendants(child)]
    return found


def dump(book: Path) -> Dump:
    """All that a gradebook holds, in an order, times aside."""
    connection = sqlite3.connect(book)
    connection.row_factory = sqlite3.Row
    found: Dump = {}
    for table in ("attempts", "sources", "settings", "overrides", "extensions"):
        rows = [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
        for row in rows:
            row.pop("id", None)
            row.pop("graded_at", None)
            if "grade" in row:
                row["grade"] = json.dumps(json.loads(row["grade"]) | {"seconds": 0})
        found[table] = sorted(tuple(row.items()) for row in rows)
    connection.close()
    return found


def main() -> None:
    """Kill many times and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--students", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        stage = Stage(Path(name), options.students, random.Random(options.seed))
        expected = stage.undisturbed()
        differing = [d for d in stage.disturbed(options.kills) if d != expected]
    counts = ", ".join(f"{count} {name}" for name, count in stage.kills.items())
    sys.stdout.write(
        f"{stage.rounds} gradebooks, kills: {counts}; differing: {len(differing)}\n"
    )
    raise SystemExit(1 if differing else 0)


if __name__ == "__main__":
    main()
