"""What a quantity held at a moment, by its accepted spellings."""

import numpy as np
import pytest

from grader.script.graph import Unusable, graph_of
from grader.script.quantities import (
    Absent,
    Moment,
    Reader,
    final_of,
    fitted,
    plain,
)
from grader.script.trace import Run, forged, trace_of
from grader.values import Part
from tests.script.traces import names_watched, run_of, script_exercise


@pytest.fixture
def reader(tmp_path) -> Reader:
    """A reader of the small exercise."""
    exercise = script_exercise(tmp_path)
    return Reader(exercise.spec.script, graph_of(exercise))


def moment(reader: Reader, run: Run, step="z") -> Moment:
    """The moment of a step's last write."""
    return Moment(final_of(reader, run.trace, step).held, run.given, run.hosts)


def test_every_spelling_is_watched(tmp_path):
    """A worker watches inputs, steps, and the parts of what may be gathered."""
    names = names_watched(script_exercise(tmp_path))

    assert {"x", "X", "inputs", "w", "weights", "dvalue", "bias"} == set(
        names["inputs"]
    )
    assert {"z", "net", "dz", "dreludz", "dw", "part0"} <= set(names["steps"])
    assert not set(names["inputs"]) & set(names["steps"])


@pytest.mark.parametrize(
    ("array", "rank", "expected"),
    [
        ([1.0, 2.0], 1, (2,)),
        ([1.0, 2.0], 2, (1, 2)),
        ([[1.0, 2.0]], 1, (2,)),
        ([[1.0], [2.0]], 1, None),
        ([1.0], 0, None),
        (1.0, 0, ()),
        (1.0, 1, None),
        ([1.0, np.nan], 1, None),
        ([1.0, np.inf], 1, None),
    ],
)
def test_a_value_fits_a_rank_or_not(array, rank, expected):
    """A row stands for a batch of one; NaN and infinity fit nowhere."""
    found = fitted(Part(np.array(array), coarse=False), rank)

    assert expected == (None if found is None else found.shape)


def test_a_single_number_is_a_float():
    """Formulas take floats for numbers and arrays for the rest."""
    assert type(plain(np.array(2.0))) is float
    assert (2,) == plain(np.ones(2)).shape


def test_the_last_write_of_the_first_spelling_is_the_step(reader):
    """Of two spellings the first of the list counts, of one the last write."""
    run = run_of(("delta_z", 1.0), ("drelu_dz", 2.0), ("drelu_dz", 3.0), ("delta_z", 4))

    assert 3.0 == final_of(reader, run.trace, "dz").write.part.array


def test_of_two_shapes_the_fitting_one_is_the_step(reader):
    """A batch of another part of a notebook does not hide a number."""
    run = run_of(("z", 2.0), ("z", [[1.0, 2.0]]))

    assert 2.0 == final_of(reader, run.trace, "z").write.part.array


def test_of_no_fitting_shape_the_last_is_the_step(reader):
    """What was written last is what is wrong."""
    run = run_of(("z", [1.0]), ("z", [1.0, 2.0]))

    assert (2,) == final_of(reader, run.trace, "z").write.part.array.shape


def test_a_step_that_was_never_written_has_no_last_write(reader):
    """Nothing is made up."""
    assert final_of(reader, run_of(("x", [1.0])).trace, "z") is None


def test_parts_are_gathered_where_the_whole_is_never_assigned(reader):
    """`part0, part1` are another spelling, in their order whenever written."""
    run = run_of(("part1", 2.0), ("part0", 1.0))

    assert [1.0, 2.0] == final_of(reader, run.trace, "dw").write.part.array.tolist()


def test_parts_are_passed_over_where_the_whole_is_assigned(reader):
    """The whole counts, be it earlier."""
    run = run_of(("dw", [5.0]), ("part0", 1.0))

    assert [5.0] == final_of(reader, run.trace, "dw").write.part.array.tolist()


@pytest.mark.parametrize(
    "writes",
    [
        [("part1", 1.0)],
        [("part0", 1.0), ("part1", [1.0])],
        [("part0", None), ("part1", 1.0)],
    ],
)
def test_parts_that_make_no_whole_are_none(reader, writes):
    """They start at 0 and have one shape."""
    assert final_of(reader, run_of(*writes).trace, "dw") is None


def test_a_quantity_is_what_it_was_at_that_moment(reader):
    """Later writes of an upstream change nothing."""
    run = run_of(("x", [1.0, 2.0]), ("w", [3.0, 4.0]), ("z", 11.0), ("x", [9.0, 9.0]))

    assert [1.0, 2.0] == reader.own("x", moment(reader, run)).tolist()


def test_every_spelling_that_held_something_is_a_candidate(reader):
    """The first of the list comes first."""
    run = run_of(("weights", [2.0]), ("w", [1.0]), ("z", 0.0))

    found = reader.candidates("w", moment(reader, run))

    assert [[1.0], [2.0]] == [row.tolist() for row in found]


def test_an_absent_step_is_its_formula(reader):
    """A step that a learner leaves out is computed from what there is, recursively."""
    run = run_of(("x", [1.0, 2.0]), ("w", [3.0, 4.0]), ("dvalue", 5.0), ("dw", [0.0]))

    assert 11.0 == reader.own("z", moment(reader, run, "dw"))
    assert 5.0 == reader.own("dz", moment(reader, run, "dw"))


def test_an_absent_input_is_its_default(reader):
    """The upstream is 1 where a submission has none."""
    assert 1.0 == reader.own("dvalue", moment(reader, run_of(("z", 1.0))))


def test_an_absent_input_without_default_is_told(reader):
    """Nothing can be judged by it."""
    with pytest.raises(Absent, match="x"):
        reader.own("x", moment(reader, run_of(("z", 1.0))))


@pytest.mark.parametrize("value", [None, 2.0, [np.nan], [[1.0, 2.0], [3.0, 4.0]]])
def test_an_upstream_of_another_kind_is_unusable(reader, value):
    """It was assigned, so it is not absent; it just cannot be used."""
    with pytest.raises(Unusable):
        reader.own("x", moment(reader, run_of(("x", value), ("z", 1.0))))


def test_the_true_value_ignores_what_steps_hold(reader):
    """It follows from the inputs alone."""
    run = run_of(("x", [1.0, 2.0]), ("w", [3.0, 4.0]), ("z", 99.0), ("dz", 5.0))

    assert 11.0 == reader.true("z", moment(reader, run, "dz"))
    assert 99.0 == reader.own("z", moment(reader, run, "dz"))


@pytest.mark.parametrize(
    "claimed", [[1.0, 2.5], [1.0], [1.0, 2.0, 3.0], None, [np.nan] * 2]
)
def test_an_input_that_is_not_the_hosts_is_forged(claimed):
    """A trace that calls other values the host's is found out."""
    run = run_of(("x", claimed, 0), ("z", 1.0), given={0: [1.0, 2.0]})

    assert forged(run)


@pytest.mark.parametrize("kind", [np.float64, np.float32])
def test_the_hosts_own_input_is_no_forgery(kind):
    """In whatever precision a learner keeps it."""
    value = np.array([100.140625, 2.125], kind)
    run = run_of(("x", value, 0), ("z", 1.0), given={0: [100.140625, 2.125]})

    assert not forged(run)


def test_what_is_computed_from_an_input_is_no_forgery():
    """A write that is not called the host's may hold anything."""
    run = run_of(("x", [9.0, 9.0]), ("z", 1.0), given={0: [1.0, 2.0]})

    assert not forged(run)


def test_a_fixed_input_is_the_hosts_though_overwritten(reader):
    """Where an input is fixed, formulas use what was handed in."""
    run = run_of(("dvalue", 7.0), ("z", 1.0), hosts={"dvalue": 3.0})

    assert 3.0 == reader.own("dvalue", moment(reader, run))


def test_combinations_pair_all_spellings(reader):
    """Each spelling of one upstream meets each of another, up to a bound."""
    run = run_of(("w", [1.0]), ("weights", [2.0]), ("x", [3.0]), ("X", [4.0]), ("z", 0))

    rows = reader.combinations(("x", "w"), moment(reader, run), {})

    assert {(3.0, 1.0), (3.0, 2.0), (4.0, 1.0), (4.0, 2.0)} == {
        (row["x"][0], row["w"][0]) for row in rows
    }


@pytest.mark.parametrize(
    "change",
    [
        {"finals": [[2, {}]]},
        {"finals": 5},
        {"events": {"one": []}},
        {"events": {"1": ["x", "value", 1.0, -2, 1]}},
        {"events": {"1": [5, "value", 1.0, -1, 1]}},
        {"events": {"1": ["x", "value"]}},
        {"sites": {"0": ["x", "1", {"shape": [-1], "whole": []}]}},
        {"sites": {"0": ["x", "1", {"shape": "3", "whole": []}]}},
        {"failures": [5]},
        {"failures": [None]},
        {"finals": [[1, {"x": "1"}]]},
    ],
)
def test_a_trace_of_another_form_is_refused(change):
    """A forged trace raises one of the errors that mean so, never another."""
    whole = {"finals": [], "events": {}, "sites": {}, "failures": []}
    whole["events"] = {"1": ["x", "value", 1.0, -1, 1]}

    with pytest.raises((TypeError, ValueError, LookupError)):
        trace_of(whole | change)


@pytest.mark.parametrize("value", [np.zeros(5000), [None], ["1"], [[1.0], 2.0], True])
def test_what_is_no_plain_numbers_has_no_part(value):
    """Too large, text, ragged or boolean: it was written, and holds no numbers."""
    rows = {"1": ["x", "value", value, -1, 1]}

    trace = trace_of(
        {"finals": [[1, {"x": 1}]], "events": rows, "sites": {}, "failures": []}
    )

    assert trace.finals[0].write.part is None
