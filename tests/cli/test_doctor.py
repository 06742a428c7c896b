"""`grader doctor` as a process, here and on machines that lack something."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from grader.sandbox import PROMISES
from tests.processes import ROOT, lines, run
from tests.sandbox import needs, ordinary
from tests.sandbox.machines import IDENTITY, MACHINES, Machine

DSUM = ROOT / "solutions" / "01_neuron" / "03_dsum" / "passed" / "reference.py"
KEYS = {"tier", "good_for", "layers", "versions"}
VERSIONS = {
    "gradkata", "python", "numpy", "kernel", "landlock", "libseccomp", "bubblewrap",
}  # fmt: skip
every_machine = pytest.mark.parametrize(
    "machine", MACHINES, ids=lambda machine: machine.name
)
some_machines = pytest.mark.parametrize(
    "machine", [*MACHINES[::3], MACHINES[-1]], ids=lambda machine: machine.name
)
some_weak_machines = pytest.mark.parametrize(
    "machine", [m for m in MACHINES if m.weak][::3], ids=lambda machine: machine.name
)


def on(machine: Machine, folder: Path, command: str, *arguments: object):
    """Run an installed command on a machine that lacks something."""
    needs.bubblewrap()
    needs.binding()
    if machine.root_only and os.geteuid() != 0:
        pytest.skip("only root has another user to become")
    if machine.mapped:
        needs.working(machine.prefix())
    away = folder / "away"
    away.mkdir(exist_ok=True)
    program = Path(sys.executable).with_name(command)
    return subprocess.run(
        [*machine.prefix(), str(program), *map(str, arguments)],
        cwd=ROOT,
        env=machine.environment(away),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def doctor_on(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Machine], dict]:
    """The layers by name that the doctor finds on a machine, asked once of each."""

    @cache
    def found(machine: Machine) -> dict[str, dict]:
        folder = tmp_path_factory.mktemp("machine")
        done = on(machine, folder, "grader", "doctor", "--json")
        assert done.returncode == 0, done.stderr
        return rows_of(done.stdout)

    return found


def rows_of(text: str) -> dict[str, dict]:
    """The layers of `grader doctor --json` by name."""
    return {row["name"]: row for row in json.loads(text)["layers"]}


@pytest.fixture(scope="module")
def here() -> dict:
    """What the doctor says of this machine."""
    needs.bubblewrap()
    return json.loads(run("grader", "doctor", "--json").stdout)


@pytest.fixture
def dsum(tmp_path: Path) -> Path:
    """A submission that passes."""
    file = tmp_path / "dsum.py"
    file.write_text(DSUM.read_text(encoding="utf-8"), encoding="utf-8")
    return file


def test_the_table_names_every_layer_and_the_tier(here: dict):
    """For people: layers in order, what they promise, the tier and the versions."""
    done = run("grader", "doctor")
    told = [line.split()[0] for line in done.stdout.splitlines() if line.strip()]
    names = [row["name"] for row in here["layers"]]

    assert done.returncode == 0
    assert done.stderr == ""
    assert [name for name in told if name in PROMISES] == names
    assert f"isolation: {here['tier']}, good for {here['good_for']}" in done.stdout
    assert "Traceback" not in done.stdout


def test_the_json_is_one_object_with_every_key(here: dict):
    """For programs: tier, layers with their reasons, versions."""
    rows = here["layers"]

    assert here.keys() == KEYS
    assert here["versions"].keys() == VERSIONS
    assert all(here["versions"].values())
    assert all(bool(row["why"]) is not row["proved"] for row in rows)
    assert all(row["promise"] == PROMISES[row["name"]] for row in rows)


def test_it_is_the_same_anywhere(here: dict, tmp_path: Path):
    """No course is needed, and none changes the answer."""
    done = run("grader", "doctor", "--json", cwd=tmp_path)

    assert json.loads(done.stdout) == here


@every_machine
def test_what_is_missing_is_told_with_why_and_how(machine, doctor_on, here):
    """The layer that is gone says so; every other one is as it was."""
    found = doctor_on(machine)
    before = {row["name"]: row["proved"] for row in here["layers"]}
    gone = [found[name] for name in machine.lost]

    assert not any(row["proved"] for row in gone)
    assert all(row["why"] for row in gone)
    assert machine.why in gone[0]["why"]
    assert machine.mend in gone[0]["mend"]
    for name in before.keys() - {*machine.lost, *IDENTITY}:
        assert found[name]["proved"] is before[name]


@every_machine
def test_powers_are_dropped_where_there_is_no_other_user(machine, doctor_on):
    """As root one of the two holds; else neither is due."""
    held = {n for n, row in doctor_on(machine).items() if row["proved"]} & IDENTITY

    assert len(held) == (1 if os.geteuid() == 0 else 0)


@some_machines
def test_the_table_tells_the_same(machine: Machine, tmp_path: Path):
    """In words, on one line where the console is wide."""
    done = on(machine, tmp_path, "grader", "doctor")
    told = " ".join(done.stdout.split())

    assert done.returncode == 0
    assert f"{machine.lost[0]} missing" in told
    assert machine.why in told
    assert machine.mend in told


@every_machine
def test_other_peoples_work_is_graded_where_the_kernel_confines_it(
    machine: Machine, tmp_path: Path, dsum: Path
):
    """Else nothing is graded, with exit code 2 and one sentence."""
    done = on(machine, tmp_path, "grader", "grade", dsum)

    if not machine.weak:
        assert done.returncode == 0, done.stderr
        assert "dsum: passed" in done.stdout
        assert "Weak isolation" not in done.stdout
        assert done.stderr == ""
    else:
        assert done.returncode == 2
        assert done.stdout == ""
        assert len(done.stderr.strip().splitlines()) == 1
        assert "Traceback" not in done.stderr
        assert "--allow-weak-isolation" in done.stderr
        for name in {"landlock", "seccomp", "rlimits"} & {*machine.lost}:
            assert f"{name}: " in done.stderr


@some_weak_machines
def test_weak_isolation_can_be_allowed_and_is_told(machine, tmp_path, dsum):
    """The report says under what the grade was made."""
    done = on(machine, tmp_path, "grader", "grade", dsum, "--allow-weak-isolation")

    assert done.returncode == 0, done.stderr
    assert "dsum: passed" in done.stdout
    assert "Weak isolation: 1 grade" in done.stdout
    assert done.stderr == ""


@every_machine
def test_the_provenance_names_the_layers_that_held(machine, doctor_on, tmp_path, dsum):
    """Exactly those that the doctor proves there."""
    proved = {name for name, row in doctor_on(machine).items() if row["proved"]}
    arguments = (dsum, "--jsonl", "--allow-weak-isolation")
    (grade,) = lines(on(machine, tmp_path, "grader", "grade", *arguments).stdout)

    assert grade["verdict"] == "passed"
    assert set(grade["provenance"]["isolation"]) == proved
    assert not {*machine.lost} & proved


@some_machines
def test_ones_own_code_is_checked_on_any_machine(machine, tmp_path, dsum):
    """`kata check` asks for no wall."""
    done = on(machine, tmp_path, "kata", "check", dsum)

    assert done.returncode == 0, done.stderr
    assert "dsum: passed" in done.stdout


@pytest.mark.parametrize(
    "machine",
    [m for m in MACHINES if m.name in ("namespaces refused", "nothing at all")],
    ids=lambda machine: machine.name,
)
def test_an_exercise_is_verified_on_any_machine(machine: Machine, tmp_path: Path):
    """Authors' own files need no wall either."""
    done = on(machine, tmp_path, "grader", "verify", "dsum", "--seeds", 1)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def user() -> list[str]:
    """The words that make an ordinary user; none where this is one."""
    needs.bubblewrap()
    return needs.working(ordinary.prefix())


def as_user(user: list[str], *arguments: object):
    """Run the installed `grader` as an ordinary user."""
    program = Path(sys.executable).with_name("grader")
    command = [*user, str(program), *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )


def test_an_ordinary_user_has_the_kernels_walls(user: list[str]):
    """No identity is due; a view within a view may be refused, and then says why."""
    done = as_user(user, "doctor", "--json")
    found = rows_of(done.stdout)

    assert done.returncode == 0
    assert not IDENTITY & found.keys()
    assert {n for n, row in found.items() if not row["proved"]} <= {"bubblewrap"}
    assert found["bubblewrap"]["proved"] or found["bubblewrap"]["why"]
    due = "full" if found["bubblewrap"]["proved"] else "kernel"
    assert json.loads(done.stdout)["tier"] == due


def test_an_ordinary_user_grades(user: list[str], dsum: Path):
    """With the layers that are proved there."""
    (grade,) = lines(as_user(user, "grade", dsum, "--jsonl").stdout)

    assert grade["verdict"] == "passed"
    assert {"rlimits", "landlock", "seccomp"} <= {*grade["provenance"]["isolation"]}
    assert not IDENTITY & {*grade["provenance"]["isolation"]}


def test_the_helper_runs_a_command_as_an_ordinary_user(user: list[str]):
    """As `python -m tests.sandbox.ordinary`, which `make` uses for whole suites."""
    code = "import os, sys; sys.exit(os.geteuid() == 0)"
    command = [sys.executable, "-m", "tests.sandbox.ordinary", "python", "-c", code]
    done = subprocess.run(command, cwd=ROOT, check=False, timeout=60)

    assert done.returncode == 0
