"""A graph behind a SPARQL endpoint, asked by the SPARQL 1.1 Protocol: `kg serve`, or a store that it was pushed to."""

import json
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from urllib.parse import urlsplit

import requests
from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, RdfFormat, parse, parse_query_results
from urllib3.exceptions import HTTPError, ReadTimeoutError

from kg.errors import QueryError, root_cause
from kg.rdf.iris import DEFAULT_BASE, OWL, RDF, Iris
from kg.rdf.results import Table, check_row_limit
from kg.rdf.sparql import ask_table, bind_terms, query_text, rows_table

_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"
_CONNECT = 10.0  # seconds until somebody must have answered
_CHUNK = 1 << 16  # bytes
_MESSAGE = 300  # characters of what the endpoint says
# The ontology that stands in every graph of ours; its IRI tells the base of the others.
_TYPED = f"?it {RDF['type']} {OWL['Ontology']}"
_ONTOLOGY = f"SELECT DISTINCT ?it {{ {{ {_TYPED} }} UNION {{ GRAPH ?graph {{ {_TYPED} }} }} }} LIMIT 100"
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
_USED = re.compile(r"(?<![\w.-])([A-Za-z][\w.-]*):")


class RemoteGraph:
    """The graph of an endpoint at a URL. `token` is shown as a Bearer token, as `kg serve --token` asks for."""

    def __init__(self, url: str, token: str | None = None) -> None:
        if not urlsplit(url).hostname:
            raise QueryError(f"{url}: expected the http URL of a SPARQL endpoint")
        self.url = url
        self._token = token

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that queries know, for the base of the graph that is there. Raises QueryError as queries do."""
        table = self._ask(_ONTOLOGY, _CONNECT)
        found = [row[0].value for row in table.rows if isinstance(row[0], NamedNode)]
        bases = [iri.removesuffix("ns") for iri in found if iri.endswith("/ns")]
        return Iris(bases[0] if bases else DEFAULT_BASE).prefixes()

    def query_table(
        self,
        sparql: str,
        *,
        bindings: Mapping[str, str] | None = None,
        limit: int | None = None,
        timeout: float | None = None,
    ) -> Table:
        """The answer to a query or named query as RDF terms; see `kg.graph.graph.Graph.query`.

        Raises QueryError where the endpoint cannot be reached, refuses the query or is not done in time.
        """
        check_row_limit(limit)
        if timeout is not None and timeout <= 0:
            raise QueryError(f"timeout: expected a number of seconds above 0, found {timeout}")
        query = declare_prefixes(query_text(sparql), self.prefixes)
        terms = dict(bind_terms(bindings or {}, self.prefixes))
        if terms:
            query += f"\nVALUES ({' '.join(map(str, terms))}) {{ ({' '.join(map(str, terms.values()))}) }}"
        table = self._ask(query, timeout)
        return table if limit is None else Table(table.form, table.columns, table.rows[:limit])

    def _ask(self, query: str, timeout: float | None) -> Table:
        deadline = None if timeout is None else time.monotonic() + timeout
        headers = {"Accept": _ACCEPT} | ({"Authorization": f"Bearer {self._token}"} if self._token else {})
        try:
            with requests.post(
                self.url, {"query": query}, headers=headers, timeout=(_CONNECT, timeout), stream=True
            ) as response:
                body = bytearray()
                while chunk := response.raw.read1(_CHUNK, decode_content=True):  # what is there, however little
                    body += chunk
                    if deadline is not None and time.monotonic() > deadline:
                        raise requests.Timeout
        except (requests.Timeout, TimeoutError, ReadTimeoutError) as error:
            raise QueryError(f"{self.url}: the query was stopped at its limit of {timeout or _CONNECT:g} s") from error
        except (requests.RequestException, HTTPError) as error:
            raise QueryError(f"{self.url}: cannot be asked: {root_cause(error)[:_MESSAGE]}") from error
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if not response.ok:
            said = _read_problem(response, bytes(body))
            raise QueryError(f"{self.url}: {response.status_code} {said[:_MESSAGE] or response.reason}")
        return self._read(kind, bytes(body))

    def _read(self, kind: str, body: bytes) -> Table:
        try:
            if kind in ("application/sparql-results+json", "application/json"):
                results = parse_query_results(body, QueryResultsFormat.JSON)
                return ask_table(bool(results)) if isinstance(results, QueryBoolean) else rows_table(results)
            if rdf_format := RdfFormat.from_media_type(kind):
                rows = [(quad.subject, quad.predicate, quad.object) for quad in parse(body, rdf_format)]
                return Table("CONSTRUCT", ("subject", "predicate", "object"), rows)
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"{self.url}: the answer cannot be read: {' '.join(str(error).split())}") from error
        raise QueryError(f"{self.url}: no SPARQL endpoint: it answers a query with {kind or 'no content type'}")


def declare_prefixes(query: str, prefixes: Mapping[str, str]) -> str:
    """A query with the prefixes that it uses and does not declare.

    >>> declare_prefixes("ASK { ?x kg:visited ?y }", {"kg": "https://kg.example/ns#", "id": "https://kg.example/id/"})
    'PREFIX kg: <https://kg.example/ns#>\\nASK { ?x kg:visited ?y }'
    """
    wanted = set(_USED.findall(query)) - set(_DECLARED.findall(query))
    lines = [f"PREFIX {prefix}: <{space}>\n" for prefix, space in sorted(prefixes.items()) if prefix in wanted]
    return "".join(lines) + query


def _read_problem(response: requests.Response, body: bytes) -> str:
    """What an endpoint says is wrong: the title of a problem (RFC 9457), or its text on one line."""
    text = body.decode("utf-8", "replace")
    if "json" in response.headers.get("content-type", ""):
        with suppress(ValueError, KeyError, TypeError):
            text = str(json.loads(text)["title"])
    return " ".join(text.split())
