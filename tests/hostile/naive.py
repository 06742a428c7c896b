"""A grader of thirty lines that shares its process with what it grades.

Run as a program on a reference and a submission; prints the marks. It is what the
border between two processes is measured against, and is used for nothing else.
"""

import sys
from pathlib import Path

import numpy as np

SEED = 7
CASES = 5

if __name__ == "__main__":
    reference, submission = (Path(name).read_text("utf-8") for name in sys.argv[1:])
    draw = np.random.default_rng(SEED).normal
    cases = [(draw(size=(3, 4)), draw(size=(3, 4))) for _ in range(CASES)]
    ours, theirs = {}, {}
    exec(reference, ours)
    expected = [ours["relu_backward"](dvalues, z) for dvalues, z in cases]
    exec(submission, theirs)
    marks = 0
    for (dvalues, z), due in zip(cases, expected, strict=True):
        got = theirs["relu_backward"](dvalues, z)
        if np.allclose(got, due):
            marks += 1
    print(f"{marks}/{len(cases)}")  # noqa: T201 - tricks take its place
