"""`grader nbgrader`: settings and source notebooks, told in one sentence each."""

import subprocess
import sys
from pathlib import Path

from tests.courses import course_of, file_of, replace
from tests.processes import run


def test_a_course_is_set_up_and_filled(tmp_path: Path) -> None:
    """`init` and `assignment` say what they made, and then that nothing changed."""
    course = course_of(tmp_path)

    made = run("grader", "nbgrader", "init", "nn101", cwd=course)
    first = run(
        "grader", "nbgrader", "assignment", "w", "dsquare", cwd=course / "nn101"
    )
    again = run(
        "grader", "nbgrader", "assignment", "w", "dsquare", cwd=course / "nn101"
    )

    assert [0, 0, 0] == [made.returncode, first.returncode, again.returncode]
    assert "made nn101/nbgrader_config.py" in made.stderr
    assert "made source/w/w.ipynb\n" == first.stderr
    assert "source/w/w.ipynb is as it was\n" == again.stderr


def test_what_changed_is_told(tmp_path: Path) -> None:
    """A rebuild names the cells that are new, changed or gone."""
    course = course_of(tmp_path, "dcube")
    run("grader", "nbgrader", "init", ".", cwd=course)
    run("grader", "nbgrader", "assignment", "w", "dsquare", cwd=course)
    replace(file_of(course, "dsquare", "README.md"), "# ", "# On ")

    done = run("grader", "nbgrader", "assignment", "w", "dcube", "dsquare", cwd=course)

    added = ", ".join(
        f"dcube-{role}" for role in ("statement", "solution", "visible", "points")
    )
    assert f"source/w/w.ipynb: new: {added}; changed: gradkata-" in done.stderr
    assert "dsquare-statement" in done.stderr


def test_trust_is_a_warning(tmp_path: Path) -> None:
    """`--trusted` says on standard error what it gives away."""
    course = course_of(tmp_path)

    done = run("grader", "nbgrader", "init", "n", "--trusted", cwd=course)

    assert "warning: --trusted lets learners' code run as you" in done.stderr
    assert 0 == done.returncode


def test_an_existing_configuration_gets_no_line_but_is_told_of_it(
    tmp_path: Path,
) -> None:
    """What an instructor wrote is not touched."""
    course = course_of(tmp_path)
    theirs = course / "nbgrader_config.py"
    theirs.write_text("c = get_config()\n", encoding="utf-8")

    done = run("grader", "nbgrader", "init", ".", cwd=course)

    assert '    load_subconfig("gradkata_config.py")' in done.stderr.splitlines()
    assert "c = get_config()\n" == theirs.read_text("utf-8")


def test_no_nbgrader_course_is_one_sentence(tmp_path: Path) -> None:
    """Outside an nbgrader course nothing is made, with the exit code of usage."""
    course = course_of(tmp_path)

    done = run("grader", "nbgrader", "assignment", "w", "dsquare", cwd=course)

    assert 2 == done.returncode
    assert "is no nbgrader course" in done.stderr
    assert 1 == len(done.stderr.splitlines())
    assert not (course / "source").exists()


def test_nbgrader_is_not_imported_to_make_notebooks(tmp_path: Path) -> None:
    """Making an assignment needs neither nbgrader nor nbformat."""
    course = course_of(tmp_path)
    run("grader", "nbgrader", "init", ".", cwd=course)
    code = (
        "import sys; from grader.cli import main\n"
        "sys.argv = ['grader', 'nbgrader', 'assignment', 'w', 'dsquare']\n"
        "try: main.main()\n"
        "finally: print(*sorted(sys.modules))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=course,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "made source/w/w.ipynb" in done.stderr
    assert set() == {"nbgrader", "nbformat", "traitlets"} & set(done.stdout.split())
