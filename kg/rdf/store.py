"""Oxigraph stores: filled from lines of N-Quads, in memory or in a folder, and opened for reading."""

import io
from collections.abc import Iterable, Iterator
from itertools import batched
from pathlib import Path
from typing import IO, cast

from pyoxigraph import RdfFormat, Store

from kg.errors import GraphError
from kg.garbage import without_collecting

_TEXTS_PER_READ = 2_000


class _TextReader(io.RawIOBase):
    """A readable binary file made of texts as they are needed."""

    def __init__(self, texts: Iterable[str]) -> None:
        super().__init__()
        self._chunks: Iterator[bytes] = ("".join(batch).encode() for batch in batched(texts, _TEXTS_PER_READ))
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, all that is left for a negative one; empty at the end."""
        if size is None or size < 0:
            return b"".join((bytes(self._rest), *self._chunks))
        if not self._rest:
            self._rest = memoryview(next(self._chunks, b""))
        part, self._rest = self._rest[:size], self._rest[size:]
        return bytes(part)


def read_texts(texts: Iterable[str]) -> IO[bytes]:
    """Texts as a binary file to read, made as they are needed, so that a large graph is never held whole."""
    return cast(IO[bytes], _TextReader(texts))


def load_store(texts: Iterable[str], folder: Path | None = None) -> Store:
    """A store of lines of N-Quads, in memory or, if a folder is given, on disk there."""
    store = Store() if folder is None else Store(folder)
    # In memory the plain load takes less time and space than the bulk load, which writes files. The lines are our own:
    # their IRIs are valid by construction and need no second look.
    load = store.load if folder is None else store.bulk_load
    with without_collecting():
        load(read_texts(texts), RdfFormat.N_QUADS, lenient=True)
    return store


def open_store(folder: Path) -> Store:
    """Open a store on disk for reading only. Raises GraphError where there is none or it is damaged."""
    if not (folder / "CURRENT").is_file():
        raise GraphError(f"{folder}: no RDF store here")
    try:
        return Store.read_only(str(folder))
    except (OSError, RuntimeError) as error:  # a corrupt file is a RuntimeError there
        raise GraphError(f"{folder}: the RDF store is damaged: {' '.join(str(error).split())}") from error
