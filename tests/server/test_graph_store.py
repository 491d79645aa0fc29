from pathlib import Path

import pytest
import requests
from pyoxigraph import RdfFormat, parse
from serving import serving  # type: ignore[import-not-found]

EVENTS = "https://kg.example/graph/events"
NAMED = """\
<http://example.org/a> <http://example.org/p> "in one" <http://example.org/graphs/1.ttl> .
<http://example.org/b> <http://example.org/p> "in 31" <http://example.org/graphs/%31.ttl> .
<http://example.org/c> <http://example.org/p> "in the default graph" .
"""


def get(address: str, accept: str = "text/turtle", method: str = "GET", host: str | None = None) -> requests.Response:
    headers = {"Accept": accept} | ({"Host": host} if host else {})
    return requests.request(method, address, headers=headers, timeout=10)


def objects(answer: requests.Response) -> set[str]:
    return {quad.object.value for quad in parse(answer.content, RdfFormat.TURTLE)}


def test_a_graph_is_read_by_a_parameter_and_by_its_own_address(server: str) -> None:
    by_parameter = get(f"{server}/gsp?graph={EVENTS}")
    assert by_parameter.headers["content-type"] == "text/turtle; charset=utf-8"
    assert get(f"{server}/gsp/graph/events").content == by_parameter.content == get(f"{server}/graph/events").content
    assert any("attacked" in text for text in objects(by_parameter)) or objects(by_parameter)
    escaped = get(f"{server}/gsp?graph=https%3A%2F%2Fkg.example%2Fgraph%2Fevents")
    assert escaped.content == by_parameter.content


def test_no_row_limit_cuts_a_graph(server: str) -> None:
    triples = get(f"{server}/gsp?default", "application/n-triples").text
    assert triples.count(" .\n") > 500


@pytest.mark.parametrize("accept", ["application/ld+json", "application/rdf+xml", "application/n-triples"])
def test_a_graph_comes_in_the_format_that_is_preferred(server: str, accept: str) -> None:
    assert get(f"{server}/gsp?graph={EVENTS}", accept).headers["content-type"] == accept


def test_head_tells_the_same_without_the_triples(server: str) -> None:
    answer = get(f"{server}/gsp?graph={EVENTS}", method="HEAD")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    assert answer.headers["etag"] == get(f"{server}/gsp?graph={EVENTS}").headers["etag"]
    assert get(f"{server}/gsp?graph=http://example.org/none", method="HEAD").status_code == 404


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?graph=http://example.org/none", 404),
        ("?graph=not%20an%20iri:", 404),
        ("?graph=relative", 400),
        ("", 400),
        ("?default&graph=http://example.org/none", 400),
        (f"?graph={EVENTS}&graph={EVENTS}", 400),
    ],
)
def test_a_request_for_no_graph_is_refused(server: str, query: str, status: int) -> None:
    assert get(f"{server}/gsp{query}").status_code == status


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/gsp", f"/gsp?graph={EVENTS}", "/gsp?default", "/gsp/graph/events", "/graph/events"])
def test_writing_is_not_allowed(server: str, method: str, path: str) -> None:
    body = b"<http://a/> <http://b/> <http://c/> ."
    answer = requests.request(method, server + path, data=body, headers={"Content-Type": "text/turtle"}, timeout=10)
    assert answer.status_code == 405
    assert answer.headers["allow"] in ("GET, HEAD", "HEAD, GET")


def test_a_graph_unlike_only_in_its_escapes_is_another(tmp_path: Path) -> None:
    file = tmp_path / "data.nq"
    file.write_text(NAMED)
    with serving(file) as server:
        assert objects(get(f"{server}/gsp?graph=http://example.org/graphs/1.ttl")) == {"in one"}
        assert objects(get(f"{server}/gsp?graph=http://example.org/graphs/%31.ttl")) == {"in one"}
        assert objects(get(f"{server}/gsp?graph=http://example.org/graphs/%2531.ttl")) == {"in 31"}
        assert objects(get(f"{server}/gsp?default")) == {"in the default graph"}
        assert get(f"{server}/gsp/graphs/1.ttl").status_code == 404


def test_a_graph_whose_name_is_the_address_is_read_there(tmp_path: Path) -> None:
    file = tmp_path / "data.nq"
    file.write_text('<http://a/> <http://b/> "here" <http://data.example.org/gsp/people/1> .\n')
    with serving(file, "--allow-host", "data.example.org") as server:
        assert objects(get(f"{server}/gsp/people/1", host="data.example.org")) == {"here"}
