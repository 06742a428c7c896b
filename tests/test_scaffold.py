"""New courses and exercises: complete, readable, and never over what is there."""

from pathlib import Path

import pytest

from grader.catalogue import Catalogue, is_course
from grader.errors import OperatorError
from grader.scaffold import make_course, make_exercise
from grader.stubs import current_stub, make_stub


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course just made."""
    folder = tmp_path.resolve() / "course"
    make_course(folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Everything in a folder."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_new_course_holds_one_exercise(course: Path) -> None:
    """What is made is a course, and its exercise is read without a problem."""
    assert is_course(course)
    exercise = Catalogue(course).load("dsquare")
    assert exercise.spec.function.name == "dsquare"
    assert exercise.track == "01_first"


def test_a_course_is_made_in_an_empty_folder(tmp_path: Path) -> None:
    """A folder that is there and empty is filled."""
    make_course(tmp_path)

    assert list(Catalogue(tmp_path).entries) == ["dsquare"]


@pytest.mark.parametrize("name", ["notes.txt", ".git"])
def test_a_course_is_never_made_over_files(tmp_path: Path, name: str) -> None:
    """A folder that holds anything is left as it is."""
    (tmp_path / name).write_text("mine", encoding="utf-8")

    with pytest.raises(OperatorError, match="is not empty"):
        make_course(tmp_path)

    assert {name: b"mine"} == files(tmp_path)


def test_a_course_is_never_made_over_a_file(tmp_path: Path) -> None:
    """A file of that name is left as it is."""
    path = tmp_path / "course"
    path.write_text("mine", encoding="utf-8")

    with pytest.raises(OperatorError):
        make_course(path)

    assert path.read_text(encoding="utf-8") == "mine"


def test_a_new_exercise_is_complete(course: Path) -> None:
    """Statement, stub, reference, another style and every known mistake are there."""
    folder = make_exercise(Catalogue(course), "dcube", None)
    exercise = Catalogue(course).load("dcube")

    assert exercise.folder == folder
    assert (folder / "README.md").is_file()
    assert current_stub(exercise) == make_stub(exercise)
    assert len(list((exercise.solutions / "passed").iterdir())) > 1
    failed = {path.stem for path in (exercise.solutions / "failed").iterdir()}
    assert set(exercise.spec.misconceptions) == failed


def test_every_file_of_a_new_exercise_bears_its_name(course: Path) -> None:
    """No placeholder is left, and every solution defines the function and runs."""
    make_exercise(Catalogue(course), "dcube", None)
    exercise = Catalogue(course).load("dcube")

    for name, raw in {**files(exercise.folder), **files(exercise.solutions)}.items():
        assert b"$id" not in raw
        if name.endswith(".py"):
            namespace: dict[str, object] = {}
            exec(compile(raw, name, "exec"), namespace)
            assert callable(namespace["dcube"])


def test_exercises_are_numbered_on(course: Path) -> None:
    """The next exercise of a track gets the next number."""
    first = make_exercise(Catalogue(course), "dcube", None)
    second = make_exercise(Catalogue(course), "droot", "01_first")
    elsewhere = make_exercise(Catalogue(course), "dlog", "02_more")

    assert [folder.name for folder in (first, second, elsewhere)] == [
        "02_dcube",
        "03_droot",
        "01_dlog",
    ]
    assert elsewhere.parent.name == "02_more"


def test_without_a_track_the_last_is_taken(course: Path) -> None:
    """An author works at the end of the course."""
    make_exercise(Catalogue(course), "dlog", "02_more")

    folder = make_exercise(Catalogue(course), "dexp", None)

    assert folder.relative_to(course / "exercises").as_posix() == "02_more/02_dexp"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Relu", "is no id"),
        ("../relu", "is no id"),
        ("", "is no id"),
        ("relu\n", "is no id"),
        ("lambda", "is no id|keyword"),
        ("dsquare", "is there already"),
    ],
)
def test_an_id_that_cannot_be_is_refused(course: Path, name: str, message: str) -> None:
    """What is no id, or is taken, is refused and nothing is written."""
    before = files(course)

    with pytest.raises(OperatorError, match=message):
        make_exercise(Catalogue(course), name, None)

    assert before == files(course)


@pytest.mark.parametrize("track", ["a/b", "..", ".", "../out", "/tmp", "__pycache__"])
def test_a_track_that_leads_elsewhere_is_refused(course: Path, track: str) -> None:
    """A track is the name of a folder that the catalogue finds; nothing is written."""
    before = files(course.parent)

    with pytest.raises(OperatorError, match="is no name of a track"):
        make_exercise(Catalogue(course), "dcube", track)

    assert before == files(course.parent)
