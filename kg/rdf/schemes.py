"""The concept schemes in SKOS: relation types, the PLOVER and CAMEO types they hang on, stances, statuses."""

from collections.abc import Iterable, Iterator
from typing import get_args

from kg.rdf import terms
from kg.rdf.iris import RDF, RDFS, SEM, SKOS, Iris
from kg.rdf.nodes import Node, describe
from kg.types import Factuality, Status
from kg.vocabulary.relations import PLOVER_TYPES, RelationType

SCHEMES = {
    "relation": "Relation types",
    "plover": "PLOVER event types and modes",
    "cameo": "CAMEO event codes",
    "stance": "Stances of claims",
    "status": "Statuses of events",
}


def scheme_nodes(iris: Iris, relations: Iterable[RelationType]) -> Iterator[Node]:
    """The nodes of all concept schemes, generated from the relation types and the central types."""
    graph = iris.graph["vocabulary"]
    relations = sorted(relations, key=lambda relation: relation.name)
    for name, title in SCHEMES.items():
        pairs = [(RDF["type"], SKOS["ConceptScheme"]), (RDFS["label"], terms.english(title))]
        yield from describe(iris.scheme[name], graph, pairs)
    for stance in get_args(Factuality):
        yield from describe(iris.stance[stance], graph, _concept(stance, iris.scheme["stance"]))
    for status in get_args(Status):
        yield from describe(iris.status[status], graph, _concept(status, iris.scheme["status"]))
    for relation in relations:
        yield from describe(iris.relation[relation.name], graph, _relation(relation, iris))
    yield from _plover(relations, iris, graph)
    for code in sorted({relation.cameo for relation in relations if relation.cameo}):
        pairs = [*_concept(f"CAMEO {code}", iris.scheme["cameo"]), (SKOS["notation"], terms.text(code))]
        yield from describe(_cameo(iris, code), graph, pairs)


def _concept(label: str, scheme: str) -> list[tuple[str, str]]:
    return [
        (RDF["type"], SKOS["Concept"]),
        (RDFS["label"], terms.english(label)),
        (SKOS["prefLabel"], terms.english(label)),
        (SKOS["inScheme"], scheme),
    ]


def _cameo(iris: Iris, code: str) -> str:
    return iris.cameo[f"c{code}"]


def event_type(relation: RelationType, iris: Iris) -> str:
    """The IRI of the PLOVER mode or type of a relation type, of the relation type itself where it has none."""
    return iris.plover[_mode(relation)] if relation.plover else iris.relation[relation.name]


def _mode(relation: RelationType) -> str:
    """The last part of the IRI of the PLOVER mode of a relation type, or of its type where it has no mode."""
    return f"{relation.plover}-{relation.mode}" if relation.mode else relation.plover


def _relation(relation: RelationType, iris: Iris) -> Iterator[tuple[str, str]]:
    yield from _concept(relation.label, iris.scheme["relation"])
    yield RDF["type"], SEM["EventType"]
    yield SKOS["definition"], terms.english(relation.definition)
    yield iris.ns["intensity"], terms.decimal(relation.intensity)
    yield iris.ns["family"], terms.text(relation.family)
    for context in relation.context:
        yield iris.ns["context"], terms.text(context)
    if relation.plover:
        yield SKOS["broader"], event_type(relation, iris)
    if relation.cameo:
        yield SKOS["closeMatch"], _cameo(iris, relation.cameo)


def _plover(relations: Iterable[RelationType], iris: Iris, graph: str) -> Iterator[Node]:
    """All PLOVER types, and below each the modes that the relation types use."""
    modes = {(relation.plover, _mode(relation)) for relation in relations if relation.plover}
    for plover in sorted(PLOVER_TYPES | {plover for plover, _ in modes}):
        pairs = [*_concept(plover.capitalize(), iris.scheme["plover"]), (SKOS["notation"], terms.text(plover))]
        pairs.append((RDF["type"], SEM["EventType"]))
        yield from describe(iris.plover[plover], graph, pairs)
    for plover, mode in sorted(modes):
        if mode != plover:
            label = f"{plover.capitalize()}: {mode.removeprefix(plover)[1:].replace('_', ' ')}"
            pairs = [*_concept(label, iris.scheme["plover"]), (SKOS["broader"], iris.plover[plover])]
            yield from describe(iris.plover[mode], graph, [*pairs, (RDF["type"], SEM["EventType"])])
