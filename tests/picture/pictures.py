"""The pictures that several tests look at, made from the two walkthroughs."""

from functools import cache

from grader.catalogue import Catalogue
from grader.picture import Picture, kata_picture, step_picture
from grader.result import Diagnosis, StepResult, Verdict
from grader.script.graph import Graph, graph_of
from tests.helpers import REPOSITORY

COURSE = Catalogue(REPOSITORY)
NEURON, LAYER = COURSE.load("neuron_walkthrough"), COURSE.load("layer_walkthrough")
# What a grade says where the sign of dvalue makes the mask; the update was not taken.
MASKED = {
    "drelu_dz": "failed",
    **dict.fromkeys(("drelu_dxw0", "drelu_dxw1", "drelu_dxw2", "drelu_db"), "carried"),
    **dict.fromkeys(("drelu_dx0", "drelu_dx1", "drelu_dx2"), "carried"),
    **dict.fromkeys(("drelu_dw0", "drelu_dw1", "drelu_dw2"), "carried"),
    **dict.fromkeys(("dx", "dw", "db"), "carried"),
    **dict.fromkeys(("w", "b"), "skipped"),
}


@cache
def graph(exercise_id: str) -> Graph:
    """The graph of a walkthrough."""
    return graph_of(COURSE.load(exercise_id))


def steps(exercise_id: str, **words: str) -> tuple[StepResult, ...]:
    """The steps of a grade, passed but for those named."""
    style = COURSE.load(exercise_id).spec.script
    assert style is not None
    found = []
    for name in style.steps:
        word = words.get(name, "passed")
        verdict = Verdict("passed" if word == "carried" else word)
        found.append(StepResult(name, verdict, 0, 1, word == "carried", "LEARNER"))
    return tuple(found)


def neuron(*, formulas: bool = False, **words: str) -> Picture:
    """The neuron with some steps not passed."""
    rows = steps("neuron_walkthrough", **words)
    return step_picture(NEURON, graph("neuron_walkthrough"), rows, formulas=formulas)


def layer(
    diagnosis: Diagnosis | None = None, *, formulas: bool = False, **words: str
) -> Picture:
    """The layer with some steps not passed."""
    rows = steps("layer_walkthrough", **words)
    known = graph("layer_walkthrough")
    return step_picture(LAYER, known, rows, diagnosis, formulas=formulas)


def kata(exercise_id: str) -> Picture | None:
    """The place of a function or class exercise in its track's graph."""
    exercise = COURSE.load(exercise_id)
    whole = NEURON if exercise.track == NEURON.track else LAYER
    return kata_picture(exercise, whole, graph(whole.id))


def every_picture() -> dict[str, Picture]:
    """One of each kind, by name."""
    return {
        "neuron_first_wrong": neuron(**MASKED),
        "neuron_formulas": neuron(formulas=True),
        "neuron_not_judged": step_picture(NEURON, graph("neuron_walkthrough")),
        "layer_right": layer(),
        "layer_mixed": layer(
            formulas=True, drelu="failed", dinputs="carried", dbiases="missing"
        ),
        **{
            f"kata_{name}": found
            for name in ("neuron_gradients", "compute_drelu_dw1", "relu_mask")
            if (found := kata(name)) is not None
        },
    }
