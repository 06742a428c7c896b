"""Single keys from a terminal, on any system, read by a thread.

It knows terminals and no meaning of a key. Invariant: the terminal is as it was when
the reading ends, however it ends.
"""

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def keys_to(deliver: Callable[[str], None]) -> Iterator[None]:
    """Give each key to a function, in another thread, while the context lasts."""
    if sys.platform == "win32":
        threading.Thread(target=_from_console, args=(deliver,), daemon=True).start()
        yield
        return
    import termios
    import tty

    wire = sys.stdin.fileno()
    before = termios.tcgetattr(wire)
    try:
        tty.setcbreak(wire)
        threading.Thread(target=_from_tty, args=(wire, deliver), daemon=True).start()
        yield
    finally:
        termios.tcsetattr(wire, termios.TCSADRAIN, before)


def _from_tty(wire: int, deliver: Callable[[str], None]) -> None:
    with contextlib.suppress(OSError):
        while key := os.read(wire, 1):
            deliver(key.decode("ascii", "replace"))
    deliver("q")  # the terminal is gone


def _from_console(deliver: Callable[[str], None]) -> None:
    import msvcrt

    while True:
        deliver(msvcrt.getwch())  # type: ignore[attr-defined,unused-ignore] # Windows
