"""Files that a learning platform puts beside submissions, to tell about them."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from grader.intake.archives import MAX_TELLING, TELLING
from grader.intake.names import time_in

__all__ = ["TELLING", "gradescope", "timestamp"]

METADATA, STAMP = TELLING
MAX_STAMP = 100
# Who handed in: the number of the school, else the address, else the name.
WHO = (":sid", ":email", ":name")


def gradescope(root: Path) -> Mapping[str, tuple[str, str]]:
    """By folder, whose it is and when it was handed in; nothing where it is not told.

    Gradescope names folders by its own numbers and says in a file whose they are.
    """
    path = root / METADATA
    told: Any = None
    with suppress(OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError):
        if path.is_file() and path.stat().st_size <= MAX_TELLING:
            told = _Plain(path.read_text("utf-8")).get_single_data()
    if not isinstance(told, dict):
        return {}
    found = ((name, _told(row)) for name, row in told.items() if isinstance(row, dict))
    return {str(name): row for name, row in found if row is not None}


class _Plain(yaml.SafeLoader):
    """Plain data; what Ruby tags is read as what it is without the tag."""


def _untagged(loader: _Plain, _suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return node.value


_Plain.add_multi_constructor("!", _untagged)


def _told(row: Mapping[Any, Any]) -> tuple[str, str] | None:
    people = row.get(":submitters")
    first = people[0] if isinstance(people, list) and people else None
    if not isinstance(first, dict):
        return None
    who = next((str(first[key]) for key in WHO if first.get(key)), "")
    # It becomes the name of a student, as a folder's would be.
    student = who.replace("/", "_").strip()
    return (student, _moment(row.get(":created_at"))) if student else None


def _moment(value: Any) -> str:
    if isinstance(value, datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=UTC)
        return moment.astimezone(UTC).isoformat(timespec="seconds")
    return time_in(str(value))


def timestamp(folder: Path) -> str:
    """When nbgrader collected a folder, or nothing."""
    with suppress(OSError, UnicodeDecodeError):
        path = folder / STAMP
        if (
            path.is_file()
            and not path.is_symlink()
            and path.stat().st_size <= MAX_STAMP
        ):
            return time_in(path.read_text("utf-8"))
    return ""
