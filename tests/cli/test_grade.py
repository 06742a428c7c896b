"""`grader grade` as a process: what it prints where, what it keeps, how it ends."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.shard import Shard
from tests.courses import course_of, file_of, hand_in, replace
from tests.processes import lines, run

RIGHT = "def dsquare(dvalue, x):\n    return dvalue * 2 * x\n"
WRONG = "def dsquare(dvalue, x):\n    return 2 * x\n"
KEYS = {
    "format", "student", "exercise", "submission", "digest", "verdict", "points",
    "max_points", "seconds", "checks", "steps", "diagnosis", "provenance",
}  # fmt: skip


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with the one exercise `dsquare`."""
    return course_of(tmp_path)


def attempts(folder: Path) -> int:
    """How many attempts the default gradebook of a folder holds."""
    with sqlite3.connect(folder / "gradebook.sqlite") as connection:
        return connection.execute("select count(*) from attempts").fetchone()[0]


def test_a_file_is_graded_and_reported(course: Path, tmp_path: Path):
    """A single file prints every check; nothing is recorded unless asked for."""
    file = tmp_path / "dsquare.py"
    file.write_text(WRONG)

    done = run("grader", "grade", file, "--course", course, cwd=tmp_path)

    assert done.returncode == 0
    assert "dsquare: failed, 0 / 10 points" in done.stdout
    assert "upstream_dropped" in done.stdout
    assert not (tmp_path / "gradebook.sqlite").exists()


def test_a_line_of_json_has_every_key(course: Path, tmp_path: Path):
    """One grade a line on standard output, and nothing else there."""
    file = tmp_path / "dsquare.py"
    file.write_text(RIGHT)

    done = run(
        "grader", "grade", "dsquare.py", "--course", course, "--jsonl", cwd=tmp_path
    )
    (grade,) = lines(done.stdout)

    assert grade.keys() == KEYS
    assert grade["student"] == ""
    assert grade["submission"] == "dsquare.py"
    assert grade["verdict"] == "passed"
    assert grade["provenance"].keys() == {
        "exercise_digest", "grader", "python", "numpy", "seed", "isolation",
    }  # fmt: skip


def test_the_exercise_can_be_named(course: Path, tmp_path: Path):
    """`--exercise` says what a file of another name is."""
    file = tmp_path / "my work.py"
    file.write_text(RIGHT)

    done = run("grader", "grade", file, "--course", course, "--exercise", "dsquare")

    assert done.returncode == 0
    assert "passed" in done.stdout


def test_a_cohort_is_recorded_and_resumed(course: Path, tmp_path: Path):
    """A second run prints every grade again and grades none of them again."""
    cohort = hand_in(tmp_path / "cohort", ada=RIGHT, bob=WRONG)
    command = ("grade", cohort, "--course", course, "--jsonl")

    first = run("grader", *command, cwd=tmp_path)
    second = run("grader", *command, cwd=tmp_path)

    assert sorted(lines(first.stdout), key=str) == sorted(lines(second.stdout), key=str)
    assert attempts(tmp_path) == 2


def test_fresh_grades_again(course: Path, tmp_path: Path):
    """`--fresh` appends attempts and removes none."""
    cohort = hand_in(tmp_path / "cohort", ada=RIGHT)
    for options in ((), ("--fresh",)):
        run("grader", "grade", cohort, "--course", course, *options, cwd=tmp_path)

    assert attempts(tmp_path) == 2


@pytest.mark.parametrize("changed", ["submission", "exercise"])
def test_what_changed_is_graded_again(course: Path, tmp_path: Path, changed: str):
    """Another submission or another exercise makes a stored grade stale."""
    cohort = hand_in(tmp_path / "cohort", ada=RIGHT)
    run("grader", "grade", cohort, "--course", course, cwd=tmp_path)
    if changed == "submission":
        (cohort / "ada" / "dsquare.py").write_text(WRONG)
    else:
        replace(file_of(course, "dsquare", "README.md"), "node", "Node")

    run("grader", "grade", cohort, "--course", course, cwd=tmp_path)

    assert attempts(tmp_path) == 2


def test_the_seed_is_drawn_once_for_a_gradebook(course: Path, tmp_path: Path):
    """Later runs on the same gradebook use its seed; `--seed` fixes another."""
    cohort = hand_in(tmp_path / "cohort", ada=RIGHT)
    command = ("grade", cohort, "--course", course, "--jsonl", "--fresh")

    runs = [run("grader", *command, cwd=tmp_path) for _ in range(2)]
    fixed = run("grader", *command, "--seed", 3, cwd=tmp_path)
    seeds = [lines(r.stdout)[0]["provenance"]["seed"] for r in [*runs, fixed]]

    assert seeds[0] == seeds[1]
    assert seeds[2] == 3


def test_out_receives_what_would_be_printed(course: Path, tmp_path: Path):
    """With `--out` the file holds the output and standard output is empty."""
    cohort = hand_in(tmp_path / "cohort", ada=RIGHT, bob=WRONG)
    command = ("grade", cohort, "--course", course)

    printed = run("grader", *command, cwd=tmp_path)
    to_file = run("grader", *command, "--out", tmp_path / "out.txt", cwd=tmp_path)

    assert to_file.stdout == ""
    assert printed.stdout == (tmp_path / "out.txt").read_text()


def test_what_is_no_submission_is_listed_and_changes_nothing(course, tmp_path):
    """Links, folders, pipes, stray files and unknown ids are told on standard error."""
    cohort = hand_in(tmp_path / "cohort", ada=RIGHT)
    (cohort / "ada" / "notes.txt").write_text("x")
    (cohort / "ada" / "unknown.py").write_text("x")
    (cohort / "ada" / "folder").mkdir()
    (cohort / "ada" / "dsquare.ipynb").symlink_to("dsquare.py")
    os.mkfifo(cohort / "ada" / "pipe.py")
    (cohort / "readme.md").write_text("x")

    done = run("grader", "grade", cohort, "--course", course, "--jsonl", cwd=tmp_path)

    assert done.returncode == 0
    assert len(lines(done.stdout)) == 1
    for name in ("notes.txt", "unknown.py", "folder", "dsquare.ipynb", "pipe.py"):
        assert f"ada/{name}" in done.stderr
    assert "readme.md" in done.stderr


def test_a_pipe_with_a_known_name_is_listed_not_waited_for(course, tmp_path):
    """A special file never blocks a run."""
    cohort = hand_in(tmp_path / "cohort", ada=RIGHT)
    (cohort / "bob").mkdir()
    os.mkfifo(cohort / "bob" / "dsquare.py")

    done = run("grader", "grade", cohort, "--course", course, "--jsonl", cwd=tmp_path)

    assert done.returncode == 0
    assert "bob/dsquare.py" in done.stderr


@pytest.mark.parametrize(
    "raw",
    [b"", b"\x00", b"\xff\xfe", b"x" * 2_000_000, b"\xef\xbb\xbf" + RIGHT.encode()],
)
def test_any_regular_file_gets_a_grade(course: Path, tmp_path: Path, raw: bytes):
    """However strange its bytes, a file with a known id has a verdict."""
    cohort = hand_in(tmp_path / "cohort", ada="")
    (cohort / "ada" / "dsquare.py").write_bytes(raw)

    done = run("grader", "grade", cohort, "--course", course, "--jsonl", cwd=tmp_path)

    assert done.returncode == 0
    assert len(lines(done.stdout)) == 1


def test_strange_names_of_students_are_kept(course: Path, tmp_path: Path):
    """A folder's name is the student, verbatim, whatever its characters."""
    cohort = tmp_path / "cohort"
    names = [
        "Zoë Ångström",
        "a\x1b[31mb",
        "日本",
        os.fsdecode(b"bad\xff"),
        "::error::x",
    ]
    for name in names:
        (cohort / name).mkdir(parents=True)
        (cohort / name / "dsquare.py").write_text(RIGHT)

    done = run("grader", "grade", cohort, "--course", course, "--jsonl", cwd=tmp_path)
    table = run("grader", "grade", cohort, "--course", course, cwd=tmp_path)

    assert sorted(names) == sorted(grade["student"] for grade in lines(done.stdout))
    assert "\x1b" not in table.stdout + table.stderr
    assert not any(line.startswith("::") for line in table.stdout.splitlines())


@pytest.mark.parametrize(
    "arguments",
    [
        ["no_such_file.py"],
        ["."],
        ["ada"],
        ["ada/notes.txt"],
        ["ada/dsquare.py", "--exercise", "unknown"],
        ["ada/dsquare.py", "--jobs", "0"],
        ["ada/dsquare.py", "--nonsense"],
        ["ada/dsquare.py", "--gradebook", "nonsense://x"],
        ["ada/dsquare.py", "--out", "no/such/folder/out"],
        ["ada/dsquare.py", "--course", "ada"],
        [],
    ],
)
def test_usage_is_exit_code_2_in_one_sentence(course, tmp_path, arguments):
    """What the operator must mend ends with 2 and without a traceback."""
    cohort = hand_in(tmp_path / "cohort", ada=RIGHT)
    (cohort / "ada" / "notes.txt").write_text("x")
    where = cohort if arguments != ["."] else tmp_path / "empty"
    where.mkdir(exist_ok=True)
    course_option = () if "--course" in arguments else ("--course", course)

    done = run("grader", "grade", *arguments, *course_option, cwd=where)

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_a_broken_exercise_is_exit_code_2_and_stops_no_other(tmp_path: Path):
    """File, line and key are named; the other exercise's grades are printed."""
    course = course_of(tmp_path, "other")
    replace(file_of(course, "dsquare", "exercise.yaml"), "level: 1", "level: 9")
    cohort = hand_in(tmp_path / "cohort", ada=RIGHT)
    (cohort / "ada" / "other.py").write_text(RIGHT.replace("dsquare", "other"))

    done = run("grader", "grade", cohort, "--course", course, "--jsonl", cwd=tmp_path)

    assert done.returncode == 2
    assert [grade["exercise"] for grade in lines(done.stdout)] == ["other"]
    assert "exercises/01_first/01_dsquare/exercise.yaml:4: level" in done.stderr
    assert "Traceback" not in done.stderr


def test_our_own_failure_is_exit_code_3_and_keeps_the_rest(tmp_path: Path):
    """A grade that fails through us is printed, never stored, and said loudly."""
    course = course_of(tmp_path, "other")
    text = "def test_raises(candidate):\n    raise KeyError('x')\n"
    file_of(course, "dsquare", "checks.py").write_text(text)
    replace(
        file_of(course, "dsquare", "exercise.yaml"),
        "checks:\n",
        "checks:\n  - {id: raises, kind: pytest, function: test_raises, points: 1,\n"
        "     title: It raises.}\n",
    )
    cohort = hand_in(tmp_path / "cohort", ada=RIGHT)
    (cohort / "ada" / "other.py").write_text(RIGHT.replace("dsquare", "other"))

    done = run("grader", "grade", cohort, "--course", course, "--jsonl", cwd=tmp_path)
    verdicts = {grade["exercise"]: grade["verdict"] for grade in lines(done.stdout)}

    assert done.returncode == 3
    assert verdicts == {"dsquare": "internal_error", "other": "passed"}
    assert attempts(tmp_path) == 1
    assert "report" in done.stderr


def test_an_interrupt_is_exit_code_130_and_keeps_every_grade(course, tmp_path):
    """Ctrl-C stops at once; the next run goes on where it stopped."""
    sources = {f"s{i:02d}": RIGHT for i in range(4)} | {"zed": "while True: pass"}
    cohort = hand_in(tmp_path / "cohort", **sources)
    program = Path(sys.executable).with_name("grader")
    command = [program, "grade", cohort, "--course", course, "--jsonl", "--jobs", "1"]
    started = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert started.stdout is not None
    first = [started.stdout.readline() for _ in range(4)]
    started.send_signal(signal.SIGINT)
    _, said = started.communicate(timeout=30)

    assert started.returncode == 130
    assert "Traceback" not in said
    assert len([json.loads(line) for line in first]) == attempts(tmp_path) == 4


def test_two_files_for_one_exercise_are_two_grades(course: Path, tmp_path: Path):
    """A `.py` and an `.ipynb` of one exercise are graded each."""
    cohort = hand_in(tmp_path / "cohort", ada=RIGHT)
    cells = [{"cell_type": "code", "source": RIGHT}]
    (cohort / "ada" / "dsquare.ipynb").write_text(json.dumps({"cells": cells}))

    done = run("grader", "grade", cohort, "--course", course, "--jsonl", cwd=tmp_path)
    found = {grade["submission"]: grade["verdict"] for grade in lines(done.stdout)}

    assert found == {"ada/dsquare.py": "passed", "ada/dsquare.ipynb": "passed"}


def test_a_gradebook_that_is_no_database_is_told(course: Path, tmp_path: Path):
    """A damaged gradebook is one sentence, and the file is left as it is."""
    cohort = hand_in(tmp_path / "cohort", ada=RIGHT)
    (tmp_path / "gradebook.sqlite").write_text("this is no database, sorry" * 100)

    done = run("grader", "grade", cohort, "--course", course, cwd=tmp_path)

    assert done.returncode == 2
    assert "gradebook" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_is_left_running(course: Path, tmp_path: Path):
    """After a run no process of ours is alive."""
    cohort = hand_in(tmp_path / "cohort", ada=RIGHT)
    marker = f"gradkata-test-{os.getpid()}"
    run(
        "grader", "grade", cohort, "--course", course, cwd=tmp_path,
        env={**os.environ, "MARKER": marker},
    )  # fmt: skip
    time.sleep(0.2)
    alive = [
        path
        for path in Path("/proc").glob("[0-9]*/environ")
        if marker.encode() in _bytes(path)
    ]

    assert alive == []


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_shards_grade_each_file_once(course: Path, tmp_path: Path):
    """The shares of a batch array are a cohort, and a share of nothing is done."""
    sources = {f"s{i}": RIGHT for i in range(6)}
    cohort = hand_in(tmp_path / "cohort", **sources)
    options = ("--course", course, "--jsonl", "--seed", "3")
    found: list[str] = []
    for number in range(1, 4):
        done = run(
            "grader", "grade", cohort, *options, "--shard", f"{number}/3", cwd=tmp_path
        )
        assert done.returncode == 0
        found += [grade["student"] for grade in lines(done.stdout)]
    takes = [Shard(n, 99).takes("s0", "s0/dsquare.py") for n in range(1, 100)]
    shutil.copytree(cohort / "s0", tmp_path / "one" / "s0")
    other = f"{takes.index(False) + 1}/99"
    idle = run(
        "grader", "grade", tmp_path / "one", *options, "--shard", other, cwd=tmp_path
    )

    assert sorted(found) == sorted(sources)
    assert attempts(tmp_path) == 6
    assert (idle.returncode, idle.stdout) == (0, "")
    assert "nothing to grade in this shard" in idle.stderr


@pytest.mark.parametrize("share", ["0/3", "4/3", "x"])
def test_a_shard_that_is_none_is_told(course: Path, tmp_path: Path, share: str):
    """One sentence and exit code 2."""
    cohort = hand_in(tmp_path / "cohort", ada=RIGHT)
    done = run("grader", "grade", cohort, "--course", course, "--shard", share)

    assert done.returncode == 2
    assert "write i/n" in done.stderr
