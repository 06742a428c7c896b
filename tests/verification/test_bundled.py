"""The audit of a bundle: what is planted is found and told by file and kind alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.candidate import Workers, start
from grader.catalogue import Catalogue
from grader.examiner.suite import prepare
from grader.verification import bundled
from grader.verification.bundled import bundle_leaks
from tests.courses import course_of, file_of, replace

SEED = 987654321012345
LINE = "slope_of_the_square = 2 * x"
OWN = "exercises/01_first/01_dsquare/exercise.yaml"
TITLE = "The upstream gradient is multiplied with the slope at x."


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """Where the references run."""
    with start() as zygote:
        yield zygote


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory) -> Catalogue:
    """A course whose function takes a list, with a line of source to be found."""
    course = course_of(tmp_path_factory.mktemp("audit"))
    yaml = file_of(course, "dsquare", "exercise.yaml")
    replace(yaml, "x: {kind: number,", "x: {kind: list, shape: [n_inputs],")
    replace(yaml, ", signs: boundary", "")
    replace(yaml, "dx: []", "dx: [n_inputs]")
    replace(yaml, "cases:\n", "dimensions:\n  n_inputs: {min: 4, max: 8}\n\ncases:\n")
    replace(yaml, "x: 3.0}", "x: [3.0, 4.0, 5.0, 6.0]}")
    replace(yaml, "dvalue * x ** 2", "sum(dvalue * x ** 2)")
    replace(
        file_of(course, "dsquare", "passed/reference.py"),
        "    return dvalue * 2 * x\n",
        f"    # {LINE}\n    return [dvalue * 2 * row for row in x]\n",
    )
    return Catalogue(course)


def leaks(catalogue: Catalogue, workers: Workers, text: str, name: str = OWN):
    """What is found in a file."""
    files = {name: text.encode(), "README.md": b"id: example, 1.0, 2.0, 3.0"}
    return bundle_leaks(catalogue, files, SEED, workers)


def test_nothing_is_found_where_nothing_is(catalogue: Catalogue, workers: Workers):
    """What the course shows to learners is no leak."""
    exercise = catalogue.load("dsquare")
    text = exercise.stub.read_text() + (exercise.folder / "README.md").read_text()

    assert [] == leaks(catalogue, workers, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (bundled.TITLE, f"title: {TITLE}"),
        (bundled.TITLE, f"title: {TITLE.replace(' ', chr(10) + '    ')}"),
        (bundled.ID, "- id: value"),
        (bundled.ID, '{"id": "value"}'),
        (bundled.LINE, f"text # {LINE} text"),
    ],
)
def test_texts_are_found(catalogue: Catalogue, workers: Workers, kind: str, text: str):
    """In YAML and in JSON, on one line or on several."""
    assert [f"{kind} of dsquare in {OWN}"] == leaks(catalogue, workers, text)


@pytest.mark.parametrize("part", ["arguments", "results"])
def test_hidden_cases_are_found(catalogue: Catalogue, workers: Workers, part: str):
    """By their numbers in a row, however these are written down."""
    suite = prepare(catalogue.load("dsquare"), SEED, workers)
    place = max(range(len(suite.cases)), key=lambda n: suite.cases[n].sizes["n_inputs"])
    arguments = suite.cases[place].arguments["x"]
    results = suite.expected[place]["dx"].array.tolist()
    numbers = {"arguments": arguments, "results": results}[part]

    found = leaks(catalogue, workers, f"{numbers}".replace(",", "\n-"))

    assert [f"{bundled.NUMBERS} of dsquare in {OWN}"] == found


def test_paths_and_seeds_are_found(catalogue: Catalogue, workers: Workers):
    """Anywhere in a bundle."""
    path = f"File {catalogue.course}/solutions/x.py"
    seeds = (f"{SEED}", f"0x{SEED:x}")

    assert f"{bundled.PATH} in a.txt" in leaks(catalogue, workers, path, "a.txt")
    for seed in seeds:
        assert [f"{bundled.SEED} in a.txt"] == leaks(catalogue, workers, seed, "a.txt")


def test_names_of_files_are_searched_too(catalogue: Catalogue, workers: Workers):
    """A file might be named after what is hidden."""
    found = leaks(catalogue, workers, "", f"{SEED}.txt")

    assert [f"{bundled.SEED} in {SEED}.txt"] == found


def test_the_course_is_left_as_it_is(catalogue: Catalogue, workers: Workers):
    """Searching writes nothing."""
    before = {p: p.read_bytes() for p in files_of(catalogue.course)}

    leaks(catalogue, workers, "")

    assert before == {p: p.read_bytes() for p in files_of(catalogue.course)}


def files_of(folder: Path) -> list[Path]:
    """Every file below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]
