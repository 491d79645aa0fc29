import csv
import io
import json

import pandas as pd
import pytest
from contents import CONTENT
from pyoxigraph import RdfFormat, parse

from kg.errors import QueryError
from kg.graph.graph import Graph
from kg.rdf.answers import ANSWER_FORMATS, is_yes, table_rows, write_answer

GRAPH = Graph(CONTENT)
TABLE = GRAPH.query_table("contested")


def written(query: str, answer_format: str) -> bytes:
    output = io.BytesIO()
    write_answer(GRAPH.query_table(query), output, answer_format, GRAPH.prefixes)
    return output.getvalue()


def test_rows_to_read_have_prefixed_names():
    assert next(table_rows(TABLE, GRAPH.prefixes)) == (
        "ev:e2c",
        "North Korea transferred arms to Russia (disputed)",
        "United States",
        "North Korea",
    )


def test_csv_holds_the_same_rows():
    rows = list(csv.reader(io.StringIO(written("contested", "csv").decode())))
    assert rows[0] == ["event", "label", "said_by", "denied_by"]
    assert [row[3] for row in rows[1:]] == ["North Korea", "Russia"]


def test_json_keeps_languages_datatypes_and_unbound_variables():
    query = 'SELECT * { VALUES (?a ?b ?c ?d) { (id:Russia "x"@en 1.5 UNDEF) } }'
    (binding,) = json.loads(written(query, "json"))["results"]["bindings"]
    assert binding["a"] == {"type": "uri", "value": "https://kg.example/id/Russia"}
    assert binding["b"] == {"type": "literal", "value": "x", "xml:lang": "en"}
    assert binding["c"]["datatype"] == "http://www.w3.org/2001/XMLSchema#decimal"
    assert "d" not in binding


def test_parquet_holds_the_frame():
    frame = pd.read_parquet(io.BytesIO(written("months", "parquet")))
    assert frame["events"].tolist() == GRAPH.query("months")["events"].tolist()


@pytest.mark.parametrize("answer_format", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_construct_is_written_as_rdf(answer_format):
    formats = {"turtle": "TURTLE", "ntriples": "N_TRIPLES", "jsonld": "JSON_LD", "rdfxml": "RDF_XML"}
    data = written("CONSTRUCT WHERE { ?a kg:visited ?b }", answer_format)
    (quad,) = parse(data, getattr(RdfFormat, formats[answer_format]))
    assert quad.predicate.value == "https://kg.example/ns#visited"


@pytest.mark.parametrize(
    ("pattern", "yes"), [("id:Sergei_Lavrov kg:visited ?x", True), ("id:Russia kg:visited ?x", False)]
)
def test_ask_is_answered_in_every_form(pattern, yes):
    query = f"ASK {{ {pattern} }}"
    assert is_yes(GRAPH.query_table(query)) == yes
    assert json.loads(written(query, "json"))["boolean"] == yes
    assert str(yes).lower().encode() in written(query, "csv")


def test_formats_that_do_not_fit_are_refused():
    with pytest.raises(QueryError, match="is for CONSTRUCT"):
        written("contested", "turtle")
    with pytest.raises(QueryError, match="allowed are csv"):
        written("contested", "docx")
    assert "parquet" in ANSWER_FORMATS
