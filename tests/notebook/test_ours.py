"""Calls of ours are taken out of cells, and nothing else is moved."""

import pytest

from grader.notebook.ours import without_ours

IMPORT = "from grader.notebook import check"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("x = 1\ncheck('a')", "x = 1\npass"),
        ("x = 1; check('a'); y = 2", "x = 1; pass; y = 2"),
        ("check(\n    'a',\n)\ny = 2", "pass\n\n\ny = 2"),
        ("é = 'é'; check('é'); z = 3", "é = 'é'; pass; z = 3"),
        ("r = check('a').points", ""),
        ("for n in names:\n    check(n)\nx = 1", "for n in names:\n    pass\nx = 1"),
        ("if check('a').passed:\n    x = 1\ny = 2", "pass\n\ny = 2"),
        (
            "try:\n    x = 1; check('a')\nexcept E:\n    check('b')\n    y = 2",
            "try:\n    x = 1; pass\nexcept E:\n    pass\n    y = 2",
        ),
        ("x = lambda: check('a')\ny = 1", "pass\ny = 1"),
        ("assert check('a').passed", ""),
        ("%load_ext grader\nx = 1", "\nx = 1"),
        ("%reload_ext grader", ""),
        ("%%kata relu_mask\nx = 1", "\nx = 1"),
        ("%kata hint relu_mask\nx = 1", "\nx = 1"),
        ("x = 1\n%time y = 2\ncheck('a')", "x = 1\n%time y = 2\npass"),
        ("x = [\n  check]", "x = [\n  check]"),
        ("def f():\n    return check('a')", "def f():\n    return check('a')"),
        ("print('check(1)')", "print('check(1)')"),
        ("x = (", "x = ("),
    ],
)
def test_what_is_left_of_a_cell(text, left):
    """Whole statements go, each line stays where it was."""
    assert [*without_ours([IMPORT, text])][1] == left


@pytest.mark.parametrize(
    ("imported", "call"),
    [
        ("from grader.notebook import check as ok", "ok('a')"),
        ("import grader.notebook", "grader.notebook.check('a')"),
        ("import grader.notebook as gn", "gn.graded('a')"),
        ("from grader import notebook", "notebook.check('a')"),
        ("import numpy, grader", "grader.notebook.check('a')"),
    ],
)
def test_names_are_followed_through_imports(imported, call):
    """By whatever name we were imported, in another cell or the same."""
    assert [*without_ours([imported, f"{call}\nx = 1"])][1] == "pass\nx = 1"
    assert [*without_ours([f"{imported}\n{call}\nx = 1"])] == ["pass\npass\nx = 1"]


def test_a_function_of_the_learners_own_stays():
    """Also where it takes the name of ours."""
    own = "def check(a):\n    return a"

    assert [*without_ours([own, "x = check(1)"])] == [own, "x = check(1)"]
    assert [*without_ours([IMPORT, own, "x = check(1)"])][2] == "x = check(1)"
