"""The process that keeps session and zygote warm; its other end is `engines`.

It owns its main thread, as the zygote that it starts dies with it. The zygote comes
before everything that takes long to import, so that both get ready at once.
"""

import os
import socket
import sys

from grader.candidate import start
from grader.channel import Channel


def run(channel: Channel) -> int:
    """Serve one client: its first message names the exercises, the rest the work."""
    setup = channel.receive()
    if setup is None:
        return 0
    zygote = start(frozenset(setup["without"]), setup["platform"])
    from grader.serving import serve

    return serve(channel, setup, zygote)


if __name__ == "__main__":
    # Standard output belongs to the client's grades; a check that prints must not.
    os.dup2(2, 1)
    if sys.argv[1:]:
        wire = Channel(socket.socket(fileno=int(sys.argv[1])))
    else:
        wire = Channel.through(sys.stdin.buffer.readline())
    sys.exit(run(wire))
