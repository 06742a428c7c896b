"""The language of expressions: arithmetic is understood, anything else is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.exercise.language import FUNCTIONS, is_analytic, problems_of

KNOWN = ("x", "w", "b", "inputs", "weights")


def problems(text: str) -> list[str]:
    """What is told of an expression over a few quantities."""
    return list(problems_of(text, KNOWN))


@pytest.mark.parametrize(
    "text",
    [
        "b",
        "-2.5e-1 * b",
        "dot(x, w) + b",
        "x[0] * w[-1] ** 2",
        "sum(inputs[:, 1:] @ weights, axis=0, keepdims=True) / 3",
        "where(x > 0, x, 0.1 * x)",
        "maximum(transpose(weights), 0)",
        " b ",
    ],
)
def test_arithmetic_is_understood(text: str) -> None:
    """Numbers, names, operators, indices, comparisons and known functions."""
    assert [] == problems(text)


@pytest.mark.parametrize(
    "text",
    [
        "x.T",
        "x.__class__",
        "'text'",
        "b''",
        "1j",
        "None",
        "...",
        "[x, w]",
        "{}",
        "lambda: x",
        "(lambda: x)()",
        "x if b else w",
        "x and w",
        "not x",
        "~x",
        "x // 2",
        "x % 2",
        "x << 9",
        "x == w",
        "x in w",
        "(y := x)",
        "[i for i in x]",
        "f'{x}'",
        "sum(*x)",
        "sum(**x)",
        "await x",
    ],
)
def test_anything_else_is_told(text: str) -> None:
    """No text, no attribute, no choice in Python, no other container."""
    assert problems(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("z + 1", "there is no quantity called 'z'"),
        ("sum + 1", "there is no quantity called 'sum'"),
        ("__import__", "there is no quantity called '__import__'"),
        ("sum(x, out=w)", "sum takes no 'out' here, only axis and keepdims"),
        ("x +", "'x +' is no expression: invalid syntax"),
        ("\0", "is no expression"),
        ("x = w", "is no expression"),
        ("open(x)", "there is no function 'open'; known are abs, "),
        ("x.sum()", "there is no function 'x.sum'"),
    ],
)
def test_what_is_wrong_is_told(text: str, told: str) -> None:
    """A message names what is wrong in the author's own words."""
    assert any(told in problem for problem in problems(text))


def test_every_problem_is_told() -> None:
    """One of them does not hide another."""
    assert 3 == len(problems("y + open(z)"))


@settings(deadline=None, derandomize=True)
@given(st.text(alphabet="xwb01.+-*/@()[],: '_=<>sumdot", max_size=40))
def test_no_text_makes_the_reader_fall(text: str) -> None:
    """Whatever an author types is understood or told, never an exception."""
    if not problems(text):
        assert is_analytic(text) in {True, False}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_are_of_numpy_and_of_autograd(name: str) -> None:
    """Each function of the language is there in both, so that both can compute."""
    autograd = pytest.importorskip("autograd.numpy")
    numpy = pytest.importorskip("numpy")

    assert callable(getattr(autograd, name))
    assert callable(getattr(numpy, name))


@pytest.mark.parametrize(
    ("text", "analytic"),
    [
        ("sum(x * w) + b", True),
        ("tanh(b) / exp(b)", True),
        ("maximum(x, 0)", False),
        ("abs(x)", False),
        ("(x > 0) * x", False),
    ],
)
def test_choices_are_not_analytic(text: str, *, analytic: bool) -> None:
    """A comparison, or a function that chooses, may have kinks."""
    assert analytic == is_analytic(text)
