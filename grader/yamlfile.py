"""Reads an author's YAML file into a form: all problems at once, each with its place.

It knows YAML and how a place is named; it does not know what a file means. Every
problem carries file, line and key.
"""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from grader.errors import AuthorError, Problem
from grader.forms import Found, Location
from grader.validating import Read, read_json

FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TEXT_TAG = "tag:yaml.org,2002:str"
TIME_TAG = "tag:yaml.org,2002:timestamp"
PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}"
    for kind in ("str", "int", "float", "bool", "null", "seq", "map")
)


def read_form(
    path: Path,
    shown: str,
    kind: type[Read],
    newest: int,
    rules: Callable[[Read], Iterable[Found]],
) -> Read:
    """Read and check one file; `shown` is its name in messages.

    `newest` is the format that is known, `rules` finds what its parts do not agree on.
    Raises `AuthorError` with every problem found.
    """
    root = _compose(path, shown)
    unplain, repeated = _unplain(root)
    if unplain:
        raise _broken(root, shown, unplain + repeated)
    try:
        data = yaml.constructor.SafeConstructor().construct_document(root)
    except (ValueError, KeyError, yaml.YAMLError) as error:
        raise AuthorError.at(shown, f"holds a value that is none: {error}") from error
    newer = data.get("format") if isinstance(data, dict) else None
    if isinstance(newer, int) and newer > newest:
        message = f"format {newer} is newer than {newest}; update gradkata"
        raise AuthorError.at(shown, message, key="format", line=1)
    read = read_json(kind, json.dumps(data))
    found = read if isinstance(read, list) else [*rules(read)]
    if found or repeated or isinstance(read, list):
        raise _broken(root, shown, found + repeated)
    return read


def _broken(root: yaml.Node, shown: str, found: list[Found]) -> AuthorError:
    problems = [
        Problem(shown, _line_of(root, location), _key(location), message)
        for location, message in found
    ]
    return AuthorError(sorted(problems, key=lambda problem: problem.line))


def _compose(path: Path, shown: str) -> yaml.Node:
    try:
        text = path.read_text(encoding="utf-8")
        root = _composed(text)
    except OSError as error:
        raise AuthorError.at(shown, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise AuthorError.at(shown, "is not UTF-8 text") from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "cannot be read"
        line = mark.line + 1 if mark else 0
        raise AuthorError.at(shown, f"is not YAML: {what}", line=line) from error
    if root is None:
        raise AuthorError.at(shown, "is empty")
    return root


def _composed(text: str) -> yaml.Node | None:
    """The nodes of a text: by libyaml where it is, for it is twenty times as fast.

    What it refuses is read once more by the parser whose words are the clearer ones.
    """
    if FAST is not yaml.SafeLoader:
        with suppress(yaml.YAMLError):
            return yaml.compose(text, Loader=FAST)
    return yaml.compose(text, Loader=yaml.SafeLoader)


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


def _unplain(root: yaml.Node) -> tuple[list[Found], list[Found]]:
    """What cannot be read as plain data (tags, merges, loops), and repeated keys."""
    found: list[Found] = []
    repeated: list[Found] = []
    waiting: list[tuple[Location, yaml.Node]] = [((), root)]
    seen: set[int] = set()
    while waiting:
        location, node = waiting.pop()
        if node.tag not in PLAIN_TAGS:
            found.append((location, _unplain_tag(node.tag)))
        if isinstance(node, yaml.ScalarNode):
            continue
        if id(node) in seen:
            found.append((location, "is an alias; write it out"))
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += [((*location, i), row) for i, row in enumerate(node.value)]
            continue
        waiting += [((*location, str(key.value)), row) for key, row in node.value]
        odd, twice = _odd_keys(node, location)
        found += odd
        repeated += twice
    return found, repeated


def _unplain_tag(tag: str) -> str:
    if tag == TIME_TAG:
        return "is a date; write it in quotes"
    return f"is tagged {tag}; write plain values"


def _odd_keys(node: yaml.Node, location: Location) -> tuple[list[Found], list[Found]]:
    """Keys that are no text, and keys that stand twice."""
    odd: list[Found] = []
    twice: list[Found] = []
    names: set[str] = set()
    for key, _value in node.value:
        here = (*location, str(key.value))
        if not isinstance(key, yaml.ScalarNode) or key.tag != TEXT_TAG:
            odd.append((here, "is no text; a key is a word"))
        elif key.value in names:
            twice.append((here, "stands twice; remove one"))
        names.add(str(key.value))
    return odd, twice
