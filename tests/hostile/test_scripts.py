"""Scripts that lie, break or never end: each has its verdict, no marks for free."""

import pytest

from grader.engines import Engines
from tests.script.walkthroughs import (
    LAYER,
    NEURON,
    STEPS,
    graded,
    layer,
    neuron,
    others,
)

DX = "dx = [drelu_dx0, drelu_dx1, drelu_dx2]"
WRONG = "\ndrelu = np.zeros((2, 3))"
OWN = "r = __write__.__self__\nfor e in r.events.values():\n    if e[0] == 'dvalues':\n"
FOUND = (
    "import gc\nfor r in gc.get_objects():\n    if type(r).__name__ == 'Recorder':\n"
    "        for e in r.events.values():\n            if e[0] == 'dvalues':\n"
)


@pytest.mark.parametrize(
    "changes",
    [
        {"z": "z = np.eye(2, 3)\n__write__('z', np.ones((2, 3)), 1, 4)"},
        {"numpy": "import numpy as np\n__input__.__self__.values = None"},
        {
            "numpy": "import numpy as np\n"
            "__input__.__func__.__globals__['like'] = lambda v, n: v"
        },
        {"drelu": f"{OWN}        e[2] = np.zeros((2, 3)){WRONG}"},
        {"drelu": f"{FOUND}                e[2] = np.zeros((2, 3)){WRONG}"},
        {"drelu": "__write__.__self__.told = dict"},
        {
            "numpy": "import numpy as np\n__input__.__func__.__globals__"
            "['described'] = lambda v: {'shape': [9, 9], 'whole': []}"
        },
    ],
)
def test_a_trace_that_claims_other_inputs_is_not_believed(engines: Engines, changes):
    """Code that writes into what records it forges the whole reply."""
    found = others(graded(engines, LAYER, layer(**changes)))

    assert dict.fromkeys(STEPS[LAYER], "protocol_error") == found


@pytest.mark.parametrize(
    "changes",
    [
        {"drelu": f"{OWN}        e[2:4] = np.zeros((2, 3)), -1{WRONG}"},
        {
            "drelu": "import sys\nsys._getframe(1).f_locals['recorder'].finals.clear()"
            + WRONG
        },
        {"drelu": "import sys\nsys.modules['__main__'].drelu = np.zeros((2, 3))"},
        {"numpy": "import numpy as np\n__input__ = lambda site, value: value"},
        {"drelu": "__write__ = lambda *row: None" + WRONG},
        {"drelu": "__write__.__self__.told = lambda: 5"},
        {
            "numpy": "import numpy as np, gc\nfor r in gc.get_objects():\n"
            "    if type(r).__name__ == 'Script':\n"
            "        r.run = lambda *a, **k: dict(finals=[], events={}, sites={},"
            " failures=[])"
        },
    ],
)
def test_a_tampered_recorder_earns_nothing_more(engines: Engines, changes):
    """What is told is held against the formulas all the same."""
    grade = graded(engines, LAYER, layer(**changes))

    assert "drelu" in others(grade)
    assert grade.verdict not in ("passed", "internal_error")


@pytest.mark.parametrize(
    ("exercise", "step", "source"),
    [
        (LAYER, "drelu", layer(drelu="z = np.ones_like(z)\ndrelu = dvalues * 1.0")),
        (LAYER, "drelu", layer(drelu="z = np.abs(z)\ndrelu = dvalues * 1.0")),
        (LAYER, "drelu", layer(drelu="z = dvalues\ndrelu = dvalues * (dvalues > 0)")),
        (LAYER, "drelu", layer(drelu="z = z * 0\ndrelu = dvalues * 0")),
        (LAYER, "drelu", layer(drelu="dvalues = dvalues * 1e-12\ndrelu = dvalues")),
        (
            LAYER,
            "dinputs",
            layer(
                dinputs="weights = weights * 1e-12\ndinputs = weights[0] + z[:, :1]*0"
            ),
        ),
        (
            LAYER,
            "dinputs",
            layer(
                dinputs="weights = weights * 1e-12\n"
                "dinputs = np.ones((2, 4)) * weights[0, 0]"
            ),
        ),
        (LAYER, "dweights", layer(dweights="inputs *= 0\ndweights = np.zeros((4, 3))")),
        (
            NEURON,
            "dx",
            neuron(dx="drelu_dx0 = drelu_dx1 = drelu_dx2 = 0\ndx = [0, 0, 0]"),
        ),
        (
            NEURON,
            "dmul_dx1",
            neuron(
                w="w = [1, 2, 3]\nw = [w[0]] * 3",
                dmul_dx="dmul_dx0 = dmul_dx1 = dmul_dx2 = w[0]",
            ),
        ),
        (
            NEURON,
            "drelu_dz",
            neuron(
                z="b = b + 1e6\nz = xw0 + xw1 + xw2 + b", drelu_dz="drelu_dz = dvalue"
            ),
        ),
        (
            NEURON,
            "drelu_dz",
            neuron(
                dvalue="dvalue = 5.0\ndvalue = dvalue * 1e-12",
                drelu_dz="drelu_dz = dvalue",
            ),
        ),
        (NEURON, "dx", neuron(dx="dx = [float('nan')] * 3")),
        (NEURON, "dx", neuron(dx="dx = [float('inf')] * 3")),
        (NEURON, "dx", neuron(dx="dx = [1e308] * 3")),
        (NEURON, "xw0", neuron(w="w = [1.0, 2, 3]\nw = [v * 1e308 for v in w]")),
        (NEURON, "xw0", neuron(x="x = [1.0, 2, 3]\nx = [v * float('nan') for v in x]")),
        (NEURON, "db", neuron(db="db = 10 ** 400", step_b="")),
    ],
)
def test_degenerate_values_hide_no_mistake(engines: Engines, exercise, step, source):
    """Zeros, equal, tiny, giant values and NaN tell no right formula from a wrong."""
    found = others(graded(engines, exercise, source))

    assert "failed" == found.get(step)


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        ("dx = [1.0] * 10 ** 9", "missing"),
        ("dx = [1.0] * 10 ** 6", "bad_type"),
        ("import numpy as np\ndx = np.ones(10 ** 7)", "bad_type"),
        ("def dx():\n    pass", "missing"),
        ("dx = lambda: 1", "missing"),
        ("class dx:\n    pass", "missing"),
        ("import math as dx", "missing"),
        ("dx = (d for d in [1.0, 2.0, 3.0])", "bad_type"),
        ("dx = map(float, [1, 2, 3])", "bad_type"),
        ("dx = None", "bad_type"),
        ("dx = 'text'", "bad_type"),
        ("dx = [1, [2, 3]]", "bad_type"),
        ("dx = [True, False, True]", "bad_type"),
        ("dx = {0: 1.0}", "bad_type"),
        ("dx = []", "failed"),
        ("dx = []\nfor _ in range(50):\n    dx = [dx]", "bad_type"),
        ("dx = []\nfor _ in range(100_000):\n    dx = [dx]", "bad_type"),
        ("dx = [1j] * 3", "bad_type"),
        ("import numpy as np\ndx = np.array([1.0, 2, 3], object)", "bad_type"),
        ("import numpy as np\ndx = np.zeros(3, 'i4,f4')", "bad_type"),
        ("import numpy as np\ndx = np.zeros(3, 'M8[s]')", "bad_type"),
        ("raise SystemExit", "missing"),
        ("def again():\n    again()\nagain()", "missing"),
        ("def again():\n    return again()\ndx = again()", "missing"),
        ("globals()['dx'] = [0, 0, 0]", "failed"),
        ("exec('dx = [0, 0, 0]')", "failed"),
        (f"{DX}\n__write__('dx', [0, 0, 0], 1)", "failed"),
        (
            (
                "class E(float):\n    def __repr__(self):\n        raise SystemExit\n"
                "dx = [E(1)] * 3"
            ),
            "bad_type",
        ),
        (
            ("class E:\n    def __getattribute__(self, n): raise SystemExit\ndx = E()"),
            "bad_type",
        ),
        (
            "class E(list):\n    def __len__(self): raise SystemExit\ndx = E()",
            "bad_type",
        ),
    ],
)
def test_a_strange_value_costs_its_step_alone(engines: Engines, lines, verdict):
    """Nothing of it is run when it is recorded, and the other steps are judged."""
    assert {"dx": verdict} == others(graded(engines, NEURON, neuron(dx=lines)))


@pytest.mark.parametrize(
    "lines",
    [
        f"{DX}\ndel dx",
        f"{DX}\ndel x",
        f"{DX}\nglobals()[1] = 2",
        f"for i in range(100_000):\n    dx = [i, i, i]\n{DX}",
        f"for i in range(500):\n    dx = [0.0] * i\n{DX}",
        f"import sys\nsys.settrace(lambda *row: None)\n{DX}",
        f"import sys\nsys.setrecursionlimit(50)\n{DX}",
        f"def again():\n    again()\nagain()\n{DX}",
    ],
)
def test_what_does_no_harm_costs_nothing(engines: Engines, lines: str):
    """A step that was right when it was last written stays right."""
    assert {} == others(graded(engines, NEURON, neuron(dx=lines)))


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        ("while True: pass", "timed_out"),
        ("import os\nos._exit(0)", "exited"),
        ("import os\nos.abort()", "crashed"),
        ("import ctypes\nctypes.string_at(0)", "crashed"),
        ("while True: print('x' * 10_000)", "output_limit"),
    ],
)
def test_a_script_that_does_not_come_back_has_one_verdict(engines, lines, verdict):
    """No step can be judged where a run has no end; all are told why."""
    grade = graded(engines, NEURON, neuron(dx=lines))

    assert dict.fromkeys(STEPS[NEURON], verdict) == others(grade)
    assert 0.0 == grade.points


@pytest.mark.parametrize(
    "x",
    [
        "class X:\n    def __getitem__(self, i):\n        return [1.0, 2][i]\nx = X()",
        "import numpy as np\nx = np.array([1.0, 2.0, 3.0], object)",
        "class X(list):\n    pass\nx = X([1.0, 2.0, 3.0])",
        "x = [1.0] * 10 ** 9",
        "x = [1.0] * 10 ** 5",
        "x = {0: 1.0, 1: 2.0, 2: 3.0}",
        "x = (v for v in (1.0, 2.0, 3.0))",
        "def x():\n    pass",
        "x = 'abc'",
        "x = None",
        "del x",
    ],
)
def test_an_input_that_is_no_numbers_proves_nothing(engines: Engines, x: str):
    """It cannot be replaced; what is computed from it alone does not pass."""
    grade = graded(engines, NEURON, neuron(x=x))

    assert {"dmul_dw0", "dmul_dw1", "dmul_dw2"} <= set(others(grade))
    assert grade.verdict not in ("passed", "internal_error")


@pytest.mark.parametrize(
    "lines",
    [
        "import threading\nthreading.Thread(target=print).start()",
        (
            "import threading\ndef spin():\n    while 1:\n        globals()['dx'] = 1\n"
            "threading.Thread(target=spin, daemon=True).start()"
        ),
        "globals().clear()",
        "import sys\nsys.modules.clear()",
        "import builtins\nbuiltins.__dict__.clear()",
        "import numpy as np\nnp.ndarray = np.shape = np.array = None",
        (
            "import gc\nfor thing in gc.get_objects():\n    if type(thing) is list:\n"
            "        thing.clear()"
        ),
        "import os\nos.closerange(0, 100)",
        "import os\nos.fork()",
        "import signal\nsignal.raise_signal(signal.SIGSEGV)",
    ],
)
def test_nothing_a_script_does_is_our_failure(engines: Engines, lines: str):
    """Whatever it breaks is its own; the next submission is graded as ever."""
    wrecked = graded(engines, NEURON, neuron(dx=lines))

    assert wrecked.verdict not in ("passed", "internal_error")
    assert 10.0 == wrecked.max_points
    assert {} == others(graded(engines, NEURON, neuron()))


@pytest.mark.parametrize(
    ("last", "verdict"),
    [
        ("None", "bad_type"),
        ("'text'", "bad_type"),
        ("[[1, 2], [3]]", "bad_type"),
        ("np.zeros(5000)", "bad_type"),
        ("np.zeros((3, 4, 1))", "failed"),
        ("np.zeros(4096)", "failed"),
    ],
)
def test_the_last_write_counts_whatever_it_is(engines: Engines, last, verdict):
    """A step that was right and is then overwritten is judged by what stands there."""
    lines = f"dinputs = dvalues @ weights.T\ndinputs = {last}"

    assert {"dinputs": verdict} == others(graded(engines, LAYER, layer(dinputs=lines)))
