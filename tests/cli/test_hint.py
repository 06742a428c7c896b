"""`kata hint` as a process: the ladder for a file, and for an exercise."""

from pathlib import Path

from tests.courses import course_of, file_of
from tests.processes import run

WRONG = "def dsquare(dvalue, x):\n    return 2 * x\n"


def mistaken(tmp_path: Path) -> Path:
    """A new course with a submission that holds a known mistake."""
    course = course_of(tmp_path)
    (course / "dsquare.py").write_text(WRONG, encoding="utf-8")
    return course


def test_a_wrong_file_gets_the_hint_of_its_mistake(tmp_path: Path):
    """The first rung is the mistake's own; the exercise's stand behind it."""
    course = mistaken(tmp_path)

    first = run("kata", "hint", "dsquare.py", cwd=course)
    own = run("kata", "hint", "dsquare", cwd=course)

    assert first.returncode == own.returncode == 0
    assert "hint 1 of" in first.stdout
    assert first.stdout != own.stdout
    assert "--level 2" in first.stdout


def test_check_says_how_to_get_a_hint(tmp_path: Path):
    """After a wrong verdict the command is shown, after a right one not."""
    course = mistaken(tmp_path)
    (course / "my file.py").write_text(WRONG, encoding="utf-8")
    reference = file_of(course, "dsquare", "passed/reference.py")

    wrong = run("kata", "check", "dsquare.py", cwd=course)
    quoted = run("kata", "check", "my file.py", "--exercise", "dsquare", cwd=course)
    right = run("kata", "check", reference, "--exercise", "dsquare", cwd=course)

    assert "kata hint dsquare.py\n" in wrong.stdout
    assert "kata hint 'my file.py' --exercise dsquare\n" in quoted.stdout
    assert "kata hint" not in right.stdout


def test_a_level_is_one_rung_and_all_are_all(tmp_path: Path):
    """`--level` picks one; one beyond the last is the last; `--all` shows each."""
    course = mistaken(tmp_path)

    every = run("kata", "hint", "dsquare", "--all", cwd=course).stdout
    last = run("kata", "hint", "dsquare", "--level", "99", cwd=course).stdout

    count = every.count("hint ")
    assert count >= 3
    assert f"hint {count} of {count}" in last
    assert "--level" not in last
    assert last in every


def test_what_is_neither_a_file_nor_an_exercise_is_said(tmp_path: Path):
    """One sentence on standard error and exit code 2."""
    done = run("kata", "hint", "nothing", cwd=mistaken(tmp_path))

    assert done.returncode == 2
    assert "nothing" in done.stderr
    assert done.stdout == ""


def test_a_right_file_is_told_so_and_may_still_have_hints(tmp_path: Path):
    """What passes has no mistake to be told about; the exercise's hints are shown."""
    course = mistaken(tmp_path)
    reference = file_of(course, "dsquare", "passed/reference.py")
    own = run("kata", "hint", "dsquare", cwd=course).stdout

    done = run("kata", "hint", reference, "--exercise", "dsquare", cwd=course)

    assert done.stdout == f"dsquare: all visible checks pass.\n{own}"
