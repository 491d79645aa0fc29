"""The named graph of events: what happened according to the claims, and the direct triples of what is plainly so."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from kg import edtf
from kg.graph.labels import label_event
from kg.graph.pairs import join_pairs
from kg.rdf import terms
from kg.rdf.iris import RDF, RDFS, SEM, Iris, safe_part
from kg.rdf.names import Names
from kg.rdf.nodes import Draft, Node, column, describe, fixed
from kg.rdf.roles import SharedColumns, quantity_nodes, role_property
from kg.rdf.schemes import event_type
from kg.types import Content, Event
from kg.vocabulary.relations import RelationType


def event_nodes(content: Content, names: Names, relations: Mapping[str, RelationType]) -> Iterator[Node]:
    """The nodes of all events, then entities with the direct triples of which they are the subject."""
    iris = names.iris
    graph = iris.graph["events"]
    labels = {entity.id: entity.name for entity in content.entities}
    plain: dict[str, set[tuple[str, str]]] = defaultdict(set)
    columns = _Columns(iris)
    for event in content.events:
        relation = relations[event.type]
        yield columns.node(event, event_type(relation, iris), graph, label_event(event, relation, labels), names)
        if event.quantity is not None:
            yield from quantity_nodes(event.quantity, f"e{safe_part(event.id)}", graph, iris)
        if event.status == "asserted":
            for source, predicate, target in direct_triples(event, relation, names):
                plain[source].add((predicate, target))
    for source, pairs in sorted(plain.items()):
        yield from describe(source, graph, pairs)


def reifier_nodes(content: Content, names: Names, relations: Mapping[str, RelationType]) -> Iterator[Node]:
    """The nodes of RDF 1.2 that make each event the reifier of its direct triples, whether or not they are asserted."""
    graph = names.iris.graph["events"]
    for event in content.events:
        triples = direct_triples(event, relations[event.type], names)
        pairs = [(RDF["reifies"], f"<<( {' '.join(triple)} )>>") for triple in triples]
        if pairs:
            yield from describe(names.iris.event(event.id), graph, pairs)


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


class _Columns:
    """The columns of events."""

    def __init__(self, iris: Iris) -> None:
        kg = iris.ns
        self._iris = iris
        self._always = (
            iris.pattern("event"),
            fixed(RDF["type"], SEM["Event"]),
            column(RDFS["label"], terms.ENGLISH),
            column(SEM["eventType"], "%s"),
            column(kg["relation"], iris.pattern("relation")),
            column(kg["status"], iris.pattern("status")),
            column(kg["independentSources"], terms.INTEGER),
        )
        self._days = tuple(
            column(SEM[name], terms.DATE) for name in ("hasEarliestBeginTimeStamp", "hasLatestEndTimeStamp")
        )
        self._roles: dict[str, str] = {}
        self._claimed, self._denied = (column(kg[name], iris.pattern("entity")) for name in ("claimedBy", "deniedBy"))
        self._shared = SharedColumns(iris)

    def node(self, event: Event, kind: str, graph: str, label: str, names: Names) -> Node:
        """The node of an event of a kind (IRI), with a label."""
        local, name = names.locals, safe_part(event.id)
        values = (name, terms.escape(label), kind, event.type, event.status, event.sources)
        draft = Draft(self._always, values)
        for role, entities in sorted(event.roles.items()):
            draft.add_each(self._role(role), [(local[entity],) for entity in entities])
        draft.add_each(self._claimed, [(local[holder],) for holder in event.holders])
        draft.add_each(self._denied, [(local[denier],) for denier in event.deniers])
        self._shared.fill(event, f"e{name}", draft)
        if event.date is not None:
            draft.add(self._days, *_days(event.date))
        return draft.node(graph)

    def _role(self, role: str) -> str:
        if role not in self._roles:
            self._roles[role] = column(role_property(self._iris, role), self._iris.pattern("entity"))
        return self._roles[role]


@lru_cache(1 << 12)  # the days of ten years
def _days(date: str) -> tuple[str, str]:
    """The first and the last day of an EDTF date."""
    return edtf.first_day(date).isoformat(), edtf.last_day(date).isoformat()
