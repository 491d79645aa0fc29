import csv
import io
import json

import pytest
import requests
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

LABELS = "SELECT ?event ?label { ?event a sem:Event ; rdfs:label ?label } ORDER BY ?event"
ALL = "SELECT * { ?s ?p ?o }"


def ask(server: str, query: str, accept: str = "*/*", **parameters: str) -> requests.Response:
    return requests.get(f"{server}/sparql", {"query": query, **parameters}, headers={"Accept": accept}, timeout=10)


@pytest.mark.parametrize(
    ("accept", "results_format"),
    [
        ("application/sparql-results+json", QueryResultsFormat.JSON),
        ("application/sparql-results+xml", QueryResultsFormat.XML),
        ("text/tab-separated-values", QueryResultsFormat.TSV),
    ],
)
def test_rows_are_the_same_in_every_format(server: str, accept: str, results_format) -> None:
    plain = ask(server, LABELS).json()["results"]["bindings"]
    answer = ask(server, LABELS, accept)
    assert answer.headers["content-type"].startswith(accept)
    rows = [(row["event"].value, row["label"].value) for row in parse_query_results(answer.content, results_format)]
    assert len(rows) > 3
    assert rows == [(row["event"]["value"], row["label"]["value"]) for row in plain]


def test_csv_has_the_columns_as_its_head(server: str) -> None:
    rows = list(csv.reader(io.StringIO(ask(server, LABELS, "text/csv").text)))
    assert rows[0] == ["event", "label"]
    assert len(rows) == len(ask(server, LABELS).json()["results"]["bindings"]) + 1


@pytest.mark.parametrize(
    ("accept", "rdf_format"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
@pytest.mark.parametrize("query", ["DESCRIBE id:Russia", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 40"])
def test_triples_come_in_every_format(server: str, query: str, accept: str, rdf_format: RdfFormat) -> None:
    answer = ask(server, query, accept)
    assert answer.headers["content-type"].startswith(accept)
    plain = {quad.triple for quad in parse(ask(server, query, "text/turtle").content, RdfFormat.TURTLE)}
    assert {quad.triple for quad in parse(answer.content, rdf_format)} == plain
    assert len(plain) > 3


@pytest.mark.parametrize(
    ("query", "expected"), [("ASK { ?s kg:deniedBy ?o }", True), ("ASK { id:Russia a id:Russia }", False)]
)
def test_a_yes_or_no_is_a_boolean(server: str, query: str, expected: bool) -> None:
    assert ask(server, query).json()["boolean"] is expected


def test_post_answers_as_get_does(server: str) -> None:
    by_form = requests.post(f"{server}/sparql", {"query": LABELS}, timeout=10)
    by_body = requests.post(
        f"{server}/sparql/", LABELS.encode(), headers={"Content-Type": "application/sparql-query"}, timeout=10
    )
    assert by_form.content == by_body.content == ask(server, LABELS).content


def test_named_queries_answer_by_name(server: str) -> None:
    assert ask(server, "contested").json()["results"]["bindings"]


def test_the_default_graph_is_all_graphs_unless_one_is_named(server: str) -> None:
    counting = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    events = "https://kg.example/graph/events"

    def count(query: str, **parameters: str) -> int:
        return int(ask(server, query, **parameters).json()["results"]["bindings"][0]["n"]["value"])

    everything = count(counting)
    in_events = count(counting, **{"default-graph-uri": events})
    assert 0 < in_events < everything
    assert count(counting.replace("{", f"FROM <{events}> {{", 1)) == in_events
    assert count(counting, **{"named-graph-uri": events}) == 0
    assert count("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", **{"named-graph-uri": events}) == in_events
    # What the request says comes before what the query says.
    assert (
        count(counting.replace("{", "FROM <http://example.org/none> {", 1), **{"default-graph-uri": events})
        == in_events
    )
    assert count(counting, **{"default-graph-uri": "http://example.org/none"}) == 0


@pytest.mark.parametrize(
    ("query", "accept", "status"),
    [
        ("ASK {", "*/*", 400),
        ("CLEAR ALL", "*/*", 400),
        ("INSERT DATA { <http://a/> <http://b/> <http://c/> }", "*/*", 400),
        ("SELECT * { ?s ?p ?o }", "image/png", 406),
        ("SELECT * { ?s ?p ?o }", "text/turtle", 406),
        ("DESCRIBE id:Russia", "text/csv", 406),
        ("SELECT * FROM <http://example.org/none> { ?s ?p ?o }", "*/*", 400),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "*/*", 400),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_reason(server: str, query: str, accept: str, status: int) -> None:
    answer = ask(server, query, accept)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(answer.json()["title"]) > 10


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_allowed(server: str, method: str) -> None:
    answer = requests.request(method, f"{server}/sparql?query=ASK%20%7B%7D", timeout=10)
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_updates_are_refused_and_change_nothing(server: str) -> None:
    before = requests.get(f"{server}/gsp?default", headers={"Accept": "application/n-triples"}, timeout=10).content
    update = "INSERT DATA { <http://a/> <http://b/> <http://c/> } ; CLEAR ALL"
    for body, content_type in (
        (update.encode(), "application/sparql-update"),
        (b"update=CLEAR+ALL", "application/x-www-form-urlencoded"),
    ):
        answer = requests.post(f"{server}/sparql", body, headers={"Content-Type": content_type}, timeout=10)
        assert answer.status_code == 403
    assert requests.get(f"{server}/sparql", {"update": "CLEAR ALL"}, timeout=10).status_code == 403
    after = requests.get(f"{server}/gsp?default", headers={"Accept": "application/n-triples"}, timeout=10).content
    assert after == before != b""


def test_rows_past_the_most_are_cut_and_the_answer_says_so(server: str) -> None:
    answer = ask(server, ALL)
    assert answer.headers["x-max-rows"] == "500"
    assert answer.headers["x-truncated"] == "true"
    assert len(answer.json()["results"]["bindings"]) == 500
    assert answer.json()["truncated"] == {"rows": 500}
    assert len(ask(server, ALL, "text/csv").text.splitlines()) == 501
    assert ask(server, ALL, "application/sparql-results+xml").text.count("<result>") == 500
    triples = ask(server, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "application/n-triples")
    assert triples.text.count(" .\n") == 500
    assert "x-truncated" not in ask(server, f"{ALL} LIMIT 500").headers


def test_an_answer_is_told_by_its_tag(server: str) -> None:
    first = ask(server, LABELS)
    again = requests.get(
        f"{server}/sparql", {"query": LABELS}, headers={"If-None-Match": first.headers["etag"]}, timeout=10
    )
    assert (again.status_code, again.content) == (304, b"")
    assert ask(server, LABELS, "text/csv").headers["etag"] != first.headers["etag"]
    assert ask(server, ALL).headers["etag"] != first.headers["etag"]


def test_an_answer_that_changes_by_itself_is_not_kept(server: str) -> None:
    answer = ask(server, "SELECT (NOW() AS ?now) {}")
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_answers_are_compressed_for_those_who_can_read_it(server: str) -> None:
    assert ask(server, LABELS).headers["content-encoding"] == "gzip"
    plain = requests.get(f"{server}/sparql", {"query": LABELS}, headers={"Accept-Encoding": "identity"}, timeout=10)
    assert "content-encoding" not in plain.headers
    assert plain.json() == ask(server, LABELS).json()


def test_without_a_query_the_service_describes_itself(server: str) -> None:
    answer = requests.get(f"{server}/sparql", headers={"Accept": "text/turtle"}, timeout=10)
    said = {
        (quad.predicate.value.rpartition("#")[2], str(quad.object)) for quad in parse(answer.content, RdfFormat.TURTLE)
    }
    assert ("endpoint", f"<{server}/sparql>") in said
    assert ("feature", "<http://www.w3.org/ns/sparql-service-description#UnionDefaultGraph>") in said
    assert ("name", "<https://kg.example/graph/events>") in said
    browser = requests.get(f"{server}/sparql", headers={"Accept": "text/html"}, timeout=10)
    assert browser.url == f"{server}/query"


def test_values_keep_their_types_and_languages(server: str) -> None:
    answer = ask(server, "SELECT ?a ?b ?c ?d { BIND (1.50 AS ?a) BIND ('é\"\\n'@fr AS ?b) BIND (<http://a/> AS ?c) }")
    (row,) = answer.json()["results"]["bindings"]
    assert answer.json()["head"]["vars"] == ["a", "b", "c", "d"]
    assert row["a"]["datatype"] == "http://www.w3.org/2001/XMLSchema#decimal"
    assert row["b"] == {"type": "literal", "value": 'é"\n', "xml:lang": "fr"}
    assert row["c"] == {"type": "uri", "value": "http://a/"}
    assert "d" not in row
    assert json.loads(ask(server, "SELECT * {} LIMIT 0").text)["results"]["bindings"] == []
