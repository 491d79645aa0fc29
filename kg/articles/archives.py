"""Reads articles from a web archive (WARC): the pages that were fetched whole, each through trafilatura.

Requests, metadata, redirects, errors, images and other files in the archive are no articles, and not reported.
"""

from collections.abc import Iterator
from io import BufferedReader

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from kg.articles.drafts import MAX_PAGE, Document, Outcome, Refused
from kg.articles.webpages import read_page

_CHUNK = 1 << 16
_PAGE_TYPES = ("text/html", "application/xhtml+xml")


class _Pieces:
    """Reads what is there, up to the size asked for: a file cut off is read up to its last whole record."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        try:
            return self._stream.read1(size)
        except EOFError as error:  # which warcio takes for the end of a record
            raise Refused("truncated", str(error)) from error


class _Records(ArchiveIterator):  # type: ignore[misc]
    INC_RECORD = ""  # what warcio writes to standard error about a damaged record; it is reported here


def read(document: Document) -> Iterator[Outcome]:
    """The articles of a WARC file; the number in a place counts all records of the file."""
    records, number = _Records(_Pieces(document.stream)), 0
    try:
        for number, record in enumerate(records, 1):
            if _is_page(record):
                yield _read_record(document, record, f"#{number}")
    except (ArchiveLoadFailed, ValueError) as error:  # the latter from a bad length or status line
        raise Refused("broken", " ".join(str(error).split())[:200]) from error
    if records.err_count or not number:
        yield document.skip("broken", f"damaged; {number} records were read")


def _is_page(record: ArcWarcRecord) -> bool:
    headers = record.http_headers
    if record.rec_type != "response" or headers is None:
        return False
    kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return headers.get_statuscode() == "200" and kind in _PAGE_TYPES


def _read_record(document: Document, record: ArcWarcRecord, place: str) -> Outcome:
    data: bytes = record.content_stream().read(MAX_PAGE + 1)
    if len(data) > MAX_PAGE:
        return document.skip("huge", f"more than {MAX_PAGE / 1e6:.0f} MB", place)
    while record.raw_stream.read(_CHUNK):
        pass
    if getattr(record.raw_stream, "limit", 0):
        return document.skip("truncated", "the record is shorter than its header says", place)
    return read_page(data, url=record.rec_headers.get_header("WARC-Target-URI"), place=place)
