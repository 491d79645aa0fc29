"""The algebra of a query as the SPARQL standard defines it, one operator a line: how it is read, not how it is run.

The engine reorders the patterns of a join; what stays is which patterns are joined, optional, filtered or grouped.
"""

from collections.abc import Iterator, Mapping

import rdflib
from pyoxigraph import Store
from pyparsing import ParseException
from rdflib.namespace import NamespaceManager
from rdflib.paths import Path
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.processor import prepareQuery
from rdflib.term import Node

from kg.errors import QueryError
from kg.rdf.sparql import Dataset, evaluate, query_text

_CHILDREN = ("p", "p1", "p2", "part")
_DETAILS = ("PV", "expr", "start", "length", "A", "var", "term", "graph", "template")


def algebra_text(query: str, prefixes: Mapping[str, str]) -> str:
    """The algebra of a query or named query. Raises QueryError where it cannot be parsed."""
    evaluate(Store(), query, prefixes, dataset=Dataset())  # which says better than rdflib what is wrong with a query
    try:
        algebra = prepareQuery(query_text(query), initNs=dict(prefixes)).algebra
    except ParseException as error:
        raise QueryError(f"the query cannot be parsed: line {error.lineno}, column {error.column}") from error
    manager = NamespaceManager(rdflib.Graph(), bind_namespaces="none")
    for prefix, namespace in prefixes.items():
        manager.bind(prefix, namespace, override=True, replace=True)
    return "\n".join(_operator_lines(algebra, manager, 0))


def _operator_lines(operator: CompValue, manager: NamespaceManager, depth: int) -> Iterator[str]:
    details = [_expression(operator[name], manager) for name in _DETAILS if name in operator]
    yield "  " * depth + " ".join((operator.name, *filter(None, details)))
    if "triples" in operator:
        for triple in operator["triples"]:
            yield "  " * (depth + 1) + " ".join(_expression(part, manager) for part in triple)
    for name in _CHILDREN:
        if name in operator and isinstance(operator[name], CompValue):
            yield from _operator_lines(operator[name], manager, depth + 1)


def _expression(value: object, manager: NamespaceManager) -> str:
    """An expression, a variable or a list of them, on one line."""
    match value:
        case Path():
            return value.n3(manager)
        case CompValue():
            parts = [
                _expression(part, manager) for name, part in value.items() if name != "_vars" and part not in (None, "")
            ]
            return f"{value.name.rstrip('_')}({', '.join(parts)})"
        case Node():
            return str(value.n3(manager)) if hasattr(value, "n3") else str(value)
        case list() | tuple():
            return " ".join(_expression(part, manager) for part in value)
        case None:
            return ""
        case _:
            return str(value)
