"""Turns bytes into text: UTF-8 first, then byte order marks, then what a page declares, then detection."""

import io
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

from kg.articles.streams import WIDE_MARKS

MAX_LINE = 32_000_000  # bytes of one line, so that a file without line breaks cannot fill the memory
_DETECTION_SAMPLE = 50_000
# English with a few accents, dashes and quotation marks: too little to detect from, and nearly always this encoding.
_WESTERN = "cp1252"
_MOSTLY_ASCII = 0.85
_NOT_ASCII = bytes(range(128, 256))
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]+?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)


def decode(data: bytes) -> str:
    """The text of a whole file, without its byte order mark; bytes that fit no encoding become U+FFFD.

    >>> decode("Türkiye".encode("utf-16"))
    'Türkiye'
    """
    wide = _wide_encoding(data)
    if wide is not None:
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode(_declared(data) or _detect(data), errors="replace")


def decode_lines(stream: io.BufferedReader) -> Iterator[str | None]:
    """The lines of a stream with their line ends, None for a line of more than MAX_LINE bytes.

    A line that is not UTF-8 is decoded in the encoding detected from the first such line.
    """
    mark = stream.peek(4)[:4]
    wide = _wide_encoding(mark)
    if wide is not None:
        text = io.TextIOWrapper(stream, encoding=wide, errors="replace", newline="")
        yield from _bounded_text_lines(text)
        text.detach()
        return
    fallback = ""
    for line in _bounded_lines(stream):
        if line is None:
            yield None
            continue
        try:
            yield line.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError:
            fallback = fallback or _detect(line)
            yield line.decode(fallback, errors="replace")


def _bounded_lines(stream: io.BufferedReader) -> Iterator[bytes | None]:
    while line := stream.readline(MAX_LINE):
        if len(line) < MAX_LINE or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE)
        yield None


def _bounded_text_lines(text: io.TextIOWrapper) -> Iterator[str | None]:
    while line := text.readline(MAX_LINE):
        if len(line) < MAX_LINE or line.endswith(("\n", "\r")):
            yield line
            continue
        while line and not line.endswith(("\n", "\r")):
            line = text.readline(MAX_LINE)
        yield None


def _wide_encoding(data: bytes) -> str | None:
    return next((encoding for mark, encoding in WIDE_MARKS.items() if data.startswith(mark)), None)


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    if match is None:
        return None
    name = match[1].decode("ascii", errors="replace").lower()
    if name.replace("-", "") in {"utf8", "utf16", "utf32"}:  # the bytes have just shown that it is not
        return None
    try:
        "".encode(name)
    except LookupError:
        return None
    return name


def _detect(data: bytes) -> str:
    """The likely encoding of bytes that are not UTF-8."""
    data = data[:_DETECTION_SAMPLE]
    if len(data.translate(None, _NOT_ASCII)) >= _MOSTLY_ASCII * len(data):
        return _WESTERN
    best = from_bytes(data).best()
    return best.encoding if best is not None else _WESTERN
