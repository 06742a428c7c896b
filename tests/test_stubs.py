"""Stubs are made from references: what learners write is cut out, the rest stays."""

from pathlib import Path

import pytest

from grader.catalogue import Catalogue
from grader.errors import AuthorError
from grader.exercise import Exercise
from grader.stubs import current_stub, make_stub
from tests.helpers import REPOSITORY, make_exercise

CATALOGUE = Catalogue(REPOSITORY)
SHOWN = "solutions/01_first/01_neuron/passed/reference.py"


def with_reference(folder: Path, text: str | bytes) -> Exercise:
    """An exercise whose reference is this text."""
    exercise = make_exercise(folder)
    exercise.reference.parent.mkdir(parents=True)
    raw = text if isinstance(text, bytes) else text.encode()
    exercise.reference.write_bytes(raw)
    return exercise


def stub_of(folder: Path, text: str) -> str:
    """The stub made from a reference."""
    return make_stub(with_reference(folder, text))


def problem_of(folder: Path, text: str | bytes) -> tuple[str, int, str]:
    """Where and why no stub can be made."""
    with pytest.raises(AuthorError) as caught:
        make_stub(with_reference(folder, text))
    (problem,) = caught.value.problems
    return problem.file, problem.line, problem.message


def test_a_region_becomes_a_comment_and_a_raise(tmp_path: Path) -> None:
    """What learners are to write is gone, what surrounds it stays."""
    text = (
        "def f(x):\n"
        '    """Twice x."""\n'
        "    ### BEGIN SOLUTION\n"
        "    y = x\n"
        "    return 2 * y\n"
        "    ### END SOLUTION\n"
        "# after\n"
    )

    expected = (
        "def f(x):\n"
        '    """Twice x."""\n'
        "    # Your code here.\n"
        "    raise NotImplementedError\n"
        "# after\n"
    )
    assert expected == stub_of(tmp_path, text)


def test_every_region_is_cut_out(tmp_path: Path) -> None:
    """Several regions, each at its own depth, are all replaced."""
    text = (
        "### BEGIN SOLUTION\nsecret = 1\n### END SOLUTION\n"
        "class C:\n    def f(self):\n        ### BEGIN SOLUTION\n"
        "        return secret\n        ### END SOLUTION\n"
    )

    stub = stub_of(tmp_path, text)

    assert "secret" not in stub
    assert stub.count("raise NotImplementedError") == 2
    assert "\n        raise NotImplementedError\n" in stub


def test_windows_line_ends_are_read(tmp_path: Path) -> None:
    """An author on another system gets the same stub."""
    text = "x = 1\n### BEGIN SOLUTION\ny = 2\n### END SOLUTION\n"

    stubs = {
        stub_of(tmp_path / "unix", text),
        stub_of(tmp_path / "windows", text.replace("\n", "\r\n")),
    }

    assert {"x = 1\n# Your code here.\nraise NotImplementedError\n"} == stubs


def test_odd_characters_outside_of_regions_are_kept(tmp_path: Path) -> None:
    """Only line ends end lines, so a form feed in a text stays where it is."""
    text = 'page = "a\x0cb\u2028c"\n### BEGIN SOLUTION\n### END SOLUTION\n'

    assert stub_of(tmp_path, text).startswith('page = "a\x0cb\u2028c"\n')


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("x = 1\n", 0, "has no ### BEGIN SOLUTION; mark what learners write"),
        ("", 0, "has no ### BEGIN SOLUTION; mark what learners write"),
        ("x\n### BEGIN SOLUTION\n", 2, "### BEGIN SOLUTION without ### END SOLUTION"),
        ("x\n### END SOLUTION\n", 2, "### END SOLUTION without a region"),
        (
            "### BEGIN SOLUTION\n\n### BEGIN SOLUTION\n### END SOLUTION\n",
            3,
            "### BEGIN SOLUTION inside a region",
        ),
        (
            "### BEGIN SOLUTION\n### END SOLUTION\n### END SOLUTION\n",
            3,
            "### END SOLUTION without a region",
        ),
    ],
)
def test_a_wrong_region_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    """Marks that do not pair are the author's to mend."""
    assert (SHOWN, line, message) == problem_of(tmp_path, text)


def test_a_missing_reference_is_told(tmp_path: Path) -> None:
    """Without a reference there is no stub."""
    with pytest.raises(AuthorError, match="cannot be read"):
        make_stub(make_exercise(tmp_path))


def test_a_reference_that_is_no_text_is_told(tmp_path: Path) -> None:
    """A reference in another encoding is the author's to mend."""
    file, _line, message = problem_of(tmp_path, b"# caf\xe9\n")

    assert file == SHOWN
    assert message.startswith("cannot be read")


def test_the_stub_on_disk_is_read(tmp_path: Path) -> None:
    """What stands there is told, or that nothing does."""
    exercise = make_exercise(tmp_path)
    exercise.folder.mkdir(parents=True)

    assert current_stub(exercise) is None

    exercise.stub.write_text("# é\n", encoding="utf-8")

    assert current_stub(exercise) == "# é\n"


def test_a_stub_on_disk_that_is_no_text_is_told(tmp_path: Path) -> None:
    """A stub in another encoding is the author's to mend, not a failure of ours."""
    exercise = make_exercise(tmp_path)
    exercise.folder.mkdir(parents=True)
    exercise.stub.write_bytes(b"# caf\xe9\n")

    with pytest.raises(AuthorError):
        current_stub(exercise)


@pytest.mark.parametrize("name", list(CATALOGUE.entries))
def test_every_stub_of_the_course_is_up_to_date(name: str) -> None:
    """The committed stub is what the reference makes, and gives nothing away."""
    exercise = CATALOGUE.load(name)
    stub = make_stub(exercise)

    assert stub == current_stub(exercise)
    assert "SOLUTION" not in stub
    compile(stub, name, "exec")
