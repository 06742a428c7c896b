"""Wall time, rate, memory and database of a whole cohort, and whether growth is linear.

Submissions are generated: 70 % right, 22 % wrong, 7.9 % crash, 0.1 % endless, of 20
checks each, every file with bytes of its own. `grader grade` runs over them as one
process, as an instructor starts it; its own peak of memory is read from the system. A
tenth of the cohort is graded as well: the time per submission must not grow.

    python benchmarks/cohort.py [--count 10000] [--jobs 2] [--json FILE]
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from performance.material import EXERCISE, SUBMISSIONS, write_course

PROGRAM = Path(sys.executable).with_name("grader")
ENDLESS = """
def dense_relu_backward(inputs, weights, biases, dvalues):
    while True:
        pass
"""
CRASHING = """
import os
def dense_relu_backward(inputs, weights, biases, dvalues):
    os.abort()
"""
# Of a thousand. Half of what crashes raises, half takes the process with it.
SHARES = (
    (700, SUBMISSIONS["right"]),
    (220, SUBMISSIONS["wrong"]),
    (40, SUBMISSIONS["crashing"]),
    (39, CRASHING),
    (1, ENDLESS),
)
KINDS = [source for share, source in SHARES for _ in range(share)]
# Coprime with a thousand: the kinds are mixed, and each thousand has all of them.
STRIDE = 389
SEED = 1
LOOK_SECONDS = 0.1


def write_cohort(folder: Path, count: int) -> Path:
    """A folder a student, one file in each."""
    cohort = folder / f"cohort{count}"
    for index in range(count):
        student = cohort / f"s{index:05d}"
        student.mkdir(parents=True)
        source = f"{KINDS[index * STRIDE % len(KINDS)]}\n# {index}\n"
        (student / f"{EXERCISE}.py").write_text(source)
    return cohort


def grade(course: Path, cohort: Path, jobs: int) -> dict[str, object]:
    """Grade a cohort by the command; figures of that process and what it left."""
    book = cohort.with_suffix(".sqlite")
    out = cohort.with_suffix(".jsonl")
    words = ["grade", cohort, "--course", course, "--jobs", jobs, "--seed", SEED]
    words += ["--gradebook", f"sqlite:///{book}", "--jsonl", "--out", out]
    seconds, peak = _run(words)
    verdicts: Counter[str] = Counter()
    with out.open() as lines:
        for line in lines:
            verdicts[json.loads(line)["verdict"]] += 1
    count = verdicts.total()
    return {
        "submissions": count,
        "verdicts": dict(verdicts),
        "seconds": round(seconds, 1),
        "a_second": round(count / seconds, 1),
        "parent_peak_mb": round(peak, 1),
        "database_mb": round(book.stat().st_size / 1e6, 2),
        "resumed_seconds": round(_run(words)[0], 1),
    }


def _run(words: list[object]) -> tuple[float, float]:
    """Seconds of a run, and the peak of its own process in MB."""
    started = time.perf_counter()
    command = [str(PROGRAM), *map(str, words)]
    pid = os.posix_spawn(PROGRAM, command, dict(os.environ))
    peak = 0
    while True:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            break
        # What the system says at its end would be that of the largest process below.
        peak = max(peak, _high_water(pid))
        time.sleep(LOOK_SECONDS)
    assert os.waitstatus_to_exitcode(status) == 0
    return time.perf_counter() - started, peak / 1024


def _high_water(pid: int) -> int:
    """The most kilobytes that a process has had resident; 0 as it ends."""
    status = Path(f"/proc/{pid}/status").read_text()
    rows = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(next(rows, "VmHWM: 0 kB").split()[1])


def measure(count: int, jobs: int) -> dict[str, object]:
    """A tenth and the whole, and how the time per submission grew."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        course = write_course(folder)
        runs = [
            grade(course, write_cohort(folder, size), jobs)
            for size in (max(1, count // 10), count)
        ]
    small, whole = (float(str(row["a_second"])) for row in runs)
    return {"jobs": jobs, "runs": runs, "rate_whole_to_tenth": round(whole / small, 2)}


def main() -> None:
    """Measure and print; `--json` also keeps the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    figures = measure(options.count, options.jobs)
    text = json.dumps(figures, indent=2)
    if options.json:
        options.json.write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main()
