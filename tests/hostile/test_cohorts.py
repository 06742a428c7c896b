"""Folders that attack what reads them: all that is a file is graded, the rest told."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hostile.batches import (
    COMMAND,
    RIGHT,
    cohort_of,
    graded,
    message_of,
    raw,
    small_course,
    unreadable,
)
from tests.processes import lines, run

LINK, FOLDER = "is a link, not a file", "is a folder"
SPECIAL, UNKNOWN = "is not a regular file", "names no exercise of this course"
OTHER_KIND, NOBODY = "is neither .py nor .ipynb", "is in no student's folder"
CLOSED = "cannot be read: Permission denied"
GIB = 2**30
# Each is a student; the name is theirs as it is.
STUDENTS = [
    "<script>alert(1)<\\script>",
    "=cmd|' 'C'!A0",
    "@SUM(1)",
    "::set-output name=x::y",
    "##[error]x",
    "##vso[task.complete]",
    "\x1b]0;title\x07",
    "\x1b]8;;http:x\x1b\\click",
    "\x9b31m",
    "a\nb",
    "a\n::error::b",
    "a\r::error::b",
    "a\u2028::error::b",
    "\u202egnp.exe",
    "e" + "\u0301" * 120,
    "\u3164",
    "\U000e0001" * 60,
    "z" * 255,
    "[bold red]x",
    "[link=http:x]y",
    ":smile:",
    "%s%n{0}{x!r}",
    " ",
    "\t",
    "\x7f",
    "-",
    "--fresh",
    "--out=x",
    "..a",
    "~",
    "null",
    "CON",
    "dsquare.py",
    ".hidden",
    "__pycache__",
    "Ada",
    "ada",
    "Zoë",
    "Zoe\u0308",
    os.fsdecode(b"bad\xff"),
    os.fsdecode(b"\xed\xa0\x80"),
]
# Files in one student's folder, by how they are told.
STRAY = {
    "dsquare.py\n": ("dsquare.py\\n", OTHER_KIND),
    "\n::error::x.py": ("\\n::error::x.py", UNKNOWN),
    "\x1b[31m.py": ("\\x1b[31m.py", UNKNOWN),
    "\u202eyp.py": ("\\u202eyp.py", UNKNOWN),
    "##[error]x.py": ("\\x23#[error]x.py", UNKNOWN),
    "'\".py": ("'\".py", UNKNOWN),
    "...py": ("...py", UNKNOWN),
    "..py": ("..py", UNKNOWN),
    "--fresh.py": ("--fresh.py", UNKNOWN),
    "-rf": ("-rf", OTHER_KIND),
    "\\0.py": ("\\0.py", UNKNOWN),
    "[bold]x.py": ("[bold]x.py", UNKNOWN),
    ":smile:.py": (":smile:.py", UNKNOWN),
    "a" * 252 + ".py": ("a" * 252 + ".py", UNKNOWN),
    os.fsdecode(b"bad\xff.py"): ("bad\\udcff.py", UNKNOWN),
    "Dsquare.py": ("Dsquare.py", UNKNOWN),
    "dsquare.PY": ("dsquare.PY", OTHER_KIND),
    "dsquare.pyc": ("dsquare.pyc", OTHER_KIND),
    "dsquare.py~": ("dsquare.py~", OTHER_KIND),
    "dsquare .py": ("dsquare .py", UNKNOWN),
    ".dsquare.py": (".dsquare.py", UNKNOWN),
    ".py": (".py", OTHER_KIND),
    "dsquare": ("dsquare", OTHER_KIND),
}


def _socket(path: Path) -> None:
    # Bound from within, as the path of a socket must be short.
    here = Path.cwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)
    os.chdir(here)


def _device(kind: int, major: int) -> Callable[[Path], None]:
    return lambda path: os.mknod(path, kind | 0o600, os.makedev(major, 5))


# What may stand where a submission is expected, by how it is made.
NO_FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a pipe": (os.mkfifo, SPECIAL),
    "a socket": (_socket, SPECIAL),
    "a device of zeros": (_device(0o020000, 1), SPECIAL),
    "a device that is not there": (_device(0o020000, 250), SPECIAL),
    "a disk that is not there": (_device(0o060000, 250), SPECIAL),
    "a folder": (Path.mkdir, FOLDER),
    "a link to passwords": (lambda path: path.symlink_to("/etc/passwd"), LINK),
    "a link to a neighbour": (lambda p: p.symlink_to("../ada/dsquare.py"), LINK),
    "a link to itself": (lambda path: path.symlink_to(path.name), LINK),
    "a link to a folder": (lambda path: path.symlink_to("."), LINK),
    "a link to nothing": (lambda path: path.symlink_to("nowhere"), LINK),
    "a link to zeros": (lambda path: path.symlink_to("/dev/zero"), LINK),
}


def _can_make(make: Callable[[Path], None], folder: Path) -> bool:
    folder.mkdir()
    try:
        make(folder / "dsquare.py")
    except PermissionError:
        folder.rmdir()
        return False
    return True


@dataclass(frozen=True)
class Strange:
    """A cohort of everything, graded twice as lines and once as a table."""

    folder: Path
    refused: frozenset[str]
    first: subprocess.CompletedProcess[str]
    second: subprocess.CompletedProcess[str]
    table: subprocess.CompletedProcess[str]

    @property
    def grades(self) -> list[dict]:
        """The grades of the first run."""
        return lines(self.first.stdout)


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Strange:
    """Make the cohort and grade it."""
    folder = tmp_path_factory.mktemp("strange")
    course = small_course(folder)
    cohort = cohort_of(folder / "cohort", "dsquare.py", dict.fromkeys(STUDENTS, RIGHT))
    names = cohort_of(folder / "cohort", "dsquare.py", {"names": RIGHT}) / "names"
    (names / "dsquare.ipynb").write_text("{}")
    for name in STRAY:
        (names / name).write_text(RIGHT)
    (names / "deep" / "deep" / "deep").mkdir(parents=True)
    (names / "deep" / "deep" / "deep" / "dsquare.py").write_text(RIGHT)
    cohort_of(folder / "cohort", "dsquare.py", {"empty": "", "large": RIGHT})
    os.truncate(cohort / "large" / "dsquare.py", 10 * GIB)
    (cohort / "hard").mkdir()
    os.link(cohort / "ada" / "dsquare.py", cohort / "hard" / "dsquare.py")
    refused = {
        name
        for name, (make, _) in NO_FILES.items()
        if not _can_make(make, cohort / name)
    }
    (cohort / "linked").symlink_to("ada")
    (cohort / "loop").symlink_to("loop")
    (cohort / "dsquare.ipynb").symlink_to("ada/dsquare.py")
    (cohort / "\n::error::top").write_text("x")
    os.mkfifo(cohort / "pipe")
    command = ("grade", cohort, "--course", course)
    runs = [
        run("grader", *command, *options, cwd=folder)
        for options in (["--jsonl"], ["--jsonl"], [])
    ]
    return Strange(folder, frozenset(refused), *runs)


def test_a_strange_cohort_is_graded_to_its_end(strange: Strange):
    """Whatever stands in a folder, the run ends as if it were not there."""
    runs = (strange.first, strange.second, strange.table)

    assert {done.returncode for done in runs} == {0}
    assert not any("Traceback" in done.stderr for done in runs)


def test_there_is_one_line_a_file(strange: Strange):
    """Nobody's name makes two lines of one, and nobody is left out."""
    files = sorted(grade["submission"] for grade in strange.grades)
    names = [*STUDENTS, "names", "empty", "large", "hard"]

    assert files == sorted([*(f"{n}/dsquare.py" for n in names), "names/dsquare.ipynb"])
    assert strange.first.stdout.isascii()
    assert not COMMAND.search(strange.first.stdout)


@pytest.mark.parametrize("name", STUDENTS)
def test_a_student_is_graded_by_their_own_name(strange: Strange, name: str):
    """The folder's name is kept verbatim, and its file gets its full marks."""
    (grade,) = [row for row in strange.grades if row["student"] == name]

    assert (grade["verdict"], grade["submission"]) == ("passed", f"{name}/dsquare.py")


@pytest.mark.parametrize(
    ("name", "verdict"),
    [("empty", "missing"), ("large", "syntax_error"), ("hard", "passed")],
)
def test_any_regular_file_is_graded(strange: Strange, name: str, verdict: str):
    """An empty one, one of ten gigabytes of holes, one with a second name."""
    (grade,) = [row for row in strange.grades if row["student"] == name]

    assert grade["verdict"] == verdict


@pytest.mark.parametrize("name", STRAY)
def test_a_stray_file_is_listed(strange: Strange, name: str):
    """A name that is no exercise's is told, spelt out, in one line."""
    shown, reason = STRAY[name]

    told = f"passed over names/{shown}: {reason}"
    assert strange.first.stderr.splitlines().count(told) == 1


@pytest.mark.parametrize("name", NO_FILES)
def test_what_is_no_file_is_listed(strange: Strange, name: str):
    """Links are not followed, pipes not waited for, devices not opened."""
    if name in strange.refused:
        pytest.skip("this user may not make one")

    told = f"passed over {name}/dsquare.py: {NO_FILES[name][1]}"
    assert strange.first.stderr.splitlines().count(told) == 1


@pytest.mark.parametrize(
    "told",
    [
        f"names/deep: {FOLDER}",
        f"linked: {LINK}",
        f"loop: {LINK}",
        f"dsquare.ipynb: {LINK}",
        f"\\n::error::top: {NOBODY}",
        f"pipe: {NOBODY}",
    ],
)
def test_what_is_beside_the_students_is_listed(strange: Strange, told: str):
    """Folders are not searched deeper, links to students' folders not followed."""
    assert strange.first.stderr.splitlines().count(f"passed over {told}") == 1


def test_nothing_is_listed_that_is_not_there(strange: Strange):
    """No name can fake a line of the list, nor a command to a runner."""
    listed = strange.first.stderr.splitlines()
    expected = len(STRAY) + len(NO_FILES) - len(strange.refused) + 6

    assert all(line.startswith("passed over ") for line in listed)
    assert len(listed) == expected


def test_a_second_run_prints_the_same_from_the_gradebook(strange: Strange):
    """Names that no database knows how to keep come back as they were."""

    def in_order(done: subprocess.CompletedProcess[str]) -> list[str]:
        return sorted(done.stdout.splitlines())

    with sqlite3.connect(strange.folder / "gradebook.sqlite") as book:
        ((kept,),) = book.execute("select count(*) from attempts")

    assert in_order(strange.first) == in_order(strange.second)
    assert sorted(strange.first.stderr) == sorted(strange.second.stderr)
    assert kept == len(strange.grades)


def test_a_table_shows_no_name_raw(strange: Strange):
    """Neither a terminal nor a log of a build is told what to do by a name."""
    shown = strange.table.stdout + strange.table.stderr

    assert raw(shown) == set()
    assert not COMMAND.search(shown)
    assert "\u0301" * 5 not in shown


def test_a_long_name_leaves_room_for_the_others(strange: Strange):
    """A column is as wide as a name may be, not as wide as one can be."""
    header = strange.table.stdout.splitlines()[0]

    assert header.index("why") < 120


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A small course."""
    return small_course(tmp_path)


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """A cohort in which some things are closed, opened again afterwards."""
    names = ("ada", "file", "folder", "unsearchable")
    cohort = cohort_of(tmp_path / "cohort", "dsquare.py", dict.fromkeys(names, RIGHT))
    (cohort / "file" / "dsquare.py").chmod(0o000)
    (cohort / "folder").chmod(0o000)
    (cohort / "unsearchable").chmod(0o444)
    yield cohort
    for path in (cohort / "folder", cohort / "unsearchable"):
        path.chmod(0o700)


def test_what_is_closed_is_listed_and_stops_nobody(course, tmp_path, closed: Path):
    """A file, a folder that cannot be listed and one that can but not be entered."""
    done = unreadable("grader", "grade", closed, "--course", course, cwd=tmp_path)

    assert done.returncode == 0
    assert set(done.stderr.splitlines()) == {
        f"passed over file/dsquare.py: {CLOSED}",
        f"passed over folder: {CLOSED}",
        f"passed over unsearchable/dsquare.py: {CLOSED}",
    }
    assert "1 grade, 1 student: 1 passed" in done.stdout


@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_a_cohort_that_is_closed_is_told_in_a_sentence(course, tmp_path, mode: int):
    """There is nothing to grade where nothing can be read."""
    cohort = cohort_of(tmp_path / "cohort", "dsquare.py", {"ada": RIGHT})
    cohort.chmod(mode)
    done = unreadable("grader", "grade", cohort, "--course", course, cwd=tmp_path)
    cohort.chmod(0o700)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_files_of_holes_are_told_apart(course: Path, tmp_path: Path):
    """Terabytes that are not there are not read, and another length is another file."""
    cohort = cohort_of(tmp_path / "cohort", "dsquare.py", dict.fromkeys("ab", RIGHT))
    for length, student in enumerate("ab"):
        os.truncate(cohort / student / "dsquare.py", 4096 * GIB + length)

    found = graded(cohort, course, cwd=tmp_path).grades

    assert {row["verdict"] for row in found.values()} == {"syntax_error"}
    assert len({row["digest"] for row in found.values()}) == 2


def test_a_file_that_grows_is_graded(course: Path, tmp_path: Path):
    """What is added while it is read keeps nobody waiting."""
    cohort = cohort_of(
        tmp_path / "cohort", "dsquare.py", {"ada": b"#" * 2**21, "bob": RIGHT}
    )
    done = threading.Event()

    def grow() -> None:
        with (cohort / "ada" / "dsquare.py").open("ab") as file:
            for _ in range(2000):
                file.write(b"#" * 65536)
                if done.wait(0.005):
                    return

    writer = threading.Thread(target=grow)
    writer.start()
    found = graded(cohort, course, cwd=tmp_path).grades
    done.set()
    writer.join()

    verdicts = {name: row["verdict"] for name, row in found.items()}
    assert verdicts == {"ada": "syntax_error", "bob": "passed"}


def test_what_is_swapped_after_it_was_found_is_listed(tmp_path: Path):
    """Between listing and reading a file may become anything; none goes unsaid."""
    course = small_course(tmp_path, cpu=0.3)
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "dsquare.py").write_text(RIGHT)
    slow = "import time\ntime.sleep(60)\n"
    late = ("to a link", "to a pipe", "to nothing", "to a folder", "folder to a link")
    sources = {"0 first": RIGHT, "1 slow": slow} | dict.fromkeys(late, RIGHT)
    cohort = cohort_of(tmp_path / "cohort", "dsquare.py", sources)
    program = Path(sys.executable).with_name("grader")
    command = [program, "grade", cohort, "--course", course, "--jsonl", "--jobs", "1"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=pipe, stderr=pipe, text=True
    ) as started:
        assert started.stdout is not None
        first = started.stdout.readline()
        # The slow one is being graded now; the others are found and not yet read.
        for name in late[:4]:
            (cohort / name / "dsquare.py").unlink()
        (cohort / late[0] / "dsquare.py").symlink_to(secret / "dsquare.py")
        os.mkfifo(cohort / late[1] / "dsquare.py")
        (cohort / late[3] / "dsquare.py").mkdir()
        (cohort / late[4]).rename(tmp_path / "moved")
        (cohort / late[4]).symlink_to(secret)
        rest, said = started.communicate(timeout=120)

    assert started.returncode == 0
    students = [json.loads(line)["student"] for line in [first, *rest.splitlines()]]
    assert students == ["0 first", "1 slow"]
    assert sorted(said.splitlines()) == [
        f"passed over folder to a link/dsquare.py: {LINK}",
        f"passed over to a folder/dsquare.py: {SPECIAL}",
        f"passed over to a link/dsquare.py: {LINK}",
        f"passed over to a pipe/dsquare.py: {SPECIAL}",
        "passed over to nothing/dsquare.py: cannot be read: No such file or directory",
    ]


def test_thousands_of_stray_files_are_listed_each(course: Path, tmp_path: Path):
    """They hide no submission."""
    cohort = cohort_of(tmp_path / "cohort", "dsquare.py", {"ada": RIGHT})
    for number in range(2000):
        (cohort / "ada" / f"{number}.txt").touch()

    found = graded(cohort, course, cwd=tmp_path)

    assert found.grades.keys() == {"ada"}
    assert len(found.said.splitlines()) == 2000


def test_one_file_by_many_ways_is_one_grade(course: Path, tmp_path: Path):
    """A cohort named twice, however it is spelt, is graded once."""
    cohort = cohort_of(tmp_path / "cohort", "dsquare.py", {"ada": RIGHT})
    ways = (cohort, f"{cohort}/", f"{cohort}/ada/..", f"{cohort}/ada/dsquare.py")

    done = run("grader", "grade", *ways, "--course", course, "--jsonl", cwd=tmp_path)

    assert [row["submission"] for row in lines(done.stdout)] == ["ada/dsquare.py"]


def test_a_path_that_is_no_file_is_told_and_not_waited_for(course, tmp_path: Path):
    """Named alone, all of them are listed, and then there is nothing to grade."""
    (tmp_path / "ada").mkdir()
    files = {name: row for name, row in NO_FILES.items() if row[1] != FOLDER}
    made = {n: r for n, r in files.items() if _can_make(r[0], tmp_path / n)}
    paths = [f"{name}/dsquare.py" for name in made]

    done = run("grader", "grade", *paths, "--course", course, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[:-1] == sorted(
        (f"passed over {name}/dsquare.py: {row[1]}" for name, row in made.items()),
        key=lambda line: (SPECIAL in line, list(made).index(line[12:].split("/")[0])),
    )
    assert done.stderr.splitlines()[-1] == "grader: nothing to grade there"


@pytest.mark.parametrize("name", ["a pipe", "a link to passwords", "a folder"])
def test_a_learner_is_told_what_is_no_file(course, tmp_path: Path, name: str):
    """`kata check` does not wait for a pipe and follows no link."""
    assert _can_make(NO_FILES[name][0], tmp_path / "here")

    done = run("kata", "check", "here/dsquare.py", "--course", course, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("kata: here/dsquare.py is ")


@pytest.mark.parametrize("there", [True, False])
def test_a_wrong_path_is_told_in_one_harmless_line(course, tmp_path, there):
    """A shell's pattern hands over any name; the sentence about it is still one."""
    folder = tmp_path / "\x1b]0;t\x07\n::error::b\r::error::b\u202eb##[error]x"
    if there:
        folder.mkdir()
        (folder / "dsquare.py").write_text(RIGHT)

    done = run("grader", "grade", folder, "--course", course, cwd=tmp_path)

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert raw(done.stderr) == set()
    assert not COMMAND.search(done.stderr)


def test_a_file_by_an_odd_name_is_graded_as_it_was_typed(course, tmp_path: Path):
    """`submission` is the argument, whatever it holds."""
    name = os.fsdecode(b"\x1b[31m\n\xff.py")
    (tmp_path / name).write_text(RIGHT)
    command = ("grade", name, "--course", course, "--exercise", "dsquare", "--jsonl")

    done = run("grader", *command, cwd=tmp_path)
    (grade,) = lines(done.stdout)

    assert (grade["submission"], grade["verdict"]) == (name, "passed")
    assert message_of(grade) == ""
