"""`grader release` as a process, and the commands inside what it makes."""

import os
import shutil
from pathlib import Path

import pytest

from grader.catalogue import Catalogue
from tests.courses import course_of, file_of, replace
from tests.processes import run

WRONG = "def dsquare(dvalue, x):\n    return 2 * x\n"
RIGHT = "def dsquare(dvalue, x):\n    return dvalue * x + x * dvalue\n"
SCRIPT = Path("02_layer") / "07_layer_walkthrough"
HONEST = ("reference.py", "book.py")
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle of a new course, far from it, with two files of a learner's."""
    folder = tmp_path_factory.mktemp("release")
    course = course_of(folder)
    assert run("grader", "release", folder / "kit", cwd=course).returncode == 0
    shutil.rmtree(course)
    work = folder / "kit" / "work"
    work.mkdir()
    (work / "dsquare.py").write_text(WRONG, encoding="utf-8")
    (work / "right.py").write_text(RIGHT, encoding="utf-8")
    return folder / "kit"


def test_a_check_in_a_bundle_names_the_mistake(kit: Path):
    """The example is judged and the mistake known, with no solution near."""
    done = run("kata", "check", "dsquare.py", cwd=kit / "work")

    assert (1, "") == (done.returncode, done.stderr)
    assert "dsquare(dvalue=2, x=3) gave 6; 12 is right." in done.stdout
    assert "[upstream_dropped]" in done.stdout


def test_a_right_file_passes_in_a_bundle(kit: Path):
    """However it is written; hidden checks are not there."""
    done = run("kata", "check", "right.py", "--exercise", "dsquare", cwd=kit / "work")

    assert (0, "") == (done.returncode, done.stderr)
    assert "2 / 2 points of the visible checks" in done.stdout


def test_hints_list_and_statement_work_in_a_bundle(kit: Path):
    """What learners may read is there."""
    hint = run("kata", "hint", "dsquare.py", cwd=kit / "work")
    listed = run("grader", "list", cwd=kit)
    shown = run("grader", "show", "dsquare", cwd=kit)

    assert "Does yours?" in hint.stdout
    assert "dsquare" in listed.stdout
    assert "# The gradient of a square" in shown.stdout
    assert {0} == {row.returncode for row in (hint, listed, shown)}


@pytest.mark.parametrize(
    "command",
    ["grade work/dsquare.py", "verify", "new other", "stubs", "release ../again"],
)
def test_commands_that_need_what_is_hidden_say_so(kit: Path, command: str):
    """In one sentence, with the code for usage."""
    done = run("grader", *command.split(), cwd=kit)

    assert (2, "") == (done.returncode, done.stdout)
    assert "is a learners' bundle, which has no hidden part" in done.stderr
    assert 1 == len(done.stderr.splitlines())


def test_answers_that_are_broken_are_told(kit: Path):
    """Or made for other cases: one sentence says where and what to do."""
    answers = kit / "exercises" / "01_first" / "01_dsquare" / "answers.json"
    text = answers.read_text(encoding="utf-8")
    try:
        answers.write_text(text[:-20], encoding="utf-8")
        cut = run("kata", "check", "dsquare.py", cwd=kit / "work")
        answers.write_text(text.replace('"cases":"', '"cases":"0'), encoding="utf-8")
        other = run("kata", "check", "dsquare.py", cwd=kit / "work")
    finally:
        answers.write_text(text, encoding="utf-8")

    assert "answers.json: cannot be read; release the bundle again" in cut.stderr
    assert "answers.json: belongs to other cases" in other.stderr
    assert {2} == {cut.returncode, other.returncode}


def test_a_bundle_with_something_hidden_is_not_written(tmp_path: Path):
    """A hidden title in a statement is found, and told by file and kind alone."""
    course = course_of(tmp_path)
    title = "The upstream gradient is multiplied with the slope at x."
    with file_of(course, "dsquare", "README.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{title}\n")

    done = run("grader", "release", tmp_path / "kit", cwd=course)

    place = "exercises/01_first/01_dsquare/README.md"
    assert 2 == done.returncode
    assert f"kit: a hidden title of dsquare in {place}" in done.stderr
    assert title not in done.stderr
    assert not (tmp_path / "kit").exists()


def test_an_exercise_without_a_visible_check_is_told(tmp_path: Path):
    """Learners would have nothing to check; its author has to add one."""
    course = course_of(tmp_path)
    replace(file_of(course, "dsquare", "exercise.yaml"), ", visibility: visible", "")

    done = run("grader", "release", tmp_path / "kit", cwd=course)

    assert 2 == done.returncode
    assert "no visible check has given cases; add one" in done.stderr


def test_a_bundle_is_the_same_bytes_each_time(tmp_path: Path):
    """In another folder, with another umask, time zone, hash seed and language."""
    course = course_of(tmp_path)
    for part, names in (("exercises", None), ("solutions", HONEST)):
        source = ROOT / part / SCRIPT
        ignored = shutil.ignore_patterns("failed", "missing", "*.ipynb")
        shutil.copytree(source, course / part / SCRIPT, ignore=ignored)
        for path in (course / part / SCRIPT).glob("passed/*"):
            if names and path.name not in names:
                path.unlink()
    assert "layer_walkthrough" in Catalogue(course).entries
    ours = {**os.environ, "PYTHONHASHSEED": "1", "TZ": "UTC"}
    other = {"PYTHONHASHSEED": "2", "TZ": "Asia/Kathmandu", "LC_ALL": "C"}

    run("grader", "release", tmp_path / "one" / "kit", cwd=course, env=ours)
    two = tmp_path / "another place" / "kit"
    run("grader", "release", two, cwd=course, env=os.environ | other, umask=0o077)

    one = tmp_path / "one" / "kit"
    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert files == sorted(p.relative_to(two) for p in two.rglob("*") if p.is_file())
    assert [] == [p for p in files if (one / p).read_bytes() != (two / p).read_bytes()]
    zips = [folder.with_name("kit.zip").read_bytes() for folder in (one, two)]
    assert zips[0] == zips[1]


def test_a_changed_file_is_told_and_stays(tmp_path: Path):
    """The second release says which file it left, and where the new one is."""
    course = course_of(tmp_path)
    run("grader", "release", tmp_path / "kit", cwd=course)
    readme = tmp_path / "kit" / "README.md"
    readme.write_text("mine", encoding="utf-8")

    done = run("grader", "release", tmp_path / "kit", cwd=course)

    assert 0 == done.returncode
    assert "README.md was not made by a release, or changed since" in done.stderr
    assert "the new one is README.md.new" in done.stderr
    assert "mine" == readme.read_text(encoding="utf-8")
