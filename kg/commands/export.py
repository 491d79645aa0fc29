"""`kg export`: the graph in a format that other programs read."""

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.commands.console import count
from kg.commands.options import GraphFolder
from kg.errors import GraphError

if TYPE_CHECKING:
    from kg.graph.graph import Graph

EXAMPLES = (
    "kg export graph --format trig > graph.trig",
    "kg export graph -o graph.graphml",
    "kg export graph -o claims.csv --table claims",
    "kg export graph -o parts/ --parts 5000000",
)
# Each format with the endings and short names by which it is known too.
FORMATS: Mapping[str, tuple[str, ...]] = {
    "turtle": ("ttl",),
    "trig": (),
    "ntriples": ("nt",),
    "nquads": ("nq",),
    "jsonld": ("json-ld",),
    "rdfxml": ("rdf", "xml"),
    "graphml": (),
    "gexf": (),
    "csv": (),
    "tsv": (),
    "jsonl": ("ndjson",),
    "parquet": (),
}
_QUADS = ("nquads", *FORMATS["nquads"])
_TABLES = ("csv", "tsv", "jsonl", "parquet")
Part = Literal["events", "claims", "entities", "articles", "merges", "ties"]


def export(
    folder: GraphFolder,
    file_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"{', '.join(FORMATS)}.",
            show_default="by the file's ending",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The file to write.", show_default="standard output"),
    ] = None,
    parts: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="LINES",
            help="Write sorted N-Quads in parts of so many lines, for bulk loading; --output is their folder.",
            show_default=False,
        ),
    ] = None,
    table: Annotated[Part, typer.Option(help="Which table to write as CSV, TSV, JSON Lines or Parquet.")] = "events",
) -> None:
    """Write a graph as RDF, for Gephi or networkx, or as a table.

    RDF files whose name ends in .gz are compressed.
    """
    from kg.graph.graph import Graph  # noqa: PLC0415

    if parts is not None and (output is None or file_format not in (None, *_QUADS)):
        raise typer.BadParameter("needs --output for a folder, and writes nquads only", param_hint="--parts")
    chosen = "nquads" if parts is not None else choose_format(file_format, output)
    graph = Graph.open(folder)
    try:
        if parts is not None and output is not None:
            written = graph.export_parts(output, lines=parts)
            typer.echo(f"{output}: {count(len(written), 'part')}, {sum(p.stat().st_size for p in written):,} bytes")
            return
        if output is not None:
            _write(graph, output, chosen, table)
            typer.echo(f"{output}: {output.stat().st_size:,} bytes")
            return
        with tempfile.TemporaryDirectory() as place:  # the writers want a file, and standard output may be none
            path = Path(place, f"graph.{chosen}")
            _write(graph, path, chosen, table)
            sys.stdout.buffer.write(path.read_bytes())
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise GraphError(f"{output or 'standard output'}: cannot be written: {error.strerror or error}") from error


def choose_format(name: str | None, output: Path | None) -> str:
    """The format by its name, a short name, or the file's ending. Raises GraphError where that is none."""
    if name is None and output is None:
        raise typer.BadParameter("needed where no file is named", param_hint="--format / -f")
    wanted = name or str(output).removesuffix(".gz").rpartition(".")[2]
    for known, others in FORMATS.items():
        if wanted.lower() in (known, *others):
            return known
    raise GraphError(f"{name or output}: unknown format {wanted!r}; allowed are {', '.join(FORMATS)}")


def _write(graph: "Graph", path: Path, file_format: str, part: Part) -> None:
    if file_format not in _TABLES:
        graph.export(path, file_format)
        return
    frame = getattr(graph, part)
    if file_format == "parquet":
        frame.to_parquet(path)
    elif file_format == "jsonl":
        frame.to_json(path, orient="records", lines=True, force_ascii=False, date_format="iso")
    else:
        flat = frame.assign(**{name: frame[name].map("; ".join) for name in frame if name.endswith("_ids")})
        flat.to_csv(path, index=False, sep="\t" if file_format == "tsv" else ",", lineterminator="\n")
