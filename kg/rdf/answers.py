"""Answers to queries as text or files: rows to read, CSV, TSV, JSON and XML as SPARQL has them, Parquet, RDF."""

import io
import json
from collections.abc import Iterator, Mapping
from typing import IO

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from kg.errors import QueryError
from kg.rdf.results import Table, Term, shorten

RESULT_FORMATS: Mapping[str, QueryResultsFormat] = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
RDF_FORMATS: Mapping[str, RdfFormat] = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
ANSWER_FORMATS = (*RESULT_FORMATS, "parquet", *RDF_FORMATS)


def table_rows(table: Table, prefixes: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The rows of a table as texts to read: nodes as prefixed names, literals as their words, unbound as nothing."""
    for row in table.rows:
        yield tuple("" if term is None else _readable(term, prefixes) for term in row)


def write_answer(table: Table, output: IO[bytes], answer_format: str, prefixes: Mapping[str, str]) -> None:
    """Write a table to an open binary file in one of ANSWER_FORMATS.

    RDF formats are for CONSTRUCT and DESCRIBE. Raises QueryError for a format that is unknown or does not fit.
    """
    if answer_format == "parquet":
        from kg.rdf.frames import to_frame  # noqa: PLC0415  (pandas takes half a second to import)

        # By way of a buffer, as the writer closes the file that it is given.
        buffer = io.BytesIO()
        to_frame(table).to_parquet(buffer, index=False)
        output.write(buffer.getvalue())
    elif answer_format in RDF_FORMATS:
        if table.form != "CONSTRUCT":
            raise QueryError(f"format {answer_format!r} is for CONSTRUCT and DESCRIBE, not for {table.form}")
        serialize(_triples(table), output, RDF_FORMATS[answer_format], prefixes=dict(prefixes))
    elif answer_format in RESULT_FORMATS:
        written = _serialise(table, RESULT_FORMATS[answer_format])
        output.write(written if written.endswith(b"\n") else written + b"\n")
    else:
        raise QueryError(f"unknown format {answer_format!r}; allowed are {', '.join(ANSWER_FORMATS)}")


def _triples(table: Table) -> Iterator[Triple]:
    for subject, predicate, value in table.rows:
        if isinstance(predicate, NamedNode) and not isinstance(subject, Literal | None) and value is not None:
            yield Triple(subject, predicate, value)


def _readable(term: Term, prefixes: Mapping[str, str]) -> str:
    if isinstance(term, NamedNode):
        return shorten(term.value, prefixes)
    return str(term) if isinstance(term, Triple | BlankNode) else term.value


def _serialise(table: Table, results_format: QueryResultsFormat) -> bytes:
    """A table in a format of SPARQL results, by way of the JSON that the engine reads."""
    if table.form == "ASK":
        document: dict[str, object] = {"head": {}, "boolean": _is_true(table)}
    else:
        rows = [
            {name: encode_term(term) for name, term in zip(table.columns, row, strict=True) if term is not None}
            for row in table.rows
        ]
        document = {"head": {"vars": list(table.columns)}, "results": {"bindings": rows}}
    results = parse_query_results(json.dumps(document), QueryResultsFormat.JSON)
    return results.serialize(format=results_format) or b""


def _is_true(table: Table) -> bool:
    (answer,) = table.rows[0]
    return isinstance(answer, Literal) and answer.value == "true"


def is_yes(table: Table) -> bool:
    """Whether a table says yes: for ASK its answer, for others whether there is a row."""
    return _is_true(table) if table.form == "ASK" else bool(table.rows)


def encode_term(term: Term) -> dict[str, object]:
    """A term as SPARQL's JSON writes it."""
    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case Triple():
            parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
            return {"type": "triple", "value": {name: encode_term(part) for name, part in parts.items()}}
        case Literal():
            kind = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
            return {"type": "literal", "value": term.value, **kind}
