"""Connections that are given up where a client is slow to say what it wants, so that idle ones cannot fill a server."""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADER_LIMIT = 10.0  # seconds from a request's first byte, or the connection, to the end of its headers


class PromptProtocol(H11Protocol):
    """HTTP/1.1 by h11, which bounds the size of headers, with a bound on the time that they take too."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Start to wait for a request."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take what came; the wait ends with the headers."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self._timer is None:
            self._timer = self.loop.call_later(HEADER_LIMIT, self.transport.close)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
