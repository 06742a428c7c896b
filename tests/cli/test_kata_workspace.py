"""`kata start`, `list`, `show` and `reset` as processes."""

import os
from pathlib import Path

from tests.courses import course_of, file_of
from tests.processes import run


def test_start_makes_the_workspace_and_says_what_is_next(tmp_path: Path):
    """Twice is as good as once; the map and the statement follow."""
    course = course_of(tmp_path, "dcube")

    first = run("kata", "start", cwd=course)
    again = run("kata", "start", cwd=course)
    listed = run("kata", "list", cwd=course / "work")
    shown = run("kata", "show", cwd=course)

    assert 0 == first.returncode == again.returncode == listed.returncode
    assert "Your workspace is work: 2 files to write in.\n" in first.stdout
    assert "Next: dsquare, The gradient of a square.\n" in first.stdout
    assert f"work{os.sep}01_first{os.sep}dsquare.py" in first.stdout
    assert "yours are as they were" in again.stdout
    assert "  dsquare: next, The gradient of a square\n" in listed.stdout
    assert shown.stdout.startswith("# The gradient of a square")


def test_reset_says_where_the_copy_is(tmp_path: Path):
    """What was written is kept; then there is nothing to do."""
    course = course_of(tmp_path)
    run("kata", "start", cwd=course)
    mine = course / "work" / "01_first" / "dsquare.py"
    mine.write_text("mine")

    done = run("kata", "reset", "dsquare", cwd=course)
    again = run("kata", "reset", "dsquare", cwd=course)

    assert "dsquare.py.1.bak" in done.stdout
    assert "mine" == mine.with_name("dsquare.py.1.bak").read_text()
    assert file_of(course, "dsquare", "stub.py").read_text() == mine.read_text()
    assert "nothing to do" in again.stdout


def test_what_is_wrong_is_one_sentence(tmp_path: Path):
    """An unknown id, a place without a course: exit code 2 and the mend."""
    course = course_of(tmp_path)
    unknown = run("kata", "reset", "dsquar", cwd=course)
    nowhere = run("kata", "list", cwd=tmp_path)

    assert 2 == unknown.returncode == nowhere.returncode
    assert (
        "kata: no exercise is called 'dsquar'; did you mean dsquare?\n"
        == unknown.stderr
    )
    assert nowhere.stderr.startswith("kata: no course here")
    assert 1 == len(nowhere.stderr.splitlines())


def test_letters_that_the_stream_has_not_are_not_sent(tmp_path: Path):
    """With an encoding of ASCII a statement's formulas come in plain letters."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = run("kata", "show", "relu_mask", env=environment)

    assert 0 == done.returncode
    assert done.stdout.isascii()
    assert "dL/dz = g * ReLU'(z)" in done.stdout
