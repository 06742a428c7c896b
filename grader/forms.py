"""What an author's file is read into: frozen, slotted data that says its own limits.

A form is a dataclass; `Meta` in an annotation is a limit or a description, which the
strict reading (`validating`) enforces and the JSON Schema shows. Nothing here imports
pydantic: what holds a form that was read before does not wait for it. Rules of one
form stand in its `__post_init__` and raise `ValueError`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from enum import Enum
from types import UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    TypeVar,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
)

Location = tuple[str | int, ...]
# A problem of a file, with its place.
Found = tuple[Location, str]
Kind = TypeVar("Kind")


class Meta:
    """A limit or a description in an annotation, named as `pydantic.Field` names it."""

    # The protocol of annotated_types, by which pydantic takes what iteration gives.
    __is_annotated_types_grouped_metadata__: Literal[True] = True
    __slots__ = ("_given",)

    def __init__(self, description: str | None = None, **limits: Any) -> None:
        self._given = limits
        if description is not None:
            self._given["description"] = description

    def __iter__(self) -> Iterator[Any]:
        from pydantic import Field

        yield Field(**self._given)


def plain_name(name: str) -> str:
    """A field's key in a file: `class_` is `class`, which Python keeps for itself."""
    return name.removesuffix("_")


class Form:
    """Base of all forms: in a file, an unknown key is an error, as are nan and inf."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "extra": "forbid",
        "allow_inf_nan": False,
        "alias_generator": plain_name,
    }


@dataclass_transform(
    frozen_default=True, kw_only_default=True, field_specifiers=(field,)
)
def form(kind: type[Kind]) -> type[Kind]:
    """Make a class with annotations a form."""
    return dataclass(frozen=True, slots=True, kw_only=True)(kind)


def rebuilt(kind: type[Kind], data: Any) -> Kind:
    """A form from what `validating.plain` made of one: its limits are not held again.

    Raises `TypeError`, `KeyError` or `ValueError` for most of what is no such data.
    """
    found: Kind = _rebuilt(kind, data)
    return found


def _rebuilt(kind: Any, data: Any) -> Any:
    origin = get_origin(kind)
    if origin is Annotated:
        return _rebuilt(get_args(kind)[0], data)
    if origin in (Union, UnionType):
        return _one_of(get_args(kind), data)
    if origin is tuple:
        each = get_args(kind)[0]
        return tuple(_rebuilt(each, row) for row in data)
    if origin is dict:
        each = get_args(kind)[1]
        return {key: _rebuilt(each, row) for key, row in data.items()}
    if isinstance(kind, type) and issubclass(kind, Form):
        return _form_of(kind, data)
    return kind(data) if isinstance(kind, type) and issubclass(kind, Enum) else data


def _form_of(kind: type[Form], data: dict[str, Any]) -> Form:
    key_of = kind.__pydantic_config__["alias_generator"]
    own = {key_of(row.name): row for row in fields(kind)}  # type: ignore[arg-type] # every form is a dataclass
    rows = ((own[key], value) for key, value in data.items())
    return kind(**{row.name: _rebuilt(row.type, value) for row, value in rows})


def _one_of(kinds: tuple[Any, ...], data: Any) -> Any:
    """Of forms the one that bears the kind; of numbers and lists, what it is."""
    if isinstance(data, dict):
        forms = [row for row in kinds if issubclass(row, Form)]
        if len(forms) > 1:
            forms = [row for row in forms if _bears(row, data["kind"])]
        (form_,) = forms
        return _form_of(form_, data)
    return _frozen(data)


def _bears(kind: type[Form], word: str) -> bool:
    return word in get_args(kind.__annotations__["kind"])


def _frozen(data: Any) -> Any:
    return tuple(map(_frozen, data)) if isinstance(data, list) else data
