"""Naming what is wrong, from answers alone."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.candidate import Answer, Fault
from grader.diagnosis import (
    Undecided,
    Way,
    behaviour,
    diagnose,
    separating,
)
from grader.diagnosis import named as told
from grader.exercise import Exercise
from grader.result import Diagnosis, Verdict
from tests.helpers import make_exercise


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    """An exercise of one result and two known mistakes."""
    return make_exercise(tmp_path)


def answers(*values: Any) -> list[Answer]:
    """Answers that hold these values, a case each."""
    return [Answer(values=(value,)) for value in values]


def fault(
    text: str = "", exception: str = "ValueError", verdict: Verdict = Verdict.ERROR
) -> Answer:
    """An answer that is an exception."""
    return Answer(fault=Fault(verdict, exception, text=text, place="f.py", line=3))


def named(
    exercise: Exercise,
    seen: Sequence[Answer],
    **mistakes: Sequence[Answer],
) -> str | None:
    """The misconception found, where each mistake is written in one way."""
    found = diagnose(exercise, seen, ways_of(exercise, **mistakes))
    assert not isinstance(found, Undecided)
    return found.misconception if found else None


def ways_of(exercise: Exercise, **mistakes: Sequence[Answer]) -> list[Way]:
    """Mistakes that answer like this, each written in one way."""
    return [
        Way(name, Path(name), [behaviour(row, exercise.spec) for row in rows])
        for name, rows in mistakes.items()
    ]


def test_a_mistake_is_named_by_its_answers(exercise: Exercise) -> None:
    """A submission that answers every case as a mistake does holds it."""
    found = diagnose(
        exercise,
        answers(1.0, 2.0),
        ways_of(exercise, bias_forgotten=answers(1.0, 2.0), ascent=answers(-1.0, -2.0)),
    )

    assert Diagnosis("neuron", "bias_forgotten", "The bias is missing.") == found


def test_nothing_is_named_where_nothing_fits(exercise: Exercise) -> None:
    """An unknown mistake has no name."""
    assert named(exercise, answers(7.0, 2.0), ascent=answers(-7.0, 2.0)) is None


def test_nothing_is_named_without_known_mistakes(exercise: Exercise) -> None:
    """Where no mistake is known, none is found."""
    assert diagnose(exercise, answers(1.0), []) is None


def test_one_case_is_enough_to_differ(exercise: Exercise) -> None:
    """A mistake must explain every answer, not most of them."""
    seen = answers(1.0, 2.0, 3.0)

    assert named(exercise, seen, ascent=answers(1.0, 2.0, -3.0)) is None
    assert named(exercise, seen, ascent=answers(1.0, 2.0, 3.0)) == "ascent"


def test_two_mistakes_that_fit_ask_for_other_inputs(exercise: Exercise) -> None:
    """Where inputs do not separate two, others are asked for and none is named."""
    ways = ways_of(exercise, bias_forgotten=answers(1.0), ascent=answers(1.0))
    found = diagnose(exercise, answers(1.0), ways)

    assert found == Undecided(tuple(ways))


def test_two_mistakes_that_nothing_separates_are_both_told(exercise: Exercise) -> None:
    """In the end both are told and neither is named."""
    ways = ways_of(exercise, bias_forgotten=answers(1.0), ascent=answers(1.0))

    expected = "The bias is missing. Or: The sign is wrong."
    assert told(exercise, ways) == Diagnosis("neuron", None, expected)
    assert told(exercise, []) is None


def test_any_way_to_write_a_mistake_names_it(exercise: Exercise) -> None:
    """A mistake may show in several ways; two that fit are no second mistake."""
    ways = [
        way
        for value in (1.0, 2.0, 2.0)
        for way in ways_of(exercise, ascent=answers(value))
    ]
    found = diagnose(exercise, answers(2.0), ways)

    assert isinstance(found, Diagnosis)
    assert found.misconception == "ascent"


class Counted(list[Answer]):
    """Answers that know how many of them were read."""

    read = 0

    def __iter__(self) -> Iterator[Answer]:
        for answer in super().__iter__():
            self.read += 1
            yield answer


def test_matching_ends_where_nothing_is_left(exercise: Exercise) -> None:
    """A wrong answer is read as far as the first case that no mistake explains."""
    ways = ways_of(exercise, ascent=answers(1.0, 2.0, 4.0, 5.0, 6.0, 7.0))
    early = Counted(answers(1.0, 3.0, 4.0, 5.0, 6.0, 7.0))
    late = Counted(answers(1.0, 2.0, 4.0, 5.0, 6.0, 8.0))

    assert diagnose(exercise, early, ways) is None
    assert diagnose(exercise, late, ways) is None
    assert (early.read, late.read) == (3, 6)


def test_the_first_case_that_differs_separates_a_pair(exercise: Exercise) -> None:
    """One case for each pair of mistakes; two ways of one mistake are no pair."""
    ways = ways_of(
        exercise,
        bias_forgotten=answers(1.0, 2.0, 3.0, 4.0),
        ascent=answers(1.0, 2.0, 5.0, 6.0),
        hard_coded=answers(1.0, 7.0, 3.0, 4.0),
    )
    again = ways_of(exercise, ascent=answers(0.0, 2.0, 5.0, 6.0))

    assert separating(ways) == [1, 2]
    assert separating([ways[1], *again]) == []
    assert separating([ways[0], *again]) == [0]


@pytest.mark.parametrize(
    "value",
    [
        3,
        3.0,
        np.array(3.0),
        np.array(3, "i2"),
        np.array(3.0, "f4"),
        3.0 + 1e-12,
    ],
    ids=repr,
)
def test_rounding_and_types_are_no_difference(exercise: Exercise, value: Any) -> None:
    """The same number in another type or a little rounded is the same answer."""
    assert named(exercise, answers(value), ascent=answers(3.0)) == "ascent"


@pytest.mark.parametrize(
    "value", [3.001, -3.0, [3.0], [[3.0]], [3.0, 3.0], np.nan, np.inf, None, "3", True]
)
def test_another_value_or_shape_is_a_difference(exercise: Exercise, value: Any) -> None:
    """Value, shape and kind must be the same."""
    assert named(exercise, answers(value), ascent=answers(3.0)) is None


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, [1.0, np.nan]])
def test_values_that_are_not_finite_are_compared(
    exercise: Exercise, value: Any
) -> None:
    """A mistake that ends in NaN or infinity is recognised by it."""
    assert named(exercise, answers(value), ascent=answers(value)) == "ascent"


def test_a_transposed_result_is_recognised(exercise: Exercise) -> None:
    """Mistakes of shape are known by their shape."""
    wide, tall = np.ones((2, 3)), np.ones((3, 2))

    assert named(exercise, answers(tall), ascent=answers(tall)) == "ascent"
    assert named(exercise, answers(tall), ascent=answers(wide)) is None


def test_a_changed_argument_is_part_of_the_answer(exercise: Exercise) -> None:
    """The same values with and without a change of the inputs are two mistakes."""
    clean = [Answer(values=(1.0,))]
    changed = [Answer(values=(1.0,), changed=(0,))]

    assert named(exercise, changed, ascent=changed, bias_forgotten=clean) == "ascent"
    assert named(exercise, clean, ascent=changed) is None


def test_several_parts_are_all_compared(tmp_path: Path) -> None:
    """A mistake in one part of a result does not explain another part."""
    function = {
        "name": "neuron",
        "arguments": {"x": {"kind": "number"}},
        "returns": {"z": [], "y": []},
    }
    exercise = make_exercise(tmp_path, function=function, preactivation=None)
    seen = answers((1.0, 2.0))

    assert named(exercise, seen, ascent=answers((1.0, 2.0))) == "ascent"
    assert named(exercise, seen, ascent=answers([1.0, 2.0])) == "ascent"
    assert named(exercise, seen, ascent=answers(np.array([1.0, 2.0]))) == "ascent"
    assert named(exercise, seen, ascent=answers((1.0, -2.0))) is None
    assert named(exercise, seen, ascent=answers((1.0, 2.0, 3.0))) is None
    assert named(exercise, seen, ascent=answers(1.0)) is None


def test_what_is_no_number_is_recognised_by_what_it_is(exercise: Exercise) -> None:
    """A forgotten return is the same mistake whoever makes it."""
    assert named(exercise, answers(None), ascent=answers(None)) == "ascent"
    assert named(exercise, answers(None), ascent=answers("text")) is None


def test_an_exception_is_recognised_by_type_and_text(exercise: Exercise) -> None:
    """The same exception in the same case is the same mistake."""
    seen = [*answers(1.0), fault("math domain error")]
    other_type = [*answers(1.0), fault("math domain error", "TypeError")]
    other_text = [*answers(1.0), fault("not enough values")]

    assert named(exercise, seen, ascent=seen) == "ascent"
    assert named(exercise, seen, ascent=other_type) is None
    assert named(exercise, seen, ascent=other_text) is None
    assert named(exercise, seen, ascent=answers(1.0, 2.0)) is None


def test_an_ending_is_recognised_by_its_verdict(exercise: Exercise) -> None:
    """A time-out is no exit, though neither has a text."""
    slow = [fault(exception="", verdict=Verdict.TIMED_OUT)]
    left = [fault(exception="", verdict=Verdict.EXITED)]

    assert named(exercise, slow, ascent=slow, bias_forgotten=left) == "ascent"


def test_where_an_exception_stood_is_no_difference(exercise: Exercise) -> None:
    """The line of a mistake depends on how the rest is written."""
    seen = [Answer(fault=Fault(Verdict.ERROR, "KeyError", "a.py", 9, "'x'"))]
    mistake = [Answer(fault=Fault(Verdict.ERROR, "KeyError", "b.py", 2, "'x'"))]

    assert named(exercise, seen, ascent=mistake) == "ascent"


def clash(product: Any) -> Answer:
    """What numpy says about a product, as an answer."""
    with pytest.raises(ValueError, match=r"shape|size") as caught:
        product()
    return fault(str(caught.value))


def test_a_product_of_wrong_sizes_is_one_mistake_however_written(
    exercise: Exercise,
) -> None:
    """`@`, `np.dot` and `np.matmul` complain in different words about one thing."""
    a, b = np.ones((2, 3)), np.ones((4, 5))
    ways = {
        "operator": clash(lambda: a @ b),
        "dot": clash(lambda: np.dot(a, b)),
        "method": clash(lambda: a.dot(b)),
        "matmul": clash(lambda: np.matmul(a, b)),
    }

    for seen in ways.values():
        for mistake in ways.values():
            assert named(exercise, [seen], ascent=[mistake]) == "ascent"


def test_a_product_of_other_sizes_is_another_mistake(exercise: Exercise) -> None:
    """The sizes that clash tell which factor was left untransposed."""
    a = np.ones((2, 3))
    seen = clash(lambda: a @ np.ones((4, 5)))
    other = clash(lambda: np.dot(a, np.ones((5, 4))))

    assert named(exercise, [seen], ascent=[other]) is None


def test_a_product_that_clashes_is_no_other_exception(exercise: Exercise) -> None:
    """An exception about sizes is not taken for one about something else."""
    seen = clash(lambda: np.ones((2, 3)) @ np.ones((4, 5)))

    assert named(exercise, [seen], ascent=[fault("3 and 4")]) is None


def test_shapes_that_do_not_broadcast_are_compared(exercise: Exercise) -> None:
    """A sum or product by element is known by the shapes that met."""
    seen = clash(lambda: np.ones((2, 3)) * np.ones((4, 5)))
    same = clash(lambda: np.ones((2, 3)) + np.ones((4, 5)))
    other = clash(lambda: np.ones((2, 3)) * np.ones((5, 4)))

    assert named(exercise, [seen], ascent=[same], bias_forgotten=[other]) == "ascent"


def test_answers_and_mistakes_are_about_the_same_cases(exercise: Exercise) -> None:
    """Another number of answers is a failure of ours, never a match."""
    with pytest.raises(ValueError, match="other cases"):
        named(exercise, answers(1.0, 2.0), ascent=answers(1.0))
