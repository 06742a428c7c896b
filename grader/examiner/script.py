"""A script exercise made ready, and what one submission's runs show.

The dry run tells where inputs are assigned; the host draws six sets of values for those
places, and the worker runs the script once on each. Then everything is judged here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.bundle import Draws, read_answers
from grader.candidate import Answer, Candidate, Fault, Request, Workers
from grader.errors import AuthorError
from grader.examiner import messages
from grader.examiner.suite import confinement_of, read_solution
from grader.exercise import AnyCheck, Exercise, ScriptStyle, place_of
from grader.laws import PUBLIC
from grader.result import DECIMALS, CheckResult, Diagnosis, StepResult, Verdict
from grader.sandbox import Confinement
from grader.script.carry import worth
from grader.script.draw import Values, quantity_of, sets_of, stored_sets
from grader.script.graph import Graph, graph_of, stored_graph
from grader.script.judge import judge_all
from grader.script.naming import diagnose_script
from grader.script.quantities import watched
from grader.script.seen import Judgement
from grader.script.trace import Run, Site, Trace, forged, trace_of
from grader.submission import Submission

UNITS = 10**DECIMALS
FORGED = (TypeError, ValueError, LookupError, AttributeError)  # what a bad trace raises


@dataclass(frozen=True, slots=True)
class ScriptSuite:
    """A script exercise with its graph of formulas.

    Of a public exercise the inputs are `draws`, which the graph is known on.
    """

    exercise: Exercise
    seed: int
    graph: Graph
    confinement: Confinement
    draws: tuple[Draws, ...] = ()

    @property
    def style(self) -> ScriptStyle:
        """The exercise's block of that style."""
        assert self.exercise.spec.script is not None
        return self.exercise.spec.script

    @property
    def share(self) -> float:
        """What a carried step earns of its points."""
        return self.exercise.spec.follow_through

    def sets(self, sites: Mapping[int, Site]) -> tuple[Values, ...]:
        """Values for the places where inputs are assigned, set by set."""
        found = stored_sets(self.style, sites, self.draws)
        if found is not None:
            return found
        start = PUBLIC if self.exercise.public else self.seed
        return sets_of(self.style, sites, f"{start}/{self.exercise.id}")

    def open(self, zygote: Workers, submission: Submission) -> Candidate:
        """A candidate whose names are watched."""
        names = watched(self.style)
        return Candidate(zygote, submission, self.confinement, watch=names)


@dataclass(frozen=True, slots=True)
class ScriptEvidence:
    """What became of every step, and the runs behind it; `fault` where none ended.

    `shares` is what each step counts: optional steps that were not taken count nothing,
    and the others more, so that the maximum stays.
    """

    suite: ScriptSuite
    candidate: Candidate
    judgements: Mapping[str, Judgement]
    shares: Mapping[str, float]
    runs: tuple[Run, ...] = ()
    fault: Fault | None = None
    answers: list[Answer] = field(default_factory=list)

    def result(self, check: AnyCheck) -> CheckResult:
        """The result of a step as a check."""
        row = self.judgements[check.id]
        points = self.shares[check.id]
        earned = points if row.verdict is Verdict.PASSED else 0.0
        if row.carried:
            earned = round(earned * self.suite.share, DECIMALS)
        return CheckResult(
            id=check.id,
            title=check.title,
            verdict=row.verdict,
            points=earned,
            max_points=points,
            visibility=check.visibility,
            message=row.message,
        )

    def steps(self, results: Sequence[CheckResult]) -> tuple[StepResult, ...]:
        """The same results as steps, with what is carried."""
        return tuple(
            StepResult(
                name=row.id,
                verdict=row.verdict,
                points=row.points,
                max_points=row.max_points,
                carried=self.judgements[row.id].carried,
                message=row.message,
            )
            for row in results
        )

    def diagnosis(self) -> Diagnosis | None:
        """The first wrong step, and the mistake behind it where it is known."""
        if self.fault is not None:
            return None
        found = tuple(self.judgements.values())
        suite = self.suite
        source = self.candidate.submission.source or b""
        spec, graph = suite.exercise.spec, suite.graph
        return diagnose_script(spec, graph, self.runs, found, source)


def prepare_script(
    exercise: Exercise, seed: int, zygote: Workers, *, proven: bool = False
) -> ScriptSuite:
    """Read the graph and see that the reference passes. Raises `AuthorError`.

    A public exercise has none; it passed when the bundle was made. Nor is that of one
    run which is `proven`.
    """
    if exercise.public:
        stored = read_answers(exercise)
        graph, limits = stored_graph(stored.tables), confinement_of(exercise)
        return ScriptSuite(exercise, seed, graph, limits, stored.draws)
    suite = ScriptSuite(exercise, seed, graph_of(exercise), confinement_of(exercise))
    if proven:
        return suite
    with suite.open(zygote, read_solution(exercise.reference)) as candidate:
        evidence = gather_script(suite, candidate)
    for name, row in evidence.judgements.items():
        if row.verdict is not Verdict.PASSED:
            place = place_of(exercise.reference)
            raise AuthorError.at(place, f"its own {name} is {row.verdict}")
    return suite


def dry_trace(candidate: Candidate) -> Trace | Fault:
    """A run on the script's own inputs, or what prevented it."""
    (dry,) = candidate.ask([_request("dry", None)])
    if dry.fault is not None:
        return dry.fault
    try:
        return trace_of(dry.values[0])
    except FORGED:
        return Fault(Verdict.PROTOCOL_ERROR)


def sites_of(candidate: Candidate) -> Mapping[int, Site]:
    """Where a script of our own assigns its inputs; nowhere, where it does not run."""
    dry = dry_trace(candidate)
    return {} if isinstance(dry, Fault) else dry.sites


def gather_script(suite: ScriptSuite, candidate: Candidate) -> ScriptEvidence:
    """Run a script dry, then on six sets of inputs, and judge every step."""
    dry = dry_trace(candidate)
    if isinstance(dry, Fault):
        return _prevented(suite, candidate, dry)
    try:
        sites = dry.sites
        sets = suite.sets(sites)
        answers = candidate.ask([_request(f"set {i}", v) for i, v in enumerate(sets)])
        for answer in answers:
            if answer.fault is not None:
                return _prevented(suite, candidate, answer.fault)
        traces = [trace_of(answer.values[0]) for answer in answers]
    except FORGED:
        return _prevented(suite, candidate, Fault(Verdict.PROTOCOL_ERROR))
    shapes = {number: site.shape for number, site in sites.items()}
    names = {number: site.name for number, site in sites.items()}
    runs = tuple(
        _run(suite.style, trace, values, shapes, names)
        for trace, values in zip(traces, sets, strict=True)
    )
    if any(forged(run) for run in runs):
        return _prevented(suite, candidate, Fault(Verdict.PROTOCOL_ERROR))
    rows = judge_all(suite.style, suite.graph, runs)
    found = {row.step: worth(row, suite.share) for row in rows}
    return ScriptEvidence(suite, candidate, found, _shares(suite.style, found), runs)


def _request(group: str, values: Values | None) -> Request:
    given = None if values is None else {str(n): row for n, row in values.items()}
    return Request(group, (("trace", given),))


def _run(
    style: ScriptStyle,
    trace: Trace,
    values: Values,
    shapes: Mapping[int, tuple[int, ...]],
    names: Mapping[int, str],
) -> Run:
    hosts: dict[str, list[Any]] = {}
    for number, row in values.items():
        quantity = quantity_of(style, names[number])
        assert quantity is not None
        hosts.setdefault(quantity, []).append(np.reshape(row, shapes[number]))
    return Run(trace, values, {name: tuple(rows) for name, rows in hosts.items()})


def _prevented(
    suite: ScriptSuite, candidate: Candidate, fault: Fault
) -> ScriptEvidence:
    """No run ended: every step has the verdict of what prevented it."""
    text = messages.about_fault(fault, suite.style.name, revealed=True)
    rows = {
        name: Judgement(name, fault.verdict, message=text) for name in suite.style.steps
    }
    return ScriptEvidence(
        suite, candidate, rows, _shares(suite.style, rows), fault=fault
    )


def _shares(style: ScriptStyle, found: Mapping[str, Judgement]) -> dict[str, float]:
    """Points of each step, which add up to the exercise's to the last decimal."""
    points = {n: 0.0 if row.free else style.steps[n].points for n, row in found.items()}
    whole = round(sum(step.points for step in style.steps.values()) * UNITS)
    scale = whole / (sum(points.values()) or 1.0)
    units = {name: int(value * scale) for name, value in points.items()}
    rest = sorted(units, key=lambda name: units[name] - points[name] * scale)
    for name in rest[: whole - sum(units.values())]:
        units[name] += 1
    return {name: count / UNITS for name, count in units.items()}
