"""Reads articles from a web archive (WARC): the pages that were fetched whole, each through trafilatura.

Requests, metadata, redirects, errors, images and other files in the archive are no articles, and not reported.
"""

from collections.abc import Iterator

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]

from kg.articles.drafts import MAX_PAGE, Document, Outcome, Refused
from kg.articles.webpages import read_page

_PAGE_TYPES = ("text/html", "application/xhtml+xml")


def read(document: Document) -> Iterator[Outcome]:
    """The articles of a WARC file; the number in a place counts all records of the file."""
    try:
        for number, record in enumerate(ArchiveIterator(document.stream), 1):
            if _is_page(record):
                yield _read_record(document, record, f"#{number}")
    except ArchiveLoadFailed as error:
        raise Refused("broken", " ".join(str(error).split())[:200]) from error


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
    return read_page(data, url=record.rec_headers.get_header("WARC-Target-URI"), place=place)
