"""The pipeline on real exercises: verdicts, messages and marks as learners get them."""

from collections.abc import Iterator

import pytest

from grader.catalogue import Catalogue
from grader.engines import Engines, Setup
from grader.result import Grade, Verdict
from tests.processes import ROOT, notebook, submission

IDS = ("relu_mask", "dbiases", "neuron_gradients", "drelu_dz", "dense_relu_backward")
IDS += ("layer_dense",)


@pytest.fixture(scope="module")
def engines() -> Iterator[Engines]:
    """One engine over a few exercises of the course."""
    catalogue = Catalogue(ROOT)
    files = tuple(catalogue.entry(name).folder / "exercise.yaml" for name in IDS)
    with Engines(Setup(ROOT, files), jobs=1) as started:
        yield started


def graded(engines: Engines, exercise: str, source, kind="py", seed=5) -> Grade:
    """Grade one source and return what must be a grade."""
    (outcome,) = engines.grade([submission(source, kind, exercise)], seed)
    assert isinstance(outcome, Grade)
    return outcome


def messages(grade: Grade) -> str:
    """All that the checks of a grade say."""
    return " ".join(check.message for check in grade.checks)


RIGHT = """
    import numpy as np
    def relu_backward(dvalues, z):
        return {}
"""


@pytest.mark.parametrize(
    "expression",
    [
        "dvalues * (z > 0)",
        "np.where(z > 0, dvalues, 0)",
        "[[d if v > 0 else 0 for d, v in zip(*row)] for row in zip(dvalues, z)]",
        "(dvalues * (z > 0)).astype(np.float32)",
        "tuple(map(tuple, np.where(z > 0, dvalues, 0.0)))",
        "np.asfortranarray(dvalues * (z > 0))",
        "(dvalues * (z > 0)).astype('>f8')",
        "(dvalues * (z > 0)).astype(np.longdouble)",
    ],
)
def test_right_answers_pass_in_any_form(engines: Engines, expression: str):
    """Arrays, lists and tuples of any real precision are all right when right."""
    grade = graded(engines, "relu_mask", RIGHT.format(expression))

    assert Verdict.PASSED is grade.verdict
    assert grade.max_points == grade.points


@pytest.mark.parametrize(
    ("expression", "verdict"),
    [
        ("np.maximum(dvalues, 0)", Verdict.FAILED),
        ("dvalues * (z > 0) * np.nan", Verdict.FAILED),
        ("(dvalues * (z > 0)).ravel()", Verdict.FAILED),
        ("dvalues * (z > 0) * (1 + 1e-6)", Verdict.FAILED),
        ("z > 0", Verdict.BAD_TYPE),
        ("None", Verdict.BAD_TYPE),
        ("'text'", Verdict.BAD_TYPE),
        ("[[1.0], [1.0, 2.0]]", Verdict.BAD_TYPE),
        ("(dvalues * (z > 0)).astype(complex)", Verdict.BAD_TYPE),
        ("(dvalues * (z > 0)).astype(object)", Verdict.BAD_TYPE),
        ("dvalues @ z", Verdict.ERROR),
    ],
)
def test_wrong_answers_have_their_verdict(engines: Engines, expression, verdict):
    """A wrong value, shape or kind of result is told by its own word."""
    assert verdict is graded(engines, "relu_mask", RIGHT.format(expression)).verdict


def test_a_mistake_is_named_in_any_style(engines: Engines):
    """A misconception is known by what it answers, not by how it is written."""
    loops = """
        def relu_backward(dvalues, z):
            result = []
            for row in dvalues:
                result.append([v if v > 0 else 0.0 for v in row])
            return result
    """

    diagnosis = graded(engines, "relu_mask", loops).diagnosis

    assert diagnosis is not None
    assert diagnosis.misconception == "mask_from_dvalues"


def test_a_change_of_an_argument_costs_its_check_alone(engines: Engines):
    """A right result that is written into an argument loses one check."""
    source = """
        def relu_backward(dvalues, z):
            dvalues[z <= 0] = 0
            return dvalues
    """
    grade = graded(engines, "relu_mask", source)

    assert [c.id for c in grade.checks if c.verdict != "passed"] == ["unmodified"]
    assert grade.diagnosis is not None
    assert grade.diagnosis.misconception == "inputs_changed"


def test_only_the_parts_a_check_names_are_judged(engines: Engines):
    """A wrong shape in one part does not cost the checks of the others."""
    source = """
        import numpy as np
        def dense_relu_backward(inputs, weights, biases, dvalues):
            d = dvalues * (inputs @ weights + biases > 0)
            return d @ weights.T, inputs.T @ d, d.sum(axis=0)
    """
    verdicts = {
        check.id: check.verdict
        for check in graded(engines, "dense_relu_backward", source).checks
    }

    assert verdicts["dinputs"] is Verdict.PASSED
    assert verdicts["dweights"] is Verdict.PASSED
    assert verdicts["dbiases"] is Verdict.FAILED


def test_a_shape_is_told_by_the_names_of_its_dimensions(engines: Engines):
    """A message about a shape teaches and gives no hidden size away."""
    grade = graded(
        engines, "dbiases", "def dense_dbiases(dvalues): return dvalues.sum(0)"
    )

    assert "of shape (n_neurons,) where (1, n_neurons) is due" in messages(grade)


def test_a_hidden_check_never_repeats_what_the_code_says(engines: Engines):
    """An exception's text can carry hidden inputs, so its type and line are told."""
    source = """
        def relu_backward(dvalues, z):
            print(dvalues)
            raise ValueError(f"SECRET {dvalues.tolist()}")
    """
    grade = graded(engines, "relu_mask", source)
    hidden = [c.message for c in grade.checks if c.visibility == "hidden"]

    assert all("SECRET" not in message for message in hidden)
    assert all("ValueError at line 4" in message for message in hidden)


def test_a_visible_check_shows_its_example_in_full(engines: Engines):
    """The visible example tells the call, the learner's result and the right one."""
    grade = graded(engines, "drelu_dz", "def drelu_dz(dvalue, z): return dvalue + 100")
    visible = next(c for c in grade.checks if c.visibility == "visible")

    assert "drelu_dz(dvalue=" in visible.message
    assert "is right" in visible.message


def test_a_check_in_pytest_judges_on_its_own_inputs(engines: Engines):
    """A function of checks.py catches what it is about and names its sentence."""
    source = """
        def neuron_gradients(x, w, b, dvalue):
            return [dvalue * v for v in w], [dvalue * v for v in x], dvalue
    """
    grade = graded(engines, "neuron_gradients", source)
    slopes = next(c for c in grade.checks if "slope" in c.id or "slope" in c.title)

    assert slopes.verdict is Verdict.FAILED
    assert slopes.message


def test_a_notebook_is_graded_like_a_file(engines: Engines):
    """Magics, shell lines and failing cells do not disturb a right function."""
    source = notebook(
        "%matplotlib inline\n!pip install nnfs\nimport numpy as np\nimport nnfs",
        "%%time\nx = 1",
        "%%bash\necho hello",
        "np.dot?",
        "plot(1, 2)",
        "def relu_backward(dvalues, z):\n    return dvalues * (z > 0)",
    )

    assert Verdict.PASSED is graded(engines, "relu_mask", source, "ipynb").verdict


LAYER_DENSE = """
    import numpy as np
    class Layer_Dense:
        def __init__(self, n_inputs, n_neurons):
            self.weights = 0.01 * np.random.randn(n_inputs, n_neurons)
            self.biases = np.zeros((1, n_neurons))
            self.output = None
        def forward(self, inputs):
            self.inputs = inputs
            {forward}
        def backward(self, dvalues):
            self.dweights = self.inputs.T @ dvalues
            self.{dbiases} = dvalues.sum(axis=0, keepdims=True)
            self.dinputs = dvalues @ self.weights.T
            return self
"""


@pytest.mark.parametrize("word", ["self.output = z; return self", "return z"])
def test_a_class_may_return_itself_or_its_output(engines: Engines, word: str):
    """What a method returns beside its attributes changes nothing."""
    forward = "z = inputs @ self.weights + self.biases; " + word
    source = LAYER_DENSE.format(forward=forward, dbiases="dbiases")

    assert Verdict.PASSED is graded(engines, "layer_dense", source).verdict


def test_an_attribute_that_is_missing_is_named(engines: Engines):
    """A wrong name costs its check alone, and the message says what is not there."""
    forward = "self.output = inputs @ self.weights + self.biases"
    source = LAYER_DENSE.format(forward=forward, dbiases="dbias")
    found = {c.id: c for c in graded(engines, "layer_dense", source).checks}

    assert Verdict.MISSING is found["dbiases"].verdict
    assert found["dbiases"].message == "Layer_Dense has no dbiases."
    assert Verdict.PASSED is found["dweights"].verdict


def test_every_check_is_listed_also_where_nothing_runs(engines: Engines):
    """The checks and the maximum do not depend on the submission."""
    right = graded(engines, "relu_mask", RIGHT.format("dvalues * (z > 0)"))
    broken = graded(engines, "relu_mask", "def relu_backward(:")

    assert [c.id for c in right.checks] == [c.id for c in broken.checks]
    assert right.max_points == broken.max_points
    assert broken.points == 0


def test_the_same_seed_gives_the_same_grade(engines: Engines):
    """But for the time it took, a grade depends on its provenance alone."""
    source = RIGHT.format("np.maximum(dvalues, 0)")
    first = graded(engines, "relu_mask", source, seed=11)
    second = graded(engines, "relu_mask", source, seed=11)

    assert first.checks == second.checks
    assert first.provenance == second.provenance
    assert first.provenance.seed == 11
