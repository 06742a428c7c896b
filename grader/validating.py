"""Holds data against a form, strictly: pydantic's part in the reading of files.

Imported where something is read, written or described, and nowhere else: it takes
longer to import than most commands to run.
"""

from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from grader.forms import Form, Found

Read = TypeVar("Read", bound=Form)


_adapters: dict[type[Form], TypeAdapter[Any]] = {}


def _adapter(kind: type[Form]) -> TypeAdapter[Any]:
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def read_json(kind: type[Read], text: str) -> Read | list[Found]:
    """A form from JSON, whose strict mode takes lists for tuples and words for enums.

    Else every problem that was found, each with its place.
    """
    try:
        read: Read = _adapter(kind).validate_json(text, strict=True)
    except ValidationError as error:
        return [(row["loc"], _sentence(row)) for row in error.errors()]
    return read


def validated(kind: type[Read], data: Any) -> Read:
    """A form from plain data that we made. Raises `ValueError` where it is none."""
    read: Read = _adapter(kind).validate_python(data)
    return read


def plain(form: Form, *, whole: bool = False) -> dict[str, Any]:
    """The keys of a form's file, as plain data; `whole`: those with defaults too."""
    adapter = _adapter(type(form))
    found = adapter.dump_python(
        form, mode="json", by_alias=True, exclude_defaults=not whole
    )
    assert isinstance(found, dict)
    return found


def schema(kind: type[Form]) -> dict[str, Any]:
    """The JSON Schema of a form."""
    return _adapter(kind).json_schema()


def _sentence(row: Any) -> str:
    """One of pydantic's errors, in words an author can act on."""
    kind, message = row["type"], str(row["msg"])
    if kind == "unexpected_keyword_argument":
        return "unknown key; remove it or mend its spelling"
    if kind == "missing":
        return "is missing; add it"
    return message.removeprefix("Value error, ")
