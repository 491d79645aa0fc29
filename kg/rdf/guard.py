"""Refuses queries that reach out: SERVICE, which asks another endpoint, and FROM with a graph that the store lacks.

The engine has no switch against SERVICE. Two readers must each find none: the tokens of the text, by the lexical rules
of SPARQL, and rdflib's parser. Neither alone is enough: rdflib, for one, lets a comment run on past a carriage return,
at which the engine ends it. rdflib parses only texts in which one of the words stands, as it takes as long as a query.
"""

import re
from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode, Store

from kg.errors import QueryError

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# The tokens of SPARQL in which a word is no keyword come first; escapes in local names hide quotes and `#`. No part of
# a text is looked at more than a few times, whatever it is: a run of letters and dots is one token, not as many as it
# has starts, and past a quote or backslash that starts nothing, all words count.
_TOKEN = re.compile(
    r"""
    (?P<comment> \#[^\r\n]*+)
  | (?P<string> \"{3}(?:\\.|[^\\])*?\"{3} | '{3}(?:\\.|[^\\])*?'{3} | "(?:\\.|[^"\\\r\n])*+" | '(?:\\.|[^'\\\r\n])*+')
  | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*+>)
  | (?P<name> (?:_|[^\W_][\w.\-]*+)?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*+)
  | (?P<variable> [?$@]\w++(?:-\w++)*+)
  | (?P<words> \w[\w.\-]*+)
  | (?P<escape> \\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8})
  | (?P<stray> ["'\\].*+)
  | (?P<other> .)
    """,
    re.VERBOSE | re.DOTALL,
)
_WORD = re.compile(r"\w+")
_SERVICE = "the query asks another endpoint, and SERVICE is refused here"


def check_query(query: str, store: Store, prefixes: Mapping[str, str], *, heed_from: bool = True) -> bool:
    """Refuse a query that reaches out of a store; otherwise tell whether it names its own dataset with FROM.

    A text that is no query at all may pass, as the engine reports that better. Raises QueryError for a query with
    SERVICE, or with FROM or FROM NAMED and a graph that the store does not hold. Without
    `heed_from` the query runs on a dataset that it does not choose, and its FROM, which then means nothing, may be any.
    """
    words = find_words(query)
    if "SERVICE" in words:
        raise QueryError(_SERVICE)
    # Beyond the tokens, any SERVICE that stands anywhere is looked at twice. A FROM overlooked fetches nothing.
    if "FROM" not in words and not any("service" in reading.lower() for reading in (query, unescape(query))):
        return False
    from kg.rdf.reach import read_reach  # noqa: PLC0415  (rdflib takes longer to import than most queries to run)

    reach = read_reach(query, prefixes)
    if reach is not None and reach.service:
        raise QueryError(_SERVICE)
    if "FROM" not in words or not heed_from:
        return False
    if reach is None:
        raise QueryError("the query cannot be parsed far enough to check its FROM")
    for graph in reach.graphs:
        if not _holds(store, graph):
            raise QueryError(f"FROM <{graph}>: the store holds no such graph, and none is fetched")
    return True


def unescape(query: str) -> str:
    r"""A query with its \\u escapes replaced, as SPARQL does before it reads anything else.

    >>> unescape(r"ASK { \u0053ERVICE ?x {} }")
    'ASK { SERVICE ?x {} }'
    """
    return _ESCAPE.sub(_character, query)


def find_words(query: str) -> set[str]:
    """The words of a query in capitals that are neither names nor parts of strings or comments: keywords, functions.

    >>> sorted(find_words("SELECT ?from { ?s ex:service 'SERVICE' } # LOAD"))
    ['SELECT']
    """
    return {word.upper() for reading in (query, unescape(query)) for word in _words(reading)}


def _character(match: re.Match[str]) -> str:
    point = int(match[1] or match[2], 16)
    return chr(point) if point <= 0x10FFFF else match[0]


def _words(query: str) -> Iterator[str]:
    for match in _TOKEN.finditer(query):
        yield from _WORD.findall(match["words"] or match["stray"] or "")


def _holds(store: Store, graph: str) -> bool:
    try:
        return store.contains_named_graph(NamedNode(graph))
    except ValueError:  # a relative IRI, which names no graph
        return False
