"""The picture of a script exercise with what a grade says of its steps. Pure.

Formulas are the solution, so they are drawn only where that is asked for. Messages of
a grade may quote a submission, so they are never taken over.
"""

from collections.abc import Mapping, Sequence

from grader.exercise import Exercise
from grader.picture.model import FIRST, Picture, State
from grader.picture.rows import picture_of, rows_of, script_of
from grader.result import Diagnosis, StepResult, Verdict
from grader.script.graph import Graph

STATES = {
    Verdict.PASSED: State.RIGHT,
    Verdict.FAILED: State.WRONG,
    Verdict.BAD_TYPE: State.WRONG,
    Verdict.MISSING: State.MISSING,
    Verdict.SKIPPED: State.SKIPPED,
}
AS_FIRST = {State.WRONG: State.FIRST_WRONG, State.MISSING: State.FIRST_MISSING}


def step_picture(
    exercise: Exercise,
    graph: Graph,
    steps: Sequence[StepResult] = (),
    diagnosis: Diagnosis | None = None,
    *,
    formulas: bool = False,
) -> Picture:
    """The graph of a script exercise with the state of every step of a grade.

    A step of which nothing is known, or that nothing could be learnt of, is not judged.
    """
    states = _states(steps, diagnosis)
    rows = [
        row.with_state(states.get(row.step, State.NOT_JUDGED)) if row.step else row
        for row in rows_of(script_of(exercise), graph.steps, formulas=formulas)
    ]
    strong = {
        (source, row.key)
        for row in rows
        for source in (*row.upstream, *row.loose)
        if row.node.state in FIRST
    }
    return picture_of(exercise.spec.title, rows, strong)


def _states(
    steps: Sequence[StepResult], diagnosis: Diagnosis | None
) -> Mapping[str, State]:
    """Each step's state; one at most is the first that is not right."""
    states = {row.name: _state(row) for row in steps}
    first = _first(states, diagnosis)
    if first in states:
        states[first] = AS_FIRST.get(states[first], states[first])
    return states


def _state(row: StepResult) -> State:
    if row.verdict is Verdict.PASSED and row.carried:
        return State.CARRIED
    return STATES.get(row.verdict, State.NOT_JUDGED)


def _first(states: Mapping[str, State], diagnosis: Diagnosis | None) -> str:
    """The step a diagnosis is about, else the first wrong one, else one missing."""
    if diagnosis is not None and states.get(diagnosis.step) in AS_FIRST:
        return diagnosis.step
    found = {state: name for name, state in reversed([*states.items()])}
    return found.get(State.WRONG) or found.get(State.MISSING) or ""
