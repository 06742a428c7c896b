"""What a cell is seen to bind, read and change."""

import pytest

from grader.notebook.cells import cell_of


@pytest.mark.parametrize(
    ("text", "binds", "reads", "changes"),
    [
        ("x = 1", {"x"}, set(), set()),
        ("x = y + x", {"x"}, {"x", "y"}, set()),
        ("x = 1\ny = x", {"x", "y"}, set(), set()),
        ("a, (b, *c) = d", {"a", "b", "c"}, {"d"}, set()),
        ("n: int = m", {"n"}, {"m", "int"}, set()),
        ("w -= dw", {"w"}, {"w", "dw"}, set()),
        ("w[0] -= dw[0]", set(), {"w", "dw"}, {"w"}),
        ("layer.weights = w", set(), {"layer", "w"}, {"layer"}),
        ("rows.append(1)", set(), {"rows"}, {"rows"}),
        ("rows = []\nrows.append(1)", {"rows"}, set(), set()),
        ("print(f(2))", set(), {"print", "f"}, set()),
        ("import numpy as np, a.b", {"np", "a"}, set(), set()),
        ("from a import b as c", {"c"}, set(), set()),
        ("for i in n:\n    t = i", {"i", "t"}, {"i", "n"}, set()),
        ("with open(p) as f:\n    pass", {"f"}, {"open", "p"}, set()),
        ("if (k := 3) > 2: pass", {"k"}, set(), set()),
        ("del x", {"x"}, set(), set()),
        ("class A(B):\n    c = d", {"A"}, {"B"}, set()),
        ("@wrap\ndef f(a=b):\n    return g(a)", {"f"}, {"wrap", "b"}, set()),
        ("def f():\n    global w\n    w = 1", {"f"}, set(), {"w"}),
        ("match p:\n    case [q]: pass", {"q"}, {"p"}, set()),
        ("%time x = 1\ny = 2", {"y"}, set(), set()),
        ("%%time\nz = y", {"z"}, {"y"}, set()),
        ("", set(), set(), set()),
    ],
)
def test_what_a_cell_does(text, binds, reads, changes):
    """By its text: what it reads at once stands before what it binds."""
    cell = cell_of(1, text)

    assert (binds, reads, changes, False) == (
        cell.binds,
        cell.reads,
        cell.changes,
        cell.opaque,
    )


def test_what_functions_read_they_read_later():
    """A global that a body, a method or a lambda reads; not its own names."""
    cell = cell_of(1, "def f(a):\n    b = a + c\n    return lambda d: b + d + e")

    assert {"c", "e"} == cell.later
    assert {"f"} == cell.binds
    assert set() == cell.reads


@pytest.mark.parametrize(
    "text",
    [
        "def f(:",
        "x = '",
        "from numpy import *",
        "%%bash\nx = 1",
        "%%writefile a.py\nx = 1",
        "x = 1\0",
        "-" * 100_000 + "1",
    ],
)
def test_what_cannot_be_read_is_opaque(text):
    """Nothing is claimed of it, so it stays in its place."""
    assert cell_of(1, text).opaque
