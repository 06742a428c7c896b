"""Finding courses and exercises, and what changes an exercise's digest."""

import shutil
from pathlib import Path

import pytest

from grader.catalogue import Catalogue, find_course, is_course
from grader.errors import AuthorError, OperatorError
from tests.helpers import REPOSITORY, write_exercise


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of two exercises."""
    root = tmp_path.resolve() / "course"
    write_exercise(root, "02_second")
    write_exercise(root, "01_first")
    return root


def test_the_nearest_course_above_is_found(course: Path) -> None:
    """Inside a course, no option is needed."""
    inside = course / "exercises" / "01_first" / "01_first"

    assert course == find_course(inside)
    assert course == find_course(course)


def test_the_nearest_of_two_courses_is_found(course: Path) -> None:
    """A course within a course hides the outer one."""
    inner = course / "inner"
    write_exercise(inner, "01_first")

    assert inner == find_course(inner / "exercises")


def test_a_course_that_is_given_is_used(course: Path, tmp_path: Path) -> None:
    """A course named wins over where one stands."""
    other = tmp_path.resolve() / "other"
    write_exercise(other, "01_first")

    assert other == find_course(course, other)


def test_a_folder_that_is_no_course_is_refused(tmp_path: Path) -> None:
    """A folder named that is no course is the operator's to mend."""
    (tmp_path / "exercises").mkdir()

    assert not is_course(tmp_path)
    with pytest.raises(OperatorError, match="is no course: it needs the folders"):
        find_course(REPOSITORY, tmp_path)


def test_a_bundle_is_a_course_without_solutions(course: Path) -> None:
    """Its list makes it one; beside solutions the list means nothing."""
    (course / "bundle.json").write_text("{}", encoding="utf-8")
    assert not Catalogue(course).bundled

    shutil.rmtree(course / "solutions")
    catalogue = Catalogue(find_course(course / "exercises"))

    assert catalogue.bundled
    assert catalogue.load("first").public


def test_outside_of_any_course_there_is_none() -> None:
    """Where no folder above is a course, one is told how to name or make one."""
    with pytest.raises(OperatorError, match=r"no course here: .*--course DIR"):
        find_course(Path("/"))


def test_exercises_come_in_the_order_of_the_course(course: Path) -> None:
    """Tracks by name, then exercises by number."""
    write_exercise(course, "01_third", track="02_more")

    entries = Catalogue(course).entries

    assert list(entries) == ["first", "second", "third"]
    assert entries["third"].track == "02_more"
    assert course / "exercises" / "01_first" / "02_second" == entries["second"].folder


def test_files_and_caches_between_exercises_are_passed_over(course: Path) -> None:
    """What a system leaves in folders is no exercise."""
    (course / "exercises" / "notes.txt").write_text("", encoding="utf-8")
    (course / "exercises" / "01_first" / "__pycache__").mkdir()

    assert list(Catalogue(course).entries) == ["first", "second"]


def test_every_id_that_is_taken_twice_is_told(course: Path) -> None:
    """Two folders with one id, in whatever tracks, are both named; the first counts."""
    write_exercise(course, "07_first", track="02_more")
    write_exercise(course, "08_second", track="02_more")

    catalogue = Catalogue(course)

    assert "01_first" == catalogue.entry("first").folder.name
    assert [problem.file for problem in catalogue.problems] == [
        "exercises/02_more/07_first",
        "exercises/02_more/08_second",
    ]
    expected = "the id 'first' is taken by exercises/01_first/01_first; rename one"
    assert expected == catalogue.problems[0].message


@pytest.mark.parametrize(
    "name", ["relu", "1_relu", "01-relu", "01_Relu", "01_", "01_2x", "0001_relu"]
)
def test_a_folder_of_another_name_is_told(course: Path, name: str) -> None:
    """A folder that could be meant as an exercise is told and stops no other."""
    (course / "exercises" / "01_first" / name).mkdir()

    (problem,) = Catalogue(course).problems

    assert f"exercises/01_first/{name}" == problem.file
    assert "is no exercise: name it" in problem.message
    assert list(Catalogue(course).entries) == ["first", "second"]


def test_an_unknown_id_is_the_operators_to_mend(course: Path) -> None:
    """An id that no exercise has is told with the command that lists them."""
    with pytest.raises(OperatorError, match=r"no exercise is called 'frist'.*list"):
        Catalogue(course).load("frist")


def test_an_exercise_is_loaded_with_its_places(course: Path) -> None:
    """Folder, solutions, stub and reference are known from the id."""
    exercise = Catalogue(course).load("second")

    folder = Path("01_first") / "02_second"
    assert (exercise.id, exercise.track) == ("second", "01_first")
    assert course / "exercises" / folder / "stub.py" == exercise.stub
    expected = course / "solutions" / folder / "passed" / "reference.py"
    assert expected == exercise.reference


def test_an_exercise_is_read_once(course: Path) -> None:
    """Within one catalogue an exercise stays what it was."""
    catalogue = Catalogue(course)

    assert catalogue.load("first") is catalogue.load("first")


def test_a_broken_exercise_hides_no_other(course: Path) -> None:
    """The others are listed and loaded, and the broken one is told when asked for."""
    broken = course / "exercises" / "01_first" / "01_first" / "exercise.yaml"
    broken.write_text("format: [", encoding="utf-8")
    catalogue = Catalogue(course)

    assert list(catalogue.entries) == ["first", "second"]
    assert catalogue.load("second").id == "second"
    with pytest.raises(AuthorError) as caught:
        catalogue.load("first")
    shown = "exercises/01_first/01_first/exercise.yaml"
    assert shown == caught.value.problems[0].file


def test_an_exercise_without_its_file_is_told(course: Path) -> None:
    """A folder with the name of an exercise and nothing in it is the author's."""
    (course / "exercises" / "01_first" / "03_empty").mkdir()

    with pytest.raises(AuthorError, match="cannot be read"):
        Catalogue(course).load("empty")


def digest(course: Path) -> str:
    """The digest of the first exercise as it stands now."""
    return Catalogue(course).load("first").digest


def test_the_digest_stays_while_the_files_do(course: Path) -> None:
    """Reading again, touching, or changing another exercise changes nothing."""
    before = digest(course)
    path = course / "exercises" / "01_first" / "01_first" / "exercise.yaml"
    path.write_bytes(path.read_bytes())
    write_exercise(course, "03_other")

    assert before == digest(course)


def test_the_digest_does_not_depend_on_where_the_course_stands(
    course: Path, tmp_path: Path
) -> None:
    """The same exercise has the same digest in another checkout."""
    before = digest(course)

    assert before == digest(course.rename(tmp_path.resolve() / "elsewhere"))


@pytest.mark.parametrize(
    "name",
    [
        "exercises/01_first/01_first/exercise.yaml",
        "solutions/01_first/01_first/passed/reference.py",
    ],
)
def test_the_digest_changes_with_any_byte(course: Path, name: str) -> None:
    """A byte changed anywhere, in the exercise or its solutions, is seen."""
    path = course / name
    raw = path.read_bytes()
    digests = {digest(course)}

    for place in (0, len(raw) // 2, len(raw) - 1):
        changed = bytearray(raw)
        changed[place] ^= 1
        if name.endswith(".yaml"):
            path.with_name("notes.txt").write_bytes(changed)
        else:
            path.write_bytes(changed)
        digests.add(digest(course))

    assert len(digests) == 4


def test_the_digest_changes_with_names(course: Path) -> None:
    """A file added, even an empty one, or renamed is seen."""
    folder = course / "exercises" / "01_first" / "01_first"
    digests = [digest(course)]
    (folder / "checks.py").touch()
    digests.append(digest(course))
    (folder / "checks.py").rename(folder / "check.py")
    digests.append(digest(course))

    assert len(set(digests)) == 3


def test_the_digest_ignores_caches(course: Path) -> None:
    """What Python or a system leaves behind is no change of the exercise."""
    before = digest(course)
    for folder in ("exercises", "solutions"):
        cache = course / folder / "01_first" / "01_first" / "__pycache__"
        cache.mkdir()
        (cache / "checks.cpython-311.pyc").write_bytes(b"cached")
        (cache.parent / ".DS_Store").write_bytes(b"left")

    assert before == digest(course)


def test_the_digest_counts_below_a_folder_of_any_name(tmp_path: Path) -> None:
    """Only what lies inside the course is ignored by its name."""
    course = tmp_path.resolve() / "__pycache__" / "course"
    folder = write_exercise(course, "01_first")
    before = digest(course)
    (folder / "checks.py").touch()

    assert before != digest(course)
