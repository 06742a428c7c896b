"""An environment of its own for each peer, made once from the package registry."""

import json
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[1] / ".peers"
VERSIONS = """
import json, sys
from importlib.metadata import version
print(json.dumps({name: version(name) for name in sys.argv[1:]}))
"""


@dataclass(frozen=True)
class Environment:
    """Where a peer's programs are, and which versions it has."""

    folder: Path
    versions: dict[str, str]

    def program(self, name: str) -> str:
        """The path of one of its programs."""
        return str(self.folder / "bin" / name)


def environment(name: str, *packages: str) -> Environment:
    """An environment with these packages; made where it is not there."""
    folder = FOLDER / name
    python = folder / "bin" / "python"
    done = folder / "installed"
    if not done.exists():
        print(f"installing {', '.join(packages)}", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        command = [python, "-m", "pip", "install", "--quiet", *packages]
        subprocess.run(command, check=True, stdout=sys.stderr)
        done.touch()
    told = subprocess.run(
        [python, "-c", VERSIONS, *packages], check=True, capture_output=True, text=True
    )
    return Environment(folder, json.loads(told.stdout))
