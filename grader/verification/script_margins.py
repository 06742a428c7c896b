"""How far the values of scripts are from what is due, in tolerances.

Of an honest script each step's value in each run, against what it follows from best. Of
wrong ones their formulas, on inputs drawn as for a submission.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from grader.candidate import Workers
from grader.examiner.script import ScriptSuite, gather_script
from grader.examiner.suite import read_solution
from grader.exercise import Exercise
from grader.result import Verdict
from grader.script.graph import Formula, Graph, Unusable, graph_of
from grader.script.judge import reach_of, share, share_of
from grader.script.quantities import Absent, Reader, final_of, plain
from grader.script.seen import Judgement, Seen, seen_of
from grader.script.trace import Run
from grader.values import Part
from grader.verification.formulas import drawn_runs
from grader.verification.labelled import solutions_of
from grader.verification.margins import Measure


def honest_scripts(suites: Sequence[ScriptSuite], zygote: Workers) -> Iterator[Measure]:
    """The distances of the honest scripts, on each seed."""
    for suite in suites:
        for path in solutions_of(suite.exercise, Verdict.PASSED):
            with suite.open(zygote, read_solution(path)) as candidate:
                evidence = gather_script(suite, candidate)
            reader = Reader(suite.style, suite.graph)
            rows = (
                min(_shares(reader, step, run), default=0.0)
                for step, judged in evidence.judgements.items()
                if _has_value(reader, judged)
                for run in evidence.runs
            )
            yield Measure(f"{Verdict.PASSED}/{path.name}", max(rows, default=0.0))


def _has_value(reader: Reader, judged: Judgement) -> bool:
    return judged.verdict is Verdict.PASSED and judged.step in reader.graph.steps


def _shares(reader: Reader, name: str, run: Run) -> Iterator[float]:
    """A step's error by each formula, on each of its own upstreams and the true one."""
    seen = seen_of(final_of(reader, run.trace, name), run)
    if seen is None:
        return
    formula = reader.formula(name, seen.moment)
    for one in (formula, *reader.graph.also.get(name, ())):
        yield from _on_own(reader, seen, one, reader.style.steps[name].upstream)
    with suppress(Unusable, Absent):
        true = {n: plain(reader.true(n, seen.moment)) for n in formula.upstream}
        yield share_of(seen, formula, true)


def _on_own(
    reader: Reader,
    seen: Seen,
    formula: Formula,
    upstream: Mapping[str, tuple[str, ...]],
) -> Iterator[float]:
    with suppress(Unusable, Absent):
        for given in reader.combinations(formula.upstream, seen.moment, upstream):
            with suppress(Unusable):
                yield share_of(seen, formula, given)


def wrong_formulas(exercise: Exercise, seeds: Sequence[int]) -> Iterator[Measure]:
    """The distances of wrong formulas, each the largest over the runs of a seed."""
    graph = graph_of(exercise)
    for seed in seeds:
        runs = [run for _, run in drawn_runs(exercise, seed)]
        for step, rows in graph.mistakes.items():
            for name, formula in rows.items():
                found = [
                    [_from_right(graph, step, formula, run, coarse=c) for run in runs]
                    for c in (False, True)
                ]
                yield Measure(f"{step}: {name}", *map(max, found))


def _from_right(
    graph: Graph,
    step: str,
    formula: Formula,
    run: Mapping[str, Any],
    *,
    coarse: bool,
) -> float:
    """How far a wrong formula's value is from the nearest right one's, in one run.

    Where it has no value of the shape due, it is not wrong in value.
    """
    given = {name: plain(run[name]) for name in formula.upstream}
    found = []
    for right in (graph.steps[step], *graph.also.get(step, ())):
        above = {name: plain(run[name]) for name in right.upstream}
        with suppress(Unusable):
            part = Part(formula.value(given), coarse)
            due = right.value(above)
            found.append(share(part, due, single=False, reach=reach_of(above)))
    nearest = min(found, default=0.0)
    return nearest if nearest < math.inf else 0.0
