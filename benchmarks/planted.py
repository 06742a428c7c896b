"""How many planted mistakes the drawn values catch, set by set and all together.

Every labelled wrong script of both walkthroughs is run on the six sets of several
seeds. A set catches a mistake where, on that set alone, some step follows neither from
the learner's own upstream nor from the true one. All six together must catch all, on
every seed.

    python benchmarks/planted.py [--seeds 20]
"""

import argparse
from collections import Counter
from pathlib import Path

from grader import submission as files
from grader.candidate import Zygote
from grader.catalogue import Catalogue
from grader.examiner.script import ScriptSuite, gather_script, prepare_script
from grader.result import Verdict
from grader.script.graph import Unusable
from grader.script.judge import follows_own, follows_true
from grader.script.quantities import Absent, Reader, final_of
from grader.script.seen import seen_of
from grader.script.trace import Run
from grader.script.update import judge_update
from grader.submission import Submission

COURSE = Path(__file__).resolve().parents[1]
EXERCISES = ("neuron_walkthrough", "layer_walkthrough")


def caught(suite: ScriptSuite, run: Run) -> bool:
    """Whether one set alone shows that some step is wrong."""
    reader = Reader(suite.style, suite.graph)
    for name, step in suite.style.steps.items():
        if step.update:
            verdict, _ = judge_update(reader, name, step.update, run)
            if verdict is Verdict.FAILED:
                return True
            continue
        seen = seen_of(final_of(reader, run.trace, name), run)
        if seen is None:
            continue
        formulas = (reader.formula(name, seen.moment), *suite.graph.also[name])
        try:
            right = follows_own(reader, seen, formulas, step)
            if not (right or follows_true(reader, name, seen)):
                return True
        except (Absent, Unusable):
            continue
    return False


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    options = parser.parse_args()
    catalogue = Catalogue(COURSE)
    with Zygote() as zygote:
        for exercise_id in EXERCISES:
            exercise = catalogue.load(exercise_id)
            by_set: Counter[int] = Counter()
            total = together = 0
            for seed in range(options.seeds):
                suite = prepare_script(exercise, seed, zygote)
                for path in sorted((exercise.solutions / "failed").iterdir()):
                    found = files.read(
                        path, student="", exercise=exercise_id, shown=path.name
                    )
                    assert isinstance(found, Submission)
                    with suite.open(zygote, found) as candidate:
                        evidence = gather_script(suite, candidate)
                    total += 1
                    rows = evidence.judgements.values()
                    together += any(row.verdict is Verdict.FAILED for row in rows)
                    by_set.update(
                        i for i, run in enumerate(evidence.runs) if caught(suite, run)
                    )
            shares = "  ".join(f"{by_set[i] / total:6.1%}" for i in range(6))
            print(f"{exercise_id:20} alone: {shares}   all six: {together / total:.2%}")


if __name__ == "__main__":
    main()
