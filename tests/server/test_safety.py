"""Queries that mean harm: they reach nothing, end at their limits, and hurt nobody but themselves."""

import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
import requests
from serving import serving  # type: ignore[import-not-found]

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
# A text that doubles with each line.
DOUBLING = "".join(f"BIND (CONCAT(?x{n}, ?x{n}) AS ?x{n + 1}) " for n in range(36))
BOMB = f"SELECT (STRLEN(?x36) AS ?n) {{ BIND ('0123456789abcdef' AS ?x0) {DOUBLING} }}"
SMALL = "SELECT (COUNT(*) AS ?n) { ?event a sem:Event }"
REACHING = [
    "SELECT * { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:%d/> { ?s ?p ?o } }",
    "SELECT * { # to the end of the line\rSERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }",
    "SELECT * { BIND (<http://127.0.0.1:%d/> AS ?there) SERVICE ?there { ?s ?p ?o } }",
    "SELECT * FROM <http://127.0.0.1:%d/data.ttl> { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://127.0.0.1:%d/data.ttl> { GRAPH ?g { ?s ?p ?o } }",
    "LOAD <http://127.0.0.1:%d/data.ttl>",
    "LOAD <http://127.0.0.1:%d/data.ttl> INTO GRAPH <http://example.org/>",
]


def ask(server: str, query: str, **parameters: str) -> requests.Response:
    return requests.get(f"{server}/sparql", {"query": query, **parameters}, timeout=30)


@pytest.mark.parametrize("query", REACHING)
def test_no_query_reaches_the_network(server: str, query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        port = listening.getsockname()[1]
        assert ask(server, query % port).status_code == 400
        update = {"update": query % port}
        assert requests.post(f"{server}/sparql", update, timeout=10).status_code == 403
        ask(server, "SELECT * { ?s ?p ?o }", **{"default-graph-uri": f"http://127.0.0.1:{port}/data.ttl"})
        with pytest.raises(TimeoutError):
            listening.accept()


def test_no_query_reads_a_file(server: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text('<http://example.org/a> <http://example.org/b> "a secret" .')
    place = secret.as_uri()
    for query in (
        f"SELECT * FROM <{place}> {{ ?s ?p ?o }}",
        f"SELECT * {{ SERVICE <{place}> {{ ?s ?p ?o }} }}",
        f"LOAD <{place}>",
    ):
        answer = ask(server, query)
        assert answer.status_code == 400
        assert "a secret" not in answer.text
    by_parameter = ask(server, "SELECT * { ?s ?p ?o }", **{"default-graph-uri": place})
    assert by_parameter.json()["results"]["bindings"] == []
    assert requests.get(f"{server}/gsp", {"graph": place}, timeout=10).status_code == 404


def test_a_runaway_query_ends_at_its_limit_and_the_next_one_answers(server: str) -> None:
    began = time.monotonic()
    answer = ask(server, RUNAWAY)
    assert answer.status_code == 504
    assert 1.9 <= time.monotonic() - began <= 3
    began = time.monotonic()
    assert ask(server, SMALL).status_code == 200
    assert time.monotonic() - began < 1


@pytest.mark.skipif(sys.platform == "win32", reason="memory is bounded on Unix")
def test_a_memory_bomb_kills_only_its_worker(graph_folder: Path) -> None:
    with serving(graph_folder, "--timeout", "25", "--memory", "1024", "--workers", "2") as server:
        with ThreadPoolExecutor() as threads:
            bomb = threads.submit(ask, server, BOMB)
            beside = 0
            while not bomb.done():
                assert ask(server, SMALL).status_code == 200
                beside += 1
                time.sleep(0.1)
        assert bomb.result().status_code == 507
        assert beside > 0
        assert ask(server, SMALL).status_code == 200


def test_a_client_that_leaves_frees_its_worker(graph_folder: Path) -> None:
    with serving(graph_folder, "--timeout", "20", "--workers", "1") as server:
        with pytest.raises(requests.Timeout):
            requests.get(f"{server}/sparql", {"query": RUNAWAY}, timeout=0.5)
        began = time.monotonic()
        assert ask(server, SMALL).status_code == 200
        assert time.monotonic() - began < 5


def connect(server: str) -> socket.socket:
    address = urlsplit(server)
    return socket.create_connection((address.hostname, address.port), timeout=20)


def status_of(server: str, request: str) -> int:
    """The status of the response to the text of a request, 0 where the connection is closed without one."""
    with connect(server) as raw:
        raw.sendall(request.encode("latin-1"))
        line = raw.makefile("rb").readline().split()
    return int(line[1]) if line else 0


def test_a_client_that_does_not_take_its_answer_frees_its_worker(graph_folder: Path) -> None:
    product = quote("SELECT * { ?a ?b ?c . ?d ?e ?f }")
    options = ("--timeout", "2", "--workers", "1", "--max-rows", "100000000")
    with serving(graph_folder, *options) as server, connect(server) as raw:
        raw.sendall(f"GET /sparql?query={product} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(3.5)
        began = time.monotonic()
        assert ask(server, SMALL).status_code == 200
        assert time.monotonic() - began < 1.5


def test_a_query_that_comes_in_drops_is_refused(server: str) -> None:
    headers = "Host: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 900"
    assert status_of(server, f"POST /sparql HTTP/1.1\r\n{headers}\r\n\r\nASK") == 408


@pytest.mark.parametrize("text", ["a." * 25_000, "'''" + r"\'" * 25_000, "<a" * 25_000, "\"\"\"'''" * 7_000])
def test_a_query_that_is_hard_to_read_holds_nobody_up(text: str, server: str) -> None:
    request = f"GET /sparql?query={text.replace(' ', '+')} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    with ThreadPoolExecutor() as threads:
        hard = threads.submit(status_of, server, request)
        time.sleep(0.1)
        began = time.monotonic()
        assert requests.get(f"{server}/health", timeout=20).status_code == 200
        assert time.monotonic() - began < 2
    assert hard.result() == 400


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8321", 200),
        ("[::1]:8321", 200),
        ("localhost", 200),
        ("kg.example", 200),  # the host of the base IRI
        ("stranger.example", 421),
        ("localhost.stranger.example:8321", 421),
        ("127.0.0.1.stranger.example", 421),
    ],
)
def test_no_name_of_a_stranger_leads_here(host: str, status: int, server: str) -> None:
    for path in ("/", "/sparql?query=ASK%7B%7D", "/static/site.css", "/health"):
        assert status_of(server, f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n") == status


def test_a_proxy_may_pass_on_a_name_that_was_given(graph_folder: Path) -> None:
    request = "GET / HTTP/1.1\r\nHost: Graph.Office.example\r\nConnection: close\r\n\r\n"
    with serving(graph_folder, "--allow-host", "graph.office.example") as server:
        assert status_of(server, request) == 200
    with serving(graph_folder, "--token", "s3cret") as server:
        assert status_of(server, request) == 401


def test_no_host_breaks_the_server(graph_folder: Path, server: str) -> None:
    with serving(graph_folder, "--host", "0.0.0.0") as public:
        for address in (server, public.replace("0.0.0.0", "127.0.0.1")):
            for host in ("a b", "<x>", '"', "a/../b", "[::1", "\xe4", "x" * 70_000):
                for path in ("/sparql", "/sparql?query=ASK%7B%7D", "/gsp/graph/events"):
                    request = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
                    assert 400 <= status_of(address, request) < 500


def test_more_queries_than_workers_wait_their_turn(server: str) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: ask(server, SMALL), range(24)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1


def test_a_query_that_is_too_long_is_refused(server: str) -> None:
    body = b"ASK {} #" + b"x" * (2 << 20)
    headers = {"Content-Type": "application/sparql-query"}
    assert requests.post(f"{server}/sparql", body, headers=headers, timeout=10).status_code == 413


def test_with_a_token_only_those_who_show_it_are_answered(graph_folder: Path) -> None:
    with serving(graph_folder, "--token", "täglich neu") as server:
        assert requests.get(f"{server}/health", timeout=10).json() == {"status": "ok"}
        for path in ("/", "/sparql?query=ASK%7B%7D", "/gsp?default", "/id/Russia", "/graph.html", "/static/site.css"):
            refused = requests.get(server + path, timeout=10)
            assert refused.status_code == 401
            assert "Bearer" in refused.headers["www-authenticate"]
        wrong = {"Authorization": "Bearer another"}
        assert requests.get(server, headers=wrong, timeout=10).status_code == 401
        right = {"Authorization": "Bearer täglich neu".encode()}
        assert requests.get(server, headers=right, timeout=10).status_code == 200
        assert requests.get(server, auth=(b"anybody", "täglich neu".encode()), timeout=10).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/graph_actors/../graph.json", "/static/../app.py", "/static/%2e%2e/app.py", "/graph_actors/..%2fgraph.json"],
)
def test_no_path_leads_out_of_what_is_served(server: str, path: str) -> None:
    with socket.create_connection((server.partition("//")[2].partition(":")[0], int(server.rpartition(":")[2]))) as raw:
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        status = raw.makefile("rb").readline()
    assert b" 404 " in status


def test_the_store_is_left_as_it_was(graph_folder: Path, server: str) -> None:
    store = graph_folder / "rdf" / "store"
    before = {entry.name: os.stat(entry).st_mtime_ns for entry in store.iterdir()}
    assert ask(server, SMALL).status_code == 200
    assert {entry.name: os.stat(entry).st_mtime_ns for entry in store.iterdir()} == before


def test_an_answer_that_is_stopped_half_way_is_broken_off(graph_folder: Path) -> None:
    product = {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"}
    with serving(graph_folder, "--timeout", "1", "--max-rows", "100000000") as server:
        answer = requests.get(f"{server}/sparql", product, stream=True, timeout=10)
        assert answer.status_code == 200
        assert "x-truncated" not in answer.headers
        received: list[bytes] = []
        with pytest.raises(requests.exceptions.ChunkedEncodingError):
            received.extend(answer.iter_content(1 << 16))
        assert sum(map(len, received)) > 1 << 20
        assert ask(server, SMALL).status_code == 200


@pytest.mark.skipif(sys.platform != "linux", reason="workers are tied to their server on Linux")
def test_workers_end_with_a_server_that_is_killed(graph_folder: Path) -> None:
    command = [sys.executable, "-m", "kg", "serve", str(graph_folder), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        assert children
        process.kill()
    end = time.monotonic() + 5
    while any(Path(f"/proc/{child}/exe").exists() for child in children) and time.monotonic() < end:
        time.sleep(0.02)
    assert not any(Path(f"/proc/{child}/exe").exists() for child in children)
