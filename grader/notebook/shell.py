"""The IPython that a notebook's cells run in, as far as we ask it anything.

IPython is never imported here: where it does not run, nothing needs it.
"""

import sys
from typing import Any

# IPython's, which is not typed throughout.
Shell = Any
MAGIC = "kata"


def shell_of() -> Shell | None:
    """The IPython that this process runs, if it does."""
    ipython: Any = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None


def inputs_of(shell: Shell) -> list[str]:
    """What was run in a shell, by number; that of 0 is empty."""
    manager = shell.history_manager
    return list(manager.input_hist_raw) if manager is not None else [""]


def hint_command(exercise: str, file: str) -> str:
    """What to type for a hint, where we are."""
    shell = shell_of()
    if shell is None:
        return f"kata hint {file}"
    asked = f"%{MAGIC} hint {exercise}"
    is_loaded = MAGIC in shell.magics_manager.magics["line"]
    return asked if is_loaded else f"%load_ext grader, then {asked}"
