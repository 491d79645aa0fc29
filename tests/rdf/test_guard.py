import time

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import QueryError
from kg.rdf.guard import check_query, find_words
from kg.rdf.reach import read_reach
from kg.rdf.sparql import run_query

PREFIXES = {"ex": "http://example.org/", "rdfs": "http://www.w3.org/2000/01/rdf-schema#"}
REACHING_OUT = [
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "select * { service silent ?x { ?s ?p ?o } }",
    "SELECT * { { SELECT * { OPTIONAL { SERVICE ex:other { ?s ?p ?o } } } } }",
    "ASK { ?s ?p ?o FILTER EXISTS { SERVICE <file:///etc/passwd> { ?s ?p ?o } } }",
    "SELECT * { # a comment ends at a carriage return\rSERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    r"SELECT * { \u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    r"SELECT * { ?s ex:a\#b ?o . SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    r"SELECT * { ?s ex:it\'s ?o . SERVICE <http://127.0.0.1:1/> { ?s ex:it\'s ?o } }",
    "SELECT * { FILTER (1<2) SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } FILTER (2>1) }",
    'SELECT * { ?s ?p """a " quote""" . SERVICE <http://127.0.0.1:1/> { ?s ?p "" } }',
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE<http://127.0.0.1:1/>{ ?s ?p ?o } }",
    "SELECT * FROM <http://127.0.0.1:1/data.ttl> { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://127.0.0.1:1/data.ttl> { GRAPH ?g { ?s ?p ?o } }",
    "ASK FROM <file:///etc/passwd> { ?s ?p ?o }",
    "DESCRIBE ex:a FROM ex:unknown",
    "BASE <http://example.org/> SELECT * FROM <unknown> { ?s ?p ?o }",
    "SELECT * FROM nobody:declared { ?s ?p ?o }",
    "SELECT * FROM <http://example.org/graph> FROM <http://example.org/unknown> { ?s ?p ?o }",
]
STAYING_WITHIN = [
    "SELECT ?service ?from { ?from ?service 'SERVICE FROM <http://127.0.0.1/>' } # SERVICE <http://127.0.0.1/> {}",
    "SELECT * { ?s ex:service <http://example.org/SERVICE> , 'ça'@service-from }",
    "SELECT * { ?s ex:a\\#b 'FROM' }",
]


@pytest.fixture
def store() -> Store:
    store = Store()
    graph, label = NamedNode("http://example.org/graph"), NamedNode(PREFIXES["rdfs"] + "label")
    store.add(Quad(NamedNode("http://example.org/a"), label, Literal("inside"), graph))
    store.add(
        Quad(NamedNode("http://example.org/b"), label, Literal("elsewhere"), NamedNode("http://example.org/other"))
    )
    return store


@pytest.mark.parametrize("query", REACHING_OUT)
def test_a_query_that_reaches_out_is_refused(query: str, store: Store) -> None:
    with pytest.raises(QueryError):
        check_query(query, store, PREFIXES)
    with pytest.raises(QueryError):
        run_query(store, query, PREFIXES)


@pytest.mark.parametrize("query", STAYING_WITHIN)
def test_words_in_names_strings_and_comments_reach_nowhere(query: str, store: Store) -> None:
    assert check_query(query, store, PREFIXES) is False


@pytest.mark.parametrize("name", ["<http://example.org/graph>", "ex:graph"])
def test_from_with_a_graph_of_the_store_is_heeded(name: str, store: Store) -> None:
    table = run_query(store, f"SELECT ?label FROM {name} {{ ?s rdfs:label ?label }}", PREFIXES)
    assert [str(row[0]) for row in table.rows] == ['"inside"']


def test_rdflib_finds_a_service_by_itself() -> None:
    reach = read_reach("SELECT * { { ?s ?p ?o } UNION { SERVICE ex:other { ?s ?p ?o } } }", PREFIXES)
    assert reach is not None
    assert reach.service


def test_rdflib_ends_comments_where_the_engine_does() -> None:
    reach = read_reach("SELECT * { # here\rSERVICE ex:other { ?s ?p ?o } }", PREFIXES)
    assert reach is not None
    assert reach.service


def test_the_words_of_a_query_are_its_keywords_and_functions() -> None:
    assert find_words("SELECT (NOW() AS ?now) { ?s ex:rand 'uuid()' }") == {"SELECT", "NOW", "AS"}


UNITS = ["a.", "a-", "a:%4", "?a-", "<a", "'", '"', r"\'", "\"\"\"'''", "'''a'", "'a\\\n", "#\\\n'''", r"\u0041", "_a."]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("opening", ["", "'''", '"""'])
def test_a_text_is_read_in_time_that_grows_with_its_length(opening, unit):
    began = time.process_time()
    find_words(opening + unit * (60_000 // len(unit)))
    assert time.process_time() - began < 3


def test_words_behind_a_stray_quote_all_count():
    assert "SERVICE" in find_words("ASK { ?x ?y ' SERVICE <http://example.org/> {} }")
    assert "SERVICE" in find_words("VALUES ?x { '''a' } SERVICE <http://example.org/> {}")
