"""Opens a file as a stream of decompressed bytes, and tells from its first bytes what it is.

gzip and zstandard are recognised by their first bytes, whatever the file is called.
"""

import gzip
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, cast

import zstandard

Format = Literal["text", "markdown", "html", "json", "jsonl", "csv", "tsv", "parquet", "feed", "warc"]

SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".parquet": "parquet",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".xml": "feed",
    ".warc": "warc",
}
COMPRESSED_SUFFIXES = (".gz", ".zst", ".zstd")
BINARY_FORMATS: frozenset[Format] = frozenset({"parquet", "warc"})

BUFFER = 1 << 16  # bytes; the first so many of a file tell what it is
_CHUNK = 8192
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
WIDE_MARKS = {
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_BINARY_MARKS = (b"%PDF-", b"\x89PNG", b"PK\x03\x04", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\xd0\xcf\x11\xe0")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
# Texts hold a stray control character now and then; compressed or numeric data has one in ten or more.
_MAX_CONTROL_SHARE = 0.05


class _GzipMembers(gzip.GzipFile):
    """The content of a gzip file, up to the point where it is cut off or damaged."""

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        # The inherited method fills the buffer, and loses what it has read when the file ends too early.
        return self.readinto1(buffer)


class _ZstdFrames(io.RawIOBase):
    """The content of a file of zstandard frames. Unlike the library's own reader it tells when a frame is cut off."""

    def __init__(self, stream: io.BufferedReader) -> None:
        super().__init__()
        self._stream = stream
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._fresh = True  # nothing of this frame has been read
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        while not self._ready:
            if self._frame.eof:
                rest = self._frame.unused_data
                self._frame, self._fresh = zstandard.ZstdDecompressor().decompressobj(), True
            else:
                rest = b""
            data = rest or self._stream.read(_CHUNK)
            if not data:
                if self._fresh:
                    return 0
                raise EOFError("the last zstandard frame is cut off")
            self._fresh = False
            self._ready = self._frame.decompress(data)
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size


@contextmanager
def decompress(stream: io.BufferedReader) -> Iterator[io.BufferedReader]:
    """The stream itself, or one of its content where it is compressed with gzip or zstandard."""
    first = stream.peek(4)
    if first.startswith(_GZIP):
        with _buffered(cast(io.RawIOBase, _GzipMembers(fileobj=stream))) as content:
            yield content
    elif first.startswith(_ZSTD):
        with _buffered(_ZstdFrames(stream)) as content:
            yield content
    else:
        yield stream


def _buffered(raw: io.RawIOBase) -> io.BufferedReader:
    return io.BufferedReader(raw, BUFFER)


def sample(stream: io.BufferedReader) -> bytes:
    """The first bytes of the stream, which stay in it."""
    return stream.peek(BUFFER)[:BUFFER]


def format_of(name: str) -> Format | None:
    """The format that a file's name tells, None where it tells none.

    >>> format_of("2024-01-14-talks.TXT.gz")
    'text'
    """
    name = name.lower()
    for suffix in COMPRESSED_SUFFIXES:
        name = name.removesuffix(suffix)
    dot = name.rfind(".")
    return SUFFIXES.get(name[dot:]) if dot >= 0 else None


def is_binary(data: bytes) -> bool:
    """Whether the first bytes of a file are those of no text."""
    if data.startswith(tuple(WIDE_MARKS)):
        return False
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return data.startswith(_BINARY_MARKS) or controls > _MAX_CONTROL_SHARE * len(data)


def sniff_format(data: bytes) -> Format | None:
    """The format that the first bytes of a file tell, None for binary files of no known kind."""
    if data.startswith(b"PAR1"):
        return "parquet"
    if data.startswith(b"WARC/"):
        return "warc"
    if is_binary(data):
        return None
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if re.match(rb'\{\s*["}]|\[\s*[\[{"\]]', data):
        # An object that ends with its line, and another one or nothing (yet) after it: lines of JSON.
        return "jsonl" if re.match(rb"\{.*\}[ \t\r]*\n\s*(?:\{|\Z)", data) else "json"
    head = data[:1000].lower()
    if re.match(rb"<(!doctype html|html|head|body)\b", head):
        return "html"
    if re.match(rb"<(\?xml|rss|feed|rdf:rdf)\b", head):
        return "html" if b"<html" in head else "feed"
    return "text"
