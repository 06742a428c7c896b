"""Engines as processes: they are replaced when they die, and end with their client."""

import os
import signal
import socket
from dataclasses import replace as replaced
from pathlib import Path

import pytest

from grader.catalogue import Catalogue
from grader.channel import Channel, Door
from grader.engines import Broken, Engines, Lost, Setup
from grader.errors import OperatorError
from grader.result import Grade
from tests.courses import course_of, file_of, replace
from tests.processes import submission

# What holds for a worker that is started alone, here.
ALONE = ("process", "environment", "rlimits")
RIGHT = "def dsquare(dvalue, x): return dvalue * 2 * x"


def setup_of(course: Path) -> Setup:
    """A setup of all exercises of a course."""
    entries = Catalogue(course).entries.values()
    return Setup(course, tuple(e.folder / "exercise.yaml" for e in entries))


def test_an_engine_that_dies_is_replaced(tmp_path: Path):
    """A submission whose engine is killed is graded by the next one."""
    with Engines(setup_of(course_of(tmp_path)), jobs=1) as engines:
        list(engines.grade([submission(RIGHT, exercise="dsquare")], seed=1))
        os.kill(engines._engines[0].process.pid, signal.SIGKILL)
        (outcome,) = engines.grade([submission(RIGHT, exercise="dsquare")], seed=1)

    assert isinstance(outcome, Grade)
    assert outcome.verdict == "passed"


def test_a_zygote_that_dies_is_replaced(tmp_path: Path):
    """Submissions whose zygote was killed have their marks from the next one."""
    work = [submission(RIGHT, exercise="dsquare")]
    with Engines(setup_of(course_of(tmp_path)), jobs=1) as engines:
        list(engines.grade(work, seed=1))
        engine = engines._engines[0].process.pid
        (zygote,) = children_of(engine)
        os.kill(zygote, signal.SIGKILL)
        # The first may still find the worker that was forked ahead alive.
        for _ in range(2):
            (outcome,) = engines.grade(work, seed=1)
            assert isinstance(outcome, Grade)
            assert outcome.verdict == "passed"

        assert engine == engines._engines[0].process.pid
        assert zygote not in children_of(engine)


def children_of(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [
        int(word)
        for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    ]


def test_a_submission_whose_engine_dies_twice_is_lost(tmp_path: Path):
    """What kills engines again and again is told as our failure, and ends."""
    course = course_of(tmp_path)
    text = "import os\n\ndef test_dies(candidate):\n    os._exit(1)\n"
    file_of(course, "dsquare", "checks.py").write_text(text, encoding="utf-8")
    replace(
        file_of(course, "dsquare", "exercise.yaml"),
        "checks:\n",
        "checks:\n  - {id: dies, kind: pytest, function: test_dies, points: 1,\n"
        "     title: It dies.}\n",
    )

    with Engines(setup_of(course), jobs=1) as engines:
        (outcome,) = engines.grade([submission(RIGHT, exercise="dsquare")], seed=1)

    assert isinstance(outcome, Lost)


def test_a_broken_reference_stops_no_other_exercise(tmp_path: Path):
    """An exercise that cannot be prepared says why; the others are graded."""
    course = course_of(tmp_path, "other")
    replace(
        file_of(course, "dsquare", "passed/reference.py"), "return", "return 1 / 0 *"
    )
    work = [submission(RIGHT, exercise="dsquare")]
    work.append(submission(RIGHT.replace("dsquare", "other"), exercise="other"))

    with Engines(setup_of(course), jobs=1) as engines:
        broken, graded = engines.grade(work, seed=1)

    assert isinstance(broken, Broken)
    assert "ZeroDivisionError" in broken.problem
    assert "passed/reference.py" in broken.problem
    assert isinstance(graded, Grade)


def test_a_check_that_cannot_be_collected_stops_no_other_exercise(tmp_path: Path):
    """A checks.py that does not import is an author's error, and only theirs."""
    course = course_of(tmp_path, "other")
    file_of(course, "dsquare", "checks.py").write_text("import nonsense_module\n")
    work = [submission(RIGHT, exercise="dsquare")]
    work.append(submission(RIGHT.replace("dsquare", "other"), exercise="other"))

    with Engines(setup_of(course), jobs=1) as engines:
        broken, graded = engines.grade(work, seed=1)

    assert isinstance(broken, Broken)
    assert isinstance(graded, Grade)


def raising_course(folder: Path) -> Path:
    """A course of which a bespoke check raises what is no assertion."""
    course = course_of(folder)
    text = "def test_raises(candidate):\n    raise KeyError('x')\n"
    file_of(course, "dsquare", "checks.py").write_text(text, encoding="utf-8")
    replace(
        file_of(course, "dsquare", "exercise.yaml"),
        "checks:\n",
        "checks:\n  - {id: raises, kind: pytest, function: test_raises, points: 1,\n"
        "     title: It raises.}\n",
    )
    return course


def test_a_check_that_raises_is_our_failure_not_the_learners(tmp_path: Path):
    """An exception in a bespoke check that is no assertion charges nobody."""
    course = raising_course(tmp_path)

    with Engines(setup_of(course), jobs=1) as engines:
        (grade,) = engines.grade([submission(RIGHT, exercise="dsquare")], seed=1)

    assert isinstance(grade, Grade)
    assert grade.verdict == "internal_error"


def test_order_and_number_of_engines_change_no_mark(tmp_path: Path):
    """One engine or three, forwards or backwards: the same grades."""
    course = course_of(tmp_path)
    sources = [RIGHT, RIGHT.replace("2 * x", "x"), "def dsquare(:", "dsquare = 3"] * 3
    work = [submission(s, exercise="dsquare") for s in sources]

    def marks(jobs: int, rows: list) -> list:
        with Engines(setup_of(course), jobs=jobs) as engines:
            found = list(engines.grade(rows, seed=4))
        return sorted((g.verdict, g.points, str(g.checks)) for g in found)

    assert marks(1, work) == marks(3, work[::-1])


def test_engines_end_with_their_client(tmp_path: Path):
    """Leaving the block leaves no process behind."""
    with Engines(setup_of(course_of(tmp_path)), jobs=2) as engines:
        list(engines.grade([submission(RIGHT, exercise="dsquare")] * 2, seed=1))
        processes = [engine.process for engine in engines._engines]

    assert all(process.poll() is not None for process in processes)


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_engines_grade_where_there_is_no_zygote(tmp_path: Path, platform: str):
    """On other systems engines grade unconfined, and the grade says so."""
    setup = replaced(setup_of(course_of(tmp_path)), platform=platform)
    sources = [RIGHT, RIGHT.replace("2 * x", "x"), "def dsquare(:"]
    work = [submission(source, exercise="dsquare") for source in sources]

    with Engines(setup, jobs=2) as engines:
        grades = list(engines.grade(work, seed=4))
        processes = [engine.process for engine in engines._engines]

    found = sorted(grade.verdict for grade in grades)
    assert found == ["failed", "passed", "syntax_error"]
    assert {g.provenance.isolation for g in grades} == {ALONE}
    assert all(process.poll() is not None for process in processes)


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_peoples_work_is_not_graded_unconfined(tmp_path: Path, platform: str):
    """Where only Linux would help, the operator is told so in a sentence."""
    course = course_of(tmp_path)
    setup = replaced(setup_of(course), platform=platform, strict=True)

    with (
        pytest.raises(OperatorError, match=r"needs Linux .*WSL2.*container"),
        Engines(setup, jobs=1) as engines,
    ):
        list(engines.grade([submission(RIGHT, exercise="dsquare")], seed=1))


def test_an_engine_behind_a_door_that_dies_is_replaced(tmp_path: Path):
    """The next engine comes through a door of its own."""
    setup = replaced(setup_of(course_of(tmp_path)), platform="win32")
    with Engines(setup, jobs=1) as engines:
        list(engines.grade([submission(RIGHT, exercise="dsquare")], seed=1))
        os.kill(engines._engines[0].process.pid, signal.SIGKILL)
        (outcome,) = engines.grade([submission(RIGHT, exercise="dsquare")], seed=1)

    assert isinstance(outcome, Grade)
    assert outcome.verdict == "passed"


def test_a_door_opens_for_its_ticket_alone():
    """Who says nothing, too little or another token is sent away; then it opens."""
    with Door() as door:
        address = ("127.0.0.1", int(door.ticket.split()[0]))
        strangers = [socket.create_connection(address) for _ in range(3)]
        strangers[0].close()
        strangers[1].sendall(bytes(32))
        strangers[2].sendall(b"x")
        theirs = Channel.through(door.ticket)
        ours = door.admit(10)
        theirs.send({"a": 1})

        assert ours.receive() == {"a": 1}
        assert strangers[1].recv(1) == b""
        assert door.admit(0.01) is None
    for end in (ours, theirs, *strangers):
        end.close()


def test_a_module_in_the_current_folder_is_not_ours(tmp_path: Path, monkeypatch):
    """Where a learner's file is called as a library, it is never imported."""
    setup = setup_of(course_of(tmp_path))
    seen = tmp_path / "seen"
    (tmp_path / "yaml.py").write_text(f"open({str(seen)!r}, 'w')\n")
    monkeypatch.chdir(tmp_path)
    with Engines(setup, jobs=1) as engines:
        (outcome,) = engines.grade([submission(RIGHT, exercise="dsquare")], seed=1)

    assert isinstance(outcome, Grade)
    assert outcome.verdict == "passed"
    assert not seen.exists()


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_what_an_engine_has_to_say_goes_to_its_log(
    tmp_path: Path, capfd, platform: str
):
    """A client whose standard error is a learner's keeps it clean."""
    log = tmp_path / "log"
    setup = replaced(setup_of(raising_course(tmp_path)), log=log, platform=platform)
    with Engines(setup, jobs=1) as engines:
        (outcome,) = engines.grade([submission(RIGHT, exercise="dsquare")], seed=1)

    assert isinstance(outcome, Grade)
    assert outcome.verdict == "internal_error"
    assert "KeyError" in log.read_text()
    assert capfd.readouterr() == ("", "")
