"""A real IPython kernel to run cells in, and what they put out."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_client.manager import KernelManager

SECONDS = 60


@dataclass
class Shown:
    """The outputs of one cell."""

    results: list[dict[str, Any]] = field(default_factory=list)
    displays: list[dict[str, Any]] = field(default_factory=list)
    stdout: str = ""
    stderr: str = ""
    error: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The plain form of the one result there is."""
        (result,) = self.results
        return result["text/plain"]

    @property
    def html(self) -> str:
        """Its rich form, or nothing."""
        (result,) = self.results
        return result.get("text/html", "")


class Kernel:
    """A kernel in a folder, with some variables of its environment set."""

    def __init__(self, folder: Path, **variables: str) -> None:
        unset = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
        self._manager = KernelManager(kernel_name="python3")
        self._manager.start_kernel(
            cwd=str(folder), env={**unset, "IPYTHONDIR": str(folder), **variables}
        )
        self._client = self._manager.client()
        self._client.start_channels()
        self._client.wait_for_ready(timeout=SECONDS)

    def run(self, cell: str) -> Shown:
        """Run one cell as a notebook does."""
        shown = Shown()

        def take(message: dict[str, Any]) -> None:
            content = message["content"]
            match message["msg_type"]:
                case "execute_result":
                    shown.results.append(content["data"])
                case "display_data":
                    shown.displays.append(content["data"])
                case "stream" if content["name"] == "stdout":
                    shown.stdout += content["text"]
                case "stream":
                    shown.stderr += content["text"]
                case "error":
                    shown.error += content["traceback"]

        self._client.execute_interactive(cell, output_hook=take, timeout=SECONDS)
        return shown

    def close(self) -> None:
        """End it as a notebook server does."""
        self._client.stop_channels()
        self._manager.shutdown_kernel()
        self._manager.cleanup_resources()
