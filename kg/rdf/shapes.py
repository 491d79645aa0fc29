"""The SHACL shapes of the model, read from shapes.ttl into rules: what each is about, and what it asks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple

from kg.rdf.iris import DEFAULT_BASE, RDF, Iris
from kg.rdf.results import Term

SHAPES = Path(__file__).parent / "shapes.ttl"
_SH = "http://www.w3.org/ns/shacl#"
_FIRST, _REST = (NamedNode(RDF.prefix + name) for name in ("first", "rest"))


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the shapes: its name, its message, the classes whose nodes it is about, and what it asks of them.

    A rule either counts and looks at the values of a path (`at_least`, `at_most`, and conditions by their SHACL name,
    such as `datatype`), or selects the nodes that break it by a query of its own.
    """

    name: str
    message: str
    classes: tuple[str, ...]
    path: str = ""
    at_least: int = 0
    at_most: int | None = None
    conditions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    select: str = ""


def shapes_text(iris: Iris) -> str:
    """The shapes as Turtle, for the base of a graph."""
    return (
        SHAPES.read_text(encoding="utf-8")
        .replace(f"<{DEFAULT_BASE}", f"<{iris.base}")
        .replace(f'"{DEFAULT_BASE}', f'"{iris.base}')
    )


def read_rules(iris: Iris) -> tuple[Rule, ...]:
    """All rules of the shapes, in the order of their names."""
    store = Store()
    store.load(shapes_text(iris), RdfFormat.TURTLE)
    shapes = [quad.subject for quad in store.quads_for_pattern(None, None, NamedNode(f"{_SH}NodeShape"))]
    rules = [rule for shape in shapes for rule in _rules(store, shape)]
    return tuple(sorted(rules, key=lambda rule: rule.name))


def find_targets(classes: Sequence[str]) -> str:
    """The pattern that finds as ?this the nodes of some classes."""
    if len(classes) == 1:
        return f"?this a {classes[0]} ."
    return f"VALUES ?class {{ {' '.join(classes)} }} ?this a ?class ."


def write_faults(rule: Rule) -> Iterator[str]:
    """Of each condition of a rule, the pattern that leaves only those ?value which break it."""
    for name, arguments in rule.conditions:
        if name == "class":
            yield f"OPTIONAL {{ ?value a ?type . FILTER (?type = {arguments[0]}) }} FILTER (!BOUND(?type))"
        else:
            # A comparison that fails (of a text with a number) is a fault too.
            yield f"FILTER (COALESCE(!({write_condition(name, arguments, '?value')}), true))"


def write_condition(name: str, arguments: tuple[str, ...], value: str) -> str:
    """A condition of SHACL on a variable as an expression of SPARQL. Raises ValueError for one that is not known."""
    first = arguments[0]
    match name:
        case "nodeKind":
            return f"isIRI({value})"
        case "datatype":
            return f"DATATYPE({value}) = {first}"
        case "in":
            return f"{value} IN ({', '.join(arguments)})"
        case "pattern":
            return f"REGEX(STR({value}), {first})"
        case "minInclusive":
            return f"{value} >= {first}"
        case "maxInclusive":
            return f"{value} <= {first}"
        case _:
            raise ValueError(f"no condition of SHACL is known by the name {name!r}")


def _rules(store: Store, shape: Term) -> Iterator[Rule]:
    classes = tuple(sorted(str(node) for node in _values(store, shape, "targetClass")))
    for prop in _values(store, shape, "property"):
        counts = {name: [int(_plain(node)) for node in _values(store, prop, name)] for name in ("minCount", "maxCount")}
        yield Rule(
            name=_name(prop),
            message=_text(store, prop, "message"),
            classes=classes,
            path=_path(store, prop),
            at_least=max(counts["minCount"], default=0),
            at_most=min(counts["maxCount"], default=None),
            conditions=tuple(_conditions(store, prop)),
        )
    for query in _values(store, shape, "sparql"):
        select = _text(store, query, "select").replace("$this", "?this")
        yield Rule(_name(query), _text(store, query, "message"), classes, select=select)


def _conditions(store: Store, prop: Term) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in ("nodeKind", "class", "datatype", "pattern", "minInclusive", "maxInclusive"):
        for node in _values(store, prop, name):
            yield name, (str(node),)
    for head in _values(store, prop, "in"):
        yield "in", tuple(_list(store, head))


def _list(store: Store, head: Term) -> Iterator[str]:
    while items := list(_objects(store, head, _FIRST)):
        yield str(items[0])
        (head,) = _objects(store, head, _REST)


def _path(store: Store, prop: Term) -> str:
    """The path of a property shape as SPARQL writes it: a property, or the inverse of one."""
    (path,) = _values(store, prop, "path")
    inverse = list(_values(store, path, "inversePath"))
    return f"^{inverse[0]}" if inverse else str(path)


def _values(store: Store, subject: Term, name: str) -> Iterator[Term]:
    return _objects(store, subject, NamedNode(_SH + name))


def _objects(store: Store, subject: Term, predicate: NamedNode) -> Iterator[Term]:
    if not isinstance(subject, Literal):
        for quad in store.quads_for_pattern(subject, predicate, None):
            yield quad.object


def _text(store: Store, subject: Term, name: str) -> str:
    return _plain(next(_values(store, subject, name)))


def _plain(node: Term) -> str:
    return "" if isinstance(node, Triple) else node.value


def _name(node: Term) -> str:
    return _plain(node).rpartition("/")[2]
