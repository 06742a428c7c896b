"""`kata check` and `kata hint` in a workspace: progress, hints that go on, endings."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.courses import course_of, file_of
from tests.processes import run

RIGHT = "def dsquare(dvalue, x):\n    return dvalue * 2 * x\n"
DROPPED = "def dsquare(dvalue, x):\n    return 2 * x\n"
ENDLESS = "def dsquare(dvalue, x):\n    while True: pass\n"


def begun(folder: Path, source: str | None = None) -> Path:
    """A course whose workspace is made, `dsquare` written in it."""
    course = course_of(folder, "dcube")
    run("kata", "start", cwd=course)
    if source is not None:
        (course / "work" / "01_first" / "dsquare.py").write_text(source)
    return course


def progress(course: Path) -> dict:
    """What is recorded."""
    return json.loads((course / "work" / "progress.json").read_text())


def test_a_check_without_words_is_of_where_one_is(tmp_path: Path):
    """A right file is recorded, and what is next is said."""
    course = begun(tmp_path, RIGHT)

    done = run("kata", "check", cwd=course)

    assert 0 == done.returncode
    assert "dsquare: passed" in done.stdout
    assert " Next: dcube, The gradient of a square.\n" in done.stdout
    assert "passed" == progress(course)["exercises"]["dsquare"]["verdict"]


def test_a_wrong_file_says_how_to_get_a_hint(tmp_path: Path):
    """By its id in the workspace; plain lines hold no columns."""
    course = begun(tmp_path, DROPPED)

    done = run("kata", "check", "dsquare", "--plain", cwd=course)

    assert 1 == done.returncode
    assert "  failed: The example of the statement comes out right.\n" in done.stdout
    assert " For a hint: kata hint dsquare\n" in done.stdout
    assert "Why: " in done.stdout


def test_hints_go_on_and_follow_the_mistake(tmp_path: Path):
    """Each call shows the next rung; another mistake begins with its own first."""
    course = begun(tmp_path, DROPPED)

    first = run("kata", "hint", cwd=course).stdout
    second = run("kata", "hint", cwd=course).stdout
    (course / "work" / "01_first" / "dsquare.py").write_text(RIGHT.replace("2", "3"))
    other = run("kata", "hint", "dsquare", cwd=course).stdout
    every = run("kata", "hint", "dsquare", "--all", cwd=course).stdout

    assert "hint 1 of" in first
    assert "The next: kata hint dsquare; all of them: --all.\n" in first
    assert "hint 2 of" in second
    assert "hint 1 of" in other
    assert other.splitlines()[1] in every
    assert 2 == len(progress(course)["exercises"]["dsquare"]["hints"])


def test_a_file_elsewhere_is_checked_and_not_recorded(tmp_path: Path):
    """Only what lies in the workspace counts as the learner's."""
    course = begun(tmp_path)
    file = tmp_path / "dsquare.py"
    file.write_text(RIGHT)

    done = run("kata", "check", file, cwd=course)

    assert 0 == done.returncode
    assert "Next" not in done.stdout
    assert {} == progress(course)["exercises"]


def test_a_check_that_is_bespoke_runs_too(tmp_path: Path):
    """A visible function of `checks.py` needs a session of pytest, and gets one."""
    course = begun(tmp_path, DROPPED)
    path = file_of(course, "dsquare", "exercise.yaml")
    check = (
        "\n  - {id: own, kind: pytest, function: test_own, points: 1, "
        "visibility: visible, title: Twice the gradient is twice the result.}\n"
    )
    path.write_text(path.read_text().replace("\nforward:", f"{check}\nforward:", 1))
    file_of(course, "dsquare", "checks.py").write_text(
        "def test_own(candidate):\n"
        '    """Twice the gradient is twice the result."""\n'
        "    parts = [candidate.call(d, 3.0) for d in (1.0, 2.0)]\n"
        '    assert parts[1]["dx"] == 2 * parts[0]["dx"]\n'
    )

    done = run("kata", "check", "dsquare", "--plain", cwd=course)

    assert 1 == done.returncode
    assert "  failed: Twice the gradient is twice the result.\n" in done.stdout


def test_a_broken_exercise_is_one_sentence(tmp_path: Path):
    """The author's fault ends with 2, and nothing is recorded against a learner."""
    course = begun(tmp_path, RIGHT)
    file_of(course, "dsquare", "passed/reference.py").write_text("def dsquare(: ...")

    done = run("kata", "check", "dsquare", cwd=course)

    assert 2 == done.returncode
    assert "Traceback" not in done.stderr
    assert {} == progress(course)["exercises"]


def test_a_file_that_is_gone_says_what_makes_it(tmp_path: Path):
    """Without the file there is a sentence and exit code 2."""
    course = begun(tmp_path)
    (course / "work" / "01_first" / "dcube.py").unlink()

    done = run("kata", "check", "dcube", cwd=course)

    assert 2 == done.returncode
    assert "`kata start` makes it" in done.stderr


def test_ctrl_c_ends_at_any_moment(tmp_path: Path):
    """Exit code 130 without a traceback, from the tutor's start to the last answer."""
    course = begun(tmp_path, ENDLESS)
    program = Path(sys.executable).with_name("kata")
    for moment in (0.0, 0.3, 1.0):
        process = subprocess.Popen(
            [program, "check", "dsquare"],
            cwd=course,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )
        # Before that no code of ours runs that could catch anything.
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while not children.read_text():
            time.sleep(0.01)
        time.sleep(moment)
        process.send_signal(signal.SIGINT)
        _out, told = process.communicate(timeout=60)
        assert 130 == process.returncode
        assert "Traceback" not in told
