"""The named graph of events: what happened according to the claims, and the direct triples of what is plainly so."""

from collections.abc import Iterator, Mapping

from kg.graph.labels import label_event
from kg.graph.pairs import join_pairs
from kg.rdf import roles, terms
from kg.rdf.iris import DCTERMS, RDF, RDFS, SEM
from kg.rdf.names import Names
from kg.types import Content, Event
from kg.vocabulary.relations import RelationType


def event_lines(content: Content, names: Names, relations: Mapping[str, RelationType]) -> Iterator[str]:
    """The lines of N-Quads that describe all events, then those of the direct triples."""
    iris = names.iris
    graph = iris.graph["events"]
    labels = {entity.id: entity.name for entity in content.entities}
    plain: set[tuple[str, str, str]] = set()
    for event in content.events:
        relation = relations[event.type]
        node = iris.event(event.id)
        label = label_event(event, relation, labels)
        yield from terms.describe(node, graph, [(RDFS["label"], terms.english(label)), *_event(event, node, names)])
        if event.quantity is not None:
            yield from terms.describe(iris.quantity(node), graph, roles.quantity_pairs(event.quantity, iris))
        if event.status == "asserted":
            plain.update(direct_triples(event, relation, names))
    for source, predicate, target in sorted(plain):
        yield f"{source} {predicate} {target} {graph} .\n"


def reifier_lines(content: Content, names: Names, relations: Mapping[str, RelationType]) -> Iterator[str]:
    """The lines of RDF 1.2 that make each event the reifier of its direct triples, whether or not they are asserted."""
    graph = names.iris.graph["events"]
    for event in content.events:
        for source, predicate, target in direct_triples(event, relations[event.type], names):
            node = names.iris.event(event.id)
            yield f"{node} {RDF['reifies']} <<( {source} {predicate} {target} )>> {graph} .\n"


def direct_triples(event: Event, relation: RelationType, names: Names) -> Iterator[tuple[str, str, str]]:
    """The triples that say in one step what an event says; a symmetric one goes both ways.

    They stand as plain triples only where the event's status is asserted, so that the plain question "who visited
    whom?" never meets a visit that is denied, alleged or planned.
    """
    if not relation.edge:
        return
    predicate = names.iris.ns[relation.predicate]
    for source, target in join_pairs(event, relation):
        yield names.entity(source), predicate, names.entity(target)
        if relation.symmetric:
            yield names.entity(target), predicate, names.entity(source)


def _event(event: Event, node: str, names: Names) -> Iterator[tuple[str, str]]:
    iris = names.iris
    yield RDF["type"], SEM["Event"]
    yield DCTERMS["identifier"], terms.text(event.id)
    yield SEM["eventType"], iris.relation[event.type]
    yield iris.ns["status"], iris.status[event.status]
    yield iris.ns["independentSources"], terms.integer(event.sources)
    for role, entities in event.roles.items():
        for entity in entities:
            yield roles.role_property(iris, role), names.entity(entity)
    for holder in event.holders:
        yield iris.ns["claimedBy"], names.entity(holder)
    for denier in event.deniers:
        yield iris.ns["deniedBy"], names.entity(denier)
    yield from roles.shared_pairs(event, node, iris)
