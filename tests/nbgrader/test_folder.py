"""An nbgrader course is set up to grade with gradkata; what is there stays."""

import os
from pathlib import Path
from typing import Any

import pytest
from traitlets.config.loader import PyFileConfigLoader

from grader.errors import OperatorError
from grader.nbgrader.folder import CONFIG, LOAD, OURS, prepare_folder
from tests.courses import course_of


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course that is beside the nbgrader course."""
    return course_of(tmp_path)


@pytest.fixture
def environment() -> Any:
    """The environment as it was, once a test is done."""
    before = dict(os.environ)
    yield os.environ
    os.environ.clear()
    os.environ.update(before)


def read(folder: Path) -> Any:
    """The settings as nbgrader reads them."""
    return PyFileConfigLoader(CONFIG, path=str(folder)).load_config()


def test_a_new_folder_grades_in_isolation(course: Path, tmp_path: Path) -> None:
    """The settings name gradkata's preprocessors, its course and its stub."""
    folder = tmp_path / "nn101"
    prepared = prepare_folder(folder, course)
    c = read(folder)

    assert (folder / CONFIG, folder / OURS) == prepared.made
    assert "" == prepared.line
    assert "nn101" == c.CourseDirectory.course_id
    assert f"sqlite:///{folder}/gradebook.db?timeout=60" == c.CourseDirectory.db_url
    assert str(course.resolve()) == c.Grade.course
    assert "grader.nbgrader.Rebuild" == c.Autograde.sanitize_preprocessors[0]
    assert "grader.nbgrader.Grade" == c.Autograde.autograde_preprocessors[0]
    assert not any("Execute" in name for name in c.Autograde.autograde_preprocessors)
    stub = "# Your code here.\nraise NotImplementedError"
    assert {"python": stub} == c.ClearSolutions.code_stub
    assert c.OverwriteCells.add_missing_cells


def test_course_and_folder_may_move_together(course: Path, tmp_path: Path) -> None:
    """No path of this machine stands in the settings."""
    prepare_folder(tmp_path / "nn101", course)
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    (tmp_path / "nn101").rename(moved / "nn101")
    course.rename(moved / "course")

    assert str(moved / "course") == read(moved / "nn101").Grade.course
    for name in (CONFIG, OURS):
        assert str(tmp_path) not in (moved / "nn101" / name).read_text("utf-8")


def test_what_an_instructor_has_set_stays(course: Path, tmp_path: Path) -> None:
    """An existing file is not touched; the line to add is told and then found."""
    theirs = tmp_path / CONFIG
    text = 'c = get_config()\nc.CourseDirectory.course_id = "mine"\n'
    theirs.write_text(text, encoding="utf-8")

    prepared = prepare_folder(tmp_path, course)

    assert LOAD == prepared.line
    assert text == theirs.read_text("utf-8")

    theirs.write_text(f"{text}{prepared.line}\n", encoding="utf-8")

    assert "" == prepare_folder(tmp_path, course).line
    assert "mine" == read(tmp_path).CourseDirectory.course_id
    assert "grader.nbgrader.Grade" in read(tmp_path).Autograde.autograde_preprocessors


def test_learners_are_trusted_only_where_it_is_asked(
    course: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    """With trust nbgrader runs its kernel; the file says what that means."""
    prepare_folder(tmp_path / "n", course, trusted=True)
    c = read(tmp_path / "n")

    assert "WARNING" in (tmp_path / "n" / OURS).read_text("utf-8")
    assert "autograde_preprocessors" not in c.Autograde
    assert "1" == environment["GRADKATA_IN_KERNEL"]
    assert str(course.resolve()) == environment["GRADKATA_COURSE"]


def test_trust_can_be_taken_back(
    course: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    """Setting up again without it is isolated again, and sets nothing for kernels."""
    prepare_folder(tmp_path / "n", course, trusted=True)
    prepare_folder(tmp_path / "n", course)
    environment.pop("GRADKATA_IN_KERNEL", None)

    c = read(tmp_path / "n")

    assert "grader.nbgrader.Grade" == c.Autograde.autograde_preprocessors[0]
    assert "GRADKATA_IN_KERNEL" not in environment


def test_a_file_is_no_folder(course: Path, tmp_path: Path) -> None:
    """A name that is taken by a file is told."""
    (tmp_path / "n").write_text("", encoding="utf-8")

    with pytest.raises(OperatorError, match="is a file"):
        prepare_folder(tmp_path / "n", course)
