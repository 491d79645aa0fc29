"""Lasting ties in RDF: each a node of its own, so that its validity and what contradicts it can be said of it.

The holding of an office that an entity is described with is the tie itself; every other tie has a node of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg import edtf
from kg.graph.contradictions import find_contradictions
from kg.rdf import terms
from kg.rdf.iris import RDF, RDFS, SCHEMA, SEM
from kg.rdf.names import Names
from kg.rdf.nodes import Node, describe
from kg.types import Content, Entity, Office, Tie, content_hash
from kg.vocabulary.relations import RelationType


@dataclass(frozen=True, slots=True)
class Ties:
    """The ties of a graph with the IRI of each; `offices` are those that are holdings of offices, by IRI."""

    names: Names
    relations: Mapping[str, RelationType]
    labels: Mapping[str, str]
    places: Mapping[Tie, str]
    offices: Mapping[str, Tie]
    contradictions: Mapping[Tie, tuple[Tie, ...]]

    def nodes(self) -> Iterator[Node]:
        """The nodes of the ties that are no holdings of offices."""
        graph = self.names.iris.graph["entities"]
        for tie, place in self.places.items():
            if place not in self.offices:
                yield from describe(place, graph, [*self.pairs(tie), *_validity(tie)])

    def pairs(self, tie: Tie) -> Iterator[tuple[str, str]]:
        """What is said of a tie besides its title and when it begins and ends."""
        names, kg = self.names, self.names.iris.ns
        yield RDF["type"], kg["Tie"]
        yield RDFS["label"], terms.english(self._label(tie))
        yield kg["relation"], names.iris.relation[tie.type]
        yield kg["tieSource"], names.entity(tie.source)
        yield kg["tieTarget"], names.entity(tie.target)
        if tie.seen is not None:
            yield kg["seen"], terms.text(tie.seen)
            yield kg["firstSeen"], terms.date(edtf.first_day(tie.seen))
            yield kg["lastSeen"], terms.date(edtf.last_day(tie.seen))
        for other in self.contradictions.get(tie, ()):
            yield kg["contradicts"], self.places[other]

    def _label(self, tie: Tie) -> str:
        source, target = (self.labels.get(entity, entity) for entity in (tie.source, tie.target))
        return (
            f"{source}, {tie.title} of {target}" if tie.title else f"{source} {self.relations[tie.type].past} {target}"
        )


def find_ties(content: Content, names: Names, relations: Mapping[str, RelationType]) -> Ties:
    """Give each tie of a graph its IRI."""
    holdings: dict[tuple[str, Office], str] = {}
    for entity in content.entities:
        for node, office in office_nodes(entity, names):
            holdings.setdefault((entity.id, office), node)
    places: dict[Tie, str] = {}
    offices: dict[str, Tie] = {}
    for tie in content.ties:
        office = Office(tie.title, tie.target, tie.start, tie.end)
        holding = holdings.pop((tie.source, office), None) if tie.type == "holds_office" else None
        if holding is not None:
            offices[holding] = tie
        places[tie] = holding or names.iris.pattern("tie") % content_hash(*tie.order)
    labels = {entity.id: entity.name for entity in content.entities}
    return Ties(names, relations, labels, places, offices, find_contradictions(content.ties))


def office_nodes(entity: Entity, names: Names) -> Iterator[tuple[str, Office]]:
    """The offices of an entity, each with its IRI."""
    for number, office in enumerate(entity.offices, 1):
        yield names.iris.office(names.local(entity.id), number), office


def _validity(tie: Tie) -> Iterator[tuple[str, str]]:
    if tie.title:
        yield SCHEMA["roleName"], terms.english(tie.title)
    yield from validity_pairs(tie)


def validity_pairs(holding: Office | Tie) -> Iterator[tuple[str, str]]:
    """When a tie or the holding of an office begins and ends, as EDTF and as days."""
    if holding.start is not None:
        yield SCHEMA["startDate"], terms.text(holding.start)
        yield SEM["hasEarliestBeginTimeStamp"], terms.date(edtf.first_day(holding.start))
    if holding.end is not None:
        yield SCHEMA["endDate"], terms.text(holding.end)
        yield SEM["hasLatestEndTimeStamp"], terms.date(edtf.last_day(holding.end))
