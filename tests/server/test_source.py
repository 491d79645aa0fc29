import gzip
import time
from pathlib import Path

import pytest
import requests
from contents import CONTENT  # type: ignore[import-not-found]
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store
from serving import serving  # type: ignore[import-not-found]

from kg.errors import GraphError
from kg.graph.graph import Graph
from kg.server.source import open_source

TRIPLE = '<http://example.org/a> <http://example.org/b> "c" .\n'


@pytest.mark.parametrize("name", ["data.nq", "data.ttl", "data.trig", "data.nt.gz"])
def test_a_file_of_rdf_can_be_served(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(gzip.compress(TRIPLE.encode()) if name.endswith(".gz") else TRIPLE.encode())
    with open_source(file) as source:
        assert len(Store.read_only(str(source.current().store))) == 1


def test_a_store_of_others_can_be_served(tmp_path: Path) -> None:
    Store(tmp_path).add(Quad(NamedNode("http://example.org/a"), NamedNode("http://example.org/b"), Literal("c")))
    with open_source(tmp_path) as source:
        assert source.current().store == tmp_path


def test_a_graph_without_its_store_is_served_from_its_quads(tmp_path: Path) -> None:
    Graph(CONTENT).save(tmp_path / "graph", store=False)
    with open_source(tmp_path / "graph") as source:
        edition = source.current()
        assert len(Store.read_only(str(edition.store))) > 100
    assert not edition.store.exists()


@pytest.mark.parametrize("name", ["none", "empty", "broken.ttl", "notes.txt"])
def test_what_holds_no_graph_is_an_error(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.ttl").write_text("this is no Turtle")
    (tmp_path / "notes.txt").write_text("nor is this")
    with pytest.raises(GraphError), open_source(tmp_path / name):
        pass


def test_a_graph_that_is_built_anew_is_served_from_then_on(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    Graph(CONTENT).save(folder)
    with serving(folder) as server:
        first = requests.get(f"{server}/sparql", {"query": "ASK { ev:e2c a sem:Event }"}, timeout=10)
        assert first.json()["boolean"] is True
        time.sleep(0.01)
        Graph(CONTENT, base="https://other.example/").save(folder)
        second = requests.get(f"{server}/health", timeout=10)
        assert second.json()["base"] == "https://other.example/"
        tag = {"If-None-Match": first.headers["etag"]}
        third = requests.get(f"{server}/sparql", {"query": "ASK { ev:e2c a sem:Event }"}, headers=tag, timeout=10)
        assert (third.status_code, third.json()["boolean"]) == (200, True)
        assert requests.get(f"{server}/id/event/e2c", headers={"Accept": "text/turtle"}, timeout=10).status_code == 200


def test_an_uncompressed_dataset_keeps_its_graphs(tmp_path: Path) -> None:
    file = tmp_path / "data.trig"
    file.write_text(f"<http://example.org/g> {{ {TRIPLE} }}")
    with open_source(file) as source:
        store = Store.read_only(str(source.current().store))
        assert [str(graph) for graph in store.named_graphs()] == ["<http://example.org/g>"]
        assert store.dump(format=RdfFormat.N_QUADS)
