"""Whatever ends a run, nothing is lost or doubled, and the same command goes on."""

import json
import os
import pty
import random
import shutil
import sqlite3
import subprocess
import threading
import time
from pathlib import Path

import pytest

from tests.courses import course_of, hand_in
from tests.faults import PROGRAM, SOURCES, Stage, descendants, dump
from tests.processes import lines, run

RIGHT = SOURCES[0]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with the one exercise `dsquare`."""
    return course_of(tmp_path)


@pytest.fixture
def cohort(tmp_path: Path) -> Path:
    """A dozen students."""
    sources = {f"s{i:02d}": f"{RIGHT}# {i}\n" for i in range(12)}
    return hand_in(tmp_path / "cohort", **sources)


def test_a_run_killed_at_any_moment_goes_on_where_it_stopped(tmp_path: Path):
    """Eight kills, of the command or of what it started, leave no trace."""
    stage = Stage(tmp_path, students=12, random=random.Random(6))
    expected = stage.undisturbed()
    found = stage.disturbed(kills=8)

    assert sum(stage.kills.values()) == 8
    assert len(expected["attempts"]) == 12
    assert [dump for dump in found if dump != expected] == []


def test_nothing_runs_on_after_the_command_is_killed(course: Path, cohort: Path):
    """Engines, zygotes and workers end with a command that could not say goodbye."""
    words = [PROGRAM, "grade", cohort, "--course", course, "--jobs", "2", "--jsonl"]
    process = subprocess.Popen(words, cwd=cohort.parent, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline()
    below = descendants(process.pid)
    process.kill()
    process.communicate()
    late = time.monotonic() + 20
    while any(alive(pid) for pid in below) and time.monotonic() < late:
        time.sleep(0.02)

    assert len(below) >= 2
    assert not any(alive(pid) for pid in below)


def alive(pid: int) -> bool:
    """Whether a process is there and is not merely waiting to be reaped."""
    try:
        return (
            Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        )
    except OSError:
        return False


@pytest.mark.parametrize("stream", ["--out", "stdout"])
def test_a_full_disk_for_the_results_is_told(course: Path, cohort: Path, stream: str):
    """One sentence and exit code 2; what was graded is recorded."""
    words = [PROGRAM, "grade", cohort, "--course", course, "--jsonl"]
    words += ["--out", "/dev/full"] if stream == "--out" else []
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            words,
            cwd=cohort.parent,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 2
    assert done.stderr.endswith("cannot be written: No space left on device\n")
    assert len(done.stderr.splitlines()) == 1
    assert len(dump(cohort.parent / "gradebook.sqlite")["attempts"]) >= 1


def test_a_full_disk_under_the_gradebook_loses_nothing(course, cohort, tmp_path):
    """What is printed is recorded, and with more room the same command goes on."""
    place, out = tmp_path / "small", tmp_path / "out.jsonl"
    place.mkdir()
    words = [PROGRAM, "grade", cohort, "--course", course, "--jsonl", "--out", out]
    # A disk of 220 kB, as only this process sees it; what it held is copied out.
    bwrap = shutil.which("bwrap")
    assert bwrap is not None, "bubblewrap is missing: make system-deps"
    small = [bwrap, "--dev-bind", "/", "/", "--size", "220000", "--tmpfs", place]
    script = 'cd "$1"; shift; "$@"; code=$?; cp gradebook* ..; exit $code'
    done = subprocess.run(
        [*small, "sh", "-c", script, "sh", place, *words],
        capture_output=True,
        check=False,
        text=True,
    )
    printed = {grade["student"] for grade in lines(out.read_text())}
    with sqlite3.connect(tmp_path / "gradebook.sqlite") as connection:
        query = "SELECT student FROM attempts"
        recorded = [row[0] for row in connection.execute(query)]

    assert done.returncode == 2
    assert done.stderr == (
        "grader: the gradebook sqlite:///gradebook.sqlite: database or disk is full\n"
    )
    assert 0 < len(printed) < 12
    assert printed <= set(recorded)

    resumed = run("grader", *map(str, words[1:]), cwd=tmp_path)

    assert resumed.returncode == 0
    assert len(lines(out.read_text())) == 12
    assert len(dump(tmp_path / "gradebook.sqlite")["attempts"]) == 12


def test_a_locked_gradebook_is_waited_for(course: Path, cohort: Path, tmp_path: Path):
    """Whoever holds the database for a moment loses no grade of ours."""
    run("grader", "grade", cohort / "s00" / "dsquare.py", "--course", course,
        "--gradebook", "sqlite:///gradebook.sqlite", cwd=tmp_path)  # fmt: skip
    holder = sqlite3.connect(
        tmp_path / "gradebook.sqlite", isolation_level=None, check_same_thread=False
    )
    holder.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(3, holder.execute, ["ROLLBACK"])
    timer.start()
    done = run("grader", "grade", cohort, "--course", course, "--jsonl", cwd=tmp_path)
    timer.join()
    holder.close()

    assert done.returncode == 0
    assert len(lines(done.stdout)) == 12
    assert len(dump(tmp_path / "gradebook.sqlite")["attempts"]) == 13


def test_two_runs_at_once_print_the_same_and_double_nothing(course, cohort, tmp_path):
    """A file that both grade has one attempt, and both print that one."""
    words = [PROGRAM, "grade", cohort, "--course", course, "--jsonl", "--jobs", "1"]
    both = [
        subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120)[0] for process in both]
    one, other = (sorted(lines(text), key=str) for text in said)

    assert [process.returncode for process in both] == [0, 0]
    assert one == other
    assert len(one) == len(dump(tmp_path / "gradebook.sqlite")["attempts"]) == 12


def test_a_terminal_sees_the_rate_and_the_time_left(course: Path, cohort: Path):
    """Progress goes to standard error, where that is a terminal."""
    ours, theirs = pty.openpty()
    words = [PROGRAM, "grade", cohort, "--course", course, "--jsonl", "--jobs", "1"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    process = subprocess.Popen(
        words, cwd=cohort.parent, stdout=subprocess.PIPE, stderr=theirs,
        env=environment,
    )  # fmt: skip
    os.close(theirs)
    assert process.stdout is not None
    with process, process.stdout:
        printed = process.stdout.read()
    shown = b""
    try:
        while block := os.read(ours, 65536):
            shown += block
    except OSError:
        pass  # how Linux tells that nobody holds the other end
    os.close(ours)

    assert len([json.loads(line) for line in printed.splitlines()]) == 12
    assert b"/12" in shown
    assert b"/s" in shown
    assert b"0:00:" in shown
