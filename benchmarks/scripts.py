"""Milliseconds per script or notebook, for both walkthroughs.

Every labelled solution that passes is graded in turn by one warm engine: a dry run, six
runs on drawn inputs, every step judged. The median over rounds is printed for each
exercise, beside what one call of a function exercise takes in the same run.

    python benchmarks/scripts.py [--rounds 5]
"""

import argparse
import statistics
import time
from pathlib import Path

from grader import submission as files
from grader.catalogue import Catalogue
from grader.engines import Engines, Setup
from grader.submission import Submission

COURSE = Path(__file__).resolve().parents[1]
EXERCISES = ("relu_mask", "neuron_walkthrough", "layer_walkthrough")


def labelled(catalogue: Catalogue, exercise_id: str) -> list[Submission]:
    """The solutions of an exercise that pass, as submissions."""
    folder = catalogue.load(exercise_id).solutions / "passed"
    found = [
        files.read(path, student="", exercise=exercise_id, shown=path.name)
        for path in sorted(folder.iterdir())
    ]
    return [row for row in found if isinstance(row, Submission)]


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    catalogue = Catalogue(COURSE)
    yaml_files = tuple(
        catalogue.entry(name).folder / "exercise.yaml" for name in EXERCISES
    )
    times: dict[str, list[float]] = {name: [] for name in EXERCISES}
    with Engines(Setup(COURSE, yaml_files), jobs=1) as engines:
        for index in range(options.rounds + 1):
            for name in EXERCISES:
                work = labelled(catalogue, name)
                started = time.perf_counter()
                grades = list(engines.grade(work, seed=1))
                seconds = time.perf_counter() - started
                assert all(grade.verdict == "passed" for grade in grades)  # type: ignore[union-attr]
                if index:  # the first round prepares
                    times[name].append(1000 * seconds / len(work))
    for name, rows in times.items():
        median = statistics.median(rows)
        print(
            f"{name:20} median {median:7.2f} ms  min {min(rows):7.2f}  of {len(rows)}"
        )


if __name__ == "__main__":
    main()
