"""Writes the answer to a query for a person or a program: table, CSV, TSV, JSON, Parquet, or RDF."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Literal, get_args

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize
from pyoxigraph import Literal as LiteralTerm

from kg.errors import QueryError
from kg.rdf.results import Table, Term, shorten

AnswerFormat = Literal["table", "csv", "tsv", "json", "parquet", "ntriples", "turtle"]
_FORMATS: tuple[AnswerFormat, ...] = get_args(AnswerFormat)
_ENDINGS: Mapping[str, AnswerFormat] = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".srj": "json",
    ".parquet": "parquet",
    ".nt": "ntriples",
    ".ttl": "turtle",
    ".txt": "table",
}
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def choose_format(name: str | None, output: Path | None, *, terminal: bool) -> AnswerFormat:
    """The format that was asked for, else that of the file's ending, else what suits a terminal or a pipe.

    Raises QueryError for a name or ending that is no format.
    """
    if name is not None:
        chosen = next((known for known in _FORMATS if known == name), None) or _ENDINGS.get(f".{name}")
        if chosen is None:
            raise QueryError(f"unknown format {name!r}; allowed are {', '.join(_FORMATS)}")
        return chosen
    if output is not None:
        if output.suffix not in _ENDINGS:
            raise QueryError(f"{output}: no format has this ending; allowed are {', '.join(_ENDINGS)}, or --format")
        return _ENDINGS[output.suffix]
    return "table" if terminal else "csv"


def write_answer(table: Table, stream: IO[bytes], file_format: AnswerFormat, prefixes: Mapping[str, str]) -> None:
    """Write an answer to an open binary file. Raises QueryError where its form does not fit the format."""
    if file_format in ("ntriples", "turtle"):
        _write_rdf(table, stream, file_format, prefixes)
    elif file_format == "parquet":
        from kg.rdf.frames import to_frame  # noqa: PLC0415  (pandas takes half a second)

        buffer = io.BytesIO()
        to_frame(table).to_parquet(buffer)
        stream.write(buffer.getvalue())
    else:
        writers = {"table": lambda: _as_table(table, prefixes), "csv": lambda: _as_csv(table)}
        writers |= {"tsv": lambda: _as_tsv(table), "json": lambda: _as_json(table)}
        stream.write(writers[file_format]().encode())
    stream.flush()


def _as_csv(table: Table) -> str:
    """SPARQL 1.1 CSV: the values without their types."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([["" if term is None else _value(term) for term in row] for row in table.rows])
    return text.getvalue()


def _as_tsv(table: Table) -> str:
    """SPARQL 1.1 TSV: the terms as Turtle writes them."""
    head = "\t".join(f"?{name}" for name in table.columns)
    return "".join(
        f"{line}\n" for line in (head, *("\t".join("" if t is None else str(t) for t in row) for row in table.rows))
    )


def _as_json(table: Table) -> str:
    """SPARQL 1.1 Query Results JSON."""
    if table.form == "ASK":
        answer: dict[str, object] = {"head": {}, "boolean": _value(table.rows[0][0]) == "true"}
    else:
        rows = [
            {name: _json_term(term) for name, term in zip(table.columns, row, strict=True) if term is not None}
            for row in table.rows
        ]
        answer = {"head": {"vars": list(table.columns)}, "results": {"bindings": rows}}
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    described: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        described["xml:lang"] = term.language
    elif term.datatype.value != _XSD_STRING:
        described["datatype"] = term.datatype.value
    return described


def _as_table(table: Table, prefixes: Mapping[str, str]) -> str:
    """Columns for the eye, as wide as the terminal: IRIs with their prefixes."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table as Grid  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    grid = Grid(*table.columns, box=None, pad_edge=False, header_style="bold")
    for row in table.rows:
        grid.add_row(*(Text("" if term is None else _shown(term, prefixes)) for term in row))
    console = Console()
    if not console.is_terminal:  # nothing to fit into: no line is broken
        console = Console(width=max(console.measure(grid).maximum, _least_width(table, prefixes)))
    with console.capture() as captured:
        console.print(grid)
        console.print(f"{len(table.rows):,} row{'s' * (len(table.rows) != 1)}", style="dim")
    return captured.get()


def _least_width(table: Table, prefixes: Mapping[str, str]) -> int:
    """The width of a table in which no cell is broken."""
    cells = [table.columns, *([_shown(t, prefixes) if t else "" for t in row] for row in table.rows)]
    return sum(max(map(len, column)) + 2 for column in zip(*cells, strict=True))


def _write_rdf(table: Table, stream: IO[bytes], file_format: AnswerFormat, prefixes: Mapping[str, str]) -> None:
    if table.form != "CONSTRUCT":
        raise QueryError(f"{file_format} holds triples, and this query gives rows; use CONSTRUCT or another format")
    triples = (Triple(*row) for row in table.rows)  # type: ignore[arg-type]  # terms of triples, as CONSTRUCT gives them
    known = RdfFormat.TURTLE if file_format == "turtle" else RdfFormat.N_TRIPLES
    serialize(triples, stream, known, prefixes=dict(prefixes) if file_format == "turtle" else None)


def _shown(term: Term, prefixes: Mapping[str, str]) -> str:
    return shorten(term.value, prefixes) if isinstance(term, NamedNode) else _value(term)


def _value(term: Term | None) -> str:
    if isinstance(term, LiteralTerm | NamedNode | BlankNode):
        return term.value
    return str(term or "")
