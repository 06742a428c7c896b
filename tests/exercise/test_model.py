"""The models are the format: their schema for editors, their fields and limits."""

import json
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from grader.exercise import Argument, CaseGroup, ExerciseFile, is_id, json_schema
from grader.validating import validated
from tests.helpers import REPOSITORY, minimal

PATHS = sorted(REPOSITORY.glob("exercises/*/*/exercise.yaml"))


def schema_errors(data: Any) -> list[str]:
    """What the JSON Schema finds wrong with some data."""
    validator = jsonschema.Draft202012Validator(json.loads(json_schema()))
    return [error.message for error in validator.iter_errors(data)]


def test_the_committed_schema_is_the_one_of_the_models() -> None:
    """`docs/exercise.schema.json` is what the models make."""
    committed = REPOSITORY / "docs" / "exercise.schema.json"

    assert json_schema() == committed.read_text(encoding="utf-8")


def test_the_schema_is_a_schema() -> None:
    """What is made is itself valid JSON Schema."""
    schema = json.loads(json_schema())

    jsonschema.Draft202012Validator.check_schema(schema)

    assert jsonschema.Draft202012Validator.META_SCHEMA["$id"] == schema["$schema"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.parent.name)
def test_every_exercise_of_the_course_fits_the_schema(path: Path) -> None:
    """An editor that knows the schema marks nothing in the course's files."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))

    assert schema_errors(data) == []


def test_a_typo_does_not_fit_the_schema() -> None:
    """An editor that knows the schema marks an unknown key."""
    assert schema_errors(minimal()) == []

    (error,) = schema_errors(minimal() | {"hintz": ["?"]})

    assert "hintz" in error


def test_a_typo_deep_inside_does_not_fit_the_schema() -> None:
    """Unknown keys are marked at any depth."""
    data = minimal()
    data["function"]["arguments"]["x"]["shap"] = ["n_inputs"]

    (error,) = schema_errors(data)

    assert "shap" in error


def test_a_model_never_changes() -> None:
    """What was loaded is frozen."""
    spec = validated(ExerciseFile, minimal())

    with pytest.raises(FrozenInstanceError):
        spec.title = "Another"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        ("list", []),
        ("list", ["n", "m"]),
        ("number", ["n"]),
        ("array", []),
        ("array", ["a", "b", "c", "d", "e"]),
        ("dimension", ["n"]),
    ],
)
def test_an_argument_has_the_rank_of_its_kind(kind: str, shape: list[str]) -> None:
    """Lists have one dimension, arrays one to four, numbers none."""
    with pytest.raises(ValueError, match=f"a {kind} has .* dimensions|at most 4 items"):
        validated(Argument, {"kind": kind, "shape": shape})


def test_an_integer_needs_choices() -> None:
    """A whole number is drawn from what the author chose."""
    with pytest.raises(ValueError, match="an integer needs choices"):
        validated(Argument, {"kind": "integer"})


@pytest.mark.parametrize("size", [0, -1, 65, "N", "n+1", "n + x", "n - 1", ""])
def test_a_size_that_is_none_is_refused(size: object) -> None:
    """A size is a small number, a name, or a name plus a number."""
    with pytest.raises(ValueError, match=r"shape\.0"):
        validated(Argument, {"kind": "list", "shape": [size]})


def test_a_range_of_sizes_is_ordered() -> None:
    """A dimension's least size is not above its greatest."""
    data = minimal()
    data["dimensions"]["n_inputs"] = {"min": 5, "max": 4}

    with pytest.raises(ValueError, match="min is greater than max"):
        validated(ExerciseFile, data)


@pytest.mark.parametrize("group", [{}, {"given": [{"x": 1.0}], "draw": 1}])
def test_a_group_has_one_source_of_cases(group: dict[str, Any]) -> None:
    """Cases are either given or drawn."""
    with pytest.raises(ValueError, match="either `given` cases or a number"):
        validated(CaseGroup, group)


@pytest.mark.parametrize("text", ["relu_mask", "a", "x0", "a" * 64])
def test_an_id_is_small_letters_digits_and_underscores(text: str) -> None:
    """Ids are what folders and files can be called."""
    assert is_id(text)


@pytest.mark.parametrize(
    "text", ["", "Relu", "0x", "_a", "a-b", "a b", "a" * 65, "é", "../a", "relu\n"]
)
def test_other_texts_are_no_ids(text: str) -> None:
    """Nothing that could lead elsewhere on a disk is an id."""
    assert not is_id(text)
