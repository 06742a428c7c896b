"""`python -m grader.autograder ROOT`: what `run_autograder` of the archive calls."""

import sys
from pathlib import Path

from grader.autograder import main

sys.exit(main(Path(sys.argv[1])))
