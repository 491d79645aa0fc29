"""The named graph of entities: who and what the graph speaks of, offices held and other ties, and the outlets."""

from collections.abc import Iterator

from kg.rdf import terms
from kg.rdf.iris import DCTERMS, RDF, RDFS, SCHEMA, SEM, SKOS, WIKIDATA
from kg.rdf.names import UNKNOWN_OUTLET, Names
from kg.rdf.nodes import Node, describe
from kg.rdf.ties import Ties, office_nodes, validity_pairs
from kg.types import Content, Entity, EntityKind, Office

# Our class of each kind, and what it is elsewhere (schema.org, SEM).
CLASSES: dict[EntityKind, tuple[str, tuple[str, ...]]] = {
    "state": ("State", (SCHEMA["Country"], SEM["Actor"], SEM["Place"])),
    "place": ("Place", (SCHEMA["Place"], SEM["Place"])),
    "organisation": ("Organisation", (SCHEMA["Organization"], SEM["Actor"])),
    "armed_group": ("ArmedGroup", (SCHEMA["Organization"], SEM["Actor"])),
    "media": ("Medium", (SCHEMA["NewsMediaOrganization"], SEM["Actor"])),
    "person": ("Person", (SCHEMA["Person"], SEM["Actor"])),
    "group": ("Group", (SCHEMA["Organization"], SEM["Actor"])),
    "weapon": ("Weapon", (SCHEMA["Product"], SEM["Object"])),
}


def entity_nodes(content: Content, names: Names, ties: Ties) -> Iterator[Node]:
    """The nodes of all entities, then of the ties between them, then of the outlets that are no entities."""
    graph = names.iris.graph["entities"]
    known = {entity.id for entity in content.entities}
    for entity in content.entities:
        yield from _entity(entity, names, graph, ties)
    for entity_id in sorted(names.locals.keys() - known):
        pairs = [(DCTERMS["identifier"], terms.text(entity_id)), (RDFS["label"], terms.english(entity_id))]
        yield from describe(names.entity(entity_id), graph, pairs)
    yield from ties.nodes()
    entities = {names.entity(entity_id) for entity_id in known}
    for source, outlet in names.outlets.items():
        if outlet not in entities:
            pairs = [(RDF["type"], SCHEMA["NewsMediaOrganization"]), (RDFS["label"], terms.english(source))]
            if source != UNKNOWN_OUTLET:
                pairs.append((SCHEMA["name"], terms.text(source)))
            yield from describe(outlet, graph, pairs)


def _entity(entity: Entity, names: Names, graph: str, ties: Ties) -> Iterator[Node]:
    kg = names.iris.ns
    own, elsewhere = CLASSES[entity.kind]
    subject = names.entity(entity.id)
    pairs = [
        (RDF["type"], kg[own]),
        *((RDF["type"], other) for other in elsewhere),
        (RDFS["label"], terms.english(entity.name)),
        (DCTERMS["identifier"], terms.text(entity.id)),
        *((SKOS["altLabel"], terms.english(alias)) for alias in entity.aliases),
    ]
    if entity.country is not None:
        pairs.append((kg["countryCode"], terms.text(entity.country)))
    if state := names.state(entity.country):
        pairs.append((kg["country"], state))
    if entity.wikidata is not None:
        pairs.append((SKOS["exactMatch"], WIKIDATA[entity.wikidata]))
    offices = list(office_nodes(entity, names))
    pairs += [(kg["holdsOffice"], node) for node, _ in offices]
    yield from describe(subject, graph, pairs)
    for node, office in offices:
        tie = ties.offices.get(node)
        held = ties.pairs(tie) if tie is not None else ()
        yield from describe(node, graph, [*_office(office, subject, names), *held])


def _office(office: Office, holder: str, names: Names) -> Iterator[tuple[str, str]]:
    kg = names.iris.ns
    yield RDF["type"], kg["OfficeHolding"]
    yield RDF["type"], SCHEMA["OrganizationRole"]
    yield kg["officeHolder"], holder
    yield kg["officeOf"], names.entity(office.of)
    yield SCHEMA["roleName"], terms.english(office.title)
    yield from validity_pairs(office)
