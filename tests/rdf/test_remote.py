import io
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from contents import CONTENT
from serving import serving

from kg.errors import QueryError
from kg.graph.graph import Graph
from kg.rdf.answers import write_answer
from kg.rdf.frames import to_frame
from kg.rdf.remote import RemoteGraph, declare_prefixes
from kg.rdf.sparql import named_queries

BASE = "https://data.example/kg/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("remote") / "graph"
    Graph(CONTENT, base=BASE).save(folder, page=False)
    return folder


@pytest.fixture(scope="module")
def remote(folder: Path) -> Iterator[RemoteGraph]:
    with serving(folder, "--token", "s3cret") as address:
        yield RemoteGraph(f"{address}/sparql", "s3cret")


class Stranger(BaseHTTPRequestHandler):
    """Something that is no SPARQL endpoint: it answers with a page, or, at /slow, with a byte now and then."""

    def do_POST(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        for _ in range(50 if self.path == "/slow" else 1):
            self.wfile.write(b".")
            self.wfile.flush()
            time.sleep(0.1)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def stranger() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Stranger)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_base_of_the_graph_that_is_there_is_found(remote: RemoteGraph) -> None:
    assert remote.prefixes["kg"] == f"{BASE}ns#"


@pytest.mark.parametrize("name", named_queries())
def test_an_endpoint_answers_as_the_folder_does(name: str, remote: RemoteGraph, folder: Path) -> None:
    here, there = (graph.query_table(name) for graph in (Graph.open(folder), remote))
    assert there.columns == here.columns
    assert sorted(map(str, there.rows)) == sorted(map(str, here.rows))


def test_the_forms_of_answers_are_those_of_a_folder(remote: RemoteGraph) -> None:
    assert to_frame(remote.query_table("ASK { ?x kg:visited id:North_Korea }"))["answer"].tolist() == [True]
    frame = to_frame(remote.query_table("visits"))
    assert frame["start"].dtype == "Int64"
    described = remote.query_table("DESCRIBE id:Russia")
    assert described.form == "CONSTRUCT"
    output = io.BytesIO()
    write_answer(described, output, "turtle", remote.prefixes)
    assert b"id:Russia a " in output.getvalue()


def test_variables_are_bound_and_rows_cut(remote: RemoteGraph) -> None:
    table = remote.query_table("timeline", bindings={"actor": "id:Ukraine"})
    assert {str(row[0]) for row in table.rows} == {f"<{BASE}id/Ukraine>"}
    assert len(remote.query_table("timeline", limit=2).rows) == 2


def test_prefixes_that_a_query_declares_are_left_alone() -> None:
    query = "prefix kg: <https://other.example/> ASK { ?x kg:a id:b }"
    assert declare_prefixes(query, {"kg": "k", "id": "i", "ev": "e"}) == f"PREFIX id: <i>\n{query}"


@pytest.mark.parametrize(
    ("query", "message"), [("ASK { ?x ", "400 the query cannot be parsed"), ("nosuch", "no query is named 'nosuch'")]
)
def test_a_query_that_is_refused_says_why(query: str, message: str, remote: RemoteGraph) -> None:
    with pytest.raises(QueryError, match=message):
        remote.query_table(query)


def test_who_cannot_be_asked_is_named(remote: RemoteGraph, stranger: str) -> None:
    with pytest.raises(QueryError, match="401"):
        RemoteGraph(remote.url).query_table("edges")
    with pytest.raises(QueryError, match="no SPARQL endpoint: it answers a query with text/html"):
        RemoteGraph(stranger).query_table("edges")
    with pytest.raises(QueryError, match=r"127\.0\.0\.1:1/sparql: cannot be asked: .*refused"):
        RemoteGraph("http://127.0.0.1:1/sparql").query_table("edges")
    with pytest.raises(QueryError, match="expected the http URL"):
        RemoteGraph("http://")


def test_a_limit_on_time_holds_though_bytes_trickle_in(stranger: str) -> None:
    start = time.monotonic()
    with pytest.raises(QueryError, match="stopped at its limit of 1 s"):
        RemoteGraph(f"{stranger}/slow")._ask("ASK {}", 1)
    assert time.monotonic() - start < 3
