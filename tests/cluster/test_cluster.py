"""Grading on a real Dask cluster, whose workers are killed at their work."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

import grader
from tests.courses import course_of, file_of, hand_in, replace
from tests.faults import PROGRAM, SOURCES, descendants, dump
from tests.processes import lines, run
from tests.sandbox.machines import MACHINES

BIN = Path(sys.executable).parent
PATIENCE = 60
# So that a chunk is taken apart after its second worker has died.
DEATHS = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
Words = Sequence[str]


class Dask:
    """A scheduler and its workers, each a process of Dask's own command."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self._start("scheduler", "--port", "0")
        self.address = self._address()

    def workers(
        self, count: int, *options: str, prefix: Words = (), **environment: str
    ) -> None:
        """Start some workers that a nanny starts again when they die."""
        self._start(
            "worker", self.address, "--nworkers", str(count), "--local-directory",
            self.folder, "--no-dashboard", *(options or ("--nthreads", "1")),
            prefix=prefix,
            **environment,
        )  # fmt: skip

    def processes(self) -> list[int]:
        """The worker processes there are at the moment."""
        found = [child for own in self._processes for child in descendants(own.pid)]
        return [pid for pid in found if b"spawn_main" in _command(pid)]

    def stop(self) -> None:
        """End all of it at once: to part in peace takes Dask eight seconds."""
        below = [pid for own in self._processes for pid in descendants(own.pid)]
        for process in self._processes:
            process.kill()
        for pid in below:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for process in self._processes:
            process.wait(PATIENCE)

    def _start(self, *words: object, prefix: Words = (), **environment: str) -> None:
        log = self.folder / f"dask{len(self._processes)}.log"
        with log.open("wb") as out:
            started = subprocess.Popen(
                [*prefix, BIN / "dask", *map(str, words)],
                stdout=out,
                stderr=out,
                cwd=self.folder,
                env={**os.environ, **DEATHS, **environment},
            )
        self._processes.append(started)

    def _address(self) -> str:
        late = time.monotonic() + PATIENCE
        log = self.folder / "dask0.log"
        while time.monotonic() < late:
            for line in log.read_text().splitlines():
                if "Scheduler at:" in line:
                    return line.split()[-1]
            time.sleep(0.05)
        raise AssertionError(log.read_text())


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Dask]:
    """A cluster without workers yet."""
    folder = tmp_path / "dask"
    folder.mkdir()
    cluster = Dask(folder)
    yield cluster
    cluster.stop()


def cohort_of(folder: Path, count: int) -> Path:
    """Students who hand in right, wrong and broken work, none of it fast."""
    slow = "import time\ntime.sleep(0.15)\n"
    sources = {
        f"s{index:02d}": f"{slow}{SOURCES[index % len(SOURCES)]}# {index}\n"
        for index in range(count)
    }
    return hand_in(folder / "cohort", **sources)


def test_workers_killed_at_their_work_lose_and_double_nothing(dask, tmp_path):
    """The gradebook is the one of an undisturbed run on one machine, times aside."""
    course, cohort = course_of(tmp_path), cohort_of(tmp_path, 40)
    words = ["grade", cohort, "--course", course, "--jsonl", "--seed", "5"]
    run("grader", *words, "--gradebook", f"sqlite:///{tmp_path}/alone.sqlite")
    dask.workers(2)
    out = tmp_path / "out.jsonl"
    book = ["--gradebook", f"sqlite:///{tmp_path}/dask.sqlite"]
    process = subprocess.Popen(
        [PROGRAM, *words, *book, "--dask", dask.address, "--out", out],
        stderr=subprocess.PIPE,
    )
    killed = set()
    for lines_before in (1, 15):
        late = time.monotonic() + PATIENCE
        while time.monotonic() < late and process.poll() is None:
            if out.exists() and out.read_bytes().count(b"\n") >= lines_before:
                break
            time.sleep(0.02)
        victim = max(set(dask.processes()) - killed)
        os.kill(victim, signal.SIGKILL)
        killed.add(victim)
    _, said = process.communicate(timeout=2 * PATIENCE)

    assert process.returncode == 0, said.decode()
    assert len(killed) == 2
    assert len(lines(out.read_text())) == 40
    assert dump(tmp_path / "dask.sqlite") == dump(tmp_path / "alone.sqlite")
    assert not list(dask.folder.rglob("course*"))


def test_what_ends_its_workers_is_set_aside_and_the_others_are_graded(dask, tmp_path):
    """A deadly submission is our failure: printed, not stored, charged to nobody."""
    course = course_of(tmp_path)
    # A worker dies with what an engine cannot survive either: here a check ends both.
    file_of(course, "dsquare", "checks.py").write_text(
        "import os\n\n\ndef test_deadly(candidate):\n"
        "    if 666.0 in candidate.call(1.0, 1.0).values():\n"
        "        os.kill(os.getppid(), 9)\n"
    )
    replace(
        file_of(course, "dsquare", "exercise.yaml"),
        "checks:\n",
        "checks:\n  - {id: deadly, kind: pytest, function: test_deadly, points: 1,\n"
        "     title: It lives.}\n",
    )
    sources = {f"s{i}": f"{SOURCES[0]}# {i}\n" for i in range(16)}
    sources["s7"] = "def dsquare(dvalue, x):\n    return 666.0\n"
    cohort = hand_in(tmp_path / "cohort", **sources)
    dask.workers(1)

    done = run(
        "grader", "grade", cohort, "--course", course, "--jsonl", "--dask",
        dask.address, cwd=tmp_path,
    )  # fmt: skip
    verdicts = {grade["student"]: grade["verdict"] for grade in lines(done.stdout)}
    stored = dict(row[:1][0] for row in dump(tmp_path / "gradebook.sqlite")["attempts"])

    assert done.returncode == 3, done.stderr
    assert verdicts.pop("s7") == "internal_error"
    assert set(verdicts.values()) == {"passed"}
    assert len(verdicts) == 15
    assert "s7" not in stored.values()
    assert len(dump(tmp_path / "gradebook.sqlite")["attempts"]) == 15


def refused(dask_address: str, tmp_path: Path) -> str:
    """What is said where a cluster may not grade."""
    course = course_of(tmp_path)
    cohort = hand_in(tmp_path / "cohort", ada=SOURCES[0])
    done = run(
        "grader", "grade", cohort, "--course", course, "--dask", dask_address,
        cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert dump(tmp_path / "gradebook.sqlite")["attempts"] == []
    (sentence,) = done.stderr.splitlines()
    return sentence


def test_a_worker_of_another_version_is_refused(dask, tmp_path):
    """Another grader, numpy or Python might mark otherwise: nothing is graded."""
    other = tmp_path / "other"
    shutil.copytree(Path(grader.__file__).parent, other / "grader")
    with (other / "grader" / "result.py").open("a") as file:
        file.write("# changed\n")
    dask.workers(1, PYTHONPATH=str(other))

    assert "has another version of gradkata, numpy or Python" in refused(
        dask.address, tmp_path
    )


def test_a_worker_with_several_threads_is_refused(dask, tmp_path):
    """A worker has one engine and therefore one thread."""
    dask.workers(1, "--nthreads", "2")

    assert "start it with `--nthreads 1`" in refused(dask.address, tmp_path)


def test_a_worker_that_cannot_confine_is_refused(dask, tmp_path):
    """Each worker proves its isolation; a weak one grades nothing."""
    dask.workers(1, prefix=MACHINES[0].prefix())
    sentence = refused(dask.address, tmp_path)

    assert "submissions cannot be confined on this machine (landlock: " in sentence
    assert sentence.startswith("grader: the Dask worker tcp://")


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path):
    """A wrong address is one sentence."""
    sentence = refused("tcp://127.0.0.1:9", tmp_path)

    assert "there is no Dask scheduler at tcp://127.0.0.1:9" in sentence


def test_an_interrupt_keeps_what_came_and_tidies_up(dask, tmp_path: Path):
    """Ctrl-C ends with 130; one machine can go on where the cluster stopped."""
    course, cohort = course_of(tmp_path), cohort_of(tmp_path, 16)
    words = ["grade", cohort, "--course", course, "--jsonl", "--seed", "5"]
    dask.workers(1)
    out = tmp_path / "out.jsonl"
    process = subprocess.Popen(
        [PROGRAM, *words, "--dask", dask.address, "--out", out],
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    )
    late = time.monotonic() + PATIENCE
    while not (out.exists() and out.read_bytes()) and time.monotonic() < late:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=PATIENCE)
    kept = len(dump(tmp_path / "gradebook.sqlite")["attempts"])
    printed = len(lines(out.read_text()))
    resumed = run("grader", *words, cwd=tmp_path)

    assert process.returncode == 130
    assert b"Traceback" not in said
    assert 0 < printed <= kept < 16
    assert len(lines(resumed.stdout)) == 16
    assert len(dump(tmp_path / "gradebook.sqlite")["attempts"]) == 16
    assert not list(dask.folder.rglob("course*"))
