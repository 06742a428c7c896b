"""Frames of `protocol` over a socket between two processes of ours.

Both ends are trusted, so reads may block; the worker's wire is another matter and has
its own handle (`candidate`). A channel is an iterator of messages that ends when the
other side does. Where a socket cannot be inherited, a `Door` on this machine's own
address is opened for the one process that is told a random token.
"""

import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Self

from grader import protocol

THROUGH = "-"  # in place of a descriptor: a door's ticket is on standard input
OWN_ADDRESS = "127.0.0.1"
TOKEN_BYTES = 32
KNOCK_SECONDS = 1.0


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
        prefix = _exactly(self._wire, protocol.PREFIX.size)
        if prefix is None:
            return None
        header, body = protocol.lengths(prefix)
        frame = _exactly(self._wire, header + body)
        if frame is None:
            return None
        return protocol.decode(frame[:header], frame[header:])

    def __iter__(self) -> Iterator[Any]:
        while (message := self.receive()) is not None:
            yield message

    def close(self) -> None:
        """Close this end."""
        self._wire.close()

    @classmethod
    def through(cls, ticket: bytes) -> Self:
        """Go through the door that a ticket is for."""
        port, token = ticket.split()
        wire = socket.create_connection((OWN_ADDRESS, int(port)))
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        wire.sendall(bytes.fromhex(token.decode()))
        return cls(wire)


class Door:
    """Lets one process in, by a token; use as a context manager."""

    def __init__(self) -> None:
        self._token = secrets.token_bytes(TOKEN_BYTES)
        self._listener = socket.create_server((OWN_ADDRESS, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._listener.close()

    @property
    def ticket(self) -> bytes:
        """The line that lets in who has it."""
        port = self._listener.getsockname()[1]
        return f"{port} {self._token.hex()}\n".encode()

    def admit(self, seconds: float) -> Channel | None:
        """Wait for who has the ticket, up to some seconds; others are sent away."""
        late = time.monotonic() + seconds
        while (left := late - time.monotonic()) > 0:
            self._listener.settimeout(left)
            with suppress(TimeoutError):
                wire, _address = self._listener.accept()
                if self._knows(wire):
                    return Channel(wire)
                wire.close()
        return None

    def _knows(self, wire: socket.socket) -> bool:
        """Whether the other side sends the token, soon and first."""
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        wire.settimeout(KNOCK_SECONDS)
        with suppress(TimeoutError):
            told = _exactly(wire, TOKEN_BYTES) or b""
            wire.settimeout(None)
            return secrets.compare_digest(told, self._token)
        return False


def _exactly(wire: socket.socket, size: int) -> bytes | None:
    """So many bytes, or None where the other side is gone."""
    parts = bytearray()
    while len(parts) < size:
        try:
            part = wire.recv(size - len(parts))
        except ConnectionError:
            return None
        if not part:
            return None
        parts += part
    return bytes(parts)
