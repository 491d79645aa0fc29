"""Answers SPARQL queries from an Oxigraph store, over the union of its named graphs, with the prefixes known.

The text of a query may also be the name of one of the queries that come with the package (see `named_queries`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store, Variable

from kg.errors import QueryError
from kg.garbage import without_collecting
from kg.rdf.guard import check_query
from kg.rdf.results import Table, Term, check_row_limit

QUERIES = Path(__file__).parent / "queries"
_MESSAGE = 300  # characters


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query that comes with the package: its name, what it answers, its text."""

    name: str
    description: str
    text: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query sees, by IRI: those whose union is its default graph, and those that GRAPH names."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """The queries that come with the package, by name. Their first line, a comment, says what they answer."""
    queries = {}
    for path in sorted(QUERIES.glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        queries[path.stem] = NamedQuery(path.stem, text.partition("\n")[0].removeprefix("#").strip(), text)
    return queries


def query_text(query: str) -> str:
    """The text of a named query, or the text itself; raises QueryError for a single word that names no query."""
    name = query.strip()
    if name in named_queries():
        return named_queries()[name].text
    if name.replace("-", "").replace("_", "").isalnum():
        raise QueryError(f"no query is named {name!r}; named queries are {', '.join(named_queries())}")
    return query


def run_query(
    store: Store,
    query: str,
    prefixes: Mapping[str, str],
    *,
    bindings: Mapping[str, str] | None = None,
    limit: int | None = None,
) -> Table:
    """The answer of a store to a query.

    `bindings` gives variables that the query selects a value before it runs: an IRI in angle brackets, a prefixed name,
    or any other text as a plain literal. `limit` cuts the rows.

    Raises QueryError where the query cannot be parsed or run.
    """
    check_row_limit(limit)
    results = evaluate(store, query, prefixes, bindings)
    try:
        if isinstance(results, QueryBoolean):
            return ask_table(bool(results))
        with without_collecting():
            return rows_table(results, limit)
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query cannot be run: {_one_line(error)}") from error


def evaluate(  # noqa: PLR0913  (one parameter a condition)
    store: Store,
    query: str,
    prefixes: Mapping[str, str],
    bindings: Mapping[str, str] | None = None,
    *,
    dataset: Dataset | None = None,
    base: str | None = None,
) -> QueryBoolean | QuerySolutions | QueryTriples:
    """Start a query on a store; rows come as they are read.

    Patterns match in the union of all graphs, or in the dataset of the query's own FROM clauses, or else in the given
    `dataset`, which comes before these. Relative IRIs are below `base`. Raises QueryError where the query cannot be
    parsed, or reaches out of the store (see `kg.rdf.guard`).
    """
    substitutions = dict(bind_terms(bindings or {}, prefixes))
    text = query_text(query)
    own_dataset = check_query(text, store, prefixes, heed_from=dataset is None)
    try:
        return store.query(
            text,
            base_iri=base,
            prefixes=dict(prefixes),
            use_default_graph_as_union=dataset is None and not own_dataset,  # beside it, the engine heeds neither
            default_graph=None if dataset is None else [*map(NamedNode, dataset.default)],
            named_graphs=None if dataset is None else [*map(NamedNode, dataset.named)],
            substitutions=substitutions or None,
        )
    except SyntaxError as error:
        raise QueryError(f"the query cannot be parsed: {_one_line(error)}") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query cannot be run: {_one_line(error)}") from error


def ask_table(answer: bool) -> Table:
    """The table of a yes or no."""
    return Table("ASK", ("answer",), [(Literal(answer),)])


def rows_table(results: QuerySolutions | QueryTriples, limit: int | None = None) -> Table:
    """The table of the solutions of SELECT or the triples of CONSTRUCT, up to a number of rows."""
    if isinstance(results, QuerySolutions):
        columns = tuple(variable.value for variable in results.variables)
        return Table("SELECT", columns, [tuple(solution) for solution in islice(results, limit)])
    triples = [(triple.subject, triple.predicate, triple.object) for triple in islice(results, limit)]
    return Table("CONSTRUCT", ("subject", "predicate", "object"), triples)


def bind_terms(bindings: Mapping[str, str], prefixes: Mapping[str, str]) -> Iterator[tuple[Variable, Term]]:
    """Variables with the terms that bindings give them; see `run_query`. Raises QueryError for what is no IRI."""
    for name, value in bindings.items():
        prefix, colon, local = value.partition(":")
        try:
            if value.startswith("<") and value.endswith(">"):
                yield Variable(name), NamedNode(value[1:-1])
            elif colon and prefix in prefixes and " " not in local:
                yield Variable(name), NamedNode(prefixes[prefix] + local)
            else:
                yield Variable(name), Literal(value)
        except ValueError as error:
            raise QueryError(f"binding of ?{name}: {value!r} is no IRI: {_one_line(error)}") from error


def _one_line(error: Exception) -> str:
    """The message of an error on one line; the parser's lists of what it would have taken are cut."""
    message = " ".join(str(error).split())
    return message if len(message) <= _MESSAGE else f"{message[:_MESSAGE]} ..."
