"""The workspace: made from stubs, never written over, begun again with a copy kept."""

from pathlib import Path

import pytest

from grader.errors import OperatorError
from grader.learner.desk import Desk
from grader.learner.progress import Progress
from grader.learner.workspace import Workspace
from tests.courses import file_of


def test_every_exercise_gets_its_stub(desk: Desk):
    """The file stands below the track, with the bytes of the stub."""
    stub = file_of(desk.catalogue.course, "dcube", "stub.py")
    home = desk.workspace.folder / "01_first" / "dcube.py"

    assert stub.read_bytes() == home.read_bytes()


def test_making_it_again_writes_nothing_over(desk: Desk):
    """What a learner wrote stays, a notebook counts as the file, what is gone comes."""
    mine = desk.workspace.folder / "01_first"
    (mine / "dsquare.py").write_text("mine")
    (mine / "dcube.py").rename(mine / "dcube.ipynb")
    (mine / "dquart.py").unlink()

    new = desk.workspace.make(desk.catalogue)

    assert [mine / "dquart.py"] == list(new)
    assert "mine" == (mine / "dsquare.py").read_text()
    assert not (mine / "dcube.py").exists()


def test_progress_begins_with_what_the_course_brings(course: Path, desk: Desk):
    """A course's own file is read where the workspace has none, and kept there."""
    workspace = Workspace(course)
    (workspace.folder / "progress.json").unlink()
    (course / "progress.json").write_text('{"format": 1, "current": "dcube"}')

    workspace.make(desk.catalogue)
    (course / "progress.json").unlink()

    assert Progress("dcube") == workspace.progress()


def test_a_reset_keeps_what_was_there(desk: Desk):
    """Each goes to the next free number; an untouched file makes no copy."""
    entry = desk.catalogue.entry("dcube")
    home = desk.workspace.home(entry)
    stub = home.read_bytes()

    assert desk.workspace.reset(entry) is None
    for number in (1, 2):
        home.write_text(f"try {number}")
        backup = desk.workspace.reset(entry)
        assert home.with_name(f"dcube.py.{number}.bak") == backup
        assert f"try {number}" == backup.read_text()
        assert stub == home.read_bytes()


def test_a_reset_of_a_notebook_gives_the_stub(desk: Desk):
    """The notebook is kept as a copy, and the file is the stub again."""
    entry = desk.catalogue.entry("dcube")
    home = desk.workspace.home(entry)
    home.rename(home.with_suffix(".ipynb"))

    backup = desk.workspace.reset(entry)

    assert home.with_name("dcube.ipynb.1.bak") == backup
    assert home == desk.workspace.file(entry)


def test_a_folder_that_takes_no_file_is_told(course: Path, desk: Desk):
    """A file in the way is the operator's to mend, in one sentence."""
    (course / "other").mkdir()
    (course / "other" / "work").write_text("in the way")

    with pytest.raises(OperatorError, match="cannot be written"):
        Workspace(course / "other").make(desk.catalogue)
