"""Every exception that is explained: real ones, from code as learners write it."""

from dataclasses import replace

import pytest

from grader.raised import Raised, told
from grader.raised.sentences import RULES
from tests.raised.exceptions import NAMES, fault_from, raised_by

INTS = "the array that is written to holds ints"
LIST = "a list is used as a whole"
BODIES = [
    ("return inputs.T @ dvalue", "dvalue is not defined; did you mean dvalues?"),
    ("total += 1\ntotal = 0", "total is read before it has a value"),
    ("return np.summ(dvalues)", "numpy has no summ; did you mean np.sum?"),
    ("return dvalues.tolist().T", "a list has no .T: make it an array"),
    ("return 2.0 .T", "a single number has no .T"),
    ("return dvalues.summ()", "an array has no summ; did you mean .sum?"),
    ("return dvalues.qqqq()", "an array has no qqqq; look up how it is called."),
    ("return None.T", "none has no .T: is a return missing"),
    ("n = np.array([1, 2])\nn *= 0.5", INTS),
    ("out = np.zeros((2, 2), int)\nout += 0.5", INTS),
    ("return inputs[:, 40]", "beyond the end of an axis of n_inputs"),
    ("return inputs[0, 0, 0]", "more indices than it has axes"),
    ("return [1.0][3]", "beyond the end of a list"),
    ("return biases[0].sum(axis=1)", "an array of one dimension has axis 0"),
    ("if z > 0: return z", "whether a whole array is true"),
    ("return 2.0 @ z", "a single number as a factor"),
    ("return z.reshape(7, 11)", "another number of elements"),
    ("a, b = [1, 2, 3]", "another number of names"),
    ("a, b = [1]", "another number of names"),
    ("return [1, 2] * 0.5", LIST),
    ("return [1, 2] - [1]", LIST),
    ("return [1, 2] + 0.5", LIST),
    ("return [1, 2] > 0", LIST),
    ("return None * 0.5", "none is used as a number"),
    ("a = None\nreturn a[0]", "none is used as a number"),
    ("return [v for v in 1.0]", "a single number is used as if it were a list"),
    ("a = 1.0\nreturn a[0]", "a single number is used as if it were a list"),
    ("return len(1.0)", "a single number is used as if it were a list"),
    ("return float(z)", "an array stands where a single number is due"),
    ("z[0, 0] = [1, 2]", "an array stands where a single number is due"),
    ("return [1][z > 0]", "only arrays take masks"),
    ("a = [1]\nreturn a[[True]]", "only arrays take masks"),
    ("return f[0]", "it is called with ( )"),
    ("return {}['w']", "a key that it does not have"),
    ("return 1 / 0", "divides by a number that can be 0"),
    ("return f(inputs, weights, biases, dvalues, z)", "never comes to an end"),
]


@pytest.mark.parametrize(("body", "words"), BODIES)
def test_an_exception_has_one_true_sentence(body: str, words: str) -> None:
    """The sentence says what happened, in words of the field."""
    found = told(raised_by(body))

    assert words.lower() in found.lower()
    assert bool(words) == bool(found)


@pytest.mark.parametrize(
    ("source", "called"),
    [
        ("def f(z): pass", "f"),
        ("def f(z, dvalues, inputs): pass", "f"),
        ("def f(): pass", "f"),
    ],
)
def test_another_number_of_arguments_tells_the_signature(source, called) -> None:
    """A function of another number of arguments is shown how it is called."""
    fault = fault_from(
        f"{source}\ng = f\ndef f(z, dvalues): g(z, dvalues)",
        {"z": 1, "dvalues": 2},
    )
    found = told(Raised(fault, called=called, due=("dvalues", "z")))

    assert found.startswith("f is called as f(dvalues, z) and takes another number")


def test_a_call_of_another_function_is_not_taken_for_it() -> None:
    """A helper called wrongly says nothing about the signature due."""
    fault = fault_from("def g(): pass\ndef f(z): return g(z)", {"z": 1})

    assert told(Raised(fault, called="f", due=("dvalues",))) == ""


def test_a_class_without_a_constructor_is_told_what_it_needs() -> None:
    """`object` takes no arguments; the sizes go to the constructor."""
    fault = fault_from("class L: pass\ndef f(n): L(n)", {"n": 2})
    found = told(Raised(fault, called="L.__init__", due=("self", "n_inputs")))

    assert "L needs a constructor" in found
    assert "__init__(self, n_inputs)" in found


STORED = "class L:\n    def backward(self): return self.inputs\ndef f(): L().backward()"


@pytest.mark.parametrize(
    ("earlier", "words"),
    [
        (("forward",), "backward reads self.inputs, which forward never stored."),
        ((), "backward reads self.inputs, which was never stored."),
    ],
)
def test_an_attribute_is_told_by_who_should_have_stored_it(earlier, words) -> None:
    """What a method reads and no earlier one stored is said in the exercise's words."""
    fault = fault_from(STORED, {})
    raised = Raised(fault, called="L.backward", earlier=earlier, source=STORED.encode())

    assert told(raised) == words


def test_an_attribute_like_one_that_is_stored_is_asked_for() -> None:
    """The nearest name that the source stores on self may be the one that was meant."""
    source = f"class K:\n    def forward(self): self.input = 1; self.a == 1\n{STORED}"
    fault = fault_from(source, {})
    raised = Raised(fault, called="L.backward", earlier=("forward",))
    found = told(replace(raised, source=source.encode()))

    assert found.endswith("which forward never stored; did you mean self.input?")


def test_an_attribute_of_a_class_of_the_learners_own_is_not_explained() -> None:
    """What another class should hold is not known."""
    fault = fault_from(STORED, {})

    assert told(Raised(fault, called="K.backward", source=STORED.encode())) == ""


def test_a_name_that_is_no_word_of_the_source_is_never_repeated() -> None:
    """A name made while running could be a hidden input in disguise."""
    source = "def f(z): exec('v' + str(int(z)))"
    fault = fault_from(source, {"z": 1234})

    assert told(Raised(fault, source=source.encode())) == ""
    assert told(Raised(fault, names=NAMES, source=b"v1234 v12345"))


def test_a_module_that_was_never_imported_is_told_as_that() -> None:
    """`np` is the import at the top, not a name to be guessed."""
    fault = fault_from("def f():\n    del globals()['np']\n    np.sum", {})

    assert "import numpy as np" in told(Raised(fault, source=b"def f(): np.sum"))


def test_a_name_like_no_other_is_not_guessed() -> None:
    """Without a name that is near, nothing is asked."""
    assert told(raised_by("return qqqq")) == ""


def test_text_of_the_learners_own_is_not_explained() -> None:
    """An exception of the learner's making says nothing that is known."""
    assert told(raised_by("raise ValueError(f'SECRET {z}')")) == ""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.text.pattern)
def test_every_rule_is_seen_at_work(rule) -> None:
    """Each text that is recognised is one that Python or numpy really says."""
    others = [
        "return inputs @ dvalues",
        "return inputs * dvalues",
        "biases += dvalues",
        "biases[:] = dvalues",
        "return float(z, z, z)",
    ]
    faults = [raised_by(body).fault for body in [*others, *(b for b, _ in BODIES)]]
    faults += [
        fault_from("def g(): pass\ndef f(z): g(z)", {"z": 1}),
        fault_from("def g(z): pass\ndef f(): g()", {}),
        fault_from("class L: pass\ndef f(n): L(n)", {"n": 2}),
        fault_from(STORED, {}),
    ]

    assert any(
        fault.exception == rule.exception and rule.text.search(fault.text)
        for fault in faults
    )
