"""The named graphs of a file of sorted N-Quads, one after another, each as N-Triples with a digest of its content."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from kg.errors import GraphError

_QUAD = re.compile(rb"(?P<triple>\S+ \S+ .+) <(?P<graph>[^<>\"\s]+)> \.")


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """A named graph: its IRI, a digest of its triples, and how many bytes and triples these are."""

    iri: str
    digest: str
    bytes: int
    triples: int


def list_graphs(quads: Path) -> Iterator[NamedGraph]:
    """The graphs of a file, without their triples. Raises GraphError for a damaged or unsorted file."""
    seen: set[str] = set()
    for iri, lines in _read(quads):
        if iri in seen:
            raise GraphError(f"{quads}: the graph <{iri}> is in two places; the file must be sorted by graph")
        seen.add(iri)
        digest = sha256()
        size = triples = 0
        for line in lines:
            digest.update(line)
            size += len(line)
            triples += 1
        yield NamedGraph(iri, digest.hexdigest(), size, triples)


def read_graphs(quads: Path) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The graphs of a file with their triples as lines of N-Triples, to be read before the next graph is asked for."""
    yield from _read(quads)


def _read(quads: Path) -> Iterator[tuple[str, Iterator[bytes]]]:
    try:
        with gzip.open(quads) if quads.name.endswith(".gz") else quads.open("rb") as stream:
            split = (_split(line, quads) for line in stream)
            for iri, pairs in groupby(split, key=lambda pair: pair[0]):
                yield iri, (triple for _, triple in pairs)
    except (OSError, EOFError) as error:
        raise GraphError(f"{quads}: cannot be read: {error}") from error


def _split(line: bytes, quads: Path) -> tuple[str, bytes]:
    """The graph of a line of N-Quads, and its triple as a line of N-Triples."""
    match = _QUAD.fullmatch(line.rstrip())
    if match is None:
        raise GraphError(f"{quads}: expected a triple and the IRI of its graph, found {line[:80]!r}")
    return match["graph"].decode(), match["triple"] + b" .\n"
