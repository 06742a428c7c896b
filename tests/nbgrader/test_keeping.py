"""A rebuild keeps an instructor's own cells where they stood, and makes ours anew."""

from typing import Any

from grader.nbgrader import notebooks as made
from grader.nbgrader.keeping import rebuilt
from grader.nbgrader.notebooks import Notebook


def ours(name: str, source: str = "text") -> dict[str, Any]:
    """A cell of ours."""
    return made.markdown(f"{name}-statement", source, {})


def own(source: str, grade_id: str = "") -> dict[str, Any]:
    """A cell of the instructor's, with or without an id that nbgrader gave it."""
    metadata = {"nbgrader": {"grade_id": grade_id}} if grade_id else {}
    return {"cell_type": "markdown", "metadata": metadata, "source": source}


def notebook(*cells: dict[str, Any]) -> Notebook:
    """A notebook of some cells."""
    return made.notebook_of("week1", cells)


def test_own_cells_stay_behind_what_they_stood_behind() -> None:
    """Cells before, between and after ours keep their places."""
    first, middle, graded, last = (
        own("first"),
        own("middle"),
        own("graded", "cell-4f1d"),
        own("last"),
    )
    old = notebook(first, ours("dsum"), middle, graded, ours("dmul"), last)

    new = rebuilt(old, notebook(ours("dsum"), ours("drelu_dz"), ours("dmul")))

    assert [
        first,
        ours("dsum"),
        middle,
        graded,
        ours("drelu_dz"),
        ours("dmul"),
        last,
    ] == new.notebook["cells"]
    assert 4 == new.kept
    assert ("drelu_dz-statement",) == new.added


def test_own_cells_outlive_the_exercise_before_them() -> None:
    """Where a cell of ours is gone, what stood behind it moves up."""
    note = own("note")
    old = notebook(ours("dsum"), ours("dmul"), note)

    new = rebuilt(old, notebook(ours("dsum"), ours("drelu_dz")))

    assert [ours("dsum"), note, ours("drelu_dz")] == new.notebook["cells"]
    assert ("dmul-statement",) == new.removed


def test_what_was_edited_of_ours_is_made_anew_and_told() -> None:
    """A cell of ours is what the exercise says, whatever was written into it."""
    old = notebook(ours("dsum", "edited"), ours("dmul"))
    wanted = notebook(ours("dsum"), ours("dmul"))

    new = rebuilt(old, wanted)

    assert wanted == new.notebook
    assert ("dsum-statement",) == new.changed
    assert not new.is_same


def test_the_same_again_is_the_same() -> None:
    """Outputs, and a source in one piece, as editors leave them, change nothing."""
    cell = made.solution("dsum-solution", "a = 1\nb = 2", {})
    old = notebook({**cell, "source": "a = 1\nb = 2", "outputs": [{}]})

    assert rebuilt(old, notebook(cell)).is_same


def test_a_copy_of_a_cell_of_ours_is_dropped() -> None:
    """One cell has one place."""
    new = rebuilt(notebook(ours("dsum"), ours("dsum")), notebook(ours("dsum")))

    assert [ours("dsum")] == new.notebook["cells"]
    assert not new.is_same


def test_another_order_is_told() -> None:
    """Exercises stand in the order in which they were named last."""
    old, wanted = (notebook(*map(ours, names)) for names in (("a", "b"), ("b", "a")))

    new = rebuilt(old, wanted)

    assert wanted == new.notebook
    assert new.moved
    assert not new.is_same


def test_what_others_say_of_a_notebook_is_kept() -> None:
    """Metadata that an editor or an instructor has added stays."""
    old = notebook(ours("dsum"))
    old["metadata"] = {**old["metadata"], "title": "Mine"}

    new = rebuilt(old, notebook(ours("dsum")))

    assert "Mine" == new.notebook["metadata"]["title"]
