"""What did not change is not proved again; nothing else is ever taken for proven."""

import json
from dataclasses import replace as changed
from pathlib import Path

import pytest

from grader.catalogue import Catalogue
from grader.verification import Proof, kept_proofs, verify_kept
from grader.verification.stored import LIBRARIES, Stored, made_by_here
from tests.courses import course_of, file_of, replace
from tests.processes import lines, run

PROOF = Proof("dsquare", "stub.py", proven=True, detail="", figure="1", kept=("a",))


def kept(course: Path, *seeds: int) -> list[Proof]:
    """What is kept of `dsquare`, as a new process would find it."""
    return kept_proofs(Catalogue(course), ["dsquare"], seeds or (0,))


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course whose exercise has one proof, kept for two seeds."""
    made = course_of(tmp_path)
    stored = Stored(Catalogue(made))
    stored.keep("dsquare", [0, 1], [PROOF], stored.key("dsquare"))
    return made


@pytest.fixture
def file(course: Path) -> Path:
    """The file that it is kept in."""
    (path,) = (course / "build" / "proofs").iterdir()
    return path


def test_what_is_kept_comes_back(course: Path) -> None:
    """For the seeds it was proven on, and for fewer."""
    assert [PROOF] == kept(course, 0, 1) == kept(course, 1)
    assert [] == kept(course, 0, 1, 2)


@pytest.mark.parametrize(
    "name",
    [
        "exercise.yaml",
        "README.md",
        "stub.py",
        "passed/reference.py",
        "failed/upstream_dropped.py",
    ],
)
def test_a_changed_file_is_noticed(course: Path, name: str) -> None:
    """Whatever file of the exercise or its solutions it is."""
    path = file_of(course, "dsquare", name)
    path.write_text(f"{path.read_text()}\n")

    assert [] == kept(course)


def test_a_file_more_or_less_is_noticed(course: Path) -> None:
    """Another solution, or one that is gone."""
    more = file_of(course, "dsquare", "passed/another.py")
    more.write_text("x = 1\n")
    assert [] == kept(course)

    more.unlink()
    assert [PROOF] == kept(course)

    file_of(course, "dsquare", "passed/two_paths.py").unlink()
    assert [] == kept(course)


@pytest.mark.parametrize("place", range(3 + len(LIBRARIES)))
def test_another_grader_or_library_is_noticed(course: Path, place: int) -> None:
    """Its code, Python, the system, numpy: all that a verdict may hang on."""
    here = list(made_by_here())
    other = [*here[:place], "another", *here[place + 1 :]]

    assert [] == Stored(Catalogue(course), other).proofs("dsquare", [0])
    assert [PROOF] == Stored(Catalogue(course), here).proofs("dsquare", [0])
    assert len(set(here)) == len(here) == 3 + len(LIBRARIES)


def test_a_file_cut_short_anywhere_proves_nothing(course: Path, file: Path) -> None:
    """As a full disk or a pulled plug would leave it."""
    text = file.read_text()
    for length in range(len(text)):
        file.write_text(text[:length])
        assert [] == kept(course)


def test_a_file_with_a_byte_changed_proves_nothing(course: Path, file: Path) -> None:
    """Wherever it is; at most what is written differently and means the same."""
    raw = file.read_bytes()
    for place in range(len(raw)):
        file.write_bytes(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])
        assert [] == kept(course)


@pytest.mark.parametrize("text", ["", "[]", "null", '{"key": 1}', "\x00", "[" * 99_999])
def test_something_else_in_its_place_proves_nothing(course, file, text) -> None:
    """An empty file, other JSON, no JSON."""
    file.write_text(text)

    assert [] == kept(course)


def test_proofs_of_another_exercise_prove_nothing(tmp_path: Path) -> None:
    """A file copied to another name is about another exercise."""
    course = course_of(tmp_path, "dcube")
    stored = Stored(Catalogue(course))
    stored.keep("dsquare", [0], [PROOF], stored.key("dsquare"))
    folder = course / "build" / "proofs"
    (folder / "dcube.json").write_bytes((folder / "dsquare.json").read_bytes())

    assert [] == kept_proofs(Catalogue(course), ["dcube"], [0])


@pytest.mark.parametrize(
    "proofs",
    [
        [],
        [PROOF, changed(PROOF, proven=False)],
        [PROOF, changed(PROOF, exercise="another")],
    ],
)
def test_only_what_is_proven_whole_is_kept(course: Path, file: Path, proofs) -> None:
    """Else what was kept before goes, too."""
    stored = Stored(Catalogue(course))
    stored.keep("dsquare", [0], proofs, stored.key("dsquare"))

    assert not file.exists()


def test_what_changed_while_it_was_proved_is_not_kept(course: Path) -> None:
    """The proofs are about neither the old files nor the new ones."""
    stored = Stored(Catalogue(course))
    key = stored.key("dsquare")
    replace(file_of(course, "dsquare", "passed/two_paths.py"), "x +", "x  +")
    stored.keep("dsquare", [0], [PROOF], key)

    assert [] == kept(course)


def test_an_interrupted_run_keeps_nothing(tmp_path: Path) -> None:
    """Some proofs of an exercise are not its proof."""
    course = course_of(tmp_path)
    for proof in verify_kept(Catalogue(course), ["dsquare"], [0], 1):
        assert proof.proven
        break

    assert [] == kept(course)


def test_where_nothing_can_be_written_it_is_proved_each_time(tmp_path: Path) -> None:
    """A file stands where the folder would be."""
    course = course_of(tmp_path)
    (course / "build").write_text("mine")

    proofs = list(verify_kept(Catalogue(course), ["dsquare"], [0], 1))

    assert all(proof.proven for proof in proofs)
    assert "mine" == (course / "build").read_text()


def test_the_command_proves_what_changed(tmp_path: Path) -> None:
    """The rest is printed as it was; what is no longer proven is found."""
    course = course_of(tmp_path, "dcube")
    options = ("verify", "--changed", "--seeds", 1, "--jsonl")
    first = run("grader", *options, cwd=course)
    again = run("grader", *options, cwd=course)
    replace(file_of(course, "dcube", "passed/two_paths.py"), "x * dvalue", "x")
    broken = run("grader", *options, cwd=course)

    assert [0, 0, 1] == [done.returncode for done in (first, again, broken)]
    assert ["0 of 2", "2 of 2", "1 of 2"] == [
        done.stderr[:6] for done in (first, again, broken)
    ]

    def rows(done):
        return sorted(json.dumps(row) for row in lines(done.stdout))

    assert rows(first) == rows(again)
    assert {"dcube"} == {
        row["exercise"] for row in lines(broken.stdout) if not row["proven"]
    }
