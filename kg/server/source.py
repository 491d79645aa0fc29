"""What is served: the store of a graph's folder, or any RDF: a file, or a folder that Oxigraph made.

A graph that is built anew while it is served is noticed by its manifest, and served from then on.
"""

import gzip
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO, cast

from pyoxigraph import RdfFormat, Store, parse

from kg.errors import GraphError
from kg.graph.folder import MANIFEST, PAGE, QUADS, STORE, locate_folder, read_manifest
from kg.rdf.iris import DEFAULT_BASE, Iris
from kg.rdf.serialise import FORMATS, guess_format


@dataclass(frozen=True, slots=True)
class Edition:
    """A graph as it stood at one time: its store, what names it, where its page is, how much it holds."""

    stamp: str
    store: Path
    iris: Iris
    page: Path | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)


class Source:
    """A place that holds a graph; `current` is its present edition."""

    def __init__(self, place: Path, scratch: Path) -> None:
        self.place, self._scratch = place, scratch
        self._edition: Edition | None = None
        self._is_graph = place.is_dir() and not (place / "CURRENT").is_file()

    def current(self) -> Edition:
        """The graph as it is now. Raises GraphError where there is none."""
        if self._edition is None:
            self._edition = self._open_graph() if self._is_graph else self._open_rdf()
        elif self._is_graph:
            try:
                if self._stamp() != self._edition.stamp:
                    self._edition = self._open_graph()
            except (GraphError, OSError):
                return self._edition  # it is just being exchanged for another
        return self._edition

    def _stamp(self) -> str:
        return stamp_of(locate_folder(self.place) / MANIFEST)

    def _open_graph(self) -> Edition:
        folder = locate_folder(self.place)
        manifest = read_manifest(folder)
        store = folder / STORE
        stamp = stamp_of(folder / MANIFEST)
        if not store.is_dir():
            store = self._load(folder / QUADS, stamp)
        return Edition(
            stamp,
            store,
            Iris(manifest.base),
            folder / PAGE if (folder / PAGE).is_file() else None,
            manifest.counts,
            manifest.versions,
        )

    def _open_rdf(self) -> Edition:
        if not self.place.exists():
            raise GraphError(f"{self.place}: no such file or folder")
        if self.place.is_dir():
            return Edition(stamp_of(self.place / "CURRENT"), self.place, Iris(DEFAULT_BASE))
        stamp = stamp_of(self.place)
        return Edition(stamp, self._load(self.place, stamp), Iris(DEFAULT_BASE))

    def _load(self, file: Path, stamp: str) -> Path:
        """A store of the RDF in a file. Raises GraphError where that cannot be read."""
        store = self._scratch / stamp
        rdf_format: RdfFormat = getattr(RdfFormat, FORMATS[guess_format(file)][1])
        try:
            with gzip.open(file) if file.name.endswith(".gz") else file.open("rb") as stream:
                quads = parse(cast(IO[bytes], stream), rdf_format, base_iri=file.absolute().as_uri())
                Store(store).bulk_extend(quads)
        except (OSError, ValueError, SyntaxError) as error:
            raise GraphError(f"{file}: cannot be read as RDF: {' '.join(str(error).split())}") from error
        return store


@contextmanager
def open_source(place: Path) -> Iterator[Source]:
    """The graph or RDF at a place, with room for stores that have to be made. Raises GraphError where there is none."""
    with tempfile.TemporaryDirectory(prefix="kg-serve-") as scratch:
        source = Source(place, Path(scratch))
        source.current()
        yield source


def stamp_of(path: Path) -> str:
    """A text that is another whenever a file was written anew."""
    status = path.stat()
    return sha256(f"{status.st_ino} {status.st_size} {status.st_mtime_ns}".encode()).hexdigest()[:16]
