"""How long a learner waits: `kata check` as a process, `watch` from save to verdict.

Both on a right file, in a copy of the course. The first is told as a ratio to a bare
`python -c "import numpy"`, to be 4 at most; the second, with a warm tutor, is to stay
under 120 ms. Run it on a quiet machine.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pexpect

ROOT = Path(__file__).parents[1]
KATA = str(Path(sys.executable).with_name("kata"))
TIMES = 15
FILES = (("01_neuron", "drelu_dz"), ("02_layer", "relu_mask"))


def median(command: list[str], cwd: Path) -> float:
    """Median seconds of a command, which is run once before."""
    found = []
    for _ in range(TIMES + 1):
        begun = time.perf_counter()
        subprocess.run(command, cwd=cwd, stdout=subprocess.DEVNULL, check=True)
        found.append(time.perf_counter() - begun)
    return statistics.median(found[1:])


def watched(course: Path, exercise: str, file: Path) -> float:
    """Median seconds from a save to the screen with its verdict."""
    right = file.read_text(encoding="utf-8")
    walk = pexpect.spawn(KATA, ["watch", exercise], cwd=str(course), timeout=60)
    walk.expect("passed, ")
    found = []
    for number in range(TIMES + 1):
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


def main() -> None:
    """Print both figures for an exercise of each track."""
    with tempfile.TemporaryDirectory() as name:
        course = Path(name)
        for folder in ("exercises", "solutions"):
            shutil.copytree(ROOT / folder, course / folder)
        subprocess.run([KATA, "start"], cwd=course, check=True, capture_output=True)
        bare = median([sys.executable, "-c", "import numpy"], course)
        print(f"import numpy: {bare * 1000:.0f} ms")
        for track, exercise in FILES:
            file = course / "work" / track / f"{exercise}.py"
            (reference,) = course.glob(f"solutions/*/*_{exercise}/passed/reference.py")
            shutil.copy(reference, file)
            whole = median([KATA, "check", exercise], course)
            saved = watched(course, exercise, file)
            print(f"{exercise}: check {whole * 1000:.0f} ms, {whole / bare:.2f} times")
            print(f"{exercise}: from save to verdict {saved * 1000:.0f} ms")


if __name__ == "__main__":
    main()
