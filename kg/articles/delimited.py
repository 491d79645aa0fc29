"""Reads articles from the rows of CSV and TSV files."""

import csv
from collections.abc import Iterable, Iterator

from kg.articles.drafts import MAX_TEXT, Document, Outcome, Refused
from kg.articles.encoding import decode_lines
from kg.articles.fields import has_text_column, make_draft, no_text_column

_DELIMITERS = ",;\t|"


def read_csv(document: Document) -> Iterator[Outcome]:
    """The articles of a CSV file; the delimiter (comma, semicolon, tab, bar) is the commonest in its first line."""
    return _read(document, None)


def read_tsv(document: Document) -> Iterator[Outcome]:
    """The articles of a TSV file."""
    return _read(document, "\t")


def _read(document: Document, delimiter: str | None) -> Iterator[Outcome]:
    # The limit is one of the whole process and of 131,072 characters; it is only ever raised here.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_TEXT + 1))
    lines = _lines(document)
    first = next((line for line in lines if line.strip()), None)
    if first is None:
        yield document.skip("empty")
        return
    delimiter = delimiter or max(_DELIMITERS, key=first.count)
    # Strict: a stray quote then breaks its own row, and does not swallow the rows after it.
    reader = csv.reader(_chain(first, lines), delimiter=delimiter, strict=True)
    try:
        header = [name.strip() for name in next(reader)]
    except csv.Error as error:
        raise Refused("broken", f"the first line is no row of column names: {error}") from error
    if not has_text_column(header, document.columns):
        raise no_text_column(document.name, header, document.columns)
    while True:
        place = f":{reader.line_num + 1}"
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield document.skip("huge" if "field larger" in str(error) else "broken", str(error), place)
            continue
        if row is None:
            return
        if len(row) == len(header):
            yield make_draft(dict(zip(header, row, strict=True)), document.columns, place)
        elif row:
            yield document.skip("broken", f"expected {len(header)} columns, found {len(row)}", place)


def _lines(document: Document) -> Iterator[str]:
    for line in decode_lines(document.stream):
        if line is None:
            raise Refused("huge", "a line is too long")
        yield line


def _chain(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest
