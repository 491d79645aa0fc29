"""Reads with rdflib what a query reaches for: whether it has a SERVICE, and the graphs of its FROM clauses."""

from collections.abc import Mapping
from typing import NamedTuple

from pyparsing import ParseBaseException
from rdflib.plugins.sparql.algebra import translatePrologue
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Prologue


class Reach(NamedTuple):
    """What a query reaches for; `graphs` are the IRIs of FROM and FROM NAMED."""

    service: bool
    graphs: tuple[str, ...]


def read_reach(query: str, prefixes: Mapping[str, str]) -> Reach | None:
    """What a query reaches for, none where rdflib cannot parse it."""
    try:
        # A carriage return ends a comment for the engine, not for rdflib.
        declarations, tree = parseQuery(query.replace("\r", "\n"))
    except (ParseBaseException, RecursionError, ValueError):
        return None
    prologue = translatePrologue(declarations, None, initNs=dict(prefixes))
    clauses = tree.datasetClause or ()
    graphs = (_resolve(clause.default or clause.named, prologue) for clause in clauses)
    return Reach(_has_service(tree), tuple(graphs))


def _resolve(name: CompValue | str | None, prologue: Prologue) -> str:
    """The IRI that a name stands for; one with a prefix that nobody declared stays as it is, and names no graph."""
    if isinstance(name, CompValue):
        prefix = name.prefix or ""
        if prologue.namespace_manager.store.namespace(prefix) is None:
            return f"{prefix}:{name.localname or ''}"
    return str(prologue.absolutize(name))


def _has_service(part: object) -> bool:
    match part:
        case CompValue():
            return part.name == "ServiceGraphPattern" or any(map(_has_service, part.values()))
        case str():
            return False
        case list() | tuple():
            return any(map(_has_service, part))
        case _:
            # What pyparsing groups is no list, but can be read as one.
            return hasattr(part, "as_list") and _has_service(part.as_list())
