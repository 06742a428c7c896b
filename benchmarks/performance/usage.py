"""What processes use: seconds of the processor and resident memory, from /proc."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
# Of /proc/<pid>/stat behind the name: own and waited-for children's ticks.
FIRST, LAST = 11, 15


def family(pid: int) -> list[int]:
    """A process and its descendants, of those that are there."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in told for one in family(int(child)))]


def cpu_seconds(pid: int) -> float:
    """Seconds that a process, its descendants and those they buried have used."""
    return sum(map(_ticks, family(pid))) / TICKS


def _ticks(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0
    rows = text.rpartition(")")[2].split()
    return sum(map(int, rows[FIRST:LAST]))


def resident_mb(pid: int) -> float:
    """Megabytes resident in a process and its descendants."""
    return sum(map(_resident, family(pid))) / 1024


def _resident(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    rows = (line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(next(rows, "VmRSS: 0 kB").split()[1])
