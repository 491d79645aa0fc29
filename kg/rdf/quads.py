"""Nodes as N-Quads and N-Triples: a line a triple, the lines of a node in one text."""

from collections.abc import Iterable, Iterator

from kg.rdf.nodes import Layout, Node, count_holes


def quad_lines(nodes: Iterable[Node]) -> Iterator[str]:
    """The lines of N-Quads of each node."""
    return _lines(nodes, with_graph=True)


def triple_lines(nodes: Iterable[Node]) -> Iterator[str]:
    """The lines of N-Triples of each node: the triples of all named graphs in one."""
    return _lines(nodes, with_graph=False)


def _lines(nodes: Iterable[Node], *, with_graph: bool) -> Iterator[str]:
    templates = _Templates()
    for graph, layout, values in nodes:
        named, subject, pairs = templates[layout]
        node = subject % values[:named]
        end = f" {graph} .\n" if with_graph else " .\n"
        # No term holds a line break: literals have it escaped.
        lines = (pairs % values[named:]).replace("\n", f"{end}{node} ")
        yield f"{node} {lines}{end}"


class _Templates(dict[Layout, tuple[int, str, str]]):
    """Of each layout, how many values its subject takes, the subject, and its predicates and objects, a pair a line."""

    def __missing__(self, layout: Layout) -> tuple[int, str, str]:
        subject, *pairs = layout
        template = self[layout] = (count_holes(subject), subject, "\n".join(pairs))
        return template
