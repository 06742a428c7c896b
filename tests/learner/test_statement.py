"""Statements on a terminal: formulas are read, code stays, every line fits."""

import pytest

from grader.catalogue import Catalogue
from grader.learner.maths import formula, formulas, in_ascii
from grader.learner.statement import statement_text
from grader.learner.terminal import Terminal
from tests.helpers import REPOSITORY

STATEMENTS = {
    entry.id: (entry.folder / "README.md").read_text(encoding="utf-8")
    for entry in Catalogue(REPOSITORY).entries.values()
}


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\frac{\partial L}{\partial z}", "∂L/∂z"),
        (r"\texttt{drelu\_dz}\cdot w_i", "drelu_dz · w_i"),
        (r"\sum_i x_i\,w_{ij} + b", "∑_i x_i w_ij + b"),
        (r"W^\top", "W^\N{DOWN TACK}"),
        (
            r"\underbrace{\mathrm{ReLU}'(z)}_{1\text{ or }0}\cdot x",
            "ReLU'(z) [1 or 0] · x",
        ),
        (
            r"\begin{cases}1 & z > 0\\ 0 & z \le 0\end{cases}",
            "1 for z > 0, 0 for z ≤ 0",
        ),
        (r"\frac{", r"\frac{"),
    ],
)
def test_formulas_are_read_as_text(latex: str, text: str):
    """What an author writes as LaTeX is one line that says the same."""
    assert text == formula(latex)


def test_a_display_has_a_line_for_each_formula():
    """Wide spaces part formulas."""
    assert ["a = 1", "b = 2"] == formulas(r"a = 1 \qquad\qquad b = 2")


@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize("name", STATEMENTS)
def test_every_statement_can_be_read(name: str, *, plain: bool, unicode: bool):
    """No LaTeX is left, and in letters of ASCII no sign that has none."""
    text = statement_text(STATEMENTS[name], Terminal(unicode=unicode, plain=plain))

    assert "\\frac" not in text
    assert "$" not in text
    assert unicode or (text.isascii() and "?" not in set(text) - set(STATEMENTS[name]))
    assert plain or max(map(len, text.splitlines())) <= 80


def test_code_stays_as_it_is():
    """Dollars and stars in code are no formulas and no marks."""
    code = "```\na = 2 ** b  # $x$\n```"

    assert code in statement_text(f"Text $x_1$\n\n{code}\n", Terminal())


def test_letters_without_a_plain_form_become_marks():
    """Nothing is lost without a sign that it was there."""
    assert "dL <= ?" == in_ascii("∂L ≤ 中")
