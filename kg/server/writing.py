"""Writes the answer to a query while the engine still finds it, up to a number of rows."""

import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import IO, cast

from pyoxigraph import (
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
    parse_query_results,
    serialize,
)

from kg.rdf.answers import RDF_FORMATS, RESULT_FORMATS, encode_term
from kg.rdf.results import Term
from kg.rdf.store import read_texts
from kg.server.frames import End

_MANY = 1 << 14  # terms that are remembered in their JSON form: predicates and types come again and again


class _Counter[T]:
    """The first so many of what an iterator gives, how many these were, and whether there were more."""

    def __init__(self, items: Iterator[T], most: int) -> None:
        self._items, self._most = items, most
        self.end: End = {"rows": 0, "cut": False}

    def __iter__(self) -> Iterator[T]:
        for item in islice(self._items, self._most):
            self.end["rows"] += 1
            yield item
        if self.end["rows"] == self._most:
            self.end["cut"] = next(self._items, None) is not None


def write_results(results: QuerySolutions | QueryBoolean, output: IO[bytes], name: str, most: int) -> End:
    """Write rows or a yes or no in one of RESULT_FORMATS; at most so many rows. Says how it ended."""
    if isinstance(results, QueryBoolean):
        results.serialize(output, RESULT_FORMATS[name])
        return {"rows": 1, "cut": False}
    rows = _Counter(iter(results), most)
    columns = [variable.value for variable in results.variables]
    lines = _json_lines(columns, (tuple(solution) for solution in rows))
    if name == "json":
        for line in lines:
            output.write(line.encode())
        if rows.end["cut"]:
            output.write(b',"truncated":{"rows":%d}' % most)
        output.write(b"}\n")
    else:
        closed = (part for source in (lines, ("}",)) for part in source)
        converted = cast(QuerySolutions, parse_query_results(read_texts(closed), RESULT_FORMATS["json"]))
        converted.serialize(output, RESULT_FORMATS[name])
        if rows.end["cut"] and name == "xml":
            output.write(b"<!-- truncated: %d rows are the most -->" % most)
    return rows.end


def write_triples(
    triples: QueryTriples | Iterator[Quad], output: IO[bytes], name: str, most: int | None, prefixes: dict[str, str]
) -> End:
    """Write triples in one of RDF_FORMATS; at most so many, where there is a limit. Says how it ended."""
    plain = (item.triple if isinstance(item, Quad) else item for item in triples)
    counted = _Counter[Triple](plain, most if most is not None else 1 << 62)
    serialize(counted, output, RDF_FORMATS[name], prefixes=prefixes)
    if counted.end["cut"] and name in ("turtle", "ntriples"):
        output.write(b"# truncated: %d triples are the most\n" % (most or 0))
    return counted.end


def _json_lines(columns: list[str], rows: Iterator[tuple[Term | None, ...]]) -> Iterator[str]:
    """The JSON of SPARQL results, a row a line, all but its last brace."""
    yield f'{{"head":{json.dumps({"vars": columns})},"results":{{"bindings":['
    names = [f"{json.dumps(column)}:" for column in columns]
    comma = "\n"
    for row in rows:
        terms = ",".join(name + _term_json(term) for name, term in zip(names, row, strict=True) if term is not None)
        yield f"{comma}{{{terms}}}"
        comma = ",\n"
    yield "\n]}"


def _term_json(term: Term) -> str:
    return (
        _remembered_json(term)
        if isinstance(term, NamedNode)
        else json.dumps(encode_term(term), ensure_ascii=False, separators=(",", ":"))
    )


@lru_cache(_MANY)
def _remembered_json(term: NamedNode) -> str:
    return json.dumps(encode_term(term), ensure_ascii=False, separators=(",", ":"))
