"""How a worker and the server talk: a request is a line of JSON; an answer is frames of a kind, a length and bytes.

An answer is a HEAD, any number of DATA and an END, or an ERROR wherever it fails.
"""

import json
import struct
from typing import IO, Literal, TypedDict

HEAD, DATA, END, ERROR = b"H", b"D", b"E", b"X"
PREFIX = struct.Struct(">cI")  # kind and length
_CHUNK = 1 << 16  # bytes; a pipe's own size on Linux

type Failure = Literal["query", "missing", "unacceptable", "memory", "internal"]


class Request(TypedDict, total=False):
    """What a worker is asked to do: `query` a text, or give the `graphs` that one IRI may mean (none: the default)."""

    query: str
    bindings: dict[str, str]
    default: list[str]
    named: list[str]
    base: str
    results: str | None  # format for SELECT and ASK, none if the client takes none of them
    rdf: str | None  # format for CONSTRUCT and DESCRIBE
    most: int  # rows
    graphs: list[str] | None
    head: bool  # only whether there is such a graph


class Head(TypedDict):
    """What an answer is, before its first byte: the format by name."""

    format: str


class End(TypedDict):
    """How an answer ended: how many rows it has, and whether there were more than it may have."""

    rows: int
    cut: bool


class Fault(TypedDict):
    """Why there is no answer, or no more of it."""

    failure: Failure
    message: str


class FrameWriter:
    """A binary file that sends what is written to it in frames of a useful size."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output
        self._buffer = bytearray()

    def write(self, data: bytes) -> int:
        """Take some bytes of the answer."""
        self._buffer += data
        if len(self._buffer) >= _CHUNK:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Send what has gathered."""
        if self._buffer:
            self._send(DATA, bytes(self._buffer))
            self._buffer.clear()

    def send(self, kind: bytes, message: Head | End | Fault) -> None:
        """Send what has gathered, then a message."""
        self.flush()
        self._send(kind, json.dumps(message).encode())

    def _send(self, kind: bytes, payload: bytes) -> None:
        self._output.write(PREFIX.pack(kind, len(payload)) + payload)
        self._output.flush()
