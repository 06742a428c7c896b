"""Many hostile files graded in one run of the installed command."""

import os
import pty
import re
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.courses import course_of, file_of
from tests.processes import lines, run

RIGHT = "def dsquare(dvalue, x):\n    return dvalue * 2 * x\n"
# Runs a command and says last of all, on standard error, how large any process grew.
MEASURED = (
    "import resource, subprocess, sys\n"
    "code = subprocess.call(sys.argv[1:])\n"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)\n"
    "sys.exit(code)"
)
# Root reads whatever its mode, unless it gives up two powers.
WITHOUT_POWERS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
COMMAND = re.compile(r"^\W*::|##\w*\[", re.MULTILINE)


@dataclass(frozen=True)
class Batch:
    """What a run printed: its grades by student, all it said, how it ended."""

    grades: dict[str, dict]
    said: str
    code: int
    megabytes: float


def small_course(folder: Path, *, cpu: float = 0.5, memory: int = 256) -> Path:
    """A course with the one exercise `dsquare`, of narrow limits."""
    course = course_of(folder)
    with file_of(course, "dsquare", "exercise.yaml").open("a") as file:
        file.write(f"limits: {{cpu_seconds: {cpu}, memory_megabytes: {memory}}}\n")
    return course


def cohort_of(folder: Path, name: str, files: Mapping[str, str | bytes]) -> Path:
    """A cohort of one file a student."""
    for student, content in files.items():
        (folder / student).mkdir(parents=True)
        raw = content.encode() if isinstance(content, str) else content
        (folder / student / name).write_bytes(raw)
    return folder


def graded(cohort: Path, course: Path, *options: object, cwd: Path) -> Batch:
    """Grade a cohort by the installed command, once."""
    program = Path(sys.executable).with_name("grader")
    arguments = ["grade", cohort, "--course", course, "--jsonl", *map(str, options)]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, program, *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    *said, kilobytes = done.stderr.splitlines(keepends=True)
    rows = lines(done.stdout)
    found = {row["student"]: row for row in rows}
    assert len(found) == len(rows)
    return Batch(found, "".join(said), done.returncode, int(kilobytes) / 1024)


def message_of(grade: dict) -> str:
    """The first thing that is said of a grade."""
    return next((row["message"] for row in grade["checks"] if row["message"]), "")


def unread(grade: dict) -> str:
    """What is said of a file that nobody could read, and that it earned nothing."""
    assert (grade["verdict"], grade["points"]) == ("syntax_error", 0)
    return message_of(grade)


def unreadable(command: str, *arguments: object, cwd: Path):
    """Run a command that may not read what its user may not, root or not."""
    if os.geteuid() != 0:
        return run(command, *arguments, cwd=cwd)
    program = Path(sys.executable).with_name(command)
    return subprocess.run(
        [*WITHOUT_POWERS, program, *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def on_terminal(command: str, *arguments: object, cwd: Path) -> str:
    """All that a command writes where both its outputs are a terminal."""
    ours, theirs = pty.openpty()
    program = Path(sys.executable).with_name(command)
    process = subprocess.Popen(
        [program, *map(str, arguments)],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"},
    )
    os.close(theirs)
    parts = []
    try:
        while part := os.read(ours, 65536):
            parts.append(part)
    except OSError:
        pass  # the other end is closed
    os.close(ours)
    process.wait(timeout=60)
    return b"".join(parts).decode("utf-8", "surrogateescape").replace("\r\n", "\n")


def raw(text: str) -> set[str]:
    """The characters of a text that do something other than show."""
    kinds = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    return {c for c in text if unicodedata.category(c) in kinds} - {"\n"}
