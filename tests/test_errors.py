"""Exceptions by culprit; problems that name their place."""

import pytest

from grader.errors import (
    AuthorError,
    GradkataError,
    InternalError,
    OperatorError,
    Problem,
)


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (Problem("a.yaml", 3, "title", "is missing"), "a.yaml:3: title: is missing"),
        (Problem("a.yaml", 0, "title", "is missing"), "a.yaml: title: is missing"),
        (Problem("a.yaml", 3, "", "is empty"), "a.yaml:3: is empty"),
        (Problem("a.yaml", 0, "", "is empty"), "a.yaml: is empty"),
    ],
)
def test_a_problem_names_its_place(problem: Problem, expected: str) -> None:
    """File, line and key stand before the message, as far as they are known."""
    assert expected == str(problem)


def test_an_author_error_holds_every_problem() -> None:
    """One error carries all problems, a line each."""
    problems = [Problem("a.yaml", 1, "x", "one"), Problem("a.yaml", 2, "y", "two")]

    error = AuthorError(problems)

    assert tuple(problems) == error.problems
    assert str(error) == "a.yaml:1: x: one\na.yaml:2: y: two"


def test_a_single_problem_is_an_author_error() -> None:
    """The short way makes the same error."""
    error = AuthorError.at("stub.py", "is no text", key="k", line=4)

    assert error.problems == (Problem("stub.py", 4, "k", "is no text"),)


@pytest.mark.parametrize("kind", [AuthorError, OperatorError, InternalError])
def test_every_culprit_has_a_class_of_its_own(kind: type[GradkataError]) -> None:
    """No culprit's error is caught together with another's, but by the base."""
    others = {AuthorError, OperatorError, InternalError} - {kind}

    assert issubclass(kind, GradkataError)
    assert not issubclass(kind, tuple(others))
