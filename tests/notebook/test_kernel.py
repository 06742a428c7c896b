"""`check` and the magics in a real kernel: what is shown, and what is left alone."""

import re
from pathlib import Path

import pytest

from tests.helpers import REPOSITORY
from tests.notebook.kernels import Kernel, Shown

IMPORT = "from grader.notebook import check"
WRONG = "def relu_backward(dvalues, z):\n    return dvalues * (z >= 0)"
RIGHT = "def relu_backward(dvalues, z):\n    return dvalues * (z > 0)"
KEPT = "The gradient passes where z is exactly 0"
SOLUTIONS = REPOSITORY / "solutions" / "01_neuron" / "10_neuron_walkthrough"


def test_what_is_defined_is_checked(kernel: Kernel):
    """Wrong, then right: the text of `kata check`, the same as HTML, and the points."""
    kernel.run(IMPORT)
    kernel.run(WRONG)
    shown = kernel.run("check('relu_mask')")

    assert "relu_mask: failed, 1 / 2 points of the visible checks" in shown.text
    assert KEPT in shown.text
    assert shown.html.startswith('<div class="gradkata"')
    assert {"text/plain", "text/html"} == shown.results[0].keys()
    assert (shown.displays, shown.stdout, shown.stderr) == ([], "", "")
    kernel.run(RIGHT)
    assert "relu_mask: passed" in kernel.run("check('relu_mask')").text
    found = kernel.run("r = check('relu_mask'); r.passed, r.points, r.max_points")
    assert found.text == "(True, 2.0, 2.0)"


def test_nothing_of_ours_is_left_in_the_kernel(kernel: Kernel):
    """No name but the one asked for, no handler of a signal, nothing on any stream."""
    state = "{*globals()}, [signal.getsignal(n) for n in signal.valid_signals()]"
    kernel.run("import signal\nbefore = after = None")
    kernel.run(f"before = ({state})")
    shown = kernel.run(f"{IMPORT}\n%load_ext grader\nr = check('relu_mask')")
    kernel.run(f"after = ({state})")

    assert Shown() == shown
    assert kernel.run("before[1] == after[1]").text == "True"
    new = "sorted(n for n in after[0] - before[0] if not n.startswith('_'))"
    assert kernel.run(new).text == "['check', 'r']"


def test_a_cell_with_its_check_in_it(kernel: Kernel):
    """The call of ours is no part of what is graded; numbers of lines stay true."""
    code = f"{IMPORT}\ndef relu_backward(dvalues, z):\n    return dvalues.nothing"
    shown = kernel.run(f"{code}\ncheck('relu_mask')")

    number = int(kernel.run("len(In) - 2").text)
    assert re.search(rf"AttributeError at line 3 in\s+cell {number}:", shown.text)


def test_an_endless_loop_ends(kernel: Kernel):
    """It is defined here and run elsewhere, so the kernel goes on."""
    kernel.run("def relu_backward(dvalues, z):\n    while True: pass")
    shown = kernel.run(f"{IMPORT}; check('relu_mask')")

    assert "relu_mask: timed_out" in shown.text
    assert "is there a loop that never ends?" in shown.text


def test_a_walkthrough_over_some_cells(kernel: Kernel):
    """Cells run again count once; the picture is there, its first wrong step marked."""
    source = (SOLUTIONS / "failed" / "mask_from_dvalues.py").read_text()
    head, tail = source.split("dvalue = 1.0\n")
    kernel.run(head)
    kernel.run(f"dvalue = 1.0\n{tail}")
    shown = kernel.run(f"{IMPORT}\ncheck('neuron_walkthrough')")

    assert "=> drelu_dz: first wrong" in shown.text
    assert 'src="data:image/svg+xml;base64,' in shown.html
    right = (SOLUTIONS / "passed" / "reference.py").read_text()
    kernel.run(right)
    kernel.run(right)
    assert (
        "neuron_walkthrough: passed" in kernel.run("check('neuron_walkthrough')").text
    )


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        ("check('nothing')", "nothing: no exercise is called 'nothing'"),
        ("check('relu_mask', course='/')", "relu_mask: / is no course"),
        ("check('relu_mask', source='gone.py')", "gone.py cannot be read"),
        ("check('relu_mask', course=3)", "gradkata itself failed (TypeError)"),
    ],
)
def test_what_cannot_be_is_one_sentence(kernel: Kernel, call: str, sentence: str):
    """No traceback, no HTML, and it has not passed."""
    kernel.run(IMPORT)
    shown = kernel.run(call)

    assert sentence in shown.text
    assert (shown.html, shown.error, shown.stderr) == ("", [], "")
    assert kernel.run(f"{call}.passed").text == "False"


def test_without_a_course_it_says_so(kernel: Kernel, tmp_path: Path):
    """Neither named, nor in the environment, nor above."""
    kernel.run(f"{IMPORT}\nimport os\nhere = os.environ.pop('GRADKATA_COURSE')")
    shown = kernel.run("check('relu_mask')")
    kernel.run("os.environ['GRADKATA_COURSE'] = here")

    assert "no course here: open the notebook inside a course" in shown.text


def test_the_code_may_be_given(kernel: Kernel, tmp_path: Path):
    """As text or as a file, whatever the notebook has defined."""
    file = tmp_path / "relu_mask.py"
    file.write_text(f"import numpy\n{RIGHT}\n")
    kernel.run(f"{IMPORT}\n{WRONG}")

    assert "passed" in kernel.run(f"check('relu_mask', source={RIGHT!r})").text
    assert "passed" in kernel.run(f"check('relu_mask', source={str(file)!r})").text


def test_a_cell_of_the_magic_runs_and_is_checked(kernel: Kernel):
    """What it puts out, then what it comes to; what it defines is there."""
    kernel.run("%load_ext grader")
    shown = kernel.run(f"%%kata relu_mask\nprint('here')\n{WRONG}\n1 + 1")

    assert shown.stdout == "here\n"
    first, second = shown.results
    assert first["text/plain"] == "2"
    assert KEPT in second["text/plain"]
    assert kernel.run("relu_backward(3, 0)").text == "3"
    assert "passed" in kernel.run(f"%%kata relu_mask\n{RIGHT}").text
    assert "relu_mask: passed" in kernel.run("%kata relu_mask").text


def test_a_cell_of_the_magic_that_cannot_be_read(kernel: Kernel):
    """It is judged itself, not what an earlier cell has defined."""
    kernel.run(f"%load_ext grader\n{RIGHT}")
    shown = kernel.run("%%kata relu_mask\ndef relu_backward(dvalues, z)\n    return 1")

    assert "SyntaxError" in shown.error[-1]
    assert "relu_mask: syntax_error" in shown.text
    assert "Python cannot read this at line 2 in cell" in shown.text


def test_a_walkthrough_in_one_cell_stands_alone(kernel: Kernel):
    """What other cells have assigned is none of its steps; with `%kata` it is."""
    right = (SOLUTIONS / "passed" / "reference.py").read_text()
    kernel.run("%load_ext grader")
    assert "passed" in kernel.run(f"%%kata neuron_walkthrough\n{right}").text
    shown = kernel.run("%%kata neuron_walkthrough\nz = 3")

    assert "neuron_walkthrough: missing" in shown.text


def test_hints_are_given_one_by_one(kernel: Kernel):
    """For the mistake that was seen last; another mistake begins anew."""
    kernel.run("%load_ext grader")
    assert "relu_mask, hint 1 of 4, concept" in kernel.run("%kata hint relu_mask").text
    assert (
        "For a hint: %kata hint relu_mask"
        in kernel.run(f"%%kata relu_mask\n{WRONG}").text
    )
    assert "relu_mask, hint 1 of 6, concept" in kernel.run("%kata hint").text
    assert "relu_mask, hint 2 of 6, shapes" in kernel.run("%kata hint").text
    kernel.run(f"%%kata relu_mask\n{WRONG}")
    assert "relu_mask, hint 3 of 6, concept" in kernel.run("%kata hint relu_mask").text
    kernel.run(f"%%kata relu_mask\n{WRONG.replace('z >=', 'dvalues >')}")
    assert "relu_mask, hint 1 of 6, concept" in kernel.run("%kata hint relu_mask").text
    kernel.run(f"%%kata relu_mask\n{RIGHT}")
    assert "all visible checks pass" in kernel.run("%kata hint relu_mask").text


@pytest.mark.parametrize("line", ["%kata", "%kata a b", "%%kata\nx = 1", "%kata hint"])
def test_a_magic_without_an_exercise_says_what_it_takes(kernel: Kernel, line: str):
    """And a cell is run all the same."""
    kernel.run("%load_ext grader")
    shown = kernel.run(line)

    assert "%%kata ID runs a cell and checks it" in shown.text
    assert shown.error == []


def test_an_interrupt_ends_a_check(kernel: Kernel):
    """The engine is dropped with it, and the next check has another."""
    kernel.run(f"{IMPORT}\nimport os, signal, threading\n{RIGHT}")
    kernel.run("check('relu_mask')")
    shown = kernel.run(
        "work = 'import time\\ntime.sleep(30)'\n"
        "stop = os.kill, (os.getpid(), signal.SIGINT)\n"
        "threading.Timer(0.5, *stop).start()\n"
        "check('relu_mask', source=work)"
    )

    assert "KeyboardInterrupt" in shown.error[-1]
    assert "relu_mask: passed" in kernel.run("check('relu_mask')").text


def test_threads_may_check(kernel: Kernel):
    """One after another; each has its answer."""
    kernel.run(f"{IMPORT}\nfrom concurrent.futures import ThreadPoolExecutor\n{RIGHT}")
    kernel.run(
        "with ThreadPoolExecutor() as pool:\n"
        "    found = list(pool.map(check, ['relu_mask', 'dsum', 'relu_mask']))"
    )

    assert kernel.run("[r.passed for r in found]").text == "[True, False, True]"
