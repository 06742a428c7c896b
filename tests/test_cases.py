"""Cases of every function exercise of the course: what checks rely on."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
import pytest

from grader.cases import Case, cases_of, perturbed
from grader.catalogue import Catalogue
from grader.exercise import Exercise, Signs
from tests.helpers import REPOSITORY

CATALOGUE = Catalogue(REPOSITORY)
FUNCTIONS = [
    name for name in CATALOGUE.entries if CATALOGUE.load(name).spec.style == "function"
]
SEEDS = range(20)
UPSTREAM = {"dvalue", "dvalues", "drelu_dz", "drelu_dxw"}
GRID = 36  # values that differ
SMALL = 8  # cells, below which not every combination finds room

every_function = pytest.mark.parametrize("name", FUNCTIONS)


def drawn(exercise: Exercise) -> Iterator[Case]:
    """The drawn cases of an exercise, for all seeds."""
    for seed in SEEDS:
        for case in cases_of(exercise, seed):
            if exercise.spec.cases[case.group].draw:
                yield case


def flat(value: Any) -> np.ndarray:
    """All numbers of an argument."""
    return np.asarray(value, float).reshape(-1)


def signs_of(exercise: Exercise, case: Case, name: str) -> Signs:
    """The signs wanted of an argument, or of the preactivation, in a case's group."""
    spec, group = exercise.spec, exercise.spec.cases[case.group]
    if spec.preactivation is not None and name == spec.preactivation.name:
        return group.signs.get(name, spec.preactivation.signs)
    return group.signs.get(name, spec.function.arguments[name].signs)


def free_arguments(exercise: Exercise, case: Case) -> list[str]:
    """Arguments whose values are drawn, not chosen, counted or solved for."""
    rule = exercise.spec.preactivation
    solved = {rule.biases} if rule is not None else set()
    return [
        name
        for name, argument in exercise.spec.function.arguments.items()
        if argument.kind in {"number", "list", "array"}
        and not argument.choices
        and name not in solved
        and signs_of(exercise, case, name) not in {"zero", "boundary"}
    ]


def preactivation(exercise: Exercise, case: Case) -> np.ndarray:
    """The z of a case."""
    rule = exercise.spec.preactivation
    assert rule is not None
    inputs, weights, biases = (
        np.asarray(case.arguments[name])
        for name in (rule.inputs, rule.weights, rule.biases)
    )
    return np.asarray(inputs @ weights + biases)


def same_arguments(one: Case, other: Case) -> bool:
    """Whether two cases call with the same values."""
    return all(
        np.array_equal(one.arguments[name], other.arguments[name])
        for name in one.arguments
    )


@every_function
def test_sizes_of_a_case_all_differ(name: str) -> None:
    """No case is square by chance, so a transpose in excess is seen."""
    exercise = CATALOGUE.load(name)

    for case in drawn(exercise):
        sizes = [case.sizes[dimension] for dimension in exercise.spec.dimensions]

        assert len(sizes) == len(set(sizes))


@every_function
def test_sizes_lie_in_their_ranges(name: str) -> None:
    """A size is the one fixed for the group, or lies in the declared range."""
    exercise = CATALOGUE.load(name)

    for case in drawn(exercise):
        fixed = exercise.spec.cases[case.group].dimensions
        for dimension, row in exercise.spec.dimensions.items():
            least, most = (
                (fixed[dimension], fixed[dimension])
                if dimension in fixed
                else (row.min, row.max)
            )

            assert least <= case.sizes[dimension] <= most


@every_function
def test_arguments_have_their_type_and_shape(name: str) -> None:
    """Lists are lists of floats, arrays are float64, whole numbers are ints."""
    exercise = CATALOGUE.load(name)
    kinds = {
        "number": float,
        "integer": int,
        "dimension": int,
        "list": list,
        "array": np.ndarray,
    }

    for case in cases_of(exercise, 0):
        assert list(exercise.spec.function.arguments) == list(case.arguments)
        for key, argument in exercise.spec.function.arguments.items():
            value = case.arguments[key]
            assert kinds[argument.kind] is type(value)
            assert len(argument.shape) == np.ndim(value)
            if argument.kind == "list":
                assert {float} == set(map(type, value))
            if argument.kind == "array":
                assert np.float64 == value.dtype


@every_function
def test_the_same_seed_draws_the_same_cases(name: str) -> None:
    """A grade can be made again from its seed."""
    exercise = CATALOGUE.load(name)

    for one, other in zip(cases_of(exercise, 7), cases_of(exercise, 7), strict=True):
        assert (one.group, one.index, one.sizes) == (
            other.group,
            other.index,
            other.sizes,
        )
        assert same_arguments(one, other)


@every_function
def test_another_seed_draws_other_cases(name: str) -> None:
    """Answers learnt by heart for one class do not fit the next."""
    exercise = CATALOGUE.load(name)
    first = cases_of(exercise, 0)

    for seed in SEEDS[1:]:
        pairs = zip(first, cases_of(exercise, seed), strict=True)
        changed = [not same_arguments(one, other) for one, other in pairs]
        count = sum(group.draw for group in exercise.spec.cases.values())

        assert sum(changed) > count / 2


@every_function
def test_given_cases_are_as_the_author_wrote_them(name: str) -> None:
    """The numbers of the statement are used as they stand, whatever the seed."""
    exercise = CATALOGUE.load(name)

    for case in cases_of(exercise, 3):
        group = exercise.spec.cases[case.group]
        if group.given:
            for key, literal in group.given[case.index].items():
                assert np.array_equal(np.asarray(literal), case.arguments[key])


@every_function
def test_drawn_values_are_never_neutral(name: str) -> None:
    """No factor is 0, 1 or -1 unless zeros are asked for, so each leaves a trace."""
    exercise = CATALOGUE.load(name)

    for case in drawn(exercise):
        for argument in free_arguments(exercise, case):
            assert not set(np.abs(flat(case.arguments[argument]))) & {0.0, 1.0}


@every_function
def test_drawn_values_have_the_signs_wanted(name: str) -> None:
    """An argument that is to be positive is, and so on."""
    exercise = CATALOGUE.load(name)
    holds = {"positive": np.greater, "negative": np.less}

    for case in drawn(exercise):
        for argument in free_arguments(exercise, case):
            compare = holds.get(signs_of(exercise, case, argument))
            if compare is not None:
                assert compare(flat(case.arguments[argument]), 0).all()


@every_function
def test_values_of_a_case_do_not_coincide(name: str) -> None:
    """Two arguments are told apart by every number in them, while the grid lasts."""
    exercise = CATALOGUE.load(name)

    for case in drawn(exercise):
        cells = sum(flat(value).size for value in case.arguments.values())
        found = [flat(case.arguments[key]) for key in free_arguments(exercise, case)]
        values = np.concatenate(found) if found else np.empty(0)
        if case.index and cells < GRID:
            assert values.size == len(set(np.abs(values)))


@every_function
def test_upstream_gradients_have_both_signs(name: str) -> None:
    """Mixed signs upstream tell a mask made of z from one made of the upstream."""
    exercise = CATALOGUE.load(name)

    for key in UPSTREAM & exercise.spec.function.arguments.keys():
        seen: dict[str, set[float]] = {}
        for case in drawn(exercise):
            if signs_of(exercise, case, key) == "mixed":
                values = flat(case.arguments[key])
                seen.setdefault(case.group, set()).update(np.sign(values))
                if values.size > 1:
                    assert {-1.0, 1.0} == set(np.sign(values))
                    assert len(set(values)) > 1

        assert all({-1.0, 1.0} == signs for signs in seen.values())


@every_function
def test_boundary_arrays_hold_both_zeros(name: str) -> None:
    """An array at the boundary holds exact 0.0 and -0.0, and both other signs."""
    exercise = CATALOGUE.load(name)

    for case in drawn(exercise):
        for key, argument in exercise.spec.function.arguments.items():
            values = flat(case.arguments[key])
            if signs_of(exercise, case, key) == "boundary" and argument.shape:
                zeros = values[values == 0]

                assert {True, False} == set(np.signbit(zeros))
                assert {-1.0, 0.0, 1.0} == set(np.sign(values))


@every_function
def test_numbers_that_are_to_be_zero_are_both_zeros(name: str) -> None:
    """A group of zeros has 0.0 and -0.0 for a number, among its cases."""
    exercise = CATALOGUE.load(name)
    seen: dict[tuple[str, str], set[bool]] = {}

    for case in drawn(exercise):
        for key, argument in exercise.spec.function.arguments.items():
            if (
                argument.kind == "number"
                and signs_of(exercise, case, key) == "zero"
                and key in exercise.spec.cases[case.group].signs
            ):
                assert case.arguments[key] == 0
                sign = bool(np.signbit(case.arguments[key]))
                seen.setdefault((case.group, key), set()).add(sign)

    assert all({True, False} == signs for signs in seen.values())


@every_function
def test_the_preactivation_has_the_sign_wanted(name: str) -> None:
    """A z that is to be positive, negative or zero is exactly that."""
    exercise = CATALOGUE.load(name)
    if exercise.spec.preactivation is None:
        return
    holds = {"positive": np.greater, "negative": np.less, "zero": np.equal}

    for case in drawn(exercise):
        wanted = signs_of(exercise, case, exercise.spec.preactivation.name)
        z = preactivation(exercise, case)
        if z.ndim == 0 and wanted in holds:
            assert holds[wanted](z, 0)
        if z.ndim == 2 and wanted in {"zero", "boundary"}:
            assert (z == 0).any()
            assert (z != 0).any()


@every_function
def test_a_preactivation_is_zero_in_whatever_order_it_is_added(name: str) -> None:
    """An exact zero is exact for every honest way to add the products up."""
    exercise = CATALOGUE.load(name)
    rule = exercise.spec.preactivation
    if rule is None:
        return

    for case in drawn(exercise):
        z = preactivation(exercise, case)
        x, w = (np.asarray(case.arguments[key]) for key in (rule.inputs, rule.weights))
        backwards = x[..., ::-1] @ w[::-1] + np.asarray(case.arguments[rule.biases])

        assert np.array_equal(z, backwards)


@pytest.mark.parametrize("group", ["signs", "boundary"])
def test_signs_of_z_and_of_the_upstream_meet_in_every_way(group: str) -> None:
    """A batch for the mask of ReLU has all combinations of the two signs."""
    exercise = CATALOGUE.load("relu_mask")
    wanted = {-1.0, 0.0, 1.0} if group == "boundary" else {-1.0, 1.0}

    for seed in SEEDS:
        seen: set[tuple[float, float]] = set()
        for case in cases_of(exercise, seed):
            if case.group == group:
                z, upstream = (
                    np.sign(flat(case.arguments[key])) for key in ("z", "dvalues")
                )
                pairs = set(zip(z.tolist(), upstream.tolist(), strict=True))
                seen |= pairs
                if group == "boundary" and z.size >= SMALL:
                    assert set(product(wanted, {-1.0, 1.0})) == pairs

        assert set(product(wanted, {-1.0, 1.0})) == seen


@every_function
def test_cases_come_simplest_first(name: str) -> None:
    """The first case of a group is the smallest, and drawn in whole numbers."""
    exercise = CATALOGUE.load(name)

    for seed in SEEDS:
        areas: dict[str, list[int]] = {}
        for case in cases_of(exercise, seed):
            if not exercise.spec.cases[case.group].draw:
                continue
            sizes = [case.sizes[size] for size in exercise.spec.dimensions]
            areas.setdefault(case.group, []).append(int(np.prod(sizes)))
            if case.index == 0:
                for key in free_arguments(exercise, case):
                    values = flat(case.arguments[key])
                    assert np.array_equal(values, np.round(values))

        assert all(sorted(area) == area for area in areas.values())


@every_function
def test_a_perturbed_case_keeps_zeros_and_signs(name: str) -> None:
    """Every float moves by a relative step, but zeros stay and no sign changes."""
    exercise = CATALOGUE.load(name)
    scale = 1e-9

    for case in cases_of(exercise, 1):
        before = {key: np.array(value) for key, value in case.arguments.items()}
        moved = perturbed(case, scale, 5)

        assert (case.group, case.index, case.sizes) == (
            moved.group,
            moved.index,
            moved.sizes,
        )
        for key, argument in exercise.spec.function.arguments.items():
            old, new = flat(before[key]), flat(moved.arguments[key])
            assert type(case.arguments[key]) is type(moved.arguments[key])
            assert np.array_equal(flat(case.arguments[key]), old)
            assert np.array_equal(np.signbit(old), np.signbit(new))
            assert np.array_equal(old == 0, new == 0)
            assert np.allclose(old, new, rtol=2 * scale, atol=0)
            floats = argument.kind in {"number", "list", "array"}
            assert not floats or (old[old != 0] != new[old != 0]).all()


def test_a_perturbed_case_depends_on_its_salt() -> None:
    """Several perturbations of a case differ, and each can be made again."""
    case = cases_of(CATALOGUE.load("relu_mask"), 0)[-1]

    first, again, other = (perturbed(case, 1e-9, salt) for salt in (1, 1, 2))

    assert same_arguments(first, again)
    assert not same_arguments(first, other)
