"""The same against Virtuoso, where it is installed (Debian's virtuoso-opensource-7-bin, which needs libpcre3)."""

from dataclasses import replace
from pathlib import Path

import requests
from contents import CONTENT  # type: ignore[import-not-found]
from stores import VIRTUOSO, virtuoso  # type: ignore[import-not-found]

from kg.graph.graph import Graph
from kg.push.endpoint import Endpoint
from kg.push.journal import Journal
from kg.push.push import plan_push, push_graph

EVENTS = "https://kg.example/graph/events"


def count(store: str, graph: str) -> int:
    query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    accept = {"Accept": "application/sparql-results+json"}
    answer = requests.get(f"{store}/sparql", {"query": query}, headers=accept, timeout=30)
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


if VIRTUOSO:  # without the store there is no such test, and none that is skipped

    def test_virtuoso_takes_graphs_by_digest_and_lets_them_go(tmp_path: Path) -> None:
        folder = tmp_path / "graph"
        (tmp_path / "virtuoso").mkdir()
        Graph(CONTENT).save(folder, page=False, store=False)
        with virtuoso(tmp_path / "virtuoso") as store:
            url = f"{store}/sparql-graph-crud-auth"
            for content in (
                CONTENT,
                replace(CONTENT, events=CONTENT.events[:-1]),
                replace(CONTENT, articles=(), claims=()),
            ):
                Graph(content).save(folder, page=False, store=False)
                endpoint, journal = Endpoint(url, "dba", "dba"), Journal.open(folder, url)
                plan = plan_push(folder, journal)
                push_graph(folder, endpoint, journal, plan)
                endpoint.close()
                for graph in plan.send:
                    assert count(store, graph.iri) == graph.triples
                assert [count(store, iri) for iri in plan.delete] == [0] * len(plan.delete)
            assert plan.delete
