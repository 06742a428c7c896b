"""Arrays that do not fit are told by their names and dimensions, never by sizes."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.raised import told
from tests.raised.exceptions import SIZES, raised_by

PRODUCT = (
    "The product of `inputs` (n_samples, n_inputs) and `dvalues` (n_samples, n_neurons)"
    " does not fit: the inner sizes n_inputs and n_samples differ; "
    "did you mean inputs.T @ dvalues?"
)


@pytest.mark.parametrize(
    "product",
    [
        "inputs @ dvalues",
        "np.dot(inputs, dvalues)",
        "np.matmul(inputs, dvalues)",
        "inputs.dot(dvalues)",
        "1.0 + (inputs @ dvalues)",
        "np.dot( inputs,dvalues ).T @ weights",
    ],
)
def test_a_product_is_told_by_its_operands(product: str) -> None:
    """However it is written, both factors are named, with the transpose that fits."""
    assert told(raised_by(f"return {product}")) == PRODUCT


@pytest.mark.parametrize(
    ("product", "mend"),
    [
        ("dvalues @ weights", "dvalues @ weights.T"),
        ("weights @ inputs", "inputs @ weights"),
        ("weights.T @ dvalues", "dvalues @ weights.T"),
        ("inputs @ weights.T", "inputs @ weights"),
    ],
)
def test_the_one_product_that_fits_is_asked_for(product: str, mend: str) -> None:
    """Transposes and order are tried until the shape is one of the exercise's."""
    assert told(raised_by(f"return {product}")).endswith(f"did you mean {mend}?")


def test_where_several_products_fit_none_is_asked_for() -> None:
    """`dvalues` and z have one shape: nothing says which transpose is meant."""
    found = told(raised_by("return dvalues @ z"))

    assert "`dvalues` (n_samples, n_neurons) and `z` (n_samples, n_neurons)" in found
    assert "did you mean" not in found


def test_a_name_of_the_learners_own_is_told_by_its_shape() -> None:
    """Only names of the exercise are repeated."""
    found = told(raised_by("secret = 2 * dvalues\nreturn inputs @ secret"))

    assert "`inputs` (n_samples, n_inputs) and an array (n_samples, n_neurons)" in found
    assert "secret" not in found


def test_a_name_that_was_bound_anew_has_its_shape_of_now() -> None:
    """What a name holds when it fails counts, not what was declared."""
    found = told(raised_by("dvalues = dvalues.sum(axis=0)\nreturn inputs @ dvalues"))

    assert "`dvalues` (n_neurons,)" in found


def test_a_product_without_plain_operands_is_told_by_its_inner_sizes() -> None:
    """Operands that are expressions have no names; the sizes that met have."""
    found = told(raised_by("return (2 * inputs) @ (dvalues + 1)"))

    assert found.startswith(
        "The inner sizes n_inputs and n_samples of a product differ"
    )


def test_claimed_shapes_that_disagree_with_numpy_name_nothing() -> None:
    """The worker's word is a claim: its shapes must be those that clashed."""
    honest = raised_by("return inputs @ dvalues")
    forged = (("dvalues", (9, 9)), ("inputs", (2, 9)))
    seen = [
        replace(sight, fault=replace(sight.fault, arrays=forged))
        for sight in honest.seen
    ]

    assert "`" not in told(replace(honest, seen=tuple(seen)))


def test_two_dimensions_of_one_size_are_told_apart_by_another_case() -> None:
    """A size that two dimensions have is named by the case in which they differ."""
    square = {"n_samples": 3, "n_inputs": 2, "n_neurons": 3}

    assert told(raised_by("return inputs @ dvalues", [square, SIZES[0]])) == PRODUCT


def test_a_size_that_has_no_certain_name_is_not_told() -> None:
    """With one case in which two dimensions are equal, none is named."""
    square = {"n_samples": 3, "n_inputs": 2, "n_neurons": 3}
    found = told(raised_by("return inputs @ dvalues", [square]))

    assert found.startswith("The factors of a product do not fit")


@pytest.mark.parametrize("operator", ["*", "+", "-", "/", "*="])
def test_terms_that_do_not_broadcast_are_named(operator: str) -> None:
    """Element by element both operands are told, with the shapes that met."""
    statement = f"inputs {operator} dvalues"
    found = told(raised_by(statement if "=" in operator else f"return {statement}"))

    start = "`inputs` (n_samples, n_inputs) and `dvalues` (n_samples, n_neurons) do not"
    assert found.startswith(start)


def test_a_mask_that_does_not_fit_is_told_by_shapes() -> None:
    """An operand that is an expression is told by its shape alone."""
    found = told(raised_by("return dvalues * (inputs > 0)"))

    assert found.startswith(
        "An array (n_samples, n_neurons) and an array (n_samples, n_inputs) do not fit"
    )


def test_a_letter_of_two_sizes_is_told_as_that() -> None:
    """Einsum complains of shapes that it has made itself; nobody wrote those."""
    found = told(raised_by("return np.einsum('ij,jk->ik', inputs, dvalues)"))

    assert found == "In einsum one letter stands for axes of two sizes."


@pytest.mark.parametrize(
    "body",
    [
        "biases += dvalues",
        "out = np.zeros((1, dvalues.shape[1]))\nout[:] = dvalues",
    ],
)
def test_a_place_of_another_shape_is_told(body: str) -> None:
    """What is written, and the shape of where it is written to."""
    found = told(raised_by(body))

    expected = "An array (n_samples, n_neurons) is written to a place of shape "
    assert found == f"{expected}(1, n_neurons)."


@given(
    st.permutations(range(2, 60)).map(lambda row: row[:3]),
    st.sampled_from(["@", "*"]),
    st.sampled_from(["inputs", "weights", "dvalues", "z", "inputs.T", "z.T"]),
    st.sampled_from(["inputs", "weights", "dvalues", "z", "weights.T"]),
)
def test_no_size_is_ever_told(sizes, operator: str, left: str, right: str) -> None:
    """Whatever the sizes of a hidden case, no number of it is in the sentence."""
    row = dict(zip(("n_samples", "n_inputs", "n_neurons"), sizes, strict=True))
    try:
        raised = raised_by(f"return {left} {operator} {right}", [row])
    except AssertionError:
        return  # these two fit

    found = told(raised)
    assert found
    assert set(re.findall(r"\d+", found)) <= {"1"}
