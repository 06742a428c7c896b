"""Frames of `protocol` over a socket between two processes of ours.

Both ends are trusted, so reads may block; the worker's wire is another matter and has
its own handle (`candidate`). A channel is an iterator of messages that ends when the
other side does.
"""

import socket
from collections.abc import Iterator
from typing import Any

from grader import protocol


class Channel:
    """Send and receive whole messages."""

    def __init__(self, wire: socket.socket) -> None:
        self._wire = wire

    def fileno(self) -> int:
        """The descriptor, for selectors."""
        return self._wire.fileno()

    def send(self, message: Any) -> None:
        """Send one message. Raises OSError where the other side is gone."""
        self._wire.sendall(protocol.encode(message))

    def receive(self) -> Any | None:
        """The next message, or None where the other side is gone."""
        prefix = self._exactly(protocol.PREFIX.size)
        if prefix is None:
            return None
        header, body = protocol.lengths(prefix)
        frame = self._exactly(header + body)
        if frame is None:
            return None
        return protocol.decode(frame[:header], frame[header:])

    def __iter__(self) -> Iterator[Any]:
        while (message := self.receive()) is not None:
            yield message

    def close(self) -> None:
        """Close this end."""
        self._wire.close()

    def _exactly(self, size: int) -> bytes | None:
        parts = bytearray()
        while len(parts) < size:
            try:
                part = self._wire.recv(size - len(parts))
            except ConnectionError:
                return None
            if not part:
                return None
            parts += part
        return bytes(parts)
