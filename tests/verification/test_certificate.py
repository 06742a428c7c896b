"""Two mistakes that answer alike are found; others get an input that separates them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.candidate import Zygote
from grader.catalogue import Catalogue
from grader.examiner.suite import prepare
from grader.exercise import Exercise
from grader.verification.certificate import separations
from grader.verification.formulas import script_separations
from tests.courses import course_of, file_of, replace
from tests.processes import ROOT
from tests.verification.proofs import about, proofs_of

UPSTREAM, POWER = "upstream_dropped", "power_rule_factor"
SMALL = "    return dvalue * x if abs(x) > 0.2 else 0.0\n"


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    """Workers for searches of these tests' own."""
    with Zygote() as started:
        yield started


def another(course: Path, name: str, body: str) -> None:
    """Add a misconception to `dsquare`."""
    yaml = file_of(course, "dsquare", "exercise.yaml")
    with yaml.open("a", encoding="utf-8") as file:
        file.write(f"  {name}:\n    message: Another slip of the pen.\n")
    source = f"def dsquare(dvalue, x):\n{body}"
    file_of(course, "dsquare", f"failed/{name}.py").write_text(source)


def test_every_pair_of_the_scaffold_is_separated(tmp_path: Path) -> None:
    """Two mistakes are three pairs with the reference; each has its case."""
    (row,) = about(proofs_of(course_of(tmp_path), "dsquare"), "certificate")

    assert row.proven
    assert ("3 of 3 pairs separated", "3") == (row.detail, row.figure)
    assert any(f"{POWER} | {UPSTREAM}: dx in" in kept for kept in row.kept)
    assert any("| reference: dx in example 1 of seed 0" in kept for kept in row.kept)


def test_one_mistake_under_two_names_is_found(tmp_path: Path) -> None:
    """However it is written: the pair is told with its mend."""
    course = course_of(tmp_path)
    another(course, "halved", "    return 0.5 * (2 * dvalue * x)\n")

    pair, summary = about(proofs_of(course, "dsquare"), "certificate")

    assert not pair.proven
    assert "certificate halved, power_rule_factor" == pair.subject
    assert "give both one name" in pair.detail
    assert not summary.proven
    assert "5 of 6 pairs separated" == summary.detail


def test_another_way_of_writing_counts(tmp_path: Path) -> None:
    """A second way that is another mistake's only way is no second way."""
    course = course_of(tmp_path)
    way = file_of(course, "dsquare", f"failed/{POWER}__way.py")
    way.write_text("def dsquare(dvalue, x):\n    return x + x\n")

    pair, _summary = about(proofs_of(course, "dsquare"), "certificate")

    assert f"certificate {POWER}, {UPSTREAM}" == pair.subject
    assert f"{POWER}__way" in pair.detail


def test_what_is_no_mistake_is_found(tmp_path: Path) -> None:
    """A solution that answers as the reference does shows nothing wrong."""
    course = course_of(tmp_path)
    another(course, "doubled", "    return dvalue * x + dvalue * x\n")

    pair, _summary = about(proofs_of(course, "dsquare"), "certificate")

    assert "certificate doubled, reference" == pair.subject
    assert "it is no mistake" in pair.detail


def test_the_search_goes_beyond_the_suite(tmp_path: Path) -> None:
    """Two that differ on small numbers alone are separated by small numbers."""
    course = course_of(tmp_path)
    another(course, "small_lost", SMALL)

    (row,) = about(proofs_of(course, "dsquare"), "certificate")

    assert row.proven
    assert "6 of 6 pairs separated, 1 by a wide search alone" == row.detail


@pytest.mark.parametrize("name", ["dsum", "layer_dense"])
def test_every_pair_of_an_exercise_is_separated(name: str, zygote: Zygote) -> None:
    """A function's, and a class's; each pair of names is there."""
    exercise = Catalogue(ROOT).load(name)
    rows = separations(prepare(exercise, 3, zygote), zygote)
    count = len(exercise.spec.misconceptions)

    assert [] == [row for row in rows if not (row.place and row.part)]
    assert len({row.pair for row in rows}) == count * (count + 1) // 2


def script(folder: Path, old: str, new: str) -> Exercise:
    """The walkthrough of the layer with something changed in its YAML."""
    course = folder / "course"
    for name in ("exercises", "solutions"):
        place = Path(name) / "02_layer" / "07_layer_walkthrough"
        shutil.copytree(ROOT / place, course / place)
    if old:
        replace(file_of(course, "layer_walkthrough", "exercise.yaml"), old, new)
    return Catalogue(course).load("layer_walkthrough")


def test_formulas_of_a_script_are_separated(tmp_path: Path) -> None:
    """Each two of a step; those that run on equal lengths alone are made to."""
    rows = script_separations(script(tmp_path, "", ""), 0)

    assert len(rows) > 300
    assert [] == [row for row in rows if not row.place]
    assert any(" like " in row.place for row in rows)


def test_one_formula_under_two_names_is_found(tmp_path: Path) -> None:
    """Values decide, not texts; also against other formulas that are right."""
    inverted = 'mask_inverted: "dvalues * (z <= 0)"'
    same = script(tmp_path / "a", inverted, 'mask_inverted: "(0 <= z) * dvalues"')
    right = script(tmp_path / "b", inverted, 'mask_inverted: "z * (z > 0)"')

    pairs = [
        {row.pair for row in script_separations(exercise, 0) if not row.place}
        for exercise in (same, right)
    ]

    assert [
        {("boundary_kept", "mask_inverted")},
        {("mask_inverted", "reference")},
    ] == pairs
