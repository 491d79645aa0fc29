import time

import pytest
from contents import CONTENT, synthetic

from kg.errors import QueryError
from kg.graph.graph import Graph
from kg.rdf.worker import run_in_worker

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
BOMB = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?i"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph(synthetic(100))


def test_a_runaway_query_ends_at_its_limit_and_the_next_one_answers(graph):
    graph.query("ASK {}", timeout=30)
    start = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped at its limit of 1 s"):
        graph.query(RUNAWAY, timeout=1)
    assert time.monotonic() - start < 2
    assert graph.query("ASK {}", timeout=30)["answer"].tolist() == [True]


def test_a_query_that_eats_memory_kills_only_its_worker(graph):
    with pytest.raises(QueryError, match="memory"):
        run_in_worker(graph._store_on_disk, BOMB, graph.prefixes, timeout=60, memory=1 << 29)


@pytest.mark.parametrize(
    "query", ["contested", "SELECT ?x { VALUES ?x { 1 UNDEF } }", "CONSTRUCT WHERE { ?a kg:visited ?b }"]
)
def test_a_worker_answers_like_the_store(query):
    graph = Graph(CONTENT)
    assert graph.query_table(query, timeout=30) == graph.query_table(query)


def test_a_worker_on_a_saved_graph_reads_its_store(tmp_path):
    Graph(CONTENT).save(tmp_path / "g", page=False)
    frame = Graph.open(tmp_path / "g").query("timeline", timeout=30, bindings={"actor": "id:Russia"}, limit=1)
    assert frame["name"].tolist() == ["Russia"]


def test_errors_of_a_worker_are_query_errors(graph):
    with pytest.raises(QueryError, match="cannot be parsed"):
        graph.query("SELECT ?x {", timeout=30)
    with pytest.raises(QueryError, match="timeout"):
        graph.query("ASK {}", timeout=0)
