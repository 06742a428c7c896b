"""The public part of an exercise's YAML: what a learner may have, and nothing else.

Kept are what the submission defines, the visible checks with the cases they use, hints,
mistakes with their words, the forward pass and the limits. Left out are hidden checks
and their cases, bespoke checks, and every formula that is a solution or a wrong one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import yaml

from grader.errors import AuthorError
from grader.exercise import CaseGroup, Exercise, ExerciseFile, PytestCheck, yaml_of
from grader.result import Visibility
from grader.validating import plain as plain_of
from grader.validating import validated

HEAD = "# The public part of an exercise, made by `grader release`.\n"
WIDTH = 88
SECRET_OF_STEPS = ("mistakes", "also")
TELLING = "more"  # the group of cases that tell mistakes apart


def public_exercise(
    exercise: Exercise, telling: Sequence[Mapping[str, Any]] = ()
) -> Exercise:
    """The same exercise without what is hidden; `telling` are further given cases.

    Raises `AuthorError` where nothing would be left to check.
    """
    plain = _public(exercise.spec)
    if exercise.spec.script is None and not plain.get("checks"):
        message = (
            "no visible check has given cases; add one, so that learners can check"
        )
        raise AuthorError.at(yaml_of(exercise), message, key="checks")
    if telling:
        name = TELLING
        while name in exercise.spec.cases:
            name += "_"
        plain["cases"][name] = plain_of(validated(CaseGroup, {"given": telling}))
    spec = validated(ExerciseFile, plain)
    return replace(exercise, spec=spec, public=True)


def yaml_text(exercise: Exercise) -> str:
    """The file of a public exercise."""
    plain = plain_of(exercise.spec)
    body = yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=WIDTH)
    return HEAD + body


def _public(spec: ExerciseFile) -> dict[str, Any]:
    """The file as plain data, without what is hidden."""
    plain = plain_of(spec)
    plain.pop("follows", None)
    if spec.script is not None:
        for step in plain["script"]["steps"].values():
            for key in SECRET_OF_STEPS:
                step.pop(key, None)
        plain["script"].get("vectors", {}).pop("formulas", None)
        return plain
    kept = [
        index
        for index, check in enumerate(spec.declared)
        if check.visibility is Visibility.VISIBLE and not isinstance(check, PytestCheck)
    ]
    used = {
        group for index in kept for group in getattr(spec.declared[index], "cases", ())
    }
    plain["checks"] = [plain["checks"][index] for index in kept]
    plain["cases"] = {n: row for n, row in plain["cases"].items() if n in used}
    return plain
