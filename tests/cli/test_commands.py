"""The other commands as processes: verify, list, show, stubs, init, new, kata check."""

import json
from pathlib import Path

import pytest

from grader.cli.main import COMMANDS
from tests.courses import course_of, file_of, replace
from tests.processes import ROOT, run

RIGHT = "def dsquare(dvalue, x):\n    return dvalue * 2 * x\n"


def test_a_new_course_verifies(tmp_path: Path):
    """`init` and `new` make exercises that prove themselves as they are."""
    assert run("grader", "init", tmp_path / "c").returncode == 0
    assert run("grader", "new", "dcube", cwd=tmp_path / "c").returncode == 0

    done = run("grader", "verify", "--seeds", 1, cwd=tmp_path / "c")

    assert done.returncode == 0
    assert "dsquare" in done.stdout
    assert "dcube" in done.stdout


def test_verify_ends_with_1_where_something_is_not_proven(tmp_path: Path):
    """An unproven subject is named, as a table and as JSON lines."""
    course = course_of(tmp_path)
    replace(file_of(course, "dsquare", "stub.py"), "# Your", "# My")

    table = run("grader", "verify", "--seeds", 1, cwd=course)
    rows = run("grader", "verify", "--seeds", 1, "--jsonl", cwd=course)
    proofs = [json.loads(line) for line in rows.stdout.splitlines()]

    assert table.returncode == rows.returncode == 1
    assert "dsquare: stub.py: differs" in table.stdout
    assert [row["subject"] for row in proofs if not row["proven"]] == ["stub.py"]


def test_stubs_are_made_and_checked(tmp_path: Path):
    """`stubs --check` changes nothing and ends with 1; `stubs` mends."""
    course = course_of(tmp_path)
    stub = file_of(course, "dsquare", "stub.py")
    made = stub.read_text()
    replace(stub, "# Your", "# My")

    assert run("grader", "stubs", "--check", cwd=course).returncode == 1
    assert made != stub.read_text()
    assert run("grader", "stubs", cwd=course).returncode == 0
    assert made == stub.read_text()
    assert run("grader", "stubs", "--check", cwd=course).returncode == 0


def test_the_courses_stubs_are_those_of_the_references():
    """Every stub of this repository is made from its reference."""
    assert run("grader", "stubs", "--check").returncode == 0


def test_list_shows_every_exercise_also_beside_a_broken_one(tmp_path: Path):
    """A broken exercise is marked and ends with 2; the others are listed."""
    course = course_of(tmp_path, "other")
    replace(file_of(course, "dsquare", "exercise.yaml"), "level: 1", "level: x")

    done = run("grader", "list", cwd=course)

    assert done.returncode == 2
    assert "broken" in done.stdout
    assert "Pass an upstream gradient" in done.stdout
    assert "exercise.yaml:4: level" in done.stderr


def test_show_prints_the_statement():
    """Away from a terminal the statement is printed as it is written."""
    done = run("grader", "show", "relu_mask")

    assert done.stdout.startswith("#")
    assert (
        ROOT / "exercises/02_layer/05_relu_mask/README.md"
    ).read_text() == done.stdout


def test_an_unknown_exercise_is_told():
    """A wrong id is exit code 2 and says where the ids are."""
    done = run("grader", "show", "nonsense")

    assert done.returncode == 2
    assert "grader list" in done.stderr


def test_the_schema_for_editors_is_current():
    """`grader schema` prints what is committed for editors."""
    committed = (ROOT / "docs/exercise.schema.json").read_text()

    assert committed == run("grader", "schema").stdout


def test_kata_check_ends_with_0_or_1(tmp_path: Path):
    """A learner's check is 0 when passed and 1 when not yet; hidden checks stay out."""
    course = course_of(tmp_path)
    file = tmp_path / "dsquare.py"
    file.write_text(RIGHT)
    passed = run("kata", "check", file, "--course", course)
    file.write_text(RIGHT.replace("2 *", "3 *"))
    not_yet = run("kata", "check", file, "--course", course)

    assert passed.returncode == 0
    assert not_yet.returncode == 1
    assert "dsquare(dvalue=2, x=3) gave 18" in not_yet.stdout
    assert "upstream gradient is multiplied with the slope" not in not_yet.stdout


@pytest.mark.parametrize("name", ["none.py", "."])
def test_kata_check_of_nothing_is_usage(tmp_path: Path, name: str):
    """A file that is not there is one sentence and exit code 2."""
    done = run("kata", "check", name, "--course", course_of(tmp_path), cwd=tmp_path)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "name",
    [*sorted(set(COMMANDS) - {"nbgrader"}), "nbgrader init", "nbgrader assignment"],
)
def test_every_command_has_help_and_takes_a_course(name: str):
    """`--help` describes each command; those that read a course take `--course`."""
    done = run("grader", *name.split(), "--help")

    assert done.returncode == 0
    assert "Usage" in done.stdout
    assert ("--course" in done.stdout) is (name not in ("init", "schema"))


def test_the_version_is_told():
    """`--version` names the distribution."""
    assert run("grader", "--version").stdout.startswith("gradkata ")
    assert run("kata", "--version").stdout.startswith("gradkata ")


def test_outside_a_course_the_mend_is_told(tmp_path: Path):
    """Without a course the sentence says how to name or make one."""
    done = run("grader", "list", cwd=tmp_path)

    assert done.returncode == 2
    assert "--course" in done.stderr
    assert "grader init" in done.stderr
