"""What happens to a submission in a real worker, ending by ending."""

import os
import signal
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from grader.candidate import Candidate, Request, Zygote
from grader.result import Verdict
from grader.submission import Submission
from tests.processes import CONFINEMENT, ask, notebook, submission

ENDINGS = {
    Verdict.MISSING: "g = 1",
    Verdict.SYNTAX_ERROR: "def f(:",
    Verdict.ERROR: "def f():\n    return undefined_name",
    Verdict.EXITED: "import sys\ndef f():\n    sys.exit(0)",
    Verdict.CRASHED: "import ctypes\ndef f():\n    ctypes.string_at(0)",
    Verdict.TIMED_OUT: "def f():\n    while True: pass",
    Verdict.OUT_OF_MEMORY: "def f():\n    return bytearray(1 << 40)",
    Verdict.FORBIDDEN: "def f():\n    raise PermissionError('no')",
    Verdict.BAD_TYPE: "def f():\n    return 1j",
    Verdict.OUTPUT_LIMIT: "def f():\n    while True: print('x' * 1000)",
    Verdict.PROTOCOL_ERROR: "import os\ndef f():\n    os.write(3, b'x' * 4096)",
}


@pytest.mark.parametrize("verdict", ENDINGS, ids=str)
def test_every_ending_has_its_word(zygote: Zygote, verdict: Verdict):
    """Each way a call can fail is told by its own verdict."""
    fault = ask(zygote, ENDINGS[verdict]).fault

    assert fault is not None
    assert verdict is fault.verdict


@pytest.mark.parametrize(
    "source",
    [
        "import os\ndef f():\n    os._exit(0)",
        "raise SystemExit",
        "import os\nos._exit(0)",
        "def f():\n    raise SystemExit(1)",
    ],
)
def test_leaving_is_exited(zygote: Zygote, source: str):
    """Leaving the process is `exited`, in a call or while loading, loud or silent."""
    assert Verdict.EXITED is ask(zygote, source).fault.verdict


@pytest.mark.parametrize(
    "source",
    [
        "def f(): yield 1",
        "def f(): return map(abs, [1])",
        "import numpy as np\ndef f(): return np.array([object()])",
        "import numpy as np\ndef f(): return np.ma.array([1.0])",
        "class L(list): pass\ndef f(): return L([1.0])",
        "def f(): return f",
        "def f(): return {1: 2}",
        "def f(): return object()",
    ],
)
def test_what_is_no_plain_data_is_a_bad_type(zygote: Zygote, source: str):
    """Lazy, subclassed and opaque results are told apart, not converted."""
    assert Verdict.BAD_TYPE is ask(zygote, source).fault.verdict


def test_a_giant_broadcast_result_is_an_output_limit(zygote: Zygote):
    """An array that is small in memory but giant on the wire is refused."""
    source = """
        import numpy as np
        def f(): return np.broadcast_to(1.0, (10**6, 10**6))
    """

    assert Verdict.OUTPUT_LIMIT is ask(zygote, source).fault.verdict


def test_values_cross_as_they_are(zygote: Zygote):
    """Lists, tuples, numbers and arrays of any precision arrive as plain data."""
    source = """
        import numpy as np
        def f(x): return [1, 2.5], (x.astype(np.float32), np.float64(3))
    """

    (lists, (single, scalar)) = ask(zygote, source, np.array([[1.0, 2.0]])).values[0]

    assert lists == [1, 2.5]
    assert np.float32 == single.dtype
    assert scalar == 3.0


def test_a_change_of_an_argument_is_told(zygote: Zygote):
    """A call that writes into its argument is seen, a call that copies is not."""
    writes = "def f(x):\n    x[0] = 9\n    return x"
    copies = "def f(x):\n    x = x.copy()\n    x[0] = 9\n    return x"

    assert ask(zygote, writes, np.ones(3)).changed == (0,)
    assert ask(zygote, copies, np.ones(3)).changed == ()


def test_a_raise_while_loading_is_the_fault_of_names_not_yet_defined(zygote: Zygote):
    """In a `.py`, what was defined before the raise works; the rest is its error."""
    before = ask(zygote, "def f(): return 1.0\n1 / 0")
    after = ask(zygote, "1 / 0\ndef f(): return 1.0")

    assert before.values == (1.0,)
    assert after.fault.verdict is Verdict.ERROR
    assert after.fault.exception == "ZeroDivisionError"
    assert after.fault.line == 1


def test_a_cell_that_fails_is_skipped(zygote: Zygote):
    """A notebook goes on after a cell that raises or does not compile."""
    source = notebook("1 / 0", "def broken(:", "def f(): return 2.0")

    assert ask(zygote, source, kind="ipynb").values == (2.0,)


def test_a_name_lost_to_a_failed_cell_is_missing_with_its_cause(zygote: Zygote):
    """Where a notebook's name is missing, the first failure is told beside it."""
    fault = ask(zygote, notebook("x = 1 / 0\nf = abs"), kind="ipynb").fault

    assert fault.verdict is Verdict.MISSING
    assert fault.cause.exception == "ZeroDivisionError"
    assert fault.cause.place == "cell 1"


def test_a_name_in_a_cell_that_does_not_compile_is_a_syntax_error(zygote: Zygote):
    """A function in a cell that does not compile is no missing function."""
    source = notebook("import numpy as np", "def f(x)\n    return x")

    fault = ask(zygote, source, kind="ipynb").fault
    assert Verdict.SYNTAX_ERROR is fault.verdict
    assert ("cell 2", 1, True) == (fault.place, fault.line, fault.public)


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("py", b"\xff\xfe\x00"),
        ("py", b"def f():\n\x00"),
        ("py", b"f = " + b"(" * 5000),
        ("py", b"f = " + b"-" * 200_000 + b"1"),
        ("ipynb", b"{"),
        ("ipynb", b"[]"),
        ("ipynb", b"[" * 100_000),
        ("ipynb", b'{"cells": 3}'),
        ("ipynb", b'{"cells": [{"cell_type": "code", "source": {}}]}'),
    ],
)
def test_bytes_that_cannot_run_are_a_syntax_error(zygote: Zygote, kind, source):
    """Undecodable, too deep and damaged files never get further than their verdict."""
    assert Verdict.SYNTAX_ERROR is ask(zygote, source, kind=kind).fault.verdict


def test_a_file_that_is_too_large_is_a_syntax_error_without_a_worker(zygote: Zygote):
    """What was too large to read is judged without starting anything."""
    too_large = Submission("", "f", "f.py", "py", None, "sha256:0")

    with Candidate(zygote, too_large, CONFINEMENT) as candidate:
        (answer,) = candidate.ask([Request.call("g", "f", [])])

    assert answer.fault.verdict is Verdict.SYNTAX_ERROR


def test_an_ending_costs_its_group_and_the_rest_runs_anew(zygote: Zygote):
    """The first case without a reply owns the ending; other groups are answered."""
    source = "import os\ndef f(x):\n    return x if x else os._exit(1)"
    asked = [("a", 0), ("a", 1), ("b", 2)]

    with Candidate(zygote, submission(source), CONFINEMENT) as candidate:
        first, second, third = candidate.ask(
            [Request.call(g, "f", [x]) for g, x in asked]
        )

    assert first.fault.verdict is Verdict.EXITED
    assert not first.fault.unrun
    assert second.fault.unrun
    assert third.values == (2,)


def test_after_two_endings_the_remainder_is_charged_unrun(zygote: Zygote):
    """A submission that keeps crashing is not started for ever."""
    source = "import os\ndef f(x):\n    os.abort()"
    asked = [Request.call(group, "f", [0]) for group in "abc"]

    with Candidate(zygote, submission(source), CONFINEMENT) as candidate:
        answers = candidate.ask(asked)

    assert [answer.fault.verdict for answer in answers] == [Verdict.CRASHED] * 3
    assert [answer.fault.unrun for answer in answers] == [False, False, True]


def test_one_slow_call_is_forgiven_where_it_is_fast_the_second_time(zygote: Zygote):
    """A time-out is confirmed in a new worker before it counts.

    Slow is decided by a moment on the clock that lies between the two calls.
    """
    source = f"""
        import time
        def f(x):
            while time.time() < {time.time() + 0.6}: pass
            return x
    """

    assert ask(zygote, source, 5).values == (5,)


@pytest.mark.parametrize(
    "source",
    [
        "import time\ndef f(x):\n    time.sleep(0.4)\n    return x",
        "import time\ntime.sleep(0.4)\ndef f(x):\n    return x",
    ],
    ids=["called", "loading"],
)
def test_a_worker_killed_from_outside_costs_nothing(zygote: Zygote, source: str):
    """What an operator or a system short of memory kills is run once more."""
    with Candidate(zygote, submission(source), CONFINEMENT) as candidate:
        killer = threading.Thread(target=kill_worker_of, args=(candidate,))
        killer.start()
        (answer,) = candidate.ask([Request.call("a", "f", [5])])
        killer.join()

        assert answer.values == (5,)
        assert candidate._endings == 0


def kill_worker_of(candidate: Candidate) -> None:
    """Kill the first worker of a candidate while it is at work."""
    while candidate._worker is None or not candidate._worker._real_pid:
        time.sleep(0.01)
    time.sleep(0.15)
    os.kill(candidate._worker._real_pid, signal.SIGKILL)


@pytest.mark.parametrize("place", ["    ", ""], ids=["called", "loading"])
def test_a_submission_that_kills_itself_has_crashed(place: str):
    """The second kill counts, where no filter of system calls refuses it."""
    source = f"import os\ndef f(x):\n    pass\n{place}os.kill(os.getpid(), 9)"
    asked = [Request.call(group, "f", [0]) for group in "abc"]
    with (
        Zygote(frozenset({"seccomp"})) as open_zygote,
        Candidate(open_zygote, submission(source), CONFINEMENT) as candidate,
    ):
        answers = candidate.ask(asked)

    assert [answer.fault.verdict for answer in answers] == [Verdict.CRASHED] * 3


def test_a_loop_while_loading_is_charged_to_all(zygote: Zygote):
    """A submission that never finishes loading has the one verdict everywhere."""
    with Candidate(zygote, submission("while True: pass"), CONFINEMENT) as candidate:
        answers = candidate.ask(
            [Request.call("a", "f", []), Request.call("b", "f", [])]
        )

    assert [answer.fault.verdict for answer in answers] == [Verdict.TIMED_OUT] * 2


def test_objects_live_in_the_worker(zygote: Zygote):
    """The wire makes objects, sets and reads attributes and calls methods."""
    source = """
        class Layer:
            def __init__(self, n): self.n = n
            def double(self, x): return 2 * x + self.n
    """
    steps = (
        ("new", 1, "Layer", [3]),
        ("set", 1, "n", 10),
        ("method", 1, "double", [4]),
        ("get", 1, "n"),
    )

    with Candidate(zygote, submission(source), CONFINEMENT) as candidate:
        (answer,) = candidate.ask([Request("g", steps)])
        (absent,) = candidate.ask([Request("g", (("get", 1, "output"),))])

    assert answer.values == (None, None, 18, 10)
    assert absent.fault.verdict is Verdict.MISSING


def test_no_process_is_left(zygote: Zygote):
    """Whatever a worker started is gone with it."""
    source = """
        import os, time
        def f():
            pid = os.fork() if os.getuid() == 0 else 0
            if pid == 0 and os.getuid() == 0:
                time.sleep(60)
            return pid
    """
    pid = ask(zygote, source).values[0]
    ask(zygote, "def f(): return 1")  # burials are carried out in order

    assert not (pid and _alive(pid))


def _alive(pid: int) -> bool:
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except OSError:
        return False
    return text.rpartition(")")[2].split()[0] not in "ZX"
