"""Nodes: a subject and all that one named graph says of it, as a layout with holes and the values that fill them.

A layout is a tuple of texts: the subject, then a predicate and an object for each triple, in the terms of N-Triples.
Where these differ from node to node, `%s` stands, and any other `%` is doubled. Nodes of one kind share a layout, so
writers work out once for each kind how its triples are written, and then only fill in values. A value is a part of an
IRI or of a literal, escaped as N-Triples has it, or, where `%s` is the whole subject or object, a term.
"""

from collections.abc import Collection, Iterable, Iterator

from kg.rdf.iris import RDF

type Layout = tuple[str, ...]
# The IRI of a named graph as N-Triples writes it, the layout of a subject in it, and the values, in order. A plain
# tuple: half a million of them are made for 60,000 events, and a class would cost a tenth of writing them.
type Node = tuple[str, Layout, tuple[str | int, ...]]
HOLE = "%s"


class Draft:
    """A node in the making, to which columns are added with what fills them."""

    __slots__ = ("_layout", "_values")

    def __init__(self, layout: Layout, values: Iterable[str | int]) -> None:
        self._layout = list(layout)
        self._values = list(values)

    def add(self, columns: Iterable[str], *values: str | int) -> None:
        """Add columns, and what fills their holes."""
        self._layout += columns
        self._values += values

    def add_each(self, column: str, fillers: Collection[tuple[str | int, ...]]) -> None:
        """Add a column once for each filler that is not like one before."""
        for filler in fillers if len(fillers) < 2 else dict.fromkeys(fillers):
            self._layout.append(column)
            self._values += filler

    def node(self, graph: str) -> Node:
        """The node in a named graph."""
        return graph, tuple(self._layout), tuple(self._values)


def fixed(*terms: str) -> str:
    """Terms that are the same for all nodes of a layout: a predicate, or a predicate and its object."""
    return " ".join(terms).replace("%", "%%")


def column(predicate: str, value: str = HOLE) -> str:
    """A predicate and its object, which has holes.

    >>> column("<http://purl.org/dc/terms/identifier>", '"%s"')
    '<http://purl.org/dc/terms/identifier> "%s"'
    """
    return f"{fixed(predicate)} {value}"


def count_holes(layout: str) -> int:
    """How many values a part of a layout takes."""
    return layout.replace("%%", "").count(HOLE)


def describe(subject: str, graph: str, pairs: Iterable[tuple[str, str]]) -> Iterator[Node]:
    """The node of a subject with (predicate, object) pairs of terms: types first, else sorted, each once."""
    ordered = sorted(set(pairs), key=lambda pair: (pair[0] != RDF["type"], pair))
    layout = (HOLE, *(column(predicate) for predicate, _ in ordered))
    yield graph, layout, (subject, *(value for _, value in ordered))
