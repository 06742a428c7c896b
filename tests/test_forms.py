"""Forms: frozen data from files, and what stands in an annotation."""

from dataclasses import FrozenInstanceError, fields
from typing import Annotated, Literal

import pytest

from grader.forms import Form, Meta, form, rebuilt
from grader.validating import plain, read_json, schema, validated


@form
class Point(Form):
    """A form of one kind."""

    kind: Literal["point"]
    x: Annotated[float, Meta("Across.", ge=0)]


@form
class Row(Form):
    """A form of another kind."""

    kind: Literal["row"]
    points: tuple[Point, ...] = ()
    class_: str | None = None

    def __post_init__(self) -> None:
        if len(self.points) > 2:
            raise ValueError("a row has two points at most")


@form
class Sheet(Form):
    """A form that holds others."""

    all: tuple[Annotated[Point | Row, Meta(discriminator="kind")], ...]
    named: dict[str, Row | None]


SHEET = Sheet(
    all=(Point(kind="point", x=1.0), Row(kind="row", class_="c")),
    named={"a": None, "b": Row(kind="row", points=(Point(kind="point", x=2.0),))},
)


def test_a_form_is_frozen_and_slotted() -> None:
    """Nothing changes after loading, and nothing is added."""
    with pytest.raises(FrozenInstanceError):
        SHEET.all = ()  # type: ignore[misc]
    assert not hasattr(SHEET, "__dict__")
    assert [row.name for row in fields(SHEET)] == ["all", "named"]


def test_a_form_goes_out_and_comes_back() -> None:
    """Plain data of a form makes the same form, held against it or not."""
    data = plain(SHEET)

    assert data["all"][1] == {"kind": "row", "class": "c"}
    assert validated(Sheet, data) == SHEET
    assert rebuilt(Sheet, data) == SHEET


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('{"kind": "point", "x": -1}', ("x",), "greater than or equal to 0"),
        ('{"kind": "point", "x": "1"}', ("x",), "valid number"),
        ('{"kind": "point", "x": NaN}', ("x",), "finite number"),
        ('{"kind": "point"}', ("x",), "is missing; add it"),
        ('{"kind": "point", "x": 1, "y": 1}', ("y",), "unknown key; remove it"),
    ],
)
def test_a_limit_is_told_with_its_place(
    text: str, place: tuple[str, ...], words: str
) -> None:
    """Reading is strict, and each problem has its place."""
    found = read_json(Point, text)

    assert isinstance(found, list)
    ((where, told),) = found
    assert where == place
    assert words in told


def test_a_rule_of_a_form_is_told_in_its_own_words() -> None:
    """What `__post_init__` raises is a problem like the others."""
    points = ", ".join(['{"kind": "point", "x": 1}'] * 3)

    found = read_json(Row, f'{{"kind": "row", "points": [{points}]}}')

    assert found == [((), "a row has two points at most")]


def test_descriptions_and_limits_are_in_the_schema() -> None:
    """An editor shows what the reading enforces."""
    row = schema(Point)["properties"]["x"]

    assert (row["description"], row["minimum"]) == ("Across.", 0)
    assert "class" in schema(Row)["properties"]
