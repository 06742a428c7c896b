"""Makes a new course, or a new exercise in one, that proves itself as it is.

The scaffold is the smallest real exercise: the gradient of a square. An author edits
it into another one and sees at each step, by `grader verify`, what is still owed.
"""

import re
from pathlib import Path
from string import Template

from grader.catalogue import FOLDER, Catalogue
from grader.errors import OperatorError
from grader.exercise import is_id
from grader.stubs import make_stub

TRACK = re.compile(r"[a-z0-9][a-z0-9_]*")

COURSE = """\
title: A course on backpropagation
"""

EXERCISE = Template("""\
format: 1
title: The gradient of a square
summary: Pass an upstream gradient back through y = x * x.
level: 1
minutes: 10
style: function

function:
  name: $id
  arguments:
    dvalue: {kind: number}
    x: {kind: number, signs: boundary}
  returns:
    dx: []

cases:
  example:
    given:
      - {dvalue: 2.0, x: 3.0}
  drawn: {draw: 8}

checks:
  - {id: example, kind: value, cases: [example], points: 2, visibility: visible,
     title: The example of the statement comes out right.}
  - {id: value, kind: value, cases: [drawn], points: 8,
     title: The upstream gradient is multiplied with the slope at x.}

forward:
  - loss: "dvalue * x ** 2"
    gradients: {dx: x}

hints:
  - How fast does x * x grow at x, and what arrives from the node behind it?
  - The slope of x * x at x is 2 * x. The chain rule multiplies it with dvalue.
  - For dvalue = 10 and x = 4 the slope is 8 and the result is 80.

misconceptions:
  upstream_dropped:
    message: This is the slope alone; the chain rule multiplies it with dvalue.
    hints:
      - The result must double when dvalue doubles. Does yours?
      - Two numbers meet in the result, the one that arrives and the slope at x.
  power_rule_factor:
    message: The derivative of x * x is 2 * x, not x.
    hints:
      - Try x = 3 and x = 3.1. By how much does x * x grow, measured in the step of 0.1?
      - x stands in the product twice, and each of the two adds x to the slope.
""")

STATEMENT = Template("""\
# The gradient of a square

A node computes $$y = x^2$$. During the backward pass it receives `dvalue`, the
gradient of the loss with respect to $$y$$, and passes on the gradient with respect to
$$x$$. By the chain rule that is the upstream gradient times the slope of the node.

Write `$id(dvalue, x)`, two numbers, which returns one number.

Example: `$id(2.0, 3.0)` is `12.0`.
""")

REFERENCE = Template('''\
def $id(dvalue, x):
    """The gradient of the loss with respect to x, where y = x * x."""
    ### BEGIN SOLUTION
    return dvalue * 2 * x
    ### END SOLUTION
''')

OTHERS = {
    "passed/two_paths.py": "def $id(dvalue, x):\n    return dvalue * x + x * dvalue\n",
    "failed/upstream_dropped.py": "def $id(dvalue, x):\n    return 2 * x\n",
    "failed/power_rule_factor.py": "def $id(dvalue, x):\n    return dvalue * x\n",
}


def make_course(folder: Path) -> None:
    """Make a course with one exercise. Raises `OperatorError` where files are there."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OperatorError(f"{folder} is not empty; name a new folder")
    for name in ("exercises/01_first", "solutions"):
        (folder / name).mkdir(parents=True)
    (folder / "course.yaml").write_text(COURSE, encoding="utf-8")
    make_exercise(Catalogue(folder.resolve()), "dsquare", "01_first")


def make_exercise(catalogue: Catalogue, exercise_id: str, track: str | None) -> Path:
    """Scaffold one exercise and return its folder. Raises `OperatorError`."""
    if not is_id(exercise_id):
        raise OperatorError(
            f"{exercise_id!r} is no id: use small letters, digits and underscores, "
            "start with a letter, and take no keyword of Python"
        )
    if exercise_id in catalogue.entries:
        raise OperatorError(f"an exercise {exercise_id!r} is there already")
    folder = _next_folder(catalogue, exercise_id, track)
    solutions = catalogue.course / "solutions" / folder.parent.name / folder.name
    _write(folder / "exercise.yaml", EXERCISE, exercise_id)
    _write(folder / "README.md", STATEMENT, exercise_id)
    _write(solutions / "passed" / "reference.py", REFERENCE, exercise_id)
    for name, text in OTHERS.items():
        _write(solutions / name, Template(text), exercise_id)
    made = Catalogue(catalogue.course).load(exercise_id)
    made.stub.write_text(make_stub(made), encoding="utf-8")
    return folder


def _next_folder(catalogue: Catalogue, exercise_id: str, track: str | None) -> Path:
    parent = catalogue.course / "exercises"
    tracks = sorted(path.name for path in parent.iterdir() if path.is_dir())
    chosen = track or (tracks[-1] if tracks else "01_first")
    if not TRACK.fullmatch(chosen):
        raise OperatorError(
            f"{chosen!r} is no name of a track; name it like 03_activations"
        )
    numbers = [
        int(match["number"])
        for entry in catalogue.entries.values()
        if entry.track == chosen and (match := FOLDER.fullmatch(entry.folder.name))
    ]
    return parent / chosen / f"{max(numbers, default=0) + 1:02d}_{exercise_id}"


def _write(path: Path, template: Template, exercise_id: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(template.substitute(id=exercise_id), encoding="utf-8")
