"""Reading of sources in the worker: pieces, magics, imports that cannot be had."""

import importlib.util
import json
import sys

import pytest

from tests.helpers import REPOSITORY


def _loaded():
    """The module, loaded by its path as a worker does."""
    path = REPOSITORY / "grader" / "_source.py"
    spec = importlib.util.spec_from_file_location("source_of_worker", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


source = _loaded()


@pytest.fixture(autouse=True)
def _modules(monkeypatch):
    """A namespace registers a module; the test's own ones come back afterwards."""
    for name in ("__main__", "submission"):
        monkeypatch.setitem(sys.modules, name, sys.modules["__main__"])


def code(text, **more):
    """One code cell of a notebook."""
    return {"cell_type": "code", "source": text, **more}


def texts(notebook) -> list[str]:
    """The texts of the pieces of a notebook given as data."""
    raw = json.dumps(notebook).encode()
    return [piece.text for piece in source.pieces_of("ipynb", raw)]


def ran(text: str) -> dict:
    """The names a piece of code leaves, run as a submission."""
    names = source.new_namespace("py", main=False)
    exec(source.compiled(source.Piece(text, "submission.py")), names)
    return names


def test_a_file_is_one_piece_with_its_bytes():
    """A script is not decoded before it is compiled."""
    (piece,) = source.pieces_of("py", b"x = 1\xff")

    assert (b"x = 1\xff", "submission.py") == (piece.text, piece.filename)


def test_a_notebook_has_a_piece_for_each_code_cell():
    """Markdown and raw cells are left out; pieces keep the numbers of their cells."""
    cells = [{"cell_type": "markdown", "source": "# hi"}, code("x = 1"), code("y = 2")]
    raw = json.dumps({"cells": cells}).encode()

    pieces = source.pieces_of("ipynb", raw)

    assert [("x = 1", "cell 2"), ("y = 2", "cell 3")] == [
        (piece.text, piece.filename) for piece in pieces
    ]


def test_the_lines_of_a_cell_may_be_a_list():
    """Notebooks keep a cell's text as one string or as its lines."""
    assert ["x = 1\ny = 2"] == texts({"cells": [code(["x = 1\n", "y = 2"])]})


def test_worksheets_of_the_third_format_are_read():
    """Old notebooks hold their cells in worksheets and their text in `input`."""
    sheets = [
        {"cells": [{"cell_type": "code", "input": ["x = 1"]}]},
        {"cells": [{"cell_type": "code", "input": "y = 2"}]},
    ]

    assert ["x = 1", "y = 2"] == texts({"nbformat": 3, "worksheets": sheets})


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"x = 1",
        b"[]",
        b"{}",
        b'"cells"',
        b'{"cells": 1}',
        b'{"cells": [{"cell_type": "code", "source": 1}]}',
        b'{"worksheets": [{"cells": 5}]}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_what_is_no_notebook_is_told(raw: bytes):
    """Any other bytes raise the one error that means so."""
    with pytest.raises(source.NotASubmission):
        source.pieces_of("ipynb", raw)


def test_a_notebook_with_too_much_code_is_refused():
    """The size of the code is limited, however it is spread over cells."""
    with pytest.raises(source.NotASubmission, match="1 MiB"):
        texts({"cells": [code("#" * 600_000), code("#" * 600_000)]})


@pytest.mark.parametrize("cell", [None, 1, "x = 1", [], {}, {"cell_type": 3}])
def test_strange_cells_are_passed_over(cell):
    """What is no code cell is no code."""
    assert ["x = 1"] == texts({"cells": [cell, code("x = 1")]})


@pytest.mark.parametrize(
    "line",
    [
        "%matplotlib inline",
        "  %time x = 1",
        "!pip install nnfs",
        "files = !ls",
        "a, b = %sc ls",
        "?np.dot",
        "np.dot?",
        "np.dot??",
        "%%not_first",
    ],
)
def test_a_line_for_notebooks_does_nothing(line: str):
    """Magics, shell lines and help requests become `pass`, at their own depth."""
    depth = line[: len(line) - len(line.lstrip())]

    assert f"x = 1\n{depth}pass\ny = 2" == source.without_magics(
        f"x = 1\n{line}\ny = 2"
    )


@pytest.mark.parametrize("magic", ["time", "timeit", "capture out", "prun", "python3"])
def test_a_cell_timed_by_a_magic_still_runs(magic: str):
    """Only the first line goes where the rest of the cell is Python."""
    assert "\nx = 1" == source.without_magics(f"%%{magic}\nx = 1")


@pytest.mark.parametrize("magic", ["bash", "html", "writefile a.py", "javascript", ""])
def test_a_cell_in_another_language_is_empty(magic: str):
    """Nothing of it is Python."""
    assert "" == source.without_magics(f"%%{magic}\nx = 1")


@pytest.mark.parametrize(
    "text",
    [
        "x = (7\n     % 4)",
        "x = (7\n% 4)",
        's = """\n%matplotlib inline\n!ls\n"""',
        "x = 7 % 4  # why?",
        's = "what?"',
    ],
)
def test_what_is_python_already_is_left_alone(text: str):
    """A continuation line that starts with `%` is a remainder, no magic."""
    expected: dict = {}
    exec(text, expected)

    names = ran(text)

    assert {k: expected[k] for k in ("x", "s") if k in expected} == {
        k: names[k] for k in ("x", "s") if k in names
    }


def test_lines_keep_their_numbers():
    """What is taken out leaves as many lines, so that messages point right."""
    text = "%%time\n!ls\n\nx = 1/0"

    assert len(text.split("\n")) == len(source.without_magics(text).split("\n"))


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("import no_such", "no_such"),
        ("import no_such as short", "short"),
        ("import no_such.inner", "no_such"),
        ("import no_such.inner as short", "short"),
        ("from no_such import thing", "thing"),
        ("from no_such.inner import thing as short", "short"),
        ("from math import no_such", "no_such"),
        ("from . import thing", "thing"),
        ("import math, no_such", "no_such"),
        ("if True:\n    import no_such", "no_such"),
    ],
)
def test_an_import_that_fails_binds_a_placeholder(statement: str, name: str):
    """The next statement runs; any use of the name raises."""
    names = ran(f"{statement}\nafter = 1")

    assert 1 == names["after"]
    with pytest.raises(ImportError):
        _ = names[name].attribute


def test_the_good_part_of_an_import_is_bound():
    """Of several modules in one line each is imported for itself."""
    names = ran("import no_such, math")

    assert 3 == names["math"].floor(3.5)


def test_a_star_import_that_fails_binds_nothing():
    """There is no name to bind, and the next statement runs."""
    assert 1 == ran("from no_such import *\nafter = 1")["after"]


def test_an_import_inside_try_fails_as_ever():
    """A learner's own fallback is taken."""
    text = "try:\n    import no_such\nexcept ImportError:\n    no_such = 5"

    assert 5 == ran(text)["no_such"]


def test_an_import_inside_a_function_fails_as_ever():
    """Only imports at module level bind placeholders."""
    with pytest.raises(ImportError):
        ran("def f():\n    import no_such")["f"]()


def test_a_future_import_still_compiles():
    """It has to stay the first statement, outside any block."""
    assert 1 == ran("from __future__ import annotations\nx = 1")["x"]


@pytest.mark.parametrize(
    "use",
    [
        "p.attribute",
        "p()",
        "p[0]",
        "p.attribute = 1",
        "list(p)",
        "len(p)",
        "p + 1",
        "1 + p",
        "p - 1",
        "2 * p",
        "p @ p",
        "p / 2",
        "p ** 2",
        "p // 2",
        "p % 2",
        "-p",
        "abs(p)",
        "float(p)",
        "int(p)",
        "bool(p)",
        "p < 1",
        "p == 1",
        "1 in p",
        "p[0] = 1",
        "with p: pass",
    ],
)
def test_any_use_of_a_placeholder_raises(use: str):
    """A calculation with a missing module is an ImportError, not something odd."""
    with pytest.raises(ImportError):
        ran(f"import no_such as p\n{use}")


@pytest.mark.parametrize("text", ["x = ", "x = 1\0", "(" * 10_000 + ")" * 10_000])
def test_what_does_not_compile_is_a_syntax_error(text: str):
    """Whatever the compiler raises, one word says it."""
    with pytest.raises(SyntaxError):
        ran(text)


@pytest.mark.parametrize(("main", "name"), [(True, "__main__"), (False, "submission")])
def test_a_namespace_knows_how_it_was_started(main, name):
    """A script is the main program, another submission is not."""
    assert name == source.new_namespace("py", main=main)["__name__"]


def test_a_notebook_has_what_its_shell_adds():
    """`display` and `get_ipython` are there and do nothing."""
    names = source.new_namespace("ipynb", main=False)

    exec("display(1)\nget_ipython().run_line_magic('matplotlib', 'inline')", names)

    assert "display" not in source.new_namespace("py", main=False)
