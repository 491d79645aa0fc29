"""Results of SPARQL queries as tables: the form of the query, its columns, its rows of RDF terms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pyoxigraph import BlankNode, NamedNode, Triple
from pyoxigraph import Literal as LiteralTerm

from kg.errors import QueryError

Form = Literal["SELECT", "ASK", "CONSTRUCT"]
type Term = NamedNode | BlankNode | LiteralTerm | Triple


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a query: its form, its columns, and rows of RDF terms (None: unbound).

    ASK has one row and the column `answer`; CONSTRUCT and DESCRIBE have subject, predicate and object.
    """

    form: Form
    columns: tuple[str, ...]
    rows: Sequence[tuple[Term | None, ...]]


def shorten(value: str, prefixes: Mapping[str, str]) -> str:
    """An IRI with its longest known namespace as a prefix, or the IRI itself where none fits.

    >>> shorten("https://kg.example/id/event/e1", {"id": "https://kg.example/id/", "ev": "https://kg.example/id/event/"})
    'ev:e1'
    """
    fitting = [(len(space), prefix) for prefix, space in prefixes.items() if value.startswith(space)]
    if not fitting:
        return value
    length, prefix = max(fitting)
    rest = value[length:]
    return value if "/" in rest or "#" in rest else f"{prefix}:{rest}"


def check_row_limit(limit: int | None) -> None:
    """Raise QueryError for a limit on rows that is no positive number."""
    if limit is not None and limit < 1:
        raise QueryError(f"limit: expected a number of rows from 1 up, found {limit}")
