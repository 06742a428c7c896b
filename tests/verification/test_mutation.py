"""Mutants: one slip at a time, each a whole file, none the reference itself."""

import ast

import pytest

from grader.verification.mutation import mutants_of
from tests.helpers import REPOSITORY

REFERENCES = sorted(REPOSITORY.glob("solutions/*/*/passed/reference.py"))


def slips_in(body: str) -> set[tuple[str, str]]:
    """The slips in a function of `a`, `b` and `n`, as operator and new expression."""
    source = f"import numpy as np\n\n\ndef f(a, b, n):\n    return {body}\n"
    return {(mutant.operator, mutant.now) for mutant in mutants_of(source)}


@pytest.mark.parametrize(
    ("body", "slip"),
    [
        ("a > 0", ("comparison", "a >= 0")),
        ("a >= 0", ("comparison", "a < 0")),
        ("a.T @ b", ("transpose dropped", "a")),
        ("a @ b", ("transpose added", "a @ b.T")),
        ("np.dot(a, b)", ("transpose added", "np.dot(a.T, b)")),
        ("a @ b", ("operands swapped", "b @ a")),
        ("np.dot(a, b)", ("operands swapped", "np.dot(b, a)")),
        ("a @ b", ("elementwise product", "a * b")),
        ("np.matmul(a, b)", ("elementwise product", "a * b")),
        ("a.sum(axis=0)", ("axis", "a.sum(axis=1)")),
        ("a.sum(axis=0)", ("axis", "a.sum()")),
        ("a.sum(keepdims=True)", ("keepdims", "a.sum(keepdims=False)")),
        ("np.sum(a)", ("mean for sum", "np.mean(a)")),
        ("np.maximum(a, b)", ("minimum for maximum", "np.minimum(a, b)")),
        ("a + b", ("sign", "a - b")),
        ("-a", ("sign", "a")),
        ("a * b", ("factor dropped", "a")),
        ("a + b", ("term dropped", "b")),
        ("a[1]", ("index off by one", "a[2]")),
        ("a[n]", ("index off by one", "a[n - 1]")),
        ("range(n)", ("index off by one", "range(n + 1)")),
        ("a.copy()", ("copy dropped", "a")),
        ("np.array(a)", ("copy dropped", "a")),
        ("a", ("wrong variable", "b")),
        ("1.5", ("constant", "2.5")),
        ("2", ("constant", "-2")),
    ],
)
def test_a_slip_is_made(body: str, slip: tuple[str, str]) -> None:
    """Each kind of slip of the field is among the mutants."""
    assert slip in slips_in(body)


@pytest.mark.parametrize("path", REFERENCES, ids=lambda path: path.parts[-3])
def test_mutants_of_a_reference_differ_from_it_and_compile(path) -> None:
    """Every mutant is another program, each once, and says its line and change."""
    source = path.read_text(encoding="utf-8")
    mutants = mutants_of(source)
    texts = [mutant.source for mutant in mutants]

    assert len(mutants) > 4
    assert len(set(texts)) == len(texts)
    assert ast.unparse(ast.parse(source)) not in texts
    assert all(
        ast.parse(text) and mutant.line
        for text, mutant in zip(texts, mutants, strict=True)
    )


def test_inputs_of_a_script_stay() -> None:
    """What the host replaces is not mutated, whatever stands there."""
    source = "x = [1.0, 2.0]\ny = x[0] * 3.0\n"
    lines = {mutant.line for mutant in mutants_of(source, kept=("x",))}

    assert {2} == lines


def test_only_variables_bound_before_are_mistaken() -> None:
    """A name that comes later would just be missing."""
    source = "def f(a):\n    c = a + 1\n    d = c\n    return d\n"
    wrong = {(m.line, m.now) for m in mutants_of(source) if "variable" in m.operator}

    assert {(3, "a"), (4, "a"), (4, "c")} == wrong
