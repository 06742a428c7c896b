"""The digest of the grader itself: what must be equal for a stored grade to stand.

Inside it are the package's own files, numpy's version and Python's minor version; any
of them may change what a submission gets.
"""

import hashlib
import sys
from pathlib import Path

import numpy as np

from grader.version import VERSION


def _digest() -> str:
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes())
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    digest.update(f"numpy {np.__version__} python {version}".encode())
    return f"gradkata {VERSION} sha256:{digest.hexdigest()}"


GRADER_DIGEST = _digest()
