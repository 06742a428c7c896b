"""Workers without a zygote, as macOS and Windows have them: started for real here."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from grader.candidate import Alone, Candidate, Request, Zygote, start
from grader.candidate.wire import verdict_of
from grader.result import Verdict
from grader.sandbox import Confinement, Tier, can_confine, layers_of, tier_of
from tests.candidate.test_candidate import ENDINGS
from tests.processes import CONFINEMENT, ROOT, ask, notebook, submission

# A host that waits for ever, with a worker that loops for ever.
HOST = """
import sys
from grader.candidate import Alone
from grader.protocol import encode
from grader.sandbox import Confinement
worker = Alone().worker(Confinement(call=10.0, memory=256))
load = {"op": "load", "id": 1, "kind": "py", "source": b"while True: pass"}
worker.send(encode({**load, "main": False, "watch": {}}))
print(worker._process.pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def alone() -> Iterator[Alone]:
    """Where workers come from off Linux."""
    with start(platform="darwin") as started:
        assert isinstance(started, Alone)
        yield started


def test_the_system_decides_where_workers_come_from():
    """A zygote on Linux, and no other system is asked to fork."""
    assert can_confine("linux")
    assert not any(can_confine(name) for name in ("darwin", "win32", "freebsd14"))
    with start(platform="linux") as started:
        assert isinstance(started, Zygote)


@pytest.mark.parametrize("verdict", ENDINGS, ids=str)
def test_every_ending_has_its_word(alone: Alone, verdict: Verdict):
    """Each way a call can fail is told by the same verdict as under a zygote."""
    assert ask(alone, ENDINGS[verdict]).fault.verdict is verdict


@pytest.mark.parametrize(
    ("verdict", "source"),
    [
        (Verdict.EXITED, "import os\ndef f():\n    os._exit(0)"),
        (Verdict.EXITED, "import os\nos._exit(0)"),
        (Verdict.EXITED, "raise SystemExit"),
        (Verdict.CRASHED, "import os\ndef f():\n    os.abort()"),
        (Verdict.CRASHED, "import os\nos.kill(os.getpid(), 9)"),
        (Verdict.TIMED_OUT, "import time\ndef f():\n    time.sleep(60)"),
        (Verdict.TIMED_OUT, "while True: pass"),
        (Verdict.OUT_OF_MEMORY, "import numpy as np\ndef f(): return np.ones(1 << 29)"),
        (
            Verdict.OUTPUT_LIMIT,
            "import os\ndef f():\n    os.write(2, b'x' * 5_000_000)",
        ),
        (Verdict.ERROR, "def f(): return input()"),
        (Verdict.PROTOCOL_ERROR, "import os\ndef f():\n    os.close(3)"),
        (Verdict.PROTOCOL_ERROR, "import os\ndef f():\n    os.write(3, b'\\xff' * 8)"),
    ],
)
def test_other_ways_to_end_have_their_words_too(
    alone: Alone, verdict: Verdict, source: str
):
    """Leaving, crashing, sleeping, printing and writing on the wire are told apart."""
    assert ask(alone, source).fault.verdict is verdict


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        (0, Verdict.EXITED),
        (1, Verdict.EXITED),
        (70, Verdict.PROTOCOL_ERROR),
        (-11, Verdict.CRASHED),
        (-24, Verdict.TIMED_OUT),
        (-31, Verdict.FORBIDDEN),
        (0xC0000005, Verdict.CRASHED),
        (0xC0000409, Verdict.CRASHED),
    ],
)
def test_an_exit_code_has_its_word(code: int, verdict: Verdict):
    """Signals, and the numbers that Windows gives crashes instead."""
    assert verdict_of(code) is verdict


@pytest.mark.parametrize(
    "source",
    [
        "import os\ndef f(x):\n    os.close(1)\n    return x",
        "import sys\ndef f(x):\n    sys.stdout.close()\n    return x",
        "def f(x):\n    print('x' * 1_000_000)\n    return x",
    ],
)
def test_standard_output_is_not_the_wire(alone: Alone, source: str):
    """To close it or to print on it, within the limit, changes no result."""
    assert ask(alone, source, 2.5).values == (2.5,)


def test_values_cross_as_they_are(alone: Alone):
    """Lists, tuples and arrays go both ways, a change of an argument is told."""
    source = "def f(x, n):\n    x[0] = n\n    return x, [n, (1.5,)]"

    answer = ask(alone, source, np.zeros(2), 7)

    assert answer.changed == (0,)
    assert answer.values[0][0].tolist() == [7.0, 0.0]
    assert answer.values[0][1] == [7, (1.5,)]


def test_notebooks_run_alone(alone: Alone):
    """A notebook goes on after a cell that fails."""
    source = notebook("%matplotlib inline\n1 / 0", "def f(): return 2.0")

    assert ask(alone, source, kind="ipynb").values == (2.0,)


def test_a_large_message_crosses_to_a_busy_worker(alone: Alone):
    """More than a pipe holds is sent while replies are awaited."""
    requests = [Request.call("g", "f", ["x" * 100_000]) for _ in range(30)]

    with Candidate(alone, submission("def f(x): return x"), CONFINEMENT) as candidate:
        answers = candidate.ask(requests)

    assert [len(answer.values[0]) for answer in answers] == [100_000] * 30


def test_what_a_worker_floods_its_wire_with_is_not_collected(alone: Alone):
    """A worker that goes on writing is ended, and none of its threads are left."""
    source = "import os\ndef f():\n    while True: os.write(3, bytes(8) * 8192)"
    before = threading.active_count()

    assert ask(alone, source).fault.verdict is Verdict.PROTOCOL_ERROR
    assert threading.active_count() == before


def test_a_trickle_of_bytes_is_late_as_well(alone: Alone):
    """Bytes that never become a reply do not keep the deadline away."""
    source = """
        import os, time
        def f():
            # The start of a long frame, then a little of it again and again.
            for piece in [bytes([0, 60, 0, 0, 0, 0, 0, 0]), *[b"x"] * 10**6]:
                os.write(3, piece)
                time.sleep(0.01)
    """

    assert ask(alone, source).fault.verdict is Verdict.TIMED_OUT


def test_the_rest_runs_anew_after_an_ending(alone: Alone):
    """The first case without a reply owns the ending; other groups are answered."""
    source = "import os\ndef f(x):\n    return x if x else os._exit(1)"
    asked = [Request.call(group, "f", [x]) for group, x in (("a", 0), ("b", 2))]

    with Candidate(alone, submission(source), CONFINEMENT) as candidate:
        first, second = candidate.ask(asked)

    assert first.fault.verdict is Verdict.EXITED
    assert second.values == (2,)


def test_a_worker_has_nothing_of_the_host(alone: Alone, monkeypatch):
    """No environment of ours, no arguments, no folder of ours to import from."""
    monkeypatch.setenv("SECRET", "1")
    source = """
        import os, sys
        def f():
            given = [sys.argv, sys.orig_argv]
            return sorted(os.environ), given, sys.path, os.getcwd()
    """

    names, arguments, path, folder = ask(alone, source).values[0]

    assert "SECRET" not in names
    assert "PYTHONHASHSEED" in names
    assert arguments == [[""], [""]]
    assert not any("site-packages" in entry or str(ROOT) in entry for entry in path)
    assert folder == "/"


def test_random_numbers_are_the_same_in_every_worker(alone: Alone):
    """Both generators start from one seed, as under a zygote."""
    source = """
        import random
        import numpy as np
        def f(): return random.random(), float(np.random.rand())
    """
    with start() as zygote:
        due = ask(zygote, source).values

    assert ask(alone, source).values == due


def test_limits_hold_where_the_system_knows_them(alone: Alone):
    """Processor time, memory and files are limited."""
    source = """
        import resource
        names = ("RLIMIT_CPU", "RLIMIT_AS", "RLIMIT_FSIZE", "RLIMIT_NPROC")
        def f(): return [resource.getrlimit(getattr(resource, n))[0] for n in names]
    """

    cpu, memory, files, processes = ask(alone, source).values[0]

    assert 0 < cpu <= CONFINEMENT.total + 10
    assert 0 < memory < 2**31
    assert (files, processes) == (0, 0)


def test_the_report_promises_next_to_nothing(alone: Alone):
    """The tier is the lowest, and every wall says where it can be had."""
    rows = {row.name: row for row in layers_of(alone.report)}

    assert tier_of(alone.layers) is Tier.PROCESS
    assert alone.layers == ("process", "environment", "rlimits")
    for name in ("landlock", "seccomp", "bubblewrap"):
        assert not rows[name].proved
        assert "Linux" in rows[name].why
        assert "WSL2" in rows[name].mend


def test_time_is_measured_by_the_clock(alone: Alone):
    """What a worker used is told without the start of its interpreter."""
    with Candidate(alone, submission("def f(): return 1"), CONFINEMENT) as candidate:
        candidate.ask([Request.call("g", "f", [])])

    assert 0 < candidate.cpu_seconds < 0.2


def test_ending_the_last_worker_ends_everything():
    """Neither a process nor a thread is left, also of a worker that is not closed."""
    before = threading.active_count()
    with start(platform="win32") as started:
        worker = started.worker(Confinement(call=1.0, memory=256))

    assert worker._process.poll() is not None
    assert threading.active_count() == before


def test_a_worker_ends_with_its_host():
    """A worker in an endless loop is gone when its host is killed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOST],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as host:
        pid = int(host.stdout.readline())
        assert _runs(pid)
        host.kill()
    late = time.monotonic() + 5
    while _runs(pid) and time.monotonic() < late:
        time.sleep(0.02)

    assert not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except OSError:
        return False
    return text.rpartition(")")[2].split()[0] not in "ZX"
