"""Reads `exercise.yaml` strictly: all problems of a file at once, each with its place.

It knows YAML and how pydantic names a place; it does not know what exercises mean
(that is `model` and `rules`). Every problem carries file, line and key.
"""

import json
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from grader.errors import AuthorError, Problem
from grader.exercise.model import FORMAT, ExerciseFile
from grader.exercise.rules import broken_rules

Location = tuple[str | int, ...]


def read_exercise(path: Path, shown: str) -> ExerciseFile:
    """Read and check one file; `shown` is its name in messages.

    Raises `AuthorError` with every problem found.
    """
    root = _compose(path, shown)
    problems = [
        Problem(shown, _line_of(root, location), _key(location), message)
        for location, message in _repeated_keys(root)
    ]
    data = yaml.constructor.SafeConstructor().construct_document(root)
    newer = data.get("format") if isinstance(data, dict) else None
    if isinstance(newer, int) and newer > FORMAT:
        message = f"format {newer} is newer than {FORMAT}; update gradkata"
        raise AuthorError.at(shown, message, key="format", line=1)
    try:
        spec = ExerciseFile.model_validate(data)
    except ValidationError as error:
        found = [(row["loc"], _sentence(row)) for row in error.errors()]
    else:
        found = broken_rules(spec)
        if not (problems or found):
            return spec
    for location, message in found:
        problems.append(
            Problem(shown, _line_of(root, location), _key(location), message)
        )
    raise AuthorError(sorted(problems, key=lambda problem: problem.line))


def json_schema() -> str:
    """The JSON Schema of `exercise.yaml`, for editors."""
    schema = ExerciseFile.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, indent=2) + "\n"


def _compose(path: Path, shown: str) -> yaml.Node:
    try:
        text = path.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except OSError as error:
        raise AuthorError.at(shown, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise AuthorError.at(shown, "is not UTF-8 text") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "cannot be read"
        line = mark.line + 1 if mark else 0
        raise AuthorError.at(shown, f"is not YAML: {what}", line=line) from error
    if root is None:
        raise AuthorError.at(shown, "is empty")
    return root


def _sentence(row: Any) -> str:
    """One of pydantic's errors, in words an author can act on."""
    kind, message = row["type"], str(row["msg"])
    if kind == "extra_forbidden":
        return "unknown key; remove it or mend its spelling"
    if kind == "missing":
        return "is missing; add it"
    return message.removeprefix("Value error, ")


def _key(location: Location) -> str:
    return ".".join(str(part) for part in location)


def _line_of(root: yaml.Node, location: Location) -> int:
    """The line of the deepest node on the way to `location`.

    Parts that are no key of the file (the tag of a union, a missing key) are passed
    over, so that the line of what contains them is reported.
    """
    node, line = root, root.start_mark.line
    for part in location:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(part):
                    node, line = value, key.start_mark.line
                    break
        elif (
            isinstance(node, yaml.SequenceNode)
            and isinstance(part, int)
            and part < len(node.value)
        ):
            node = node.value[part]
            line = node.start_mark.line
    return line + 1


def _repeated_keys(
    node: yaml.Node, location: Location = ()
) -> list[tuple[Location, str]]:
    found: list[tuple[Location, str]] = []
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            here = (*location, str(key.value))
            if key.value in seen:
                found.append((here, "stands twice; remove one"))
            seen.add(key.value)
            found += _repeated_keys(value, here)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            found += _repeated_keys(value, (*location, index))
    return found
