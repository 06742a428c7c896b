"""The certificate of a script: its wrong formulas, step by step. Pure.

A wrong step is named by the first wrong formula that gives its value in every run. So
of each step every two wrong formulas, and each and the right ones, must give different
values in some run, on inputs drawn as for a submission. Lengths that differ in the
reference are also made equal: some products run only there. A mistake without a
formula (`hard_coded`, an update) is told by a rule of its own, which the labelled
scripts prove.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations, permutations
from typing import Any

from grader.agreement import Sample, script_sample
from grader.agreement.sampling import shapes_of
from grader.errors import AuthorError
from grader.exercise import Exercise
from grader.script.graph import Formula, Graph, Unusable, graph_of
from grader.script.judge import equal, reach_of
from grader.script.quantities import plain
from grader.values import FloatArray, Part
from grader.verification.certificate import REFERENCE, Separation

LIKE = "like"


def script_separations(exercise: Exercise, seed: int) -> list[Separation]:
    """Every two formulas of each step. Raises `AuthorError`."""
    graph = graph_of(exercise)
    runs = list(drawn_runs(exercise, seed))
    return [row for step in graph.steps for row in _of_step(graph, step, runs)]


def _of_step(
    graph: Graph, step: str, runs: list[tuple[str, Mapping[str, Any]]]
) -> Iterator[Separation]:
    right = (graph.steps[step], *graph.also.get(step, ()))
    wrong = graph.mistakes.get(step, {})
    pairs = [(*pair, wrong[pair[0]], wrong[pair[1]]) for pair in combinations(wrong, 2)]
    pairs += [
        (name, REFERENCE, formula, due)
        for name, formula in wrong.items()
        for due in right
    ]
    for name, other, one, two in pairs:
        place = next((n for n, run in runs if _apart(one, two, run)), "")
        yield Separation(name, other, place, step)


def _apart(one: Formula, other: Formula, run: Mapping[str, Any]) -> bool:
    """Whether a run tells two formulas apart; not where neither has a value."""
    first, second = _value(one, run), _value(other, run)
    if first is None or second is None:
        return first is not second
    reach = reach_of({n: run[n] for n in (*one.upstream, *other.upstream)})
    return not equal(Part(first, coarse=False), second, single=False, reach=reach)


def _value(formula: Formula, run: Mapping[str, Any]) -> FloatArray | None:
    try:
        return formula.value({name: plain(run[name]) for name in formula.upstream})
    except Unusable:
        return None


def drawn_runs(
    exercise: Exercise, seed: int
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What every quantity holds in each run, with the run's name.

    Raises `AuthorError`.
    """
    yield from _named("", script_sample(exercise, seed))
    lengths = {n for shape in shapes_of(exercise).values() for n in shape if n > 1}
    for one, other in permutations(sorted(lengths), 2):
        try:
            sample = script_sample(exercise, seed, {one: other})
        except AuthorError:  # the right formulas need these lengths to differ
            continue
        yield from _named(f", {one} {LIKE} {other}", sample)


def _named(words: str, sample: Sample) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for case, row in zip(sample.cases, sample.values, strict=True):
        if case.group == "set":
            yield f"set {case.index + 1}{words}", {**row, **case.arguments}
