"""Reads articles from the rows of a Parquet file, in batches, so that memory does not grow with the file."""

import shutil
import tempfile
from collections.abc import Iterator
from io import BufferedReader, FileIO
from typing import cast

import pyarrow as pa
import pyarrow.parquet as pq

from kg.articles.drafts import Document, Outcome, Refused
from kg.articles.fields import columns_used, has_text_column, make_draft, no_text_column

_BATCH = 256


def read(document: Document) -> Iterator[Outcome]:
    """The articles of a Parquet file."""
    # Parquet is read from its end: what comes from a pipe or is compressed once more is copied to disk first.
    with tempfile.TemporaryFile() as copy:
        file = document.stream
        if not isinstance(file.raw, FileIO) or not file.seekable():
            shutil.copyfileobj(file, copy)
            copy.seek(0)
            file = cast(BufferedReader, copy)
        try:
            yield from _read(document, file)
        except (pa.ArrowException, OSError) as error:  # pyarrow raises OSError for some kinds of damage
            raise Refused("broken", " ".join(str(error).split())) from error


def _read(document: Document, file: BufferedReader) -> Iterator[Outcome]:
    table = pq.ParquetFile(file, pre_buffer=False)
    names = table.schema_arrow.names
    if not has_text_column(names, document.columns):
        raise no_text_column(document.name, names, document.columns)
    number = 0
    for batch in table.iter_batches(_BATCH, columns=columns_used(names, document.columns)):
        for row in batch.to_pylist():
            number += 1
            yield make_draft(row, document.columns, f"#{number}")
