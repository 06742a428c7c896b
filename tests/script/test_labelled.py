"""Every labelled walkthrough against what its author says of each step."""

import pytest
import yaml

from grader.engines import Engines
from tests.processes import ROOT
from tests.script.walkthroughs import LAYER, NEURON, graded, steps_by_word

FOLDERS = {NEURON: "01_neuron/10_neuron_walkthrough"} | {
    LAYER: "02_layer/07_layer_walkthrough"
}


@pytest.mark.parametrize("exercise", [NEURON, LAYER])
def test_every_labelled_solution_gets_what_is_expected_of_it(
    engines: Engines, exercise: str
):
    """Verdict of each step, what is carried, and the diagnosis, all files at once."""
    folder = ROOT / "solutions" / FOLDERS[exercise]
    expected = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    found = {}
    for name, due in expected.items():
        path = folder / name
        kind = path.suffix[1:]
        grade = graded(engines, exercise, path.read_bytes(), kind, seed=90_071)
        found[name] = steps_by_word(grade)
        if "diagnosis" in due and grade.diagnosis is not None:
            said = grade.diagnosis
            found[name]["diagnosis"] = {
                "step": said.step,
                "misconception": said.misconception,
            }

    assert {} == {
        name: (due, found[name]) for name, due in expected.items() if due != found[name]
    }


@pytest.mark.parametrize("exercise", [NEURON, LAYER])
def test_every_labelled_solution_is_expected_to_get_something(exercise: str):
    """No file lies in a folder without its line."""
    folder = ROOT / "solutions" / FOLDERS[exercise]
    expected = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    files = {
        f"{path.parent.name}/{path.name}"
        for path in folder.glob("*/*")
        if path.suffix in (".py", ".ipynb")
    }

    assert set(expected) == files
