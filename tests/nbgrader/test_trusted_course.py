"""Stock autograde for learners one trusts: nbgrader's own kernel asks our engine."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.nbgrader.notebooks import CATALOGUE, find
from tests.nbgrader.real import Real, tools_on_path

NAMES = ("relu_mask", "dbiases")
MISTAKE = CATALOGUE.load("relu_mask").solutions / "failed" / "mask_from_dvalues.py"
# What a course's settings put into the environment, for kernels to inherit.
SET = ("GRADKATA_IN_KERNEL", "GRADKATA_COURSE")


def handed_in(text: str) -> Iterator[tuple[str, Any]]:
    """A right notebook, one with a mistake, and the one that was released."""
    for student in ("ada", "dora", "bob"):
        book = json.loads(text)
        for name in NAMES if student != "bob" else ():
            path = CATALOGUE.load(name).reference
            if (student, name) == ("dora", "relu_mask"):
                path = MISTAKE
            find(book, f"{name}-solution")["source"] = path.read_text(encoding="utf-8")
        yield student, book


@pytest.fixture
def unset() -> Iterator[None]:
    """Take away afterwards what the settings of a course put into the environment."""
    before = {name: os.environ.get(name) for name in SET}
    yield
    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value


def scores_of(root: Path, *, trusted: bool) -> dict[str, dict[str, Any]]:
    """The scores of the class, in a course of one kind."""
    course = Real.make(root, {"week1": NAMES}, {}, trusted=trusted)
    text = course.released("week1", "week1").read_text(encoding="utf-8")
    for student, book in handed_in(text):
        course.hand_in(student, "week1", "week1", book)
    with tools_on_path():
        done = course.api.autograde("week1", "*")
    assert done["success"], done
    return course.scores("week1")


# nbgrader's own: it adds rows to its database while others are on their way there.
@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
@pytest.mark.usefixtures("unset")
def test_honest_work_gets_the_same_marks(tmp_path: Path) -> None:
    """In a kernel beside the grader or isolated: full marks, some, and none."""
    isolated = scores_of(tmp_path / "isolated", trusted=False)

    in_kernel = scores_of(tmp_path / "trusted", trusted=True)

    assert isolated == in_kernel
    assert 20.0 == sum(in_kernel["ada"].values())
    assert 10.0 < sum(in_kernel["dora"].values()) < 20.0
    assert 0.0 == sum(in_kernel["bob"].values())
