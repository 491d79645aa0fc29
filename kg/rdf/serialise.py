"""Writes the graph to RDF files: the same content gives the same bytes.

Datasets (TriG, N-Quads, JSON-LD) keep the named graphs; Turtle, N-Triples and RDF/XML hold the triples of all of them
in one. Lines come sorted by named graph and subject, so that all that is said of a node stands in one place.
"""

import gzip
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, cast

from pyoxigraph import RdfFormat, parse, serialize

from kg.errors import GraphError
from kg.rdf.store import read_lines

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


def write_rdf(lines: Iterable[str], path: Path, prefixes: Mapping[str, str], rdf_format: str | None = None) -> None:
    """Write lines of N-Quads to a file, in the format that its ending names unless another is given.

    A name that ends in `.gz` is compressed. Raises GraphError for an unknown format.
    """
    rdf_format = rdf_format or guess_format(path)
    _check_format(rdf_format)
    with path.open("wb") as raw:
        if path.name.endswith(".gz"):
            with gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=_GZIP_LEVEL, mtime=0) as packed:
                write_stream(lines, cast(IO[bytes], packed), prefixes, rdf_format)
        else:
            write_stream(lines, raw, prefixes, rdf_format)


def write_stream(lines: Iterable[str], output: IO[bytes], prefixes: Mapping[str, str], rdf_format: str) -> None:
    """Write lines of N-Quads to an open binary file in a format. Raises GraphError for an unknown format."""
    _check_format(rdf_format)
    if rdf_format == "nquads":
        for line in lines:
            output.write(line.encode())
        return
    _, name, keeps_graphs = FORMATS[rdf_format]
    target: RdfFormat = getattr(RdfFormat, name)
    quads = parse(read_lines(lines), RdfFormat.N_QUADS, lenient=True)
    statements = quads if keeps_graphs else (quad.triple for quad in quads)
    serialize(statements, output, target, prefixes=dict(sorted(prefixes.items())))


def _check_format(rdf_format: str) -> None:
    if rdf_format not in FORMATS:
        raise GraphError(f"unknown RDF format {rdf_format!r}; allowed are {sorted(FORMATS)}")
