"""Reads `exercise.yaml`, and writes the JSON Schema of its format."""

import json
from pathlib import Path

from grader.exercise.model import FORMAT, ExerciseFile


def read_exercise(path: Path, shown: str, *, public: bool = False) -> ExerciseFile:
    """Read and check one file; `shown` is its name in messages.

    A `public` one is a bundle's, which needs no hidden part. Raises `AuthorError` with
    every problem found.
    """
    from grader.exercise.rules import broken_rules, course_rules
    from grader.yamlfile import read_form

    rules = broken_rules if public else course_rules
    return read_form(path, shown, ExerciseFile, FORMAT, rules)


def json_schema() -> str:
    """The JSON Schema of `exercise.yaml`, for editors."""
    from grader.validating import schema as schema_of

    schema = schema_of(ExerciseFile)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, indent=2) + "\n"
