"""What the routes share: the graph that is served and the workers that answer from it."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from starlette.requests import Request as HttpRequest

from kg.rdf.iris import Iris
from kg.server.frames import Request
from kg.server.pool import Pool
from kg.server.source import Edition, Source

SPARQL, GRAPHS = "/sparql", "/gsp"  # the paths of the two protocols


class Node(NamedTuple):
    """A term of an answer: whether it is an IRI, and its text."""

    is_iri: bool
    value: str


type Row = Mapping[str, Node]


class Service:
    """The graph that is served, its workers, and whether requests must show a token."""

    def __init__(self, source: Source, pool: Pool, token: str | None) -> None:
        self.source, self.pool, self.token = source, pool, token
        self._edition = source.current()
        self._use(self._edition)

    @property
    def edition(self) -> Edition:
        """The graph as it is now; the workers follow where it was built anew."""
        current = self.source.current()
        if current is not self._edition:
            self._edition = current
            self._use(current)
        return current

    @property
    def iris(self) -> Iris:
        """The IRIs of the graph."""
        return self.edition.iris

    async def ask_rows(self, query: str, most: int = 10_000) -> list[Row]:
        """The rows of a SELECT of our own, at most so many. Raises RefusalError as `Pool.ask` does."""
        request: Request = {"query": query, "results": "json", "rdf": None, "most": most}
        async with self.pool.ask(request) as answer:
            body = b"".join([chunk async for chunk in answer.chunks()])
        bindings = json.loads(body)["results"]["bindings"]
        return [
            {name: Node(term["type"] == "uri", term["value"]) for name, term in row.items() if term["type"] != "triple"}
            for row in bindings
        ]

    def _use(self, edition: Edition) -> None:
        self.pool.use(edition.store, edition.iris.prefixes())


def service_of(request: HttpRequest) -> Service:
    """The service that a request is for."""
    service: Service = request.app.state.service
    return service
