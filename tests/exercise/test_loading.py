"""Reading `exercise.yaml`: every problem at once, each with file, line and key."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.errors import AuthorError, Problem
from grader.exercise import ExerciseFile, read_exercise
from grader.validating import validated
from tests.helpers import MINIMAL, REPOSITORY, as_yaml, minimal

SHOWN = "exercises/01_first/01_neuron/exercise.yaml"
TEXT = as_yaml(MINIMAL)


def read(folder: Path, text: str | bytes) -> ExerciseFile:
    """Write a file and read it."""
    path = folder / "exercise.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_exercise(path, SHOWN)


def problems(folder: Path, text: str | bytes) -> tuple[Problem, ...]:
    """What is wrong with a file."""
    with pytest.raises(AuthorError) as caught:
        read(folder, text)
    return caught.value.problems


def line_of(text: str, part: str) -> int:
    """The number of the first line that holds a part."""
    lines = text.splitlines()
    return next(n for n, line in enumerate(lines, 1) if part in line)


def test_a_valid_file_is_read(tmp_path: Path) -> None:
    """A file without problems becomes the model of what it says."""
    spec = read(tmp_path, TEXT)

    assert spec.title == "One neuron"
    assert tuple(spec.function.arguments) == ("x", "w", "b")
    assert validated(ExerciseFile, MINIMAL) == spec


@pytest.mark.parametrize(
    "path",
    sorted(REPOSITORY.glob("exercises/*/*/exercise.yaml")),
    ids=lambda path: path.parent.name,
)
def test_every_exercise_of_the_course_is_read(path: Path) -> None:
    """The files of the course have no problem."""
    assert read_exercise(path, path.name).format == 1


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    """One reading tells every problem, by line, each with file, line and key."""
    data = minimal()
    del data["summary"]
    data["level"] = "hard"
    data["checks"][1]["titel"] = data["checks"][1].pop("title")
    data["cases"]["drawn"]["draw"] = 999
    text = as_yaml(data)

    found = problems(tmp_path, text)

    assert {SHOWN} == {problem.file for problem in found}
    assert {
        "summary": 1,
        "level": line_of(text, "level:"),
        "cases.drawn.draw": line_of(text, "draw: 999"),
        "checks.1.value.titel": line_of(text, "titel:"),
        "checks.1.value.title": line_of(text, "- id: value"),
    } == {problem.key: problem.line for problem in found}
    assert sorted(problem.line for problem in found) == [row.line for row in found]


def test_rules_and_repeated_keys_are_told_together(tmp_path: Path) -> None:
    """A repeated key does not hide what else is wrong."""
    data = minimal()
    data["checks"][1]["cases"] = ["nowhere"]
    text = as_yaml(data) + "title: Again\n"

    keys = {problem.key for problem in problems(tmp_path, text)}

    assert {"title", "checks.1.cases"} == keys


def test_an_unknown_key_is_a_problem(tmp_path: Path) -> None:
    """A misspelt key is told with its line and what to do."""
    text = TEXT + "hintz: []\n"

    (problem,) = problems(tmp_path, text)

    expected = "unknown key; remove it or mend its spelling"
    assert Problem(SHOWN, line_of(text, "hintz"), "hintz", expected) == problem


def test_a_missing_key_is_a_problem(tmp_path: Path) -> None:
    """A key left out is told with the line of what should hold it."""
    data = minimal()
    del data["function"]["name"]
    text = as_yaml(data)

    (problem,) = problems(tmp_path, text)

    line = line_of(text, "function:")
    assert Problem(SHOWN, line, "function.name", "is missing; add it") == problem


def test_a_repeated_key_is_a_problem(tmp_path: Path) -> None:
    """A key that stands twice is told, where YAML would take the last."""
    text = TEXT.replace("minutes: 10", "minutes: 10\nminutes: 20")

    (problem,) = problems(tmp_path, text)

    assert (problem.key, problem.message) == ("minutes", "stands twice; remove one")


def test_a_repeated_key_deep_inside_is_a_problem(tmp_path: Path) -> None:
    """Repeated keys are found at any depth, in lists too."""
    text = TEXT.replace("points: 3", "points: 3\n  points: 3")

    (problem,) = problems(tmp_path, text)

    assert problem.key == "checks.1.points"
    assert line_of(text, "- id: value") < problem.line


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("level: 1", "level: [1]", "level"),
        ("title: One neuron", "title: 7", "title"),
        ("minutes: 10", "minutes: soon", "minutes"),
        ("draw: 2", "draw: 2.5", "cases.drawn.draw"),
        ("visibility: visible", "visibility: seen", "checks.0.value.visibility"),
        ("style: function", "style: poem", "style"),
    ],
)
def test_a_wrong_type_is_a_problem(
    tmp_path: Path, old: str, new: str, key: str
) -> None:
    """A value of the wrong type is told with its own line."""
    assert old in TEXT
    text = TEXT.replace(old, new)

    (problem,) = problems(tmp_path, text)

    assert (key, line_of(text, new)) == (problem.key, problem.line)


def test_text_that_is_no_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    """A syntax error of YAML names the line and what the parser says."""
    (problem,) = problems(tmp_path, "format: 1\ntitle: [open\n")

    assert problem.line in (2, 3)
    assert problem.message.startswith("is not YAML: ")


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    """A file in another encoding is told as such."""
    (problem,) = problems(tmp_path, TEXT.encode() + b"# caf\xe9\n")

    assert problem.message == "is not UTF-8 text"


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_an_empty_file_is_told(tmp_path: Path, text: str) -> None:
    """A file without contents is told as such."""
    (problem,) = problems(tmp_path, text)

    assert (problem.file, problem.message) == (SHOWN, "is empty")


@pytest.mark.parametrize("text", ["- format: 1\n- title: x\n", "just words\n", "7\n"])
def test_a_file_that_is_no_mapping_is_told(tmp_path: Path, text: str) -> None:
    """A list or a single value at the top is one problem in line 1."""
    (problem,) = problems(tmp_path, text)

    assert (problem.file, problem.line) == (SHOWN, 1)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A missing file is the author's to mend, not a crash."""
    with pytest.raises(AuthorError, match="cannot be read: No such file"):
        read_exercise(tmp_path / "exercise.yaml", SHOWN)


def test_a_newer_format_is_told_before_anything_else(tmp_path: Path) -> None:
    """What a later version means is not guessed at: the one mend is to update."""
    data: dict[str, Any] = minimal() | {"format": 2, "unheard_of": True}

    (problem,) = problems(tmp_path, as_yaml(data))

    expected = "format 2 is newer than 1; update gradkata"
    assert ("format", expected) == (problem.key, problem.message)


@pytest.mark.parametrize("number", [0, -1, "one", 1.5])
def test_a_format_that_never_was_is_a_problem(tmp_path: Path, number: object) -> None:
    """Only format 1 is read."""
    (problem,) = problems(tmp_path, as_yaml(minimal() | {"format": number}))

    assert problem.key == "format"


def test_a_kind_of_check_that_is_none_is_told_where_it_stands(tmp_path: Path) -> None:
    """A wrong kind names the check and the kinds there are."""
    data = minimal()
    data["checks"][1]["kind"] = "valeu"
    text = as_yaml(data)

    (problem,) = problems(tmp_path, text)

    assert ("checks.1", line_of(text, "- id: value")) == (problem.key, problem.line)
    assert "'shape'" in problem.message


def test_a_check_without_a_kind_is_told_where_it_stands(tmp_path: Path) -> None:
    """A missing kind names the check."""
    data = minimal()
    del data["checks"][0]["kind"]
    text = as_yaml(data)

    (problem,) = problems(tmp_path, text)

    assert ("checks.0", line_of(text, "- id: example")) == (problem.key, problem.line)


ODD = (
    "!foo ",
    "!!python/object:os.system ",
    "{[1]: 2}",
    "? [a]\n: b\n",
    "2001-99-99",
    "!!int abc",
    "!!float abc",
    "!!bool x",
    "!!timestamp x",
    "&a [*a]",
    "&a {k: *a}",
    "<<: 3",
    "\x00",
    "\ufeff",
    "9" * 5000,
    "[" * 2000,
    "---\n",
    "%YAML 9.0\n",
    '"\\ud800"',
    ".nan",
    ".inf",
)


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_yaml_in_place_of_a_value_is_told(tmp_path: Path, odd: str) -> None:
    """What YAML or its constructors stumble over is the author's to mend."""
    text = TEXT.replace("minutes: 10", f"minutes: {odd}")

    assert problems(tmp_path, text)


@st.composite
def corrupted(draw: st.DrawFn) -> str:
    """The minimal file with a few values replaced, and pieces doubled or removed."""
    text = TEXT
    for _ in range(draw(st.integers(1, 3))):
        lines = text.splitlines(keepends=True)
        place = draw(st.integers(0, max(len(lines) - 1, 0)))
        key, colon, _value = "".join(lines[place : place + 1]).partition(": ")
        odd = draw(st.sampled_from(ODD) | st.text(max_size=20))
        end = place + draw(st.integers(0, 4))
        middle = draw(
            st.sampled_from(
                [
                    f"{key}{colon}{odd}\n",
                    f"{key}{colon}\n",
                    f"{odd}{colon}1\n",
                    "".join(lines[place:end]) * 2,
                    "",
                ]
            )
        )
        text = "".join([*lines[:place], middle, *lines[max(end, place + 1) :]])
    return text


@given(text=corrupted())
@settings(deadline=None, derandomize=True, max_examples=200)
def test_a_corrupted_file_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """Whatever happened to a file, it is read or an `AuthorError` is raised."""
    path = tmp_path_factory.getbasetemp() / "corrupted.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))

    try:
        outcome: object = read_exercise(path, SHOWN)
    except AuthorError as error:
        outcome = error

    assert isinstance(outcome, ExerciseFile | AuthorError)


@given(raw=st.binary(max_size=60))
@settings(deadline=None, derandomize=True, max_examples=200)
def test_arbitrary_bytes_are_told(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    """No bytes at all make the reader raise anything but `AuthorError`."""
    path = tmp_path_factory.getbasetemp() / "bytes.yaml"
    path.write_bytes(raw)

    with pytest.raises(AuthorError):
        read_exercise(path, SHOWN)
