"""Reads articles: each file through the reader of its format, each draft through the screen."""

import datetime
import importlib
import logging
import os
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from gzip import BadGzipFile
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import BinaryIO, cast

from zstandard import ZstdError

from kg.articles.drafts import Document, Outcome, Reader, Refused, Skipped
from kg.articles.fields import check_columns
from kg.articles.inputs import Source, find_sources, open_source
from kg.articles.published import date_in_name
from kg.articles.screen import Screen
from kg.articles.streams import BINARY_FORMATS, BUFFER, Format, decompress, format_of, is_binary, sample, sniff_format
from kg.errors import InputError
from kg.types import Article

log = logging.getLogger("kg.articles")

# Readers by name: they are loaded when a file needs them, since the libraries behind some take long to import.
READERS: Mapping[Format, str] = {
    "text": "plain:read_text",
    "markdown": "plain:read_markdown",
    "html": "webpages:read",
    "json": "json_records:read_whole",
    "jsonl": "json_records:read_lines",
    "csv": "delimited:read_csv",
    "tsv": "delimited:read_tsv",
    "parquet": "parquet_rows:read",
    "feed": "feeds:read",
    "warc": "archives:read",
}
# Formats whose file is one article, so that a date in its name is that article's.
_SINGLE: frozenset[Format] = frozenset({"text", "markdown", "html"})


def read_articles(
    *inputs: str | Path,
    published: datetime.date | None = None,
    columns: Mapping[str, str] | None = None,
    on_skip: Callable[[Skipped], None] | None = None,
    strict: bool = False,
    stdin: BinaryIO | None = None,
) -> Iterator[Article]:
    """Yield the articles of files, folders (to any depth), globs and standard input ("-"), in the order of the paths.

    Addresses of other file systems (`s3://bucket/folder`, `https://host/file.warc.gz`) are read by fsspec and its
    plugins; a listing such as Common Crawl's `warc.paths.gz` stands for the files that it names.

    Formats: text, Markdown, HTML, JSON, JSON lines, CSV, TSV, Parquet, RSS, Atom and WARC, each also compressed with
    gzip or zstandard. An article without a date of its own gets `published`, else the date in the name of its file.
    `columns` names the columns or keys of a table's fields where the guess from usual names fails
    (`{"text": "story"}`); the fields are text, title, url, source, published and language.

    What gives no article (empty, binary, duplicate, huge, not English, broken ...) is skipped and reported to
    `on_skip`, by default the log. Raises InputError for inputs that do not exist, for a table without a column
    of text, and with `strict` at the first skip. `stdin` is read in place of the standard input.
    """
    chosen = dict(columns or {})
    check_columns(chosen)
    sources = find_sources(inputs)

    def report(skipped: Skipped) -> None:
        if strict and not skipped.kept:
            raise InputError(str(skipped))
        if on_skip is None:
            log.warning("%s: %s", "noted" if skipped.kept else "skipped", skipped)
        else:
            on_skip(skipped)

    return _read_sources(sources, chosen, published, report, stdin)


def _read_sources(
    sources: list[Source | Skipped],
    columns: Mapping[str, str],
    published: datetime.date | None,
    report: Callable[[Skipped], None],
    stdin: BinaryIO | None,
) -> Iterator[Article]:
    screen = Screen()
    for source in sources:
        if isinstance(source, Skipped):
            report(source)
            continue
        for date, outcome in _read_source(source, columns, stdin):
            if isinstance(outcome, Skipped):
                report(outcome)
                continue
            try:
                article = screen.admit(outcome, path=source.name + outcome.place, published=published or date)
            except Refused as refused:
                report(Skipped(source.name, outcome.place, refused.reason, refused.detail))
                continue
            if outcome.bad_date:
                report(Skipped(source.name, outcome.place, "bad date", outcome.bad_date, kept=True))
            yield article


def _read_source(
    source: Source, columns: Mapping[str, str], stdin: BinaryIO | None
) -> Iterator[tuple[datetime.date | None, Outcome]]:
    """The outcomes of one file, each with the date that the file's name gives it."""
    try:
        with _open(source, stdin) as raw, decompress(raw) as stream:
            kind = _find_format(source, stream)
            date = date_in_name(os.path.basename(source.name)) if kind in _SINGLE else None
            for outcome in _load_reader(kind)(Document(source.name, stream, columns)):
                yield date, outcome
    except Refused as refused:
        yield None, Skipped(source.name, "", refused.reason, refused.detail)
    except EOFError as error:
        yield None, Skipped(source.name, "", "truncated", str(error))
    except (BadGzipFile, zlib.error, ZstdError) as error:
        yield None, Skipped(source.name, "", "broken", str(error))
    except OSError as error:
        yield None, Skipped(source.name, "", "unreadable", error.strerror or str(error))


@contextmanager
def _open(source: Source, stdin: BinaryIO | None) -> Iterator[BufferedReader]:
    """The bytes of a source; what was opened elsewhere is left open."""
    if not source.is_stdin:
        with open_source(source) as file:
            yield file
        return
    raw = stdin or sys.stdin.buffer
    if isinstance(raw, BufferedReader):
        yield raw
        return
    buffered: BufferedReader = BufferedReader(cast(RawIOBase, raw), BUFFER)
    try:
        yield buffered
    finally:
        buffered.detach()


def _find_format(source: Source, stream: BufferedReader) -> Format:
    """The format of a file, by its name, else by its first bytes. Raises Refused for empty and binary files."""
    first = sample(stream)
    if not first:
        raise Refused("empty", "the file has no content")
    kind = None if source.is_stdin else format_of(source.name)
    if kind is None:
        kind = sniff_format(first)
        if kind is None:
            raise Refused("unknown format", "neither its name nor its first bytes tell what it is")
    if kind not in BINARY_FORMATS and is_binary(first):
        raise Refused("binary", f"no text, though its name says {kind}")
    return kind


def _load_reader(kind: Format) -> Reader:
    module, _, function = READERS[kind].partition(":")
    return cast(Reader, getattr(importlib.import_module(f"kg.articles.{module}"), function))
