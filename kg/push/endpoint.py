"""A graph store elsewhere, written by the SPARQL 1.1 Graph Store HTTP Protocol: graphs are put or deleted whole."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO
from urllib.parse import urlencode, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
from urllib3.util import Retry

from kg.errors import GraphError, root_cause

# Every N-Triples file is a Turtle file, and Turtle is what every store takes.
_CONTENT_TYPE = "text/turtle; charset=utf-8"
_TIMEOUT = (10, 600)  # seconds to connect, and until a store has taken a large graph
_IN_MEMORY = 16 << 20  # bytes; a larger graph is sent from a file
_MESSAGE = 200  # characters of what the store says
_UNAUTHORISED, _NOT_FOUND = 401, 404


class Endpoint:
    """A graph store at a URL; name and password are shown only where it asks for them, by Digest if it knows that.

    Raises GraphError for a URL that is no http one.
    """

    def __init__(self, url: str, user: str | None = None, password: str = "") -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise GraphError(f"{url}: expected the http URL of a graph store")
        self.url = url
        self._credentials = (user, password) if user is not None else None
        self._auth: AuthBase | None = None
        self._session = requests.Session()
        retry = Retry(
            4,
            backoff_factor=0.5,
            status_forcelist=(502, 503, 504),
            allowed_methods=("HEAD", "PUT", "DELETE"),
            raise_on_status=False,
        )
        self._session.mount(f"{parts.scheme}://", HTTPAdapter(max_retries=retry))

    def put(self, graph: str, lines: Iterable[bytes]) -> None:
        """Replace a graph by lines of N-Triples. Raises GraphError where the store does not take them."""
        with _gather(lines) as body:
            self._send("PUT", graph, body)

    def delete(self, graph: str) -> None:
        """Delete a graph; one that is not there is no error. Raises GraphError where the store refuses."""
        self._send("DELETE", graph, b"", allowed=(_NOT_FOUND,))

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def _send(self, method: str, graph: str, body: bytes | IO[bytes], allowed: tuple[int, ...] = ()) -> None:
        response = self._request(method, graph, body)
        if response.status_code == _UNAUTHORISED and self._auth is None and self._credentials is not None:
            self._auth = _choose_auth(response.headers.get("www-authenticate", ""), *self._credentials)
            response = self._request(method, graph, body)
        if response.status_code // 100 != 2 and response.status_code not in allowed:
            said = " ".join(response.text.split())[:_MESSAGE]
            hint = "; --user names one" if response.status_code == _UNAUTHORISED and self._credentials is None else ""
            raise GraphError(
                f"{self.url}: {method} of <{graph}>: {response.status_code} {said or response.reason}{hint}"
            )

    def _request(self, method: str, graph: str, body: bytes | IO[bytes]) -> requests.Response:
        if not isinstance(body, bytes):
            body.seek(0)
        address = f"{self.url}{'&' if urlsplit(self.url).query else '?'}{urlencode({'graph': graph})}"
        headers = {"Content-Type": _CONTENT_TYPE} if method == "PUT" else {}
        try:
            return self._session.request(
                *(method, address),
                data=body,
                headers=headers,
                auth=self._auth,
                timeout=_TIMEOUT,
                allow_redirects=False,  # a redirected PUT would become a GET
            )
        except requests.RequestException as error:
            raise GraphError(f"{self.url}: cannot be reached: {root_cause(error)[:_MESSAGE]}") from error


@contextmanager
def _gather(lines: Iterable[bytes]) -> Iterator[bytes | IO[bytes]]:
    """Lines as bytes or, where these are many, as a file; both can be sent twice, as Digest asks for."""
    buffer = bytearray()
    rest = iter(lines)
    for line in rest:
        buffer += line
        if len(buffer) > _IN_MEMORY:
            break
    else:
        yield bytes(buffer)
        return
    with tempfile.TemporaryFile() as file:
        file.write(buffer)
        file.writelines(rest)
        yield file


def _choose_auth(challenges: str, user: str, password: str) -> AuthBase:
    if "digest" in challenges.lower():
        return HTTPDigestAuth(user, password)
    return HTTPBasicAuth(user.encode(), password.encode())  # a text would go out as Latin-1
