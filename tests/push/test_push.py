import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from contents import CONTENT  # type: ignore[import-not-found]
from pyoxigraph import RdfFormat, parse
from stores import OXIGRAPH, oxigraph  # type: ignore[import-not-found]
from typer.testing import CliRunner

from kg.commands import app
from kg.errors import GraphError
from kg.graph.graph import Graph
from kg.push.endpoint import Endpoint
from kg.push.graphs import list_graphs
from kg.push.journal import Journal
from kg.push.push import plan_push, push_graph

pytestmark = pytest.mark.skipif(OXIGRAPH is None, reason="the Oxigraph server is not installed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Graph(CONTENT).save(tmp_path / "graph", page=False, store=False)
    return tmp_path / "graph"


@pytest.fixture
def store() -> Iterator[str]:
    with oxigraph() as address:
        yield address


def quads_at(store: str) -> set[object]:
    answer = requests.get(f"{store}/store", headers={"Accept": "application/n-quads"}, timeout=10)
    return set(parse(answer.content, RdfFormat.N_QUADS))


def quads_in(folder: Path) -> set[object]:
    return set(parse(gzip.decompress((folder / "rdf/graph.nq.gz").read_bytes()), RdfFormat.N_QUADS))


def push(folder: Path, url: str) -> tuple[int, int, int]:
    """Push, and tell how many graphs were sent, deleted and left."""
    endpoint, journal = Endpoint(url), Journal.open(folder, url)
    plan = plan_push(folder, journal)
    push_graph(folder, endpoint, journal, plan)
    endpoint.close()
    return len(plan.send), len(plan.delete), plan.unchanged


def test_a_store_gets_all_graphs_and_nothing_twice(folder: Path, store: str) -> None:
    graphs = len(list(list_graphs(folder / "rdf/graph.nq.gz")))
    assert push(folder, f"{store}/store") == (graphs, 0, 0)
    assert quads_at(store) == quads_in(folder)
    assert push(folder, f"{store}/store") == (0, 0, graphs)


def test_only_what_changed_is_sent_and_what_is_gone_is_deleted(folder: Path, store: str) -> None:
    other = '<http://example.org/a> <http://example.org/b> "of others" .'
    address, headers = f"{store}/store?graph=http://example.org/theirs", {"Content-Type": "text/turtle"}
    requests.put(address, other, headers=headers, timeout=10).raise_for_status()
    push(folder, f"{store}/store")
    fewer = replace(CONTENT, events=CONTENT.events[:-1])
    Graph(fewer).save(folder, page=False, store=False)
    sent, deleted, unchanged = push(folder, f"{store}/store")
    assert (sent, deleted) == (2, 0)  # the events, and the article whose claim is about none of them now
    assert unchanged >= 4
    Graph(replace(CONTENT, claims=(), events=(), articles=())).save(folder, page=False, store=False)
    _, deleted, _ = push(folder, f"{store}/store")
    assert deleted >= 2
    theirs = {quad for quad in quads_at(store) if "theirs" in str(quad)}
    assert quads_at(store) - theirs == quads_in(folder)
    assert len(theirs) == 1


def test_a_push_that_is_stopped_goes_on_where_it_was(folder: Path, store: str) -> None:
    url = f"{store}/store"
    endpoint, journal = Endpoint(url), Journal.open(folder, url)
    plan = plan_push(folder, journal)

    def stop(step: object) -> None:
        if getattr(step, "done", 0) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        push_graph(folder, endpoint, journal, plan, stop)
    endpoint.close()
    with journal.path.open("a") as stream:
        stream.write('{"graph": "cut sho')
    assert push(folder, url) == (len(plan.send) - 3, 0, 3)
    assert quads_at(store) == quads_in(folder)


def test_the_command_says_what_it_did(folder: Path, store: str) -> None:
    run = CliRunner().invoke
    planned = run(app, ["push", str(folder), f"{store}/store", "--dry-run"])
    assert "would send" in planned.output
    assert quads_at(store) == set()
    assert " 0 unchanged" in run(app, ["push", str(folder), f"{store}/store"]).output
    assert "sent 0 graphs" in run(app, ["push", str(folder), f"{store}/store"]).output
    assert " 0 unchanged" in run(app, ["push", str(folder), f"{store}/store", "--all"]).output
    assert quads_at(store) == quads_in(folder)


def test_a_store_that_refuses_is_an_error_that_names_the_graph(folder: Path, store: str) -> None:
    with pytest.raises(GraphError, match=r"PUT of <https://kg\.example/.*40[45]"):
        push(folder, f"{store}/query")


@pytest.mark.parametrize("url", ["ftp://example.org/", "http://127.0.0.1:1/store", "localhost"])
def test_a_store_that_is_not_there_is_an_error(url: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("urllib3.util.retry.Retry.sleep", lambda retry, response=None: None)
    with pytest.raises(GraphError):
        push(folder, url)
