"""What a worker tells of an exception: what failed, and the shapes that stood there."""

import numpy as np
import pytest

from grader.candidate import Answer, Fault, Zygote
from grader.candidate.answers import fault_of
from grader.result import Verdict
from tests.processes import ask, notebook

A, B = np.ones((2, 3)), np.ones((4, 5))


def fault(answer: Answer) -> Fault:
    """The fault of an answer that must have one."""
    assert answer.fault is not None
    return answer.fault


@pytest.mark.parametrize(
    ("body", "expression", "arrays"),
    [
        ("return a @ b", "a @ b", (("a", (2, 3)), ("b", (4, 5)))),
        ("return 1 + a.T.dot(b)", "a.T.dot(b)", (("a", (2, 3)), ("b", (4, 5)))),
        ("c = a[0]; return c @ b", "c @ b", (("b", (4, 5)), ("c", (3,)))),
        ("return a.tolist() @ b[0]", "a.tolist() @ b[0]", None),
        ("return missing", "missing", ()),
        ("return (a @\n            b)", "", ()),
        ("return 'é', a @ b", "a @ b", (("a", (2, 3)), ("b", (4, 5)))),
    ],
)
def test_what_failed_is_told_as_it_stands(
    zygote: Zygote, body: str, expression: str, arrays
) -> None:
    """The words of one line, and the shape of each plain array among them."""
    found = fault(ask(zygote, f"def f(a, b):\n    {body}\n", A, B))

    assert found.verdict is Verdict.ERROR
    assert found.expression == expression
    assert arrays is None or found.arrays == arrays


def test_the_innermost_line_of_the_learners_own_is_told(zygote: Zygote) -> None:
    """What fails inside numpy is told by the line that called it."""
    source = """
        import numpy as np
        def g(c, d):
            return np.tensordot(c, d)
        def f(a, b):
            return g(a, b)
    """
    found = fault(ask(zygote, source, A, B))

    assert found.expression == "np.tensordot(c, d)"
    assert dict(found.arrays) == {"c": (2, 3), "d": (4, 5)}


def test_a_cell_is_cut_from_its_own_text(zygote: Zygote) -> None:
    """Lines count within the cell."""
    source = notebook("x = 1\n\n\n", "%%time\ndef f(a, b):\n    return a @ b")
    found = fault(ask(zygote, source, A, B, kind="ipynb"))

    assert (found.place, found.line, found.expression) == ("cell 2", 3, "a @ b")


def test_attributes_of_an_object_are_told(zygote: Zygote) -> None:
    """What a method reads from self has a shape too."""
    source = """
        class L:
            def go(self, b):
                return self.a @ b
        def f(a, b):
            layer = L()
            layer.a = a
            return layer.go(b)
    """
    found = fault(ask(zygote, source, A, B))

    assert dict(found.arrays) == {"self.a": (2, 3), "b": (4, 5)}


HOSTILE = """
    import numpy as np
    class ndarray:
        __module__ = "numpy"
        @property
        def shape(self): {shape}
    ndarray.__module__ = "numpy"
    class L:
        @property
        def __dict__(self): {shape}
    def f(a, b):
        lies, self = ndarray(), L()
        return lies @ a
"""


@pytest.mark.parametrize(
    "shape",
    [
        "raise SystemExit(3)",
        "return ['x', a]",
        "return iter(int, 1)",
        "return (-1, 2.5)",
        "return 3",
        "raise BaseException",
    ],
)
def test_an_object_that_lies_about_itself_gives_no_marks(
    zygote: Zygote, shape: str
) -> None:
    """Whatever a shape claims, the answer is a fault or an ending, never a value."""
    answer = ask(zygote, HOSTILE.format(shape=shape), A, B)

    assert answer.values == ()
    assert fault(answer).verdict in {
        Verdict.ERROR,
        Verdict.PROTOCOL_ERROR,
        Verdict.TIMED_OUT,
        Verdict.OUT_OF_MEMORY,
    }


CLAIM = {"outcome": "error", "exception": "ValueError", "text": ""}


@pytest.mark.parametrize(
    "arrays",
    [
        None,
        "x",
        {"a": [1]},
        [["a"]],
        [["a", [1], 2]],
        [[1, [1]]],
        [["a", 1]],
        [["a", [-1]]],
        [["a", [1.0]]],
        [["a", [True]]],
        [["a", [10**9]]],
    ],
)
def test_forged_shapes_are_refused(arrays) -> None:
    """Only names with whole numbers are shapes."""
    with pytest.raises((TypeError, ValueError)):
        fault_of({**CLAIM, "arrays": arrays})


def test_shapes_are_counted() -> None:
    """Neither names nor dimensions beyond a limit are kept."""
    found = fault_of({**CLAIM, "arrays": [["a" * 9999, [1] * 99]] * 99})

    assert found is not None
    assert len(found.arrays) == 16
    assert all(len(name) <= 300 and len(shape) == 8 for name, shape in found.arrays)


def test_an_expression_is_a_text_that_is_cut() -> None:
    """Anything else is a forged reply."""
    found = fault_of({**CLAIM, "expression": "x" * 9999})

    assert found is not None
    assert len(found.expression) <= 300
    with pytest.raises(TypeError):
        fault_of({**CLAIM, "expression": ["a @ b"]})
