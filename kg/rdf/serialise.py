"""Writes the graph to RDF files: the same content gives the same bytes.

Datasets (TriG, N-Quads, JSON-LD) keep the named graphs; Turtle, N-Triples and RDF/XML hold the triples of all of them
in one. Nodes come by named graph, so that all that a graph says of a node stands in one place.
"""

import gzip
from collections.abc import Iterable, Iterator, Mapping
from itertools import batched
from pathlib import Path
from typing import IO, cast

from pyoxigraph import RdfFormat, parse, serialize

from kg.errors import GraphError
from kg.garbage import without_collecting
from kg.rdf.nodes import Node
from kg.rdf.quads import quad_lines, triple_lines
from kg.rdf.store import read_texts
from kg.rdf.turtle import trig_text, turtle_text

# Name of a format: its file ending, the name by which Oxigraph knows it, and whether it keeps named graphs.
FORMATS: Mapping[str, tuple[str, str, bool]] = {
    "turtle": ("ttl", "TURTLE", False),
    "trig": ("trig", "TRIG", True),
    "ntriples": ("nt", "N_TRIPLES", False),
    "nquads": ("nq", "N_QUADS", True),
    "jsonld": ("jsonld", "JSON_LD", True),
    "rdfxml": ("rdf", "RDF_XML", False),
}
_ENDINGS = {ending: name for name, (ending, _, _) in FORMATS.items()} | {"xml": "rdfxml", "json": "jsonld"}
_TEXTS_PER_WRITE = 2_000
_GZIP_LEVEL = 3  # of level 6's size plus a sixth, in a third of its time


def guess_format(path: Path) -> str:
    """The format of a file by its ending, before `.gz` if there is one.

    >>> guess_format(Path("graph.nq.gz"))
    'nquads'
    """
    ending = path.name.lower().removesuffix(".gz").rpartition(".")[2]
    if ending not in _ENDINGS:
        raise GraphError(f"{path}: no RDF format has this ending; allowed are {sorted(_ENDINGS)}, each also with .gz")
    return _ENDINGS[ending]


def write_rdf(nodes: Iterable[Node], path: Path, prefixes: Mapping[str, str], rdf_format: str | None = None) -> None:
    """Write nodes to a file, in the format that its ending names unless another is given.

    A name that ends in `.gz` is compressed. Raises GraphError for an unknown format.
    """
    rdf_format = rdf_format or guess_format(path)
    _check_format(rdf_format)
    with path.open("wb") as raw:
        if path.name.endswith(".gz"):
            with gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=_GZIP_LEVEL, mtime=0) as packed:
                write_stream(nodes, cast(IO[bytes], packed), prefixes, rdf_format)
        else:
            write_stream(nodes, raw, prefixes, rdf_format)


def write_stream(nodes: Iterable[Node], output: IO[bytes], prefixes: Mapping[str, str], rdf_format: str) -> None:
    """Write nodes to an open binary file in a format. Raises GraphError for an unknown format."""
    _check_format(rdf_format)
    if rdf_format in ("jsonld", "rdfxml"):
        quads = parse(read_texts(quad_lines(nodes)), RdfFormat.N_QUADS, lenient=True)
        target: RdfFormat = getattr(RdfFormat, FORMATS[rdf_format][1])
        statements = quads if FORMATS[rdf_format][2] else (quad.triple for quad in quads)
        serialize(statements, output, target, prefixes=dict(sorted(prefixes.items())))
        return
    with without_collecting():
        for text in batched(_texts(nodes, prefixes, rdf_format), _TEXTS_PER_WRITE):
            output.write("".join(text).encode())


def _texts(nodes: Iterable[Node], prefixes: Mapping[str, str], rdf_format: str) -> Iterator[str]:
    match rdf_format:
        case "nquads":
            return quad_lines(nodes)
        case "ntriples":
            return triple_lines(nodes)
        case "trig":
            return trig_text(nodes, prefixes)
        case _:
            return turtle_text(nodes, prefixes)


def _check_format(rdf_format: str) -> None:
    if rdf_format not in FORMATS:
        raise GraphError(f"unknown RDF format {rdf_format!r}; allowed are {sorted(FORMATS)}")
