"""What a learners' bundle holds beside statements and stubs; read here, strictly.

`manifest` is `bundle.json`, `answers` what stands in an exercise's `answers.json` and
`numbers` how numbers are written in it. Who makes a bundle is no matter of these; what
the numbers mean to a check is the examiner's and the judge's.
"""

from grader.bundle.answers import (
    Draws,
    Shown,
    Stored,
    StoredMistake,
    Table,
    Tables,
    answers_text,
    digest_of_cases,
    read_answers,
)
from grader.bundle.manifest import Listed, Manifest, manifest_text, read_manifest
from grader.bundle.numbers import array_of, key_of, shape_key, written

__all__ = [
    "Draws",
    "Listed",
    "Manifest",
    "Shown",
    "Stored",
    "StoredMistake",
    "Table",
    "Tables",
    "answers_text",
    "array_of",
    "digest_of_cases",
    "key_of",
    "manifest_text",
    "read_answers",
    "read_manifest",
    "shape_key",
    "written",
]
