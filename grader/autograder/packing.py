"""Packs some exercises of a course as an archive for Gradescope.

The same course gives the same bytes. The seed of the random inputs is made from what is
packed, so that all submissions meet the same cases and nobody has to keep it.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from string import Template

from grader.autograder.terms import COURSE, FILE, Terms
from grader.catalogue import IGNORED, Catalogue
from grader.course import FILE as COURSE_FILE
from grader.errors import OperatorError
from grader.gradebook import SEED_BITS
from grader.version import VERSION
from grader.zipped import write_zip

SETUP, RUN = "setup.sh", "run_autograder"
WHEELS = "wheels"
# Gradescope's images have Ubuntu's Python, which may be older than we need.
SETUP_TEXT = Template("""\
#!/usr/bin/env bash
# Runs once, as root, while Gradescope builds the image.
set -euo pipefail
cd "$$(dirname "$$0")"
found=
for python in python3.13 python3.12 python3.11; do
  if "$$python" -c 'import ensurepip, venv' 2>/dev/null; then found=$$python; break; fi
done
apt-get update -q
apt-get install -y -q --no-install-recommends libseccomp2 bubblewrap
if test -z "$$found"; then
  apt-get install -y -q --no-install-recommends python3.11 python3.11-venv
  found=python3.11
fi
"$$found" -m venv .venv
.venv/bin/python -m pip install --quiet $requirement
# Submissions run as users of their own: what grades them is root's alone.
chmod -R go-rwx course $terms
""")
RUN_TEXT = """\
#!/usr/bin/env bash
# Runs for each submission; GRADKATA_ROOT and GRADKATA_PYTHON are for trying it out.
root=${GRADKATA_ROOT:-/autograder}
cd "$root"
exec "${GRADKATA_PYTHON:-source/.venv/bin/python}" -I -m grader.autograder "$root"
"""


def pack(
    catalogue: Catalogue,
    exercises: Sequence[str],
    path: Path,
    *,
    weak: bool = False,
    wheel: Path | None = None,
) -> None:
    """Write the archive; `wheel` is gradkata itself, else its release is installed.

    Raises `OperatorError` for an unknown exercise, no exercise, or files that cannot
    be read or written; `AuthorError` for an exercise that is broken.
    """
    if not exercises:
        raise OperatorError("name the exercises to pack with --exercise ID")
    for name in exercises:
        catalogue.load(name)
    try:
        files = dict(_course(catalogue, exercises))
        terms = Terms(tuple(dict.fromkeys(exercises)), _seed(files), weak)
        files[FILE] = terms.text().encode()
        requirement = f"'gradkata=={VERSION}'"
        if wheel is not None:
            files[f"{WHEELS}/{wheel.name}"] = wheel.read_bytes()
            requirement = f"'{WHEELS}/{wheel.name}'"
        text = SETUP_TEXT.substitute(requirement=requirement, terms=FILE)
        files |= {SETUP: text.encode(), RUN: RUN_TEXT.encode()}
        write_zip(path, files, programs=(SETUP, RUN))
    except OSError as error:
        raise OperatorError(f"{error.filename}: {error.strerror}") from error


def _course(
    catalogue: Catalogue, exercises: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    """The files of a course that holds these exercises alone."""
    root = catalogue.course
    if (root / COURSE_FILE).is_file():
        yield f"{COURSE}/{COURSE_FILE}", (root / COURSE_FILE).read_bytes()
    for name in exercises:
        exercise = catalogue.load(name)
        for folder in (exercise.folder, exercise.solutions):
            for path in sorted(folder.rglob("*")):
                inner = path.relative_to(root)
                if path.is_file() and not IGNORED & set(inner.parts):
                    yield f"{COURSE}/{inner.as_posix()}", path.read_bytes()


def _seed(files: Mapping[str, bytes]) -> int:
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return int.from_bytes(digest.digest()) & ((1 << SEED_BITS) - 1)
