"""The process that keeps session and zygote warm; its other end is `engines`.

It owns its main thread, as the zygote that it starts dies with it. The zygote comes
before everything that takes long to import, so that both get ready at once.
"""

import os
import socket
import sys
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.channel import Channel
    from grader.sandbox.launching import Launched


def run(
    channel: "Channel",
    platform: str,
    without: frozenset[str],
    launched: "Launched | None",
) -> int:
    """Serve one client: its first message names the exercises, the rest the work."""
    from grader.candidate import start
    from grader.serving import serve

    begin = partial(start, without, platform)
    zygote = begin(launched)

    setup = channel.receive()
    if setup is None:
        zygote.close()
        return 0
    return serve(channel, setup, begin, zygote)


if __name__ == "__main__":
    # Standard output belongs to the client's grades; a check that prints must not.
    os.dup2(2, 1)
    way, system, *layers = sys.argv[1:]
    from grader.sandbox.launching import launch_ahead

    ahead = launch_ahead(system, frozenset(layers))
    from grader.channel import THROUGH, Channel

    if way == THROUGH:
        wire = Channel.through(sys.stdin.buffer.readline())
    else:
        wire = Channel(socket.socket(fileno=int(way)))
    sys.exit(run(wire, system, frozenset(layers), ahead))
