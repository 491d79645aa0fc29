"""Nodes as Turtle and TriG, straight from the model: no store and no engine stands between.

The nodes come grouped by named graph and by subject, which is all that these formats ask for.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from kg.rdf.iris import RDF, XSD
from kg.rdf.nodes import HOLE, Layout, Node, count_holes

# Names that need no escape in Turtle: a part of what PN_LOCAL allows. Others are written as IRIs in full.
_LOCAL = re.compile(r"[A-Za-z_](?:[\w.-]*[\w-])?", re.ASCII)
# Literals that may stand without quotes, by datatype: a decimal without a point would be read as an integer.
_BARE = {
    XSD["integer"]: re.compile(r'"([+-]?[0-9]+|%s)"'),
    XSD["decimal"]: re.compile(r'"[+-]?[0-9]*\.[0-9]+"'),
    XSD["boolean"]: re.compile(r'"(true|false)"'),
}
_TYPE = RDF["type"]
_REMEMBERED = 1 << 16  # whole terms in their short form: predicates, types, entities and days come again and again


def turtle_text(nodes: Iterable[Node], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Turtle, a statement a node: the triples of all named graphs in one."""
    yield _head(prefixes)
    yield from _Statements(prefixes, "").write(nodes)


def trig_text(nodes: Iterable[Node], prefixes: Mapping[str, str]) -> Iterator[str]:
    """TriG, a block a named graph and in it a statement a node."""
    yield _head(prefixes)
    statements = _Statements(prefixes, "    ")
    for graph, described in groupby(nodes, key=itemgetter(0)):
        yield f"{statements.terms[graph]} {{\n"
        yield from statements.write(described)
        yield "}\n\n"


def _head(prefixes: Mapping[str, str]) -> str:
    return "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in sorted(prefixes.items())) + "\n"


class _Template(NamedTuple):
    """A layout as Turtle writes it, and which of its values are whole terms."""

    text: str
    whole: tuple[int, ...]


class _Statements(dict[Layout, _Template]):
    """The templates of the layouts seen so far."""

    def __init__(self, prefixes: Mapping[str, str], margin: str) -> None:
        super().__init__()
        self.terms = _Terms(prefixes)
        self._margin = margin

    def write(self, nodes: Iterable[Node]) -> Iterator[str]:
        """The statement of each node."""
        for _, layout, values in nodes:
            text, whole = self[layout]
            if whole:
                filled = list(values)
                for index in whole:
                    filled[index] = self.terms[str(values[index])]
                yield text % tuple(filled)
            else:
                yield text % values

    def __missing__(self, layout: Layout) -> _Template:
        subject, *columns = layout
        whole = [0] if subject == HOLE else []
        holes = count_holes(subject)
        parts = [f"{self._margin}{self.terms.shorten(subject)} "]
        last = None
        for predicate, _, value in (text.partition(" ") for text in columns):
            if value == HOLE:
                whole.append(holes)
            holes += count_holes(value)
            if predicate == last:
                parts.append(" , ")
            else:
                verb = "a" if predicate == _TYPE else self.terms.shorten(predicate)
                parts.append(f"{'' if last is None else f' ;\n{self._margin}    '}{verb} ")
                last = predicate
            parts.append(self.terms.shorten(value))
        template = self[layout] = _Template("".join(parts) + " .\n", tuple(whole))
        return template


class _Terms(dict[str, str]):
    """Whole terms as Turtle writes them, by how N-Triples writes them; the first ones seen are remembered."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self._prefixes = {f"<{space}": prefix for prefix, space in prefixes.items()}

    def __missing__(self, term: str) -> str:
        short = self.shorten(term)
        if len(self) < _REMEMBERED:
            self[term] = short
        return short

    def shorten(self, term: str) -> str:
        """A term, or one with holes, as Turtle writes it: prefixed names, numbers and booleans without quotes."""
        if term[-1] != ">" or term.startswith("<<"):  # a hole, a text without a datatype, a triple term
            return term
        if term[0] == '"':
            text, _, datatype = term.rpartition("^^")
            bare = datatype in _BARE and _BARE[datatype].fullmatch(text)
            return text[1:-1] if bare else f"{text}^^{self.shorten(datatype)}"
        cut = max(term.rfind("/"), term.rfind("#")) + 1
        prefix, local = self._prefixes.get(term[:cut].replace("%%", "%")), term[cut:-1]
        if prefix is None or not _LOCAL.fullmatch(local.replace(HOLE, "_")):
            return term
        return f"{prefix}:{local}"
