"""An endpoint that asks for a name and a password; Oxigraph asks for none, so that a small server stands in."""

import base64
import hashlib
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.errors import GraphError
from kg.push import endpoint as endpoints
from kg.push.endpoint import Endpoint

GRAPH = "http://example.org/graph?a=b&c=é"


class Guarded(BaseHTTPRequestHandler):
    """Takes graphs from the user `ann` whose password is `pä:ss`, by Basic or Digest as its server says."""

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        shown = self.headers.get("Authorization", "")
        self.server.seen.append((self.path, shown.partition(" ")[0], body))  # type: ignore[attr-defined]
        scheme = self.server.scheme  # type: ignore[attr-defined]
        if self._is_known(scheme, shown):
            self.send_response(201)
        else:
            self.send_response(401)
            challenge = (
                'Digest realm="r", nonce="n1", qop="auth", algorithm=MD5' if scheme == "Digest" else 'Basic realm="r"'
            )
            self.send_header("WWW-Authenticate", challenge)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _is_known(self, scheme: str, shown: str) -> bool:
        if not shown.startswith(scheme):
            return False
        if scheme == "Basic":
            return base64.b64decode(shown[6:]) == "ann:pä:ss".encode()
        said = dict(re.findall(r'(\w+)="?([^",]+)"?', shown))
        one = hashlib.md5("ann:r:pä:ss".encode()).hexdigest()
        two = hashlib.md5(f"PUT:{said['uri']}".encode()).hexdigest()
        proof = f"{one}:{said['nonce']}:{said['nc']}:{said['cnonce']}:auth:{two}"
        return said["response"] == hashlib.md5(proof.encode()).hexdigest()

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(params=["Basic", "Digest"])
def guarded(request: pytest.FixtureRequest) -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Guarded)
    server.scheme, server.seen = request.param, []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("in_memory", [1 << 20, 3])
def test_a_password_is_shown_once_it_is_asked_for(guarded, in_memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoints, "_IN_MEMORY", in_memory)  # the triples are sent from memory, or from a file
    endpoint = Endpoint(f"http://127.0.0.1:{guarded.server_port}/data?x=1", "ann", "pä:ss")
    endpoint.put(GRAPH, [b"one\n", b"two\n"])
    endpoint.put(GRAPH, [b"three\n"])
    endpoint.close()
    assert guarded.seen[0][1] == ""
    path, scheme, body = guarded.seen[-1]
    assert path == "/data?x=1&graph=http%3A%2F%2Fexample.org%2Fgraph%3Fa%3Db%26c%3D%C3%A9"
    assert (scheme, body) == (guarded.scheme, b"three\n")
    assert b"one\ntwo\n" in [entry[2] for entry in guarded.seen if entry[1] == guarded.scheme]


@pytest.mark.parametrize(("user", "hint"), [(None, "--user names one"), ("bob", "401")])
def test_a_refusal_says_what_is_missing(guarded, user: str | None, hint: str) -> None:
    endpoint = Endpoint(f"http://127.0.0.1:{guarded.server_port}/data", user, "wrong")
    with pytest.raises(GraphError, match=hint):
        endpoint.put(GRAPH, [b""])
    endpoint.close()
