"""Source notebooks are what nbgrader takes, with the points and stubs of the course."""

import json
import re
import warnings

import pytest

from grader.exercise import Exercise
from grader.nbgrader.cells import CellId, Role
from grader.nbgrader.notebooks import text_of
from grader.stubs import BEGIN, END, FILLER
from tests.nbgrader.assignments import CATALOGUE, EXERCISES, cells, source_of, sources

every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda row: row.id)
HIDDEN = re.compile(
    r"# [^\n]+\n### BEGIN HIDDEN TESTS\n"
    r"from grader\.notebook import graded\n\n(graded\([^\n]*\))\n"
    r"### END HIDDEN TESTS"
)


def of(exercise: Exercise, role: Role) -> dict[CellId, str]:
    """The cells of an exercise with one role, and their text."""
    return {
        name: source_of(cell)
        for name, cell in cells().items()
        if (name.exercise, name.role) == (exercise.id, role)
    }


def test_nbgrader_takes_every_notebook() -> None:
    """Nbformat and nbgrader find nothing wrong with a notebook or a cell's metadata."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of libraries that are imported, not ours
        import nbformat
        from nbgrader.nbgraderformat import MetadataValidator, reads

    assert {"all", "neuron_walkthrough", "layer_walkthrough"} == sources().keys()
    for notebook in sources().values():
        read = reads(text_of(notebook), as_version=4)
        nbformat.validate(read)
        MetadataValidator().validate_nb(read)
        assert (4, 5) == (read.nbformat, read.nbformat_minor)


def test_every_cell_has_ids_of_its_own() -> None:
    """No two cells of a notebook share an id, of nbformat's or of nbgrader's."""
    for notebook in sources().values():
        ids = [cell["id"] for cell in notebook["cells"]]
        names = [cell["metadata"]["nbgrader"]["grade_id"] for cell in notebook["cells"]]

        assert sorted(set(ids)) == sorted(ids)
        assert sorted(set(names)) == sorted(names)
        assert all(re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", name) for name in ids)


@every_exercise
def test_an_exercise_has_its_cells_in_order(exercise: Exercise) -> None:
    """Statement, solution, visible checks, then points, one cell a step if any."""
    steps = list(exercise.spec.script.steps) if exercise.spec.script else [""]
    roles = [Role.STATEMENT, Role.SOLUTION, Role.VISIBLE]
    expected = [CellId(exercise.id, role) for role in roles]
    expected += [CellId(exercise.id, Role.POINTS, step) for step in steps]

    assert expected == [name for name in cells() if name.exercise == exercise.id]


@every_exercise
def test_points_are_those_of_the_exercise(exercise: Exercise) -> None:
    """A cell is worth its exercise or its step; visible cells are worth nothing."""
    points = {check.id: check.points for check in exercise.spec.checks}
    if exercise.spec.script is None:
        points = {"": sum(points.values())}
    worth = {
        name: cell["metadata"]["nbgrader"].get("points")
        for name, cell in cells().items()
        if name.exercise == exercise.id
    }

    assert points == {n.step: w for n, w in worth.items() if n.role is Role.POINTS}
    assert 0.0 == worth[CellId(exercise.id, Role.VISIBLE)]
    assert worth[CellId(exercise.id, Role.SOLUTION)] is None


@every_exercise
def test_points_are_one_call_inside_the_hidden_region(exercise: Exercise) -> None:
    """Nothing hidden stands in a notebook: neither here nor in nbgrader's database."""
    for name, source in of(exercise, Role.POINTS).items():
        match = HIDDEN.fullmatch(source)
        expected = ", ".join(f'"{word}"' for word in (exercise.id, name.step) if word)

        assert match is not None
        assert f"graded({expected})" == match[1]


@every_exercise
def test_a_solution_without_its_regions_is_the_stub(exercise: Exercise) -> None:
    """What nbgrader puts in the place of a region makes the learner's file."""
    (source,) = of(exercise, Role.SOLUTION).values()
    region = re.compile(rf"( *){BEGIN}\n.*?{END}", re.DOTALL)
    filled = region.sub(lambda m: "\n".join(m[1] + row for row in FILLER), source)

    assert exercise.stub.read_text("utf-8") == f"{filled}\n"


@every_exercise
def test_a_statement_is_whole(exercise: Exercise) -> None:
    """The statement is the README, and needs no file beside it."""
    (source,) = of(exercise, Role.STATEMENT).values()

    assert (exercise.folder / "README.md").read_text("utf-8").strip() == source


def test_only_the_solution_can_be_written() -> None:
    """All cells are locked but the learner's own."""
    locked = {
        name.role: cell["metadata"]["nbgrader"]["locked"]
        for name, cell in cells().items()
    }

    assert {
        Role.STATEMENT: True,
        Role.SOLUTION: False,
        Role.VISIBLE: True,
        Role.POINTS: True,
    } == locked


def test_a_notebook_is_json_that_reads_back() -> None:
    """The text is plain JSON, its keys in order as Jupyter writes them."""
    for notebook in sources().values():
        text = text_of(notebook)

        assert notebook == json.loads(text)
        assert text_of(json.loads(text)) == text


def test_a_cell_tells_where_it_comes_from() -> None:
    """People and tools find exercise, role, step and digest beside nbgrader's data."""
    for name, cell in cells().items():
        assert {
            "exercise": name.exercise,
            "role": name.role.value,
            "step": name.step,
            "digest": CATALOGUE.load(name.exercise).digest,
            "format": 1,
        } == cell["metadata"]["gradkata"]
