"""Values that stand in place of a learner's inputs."""

import itertools
import math
from functools import cache

import numpy as np
import pytest

from grader.catalogue import Catalogue
from grader.script.draw import fits, quantity_of, sets_of
from grader.script.trace import Site
from tests.processes import ROOT
from tests.script.walkthroughs import LAYER, NEURON

SEEDS = ("1/a", "2/a", "3/a", "4/a")


@cache
def style_of(name: str):
    """The script block of one of the course's walkthroughs."""
    return Catalogue(ROOT).load(name).spec.script


def site(name: str, *shape: int, text="1", whole=False) -> Site:
    """A place where an input is assigned."""
    return Site(name, text, shape, (whole,) * math.prod(shape))


NEURON_SITES = {
    0: site("x", 3, text="x"),
    1: site("w", 3, text="w"),
    2: site("b"),
    3: site("dvalue"),
}
LAYER_SITES = {
    0: site("dvalues", 3, 4),
    1: site("weights", 5, 4),
    2: site("inputs", 3, 5),
    3: site("z", 3, 4),
    4: site("biases", 1, 4),
}


@pytest.mark.parametrize(
    ("name", "quantity"),
    [
        ("x", "x"),
        ("X", "x"),
        ("x_vals", "x"),
        ("xVals", "x"),
        ("Input_Values", "x"),
        ("bias", "b"),
        ("dvalues", "dvalue"),
        ("y", None),
        ("xs", None),
    ],
)
def test_a_name_stands_for_an_input(name, quantity):
    """Aliases match without case and underscores, short names exactly."""
    assert quantity == quantity_of(style_of(NEURON), name)


@pytest.mark.parametrize(
    ("name", "shape", "expected"),
    [
        ("dvalues", (3, 4), True),
        ("dvalues", (4,), True),
        ("dvalues", (), False),
        ("dvalues", (2, 3, 4), False),
        ("dvalues", (0, 3), False),
        ("dvalues", (65, 2), False),
        ("dvalues", (64, 64), True),
    ],
)
def test_a_shape_fits_an_input_or_not(name, shape, expected):
    """A vector stands for a batch of one; sides end at 64."""
    assert expected == fits(style_of(LAYER).inputs[name], shape)


def test_there_are_six_sets_of_the_size_of_each_place():
    """Each place gets as many numbers as it had."""
    sets = sets_of(style_of(LAYER), LAYER_SITES, "5/a")

    assert 6 == len(sets)
    assert {0: 12, 1: 20, 2: 15, 3: 12, 4: 4} == {n: len(v) for n, v in sets[0].items()}


@pytest.mark.parametrize("sites", [NEURON_SITES, LAYER_SITES])
def test_the_same_seed_draws_the_same(sites):
    """Sets depend on seed and places alone; another seed draws others."""
    style = style_of(NEURON if sites is NEURON_SITES else LAYER)

    assert sets_of(style, sites, "5/a") == sets_of(style, sites, "5/a")
    assert sets_of(style, sites, "5/a") != sets_of(style, sites, "6/a")


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("whole", [False, True])
def test_z_of_a_neuron_takes_every_sign(seed, whole):
    """The z is positive in half of the sets, negative in some, exactly zero in one."""
    sites = {
        0: site("x", 3, text="x", whole=whole),
        1: site("w", 3, text="w", whole=whole),
        2: site("b", whole=whole),
    }

    signs = [
        np.sign(np.dot(values[0], values[1]) + values[2][0])
        for values in sets_of(style_of(NEURON), sites, seed)
    ]

    assert [1, 1, 1, -1, -1, 0] == signs


@pytest.mark.parametrize("seed", SEEDS)
def test_no_drawn_upstream_hides_a_mistake(seed):
    """Upstream, inputs and weights are never 0, 1 or -1, and both signs occur."""
    sets = sets_of(style_of(NEURON), NEURON_SITES, seed)
    drawn = [v for values in sets for n in (0, 1, 3) for v in values[n]]

    assert not {0.0, 1.0, -1.0} & set(drawn)
    assert {1.0, -1.0} == {math.copysign(1, values[3][0]) for values in sets}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_pair_of_signs_of_z_and_upstream_meets_in_a_batch(seed):
    """Each z has zeros and both signs in each set, dvalues both signs at each."""
    for values in sets_of(style_of(LAYER), LAYER_SITES, seed):
        met = set(zip(np.sign(values[3]), np.sign(values[0]), strict=True))
        assert set(itertools.product((-1, 0, 1), (-1, 1))) == met


@pytest.mark.parametrize("seed", SEEDS)
def test_every_input_varies_over_the_sets(seed):
    """No place has the same values in two sets."""
    sets = sets_of(style_of(LAYER), LAYER_SITES, seed)

    for number in LAYER_SITES:
        assert len(sets) == len({tuple(values[number]) for values in sets})


def test_whole_numbers_stay_whole_and_differ():
    """Ints are replaced by distinct ints that are not zero."""
    sites = {0: site("x", 3, whole=True), 1: site("w", 3, whole=True, text="w")}

    for values in sets_of(style_of(NEURON), sites, "5/a"):
        assert all(v.is_integer() and v for v in values[0] + values[1])
        assert 3 == len({abs(v) for v in values[0]})


def test_the_same_text_and_shape_have_the_same_values_within_a_set():
    """A notebook that repeats its inputs still speaks of one neuron."""
    sites = {0: site("x", 3, text="[1]"), 1: site("x_vals", 3, text="[1]")}

    for values in sets_of(style_of(NEURON), sites, "5/a"):
        assert values[0] == values[1]


@pytest.mark.parametrize(
    "other", [site("x", 3, text="[2]"), site("x", 4, text="[1]"), site("w", 3)]
)
def test_another_text_or_shape_or_input_has_other_values(other):
    """Two places are one only where name, text and shape are the same."""
    sites = {0: site("x", 3, text="[1]"), 1: other}

    for values in sets_of(style_of(NEURON), sites, "5/a"):
        assert values[0] != values[1]


def test_a_name_may_live_twice_with_two_shapes():
    """Each place keeps its own shape."""
    sites = {0: site("dvalues", 3, text="a"), 1: site("dvalues", 3, 3, text="b")}

    values = sets_of(style_of(LAYER), sites, "5/a")[0]

    assert (3, 9) == (len(values[0]), len(values[1]))


def test_places_of_no_fitting_shape_are_left_alone():
    """A scalar z in a notebook's neuron is no batch of the layer's."""
    sites = {0: site("z"), 1: site("dvalues", 3, 3, 3), 2: site("dinputs", 3, 3)}

    assert ({},) * 6 == sets_of(style_of(LAYER), sites, "5/a")


def test_no_places_need_no_values():
    """A script without inputs is run on none."""
    assert ({},) * 6 == sets_of(style_of(NEURON), {}, "5/a")
