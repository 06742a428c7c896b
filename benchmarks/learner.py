"""How long a learner waits: `kata check` as a process, `watch` from save to verdict.

Both on a right file, in a course and in a bundle of it. `kata check` runs in turns with
a bare `python -c "import numpy"` and is told as a ratio to that, to be 4 at most; the
other, with a warm tutor, is to stay under 120 ms.

    python benchmarks/learner.py [--rounds 15] [--json FILE]

For a quiet machine.
"""

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import pexpect

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
BARE = [sys.executable, "-c", "import numpy"]
EXERCISES = ("relu_mask", "layer_dense", "neuron_walkthrough", "layer_walkthrough")


@dataclass(frozen=True)
class Waited:
    """Medians of one exercise: milliseconds, processor time of the learner's side.

    `ratio` is of the pairs, with the lowest and the highest of them.
    """

    place: str
    exercise: str
    bare: float
    check: float
    cpu: float
    ratio: float
    lowest: float
    highest: float
    save: float


def main() -> None:
    """Measure each exercise in both places."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        places = made(Path(name))
        rows = [
            waited(place, folder, exercise, given.rounds)
            for place, folder in places.items()
            for exercise in EXERCISES
        ]
    if given.json:
        given.json.write_text(json.dumps([asdict(row) for row in rows], indent=1))
    print("place   exercise            check    CPU  times numpy (range)   save")
    for row in rows:
        print(
            f"{row.place:7} {row.exercise:18} {row.check:4.0f} ms {row.cpu:4.0f} ms"
            f"  {row.ratio:.2f} ({row.lowest:.2f} to {row.highest:.2f})"
            f"  {row.save:5.0f} ms"
        )


def made(root: Path) -> dict[str, Path]:
    """A course and a bundle of it, the reference in each file that is measured."""
    course, bundle = root / "course", root / "bundle"
    for folder in ("exercises", "solutions"):
        shutil.copytree(ROOT / folder, course / folder)
    run([BIN / "grader", "release", bundle], course)
    for folder in (course, bundle):
        run([BIN / "kata", "start"], folder)
        for exercise in EXERCISES:
            (own,) = folder.glob(f"work/*/{exercise}.py")
            (right,) = course.glob(f"solutions/*/*_{exercise}/passed/reference.py")
            shutil.copy(right, own)
    return {"course": course, "bundle": bundle}


def run(command: list[str | Path], folder: Path) -> None:
    """Run a command whose words nobody reads."""
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def waited(place: str, folder: Path, exercise: str, rounds: int) -> Waited:
    """Both figures of one exercise; the first round is left out."""
    check = [str(BIN / "kata"), "check", exercise]
    pairs = [(timed(BARE, folder), timed(check, folder)) for _ in range(rounds + 1)][1:]
    ratios = [own[0] / bare[0] for bare, own in pairs]
    return Waited(
        place=place,
        exercise=exercise,
        bare=1000 * statistics.median(bare[0] for bare, _own in pairs),
        check=1000 * statistics.median(own[0] for _bare, own in pairs),
        cpu=1000 * statistics.median(own[1] for _bare, own in pairs),
        ratio=statistics.median(ratios),
        lowest=min(ratios),
        highest=max(ratios),
        save=1000 * saved(folder, exercise, rounds),
    )


def timed(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds of a command on the clock and of the processor, its children's too."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True)
    clock = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return clock, used


def saved(folder: Path, exercise: str, rounds: int) -> float:
    """Median seconds from a save to the screen with its verdict."""
    (file,) = folder.glob(f"work/*/{exercise}.py")
    right = file.read_text(encoding="utf-8")

    walk = pexpect.spawn(
        str(BIN / "kata"),
        ["watch", exercise],
        cwd=str(folder),
        timeout=60,
        dimensions=(60, 100),
    )
    walk.expect("passed, ")
    found = []
    for number in range(rounds + 1):
        time.sleep(0.3)
        fresh = file.with_suffix(".tmp")
        fresh.write_text(f"{right}# {number}\n", encoding="utf-8")
        begun = time.perf_counter()
        fresh.replace(file)
        walk.expect("passed, ")
        found.append(time.perf_counter() - begun)
    walk.send("q")
    walk.expect(pexpect.EOF)
    return statistics.median(found[1:])


if __name__ == "__main__":
    main()
