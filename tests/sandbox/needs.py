"""What these tests need of the system, and the sentence where it is missing."""

import importlib
import shutil
import subprocess
from typing import Any

import pytest


def bubblewrap() -> str:
    """Where bubblewrap is; fails where it is not installed."""
    found = shutil.which("bwrap")
    if found is None:
        pytest.fail("bubblewrap is missing: make system-deps")
    return found


def working(command: list[str]) -> list[str]:
    """A prefix of commands; skips, in bubblewrap's own words, where it is refused."""
    if command:
        done = subprocess.run(
            [*command, "true"], capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            pytest.skip(f"bubblewrap is refused here: {done.stderr.strip()}")
    return command


def binding() -> Any:
    """The binding of libseccomp; fails where it or the library is not installed."""
    try:
        return importlib.import_module("pyseccomp")
    except ImportError:
        pytest.fail("pyseccomp is missing: pip install pyseccomp")
    except RuntimeError:
        pytest.fail("libseccomp is missing: make system-deps")
