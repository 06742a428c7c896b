"""What this machine offers: each layer of isolation, proved or missing, and versions.

Nothing is assumed: a zygote is started, its probe child applies every layer and tries
what must be refused (`sandbox.tiers` reads the outcome). Off Linux there is no zygote,
and next to nothing to prove.
"""

import platform
import subprocess
import sys
from dataclasses import dataclass

import numpy as np

from grader.candidate import start
from grader.sandbox import PROMISES, Layer, Tier, calls, layers_of, tier_of, view
from grader.version import VERSION

GOOD_FOR = {
    Tier.FULL: "other people's work",
    Tier.KERNEL: "other people's work",
    Tier.PARTIAL: "your own code; other people's work needs --allow-weak-isolation",
    Tier.PROCESS: "your own code; other people's work needs --allow-weak-isolation",
}


@dataclass(frozen=True, slots=True)
class Diagnosed:
    """A machine: its tier, its layers in order, and the versions of what makes them."""

    tier: Tier
    layers: tuple[Layer, ...]
    versions: dict[str, str]

    def to_data(self) -> dict[str, object]:
        """As plain data, for JSON."""
        layers = [
            {
                "name": layer.name,
                "proved": layer.proved,
                "promise": PROMISES[layer.name],
                "why": layer.why,
                "mend": layer.mend,
            }
            for layer in self.layers
        ]
        return {
            "tier": self.tier.word,
            "good_for": GOOD_FOR[self.tier],
            "layers": layers,
            "versions": self.versions,
        }


def examine(
    without: frozenset[str] = frozenset(), platform: str = sys.platform
) -> Diagnosed:
    """Start what workers come from and read what was proved."""
    with start(without, platform) as workers:
        report = workers.report
    layers = layers_of(report)
    names = tuple(layer.name for layer in layers if layer.proved)
    return Diagnosed(tier_of(names), layers, _versions(report.abi))


def _versions(abi: int) -> dict[str, str]:
    return {
        "gradkata": VERSION,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "kernel": f"{platform.system()} {platform.release()} {platform.machine()}",
        "landlock": f"ABI {abi}" if abi else "none",
        "libseccomp": calls.version(),
        "bubblewrap": _bubblewrap(),
    }


def _bubblewrap() -> str:
    program = view.program()
    if program is None:
        return "none"
    told = subprocess.run(
        [program, "--version"], capture_output=True, text=True, check=False, timeout=10
    )
    return told.stdout.strip().removeprefix("bubblewrap ") or "unknown"
