"""Gives every entity and outlet of a graph its IRI, made from its name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.rdf.iris import Iris, local_name
from kg.types import Article, Content, EntityKind

UNKNOWN_OUTLET = "Unknown outlet"
# Of two entities with one name, the kind that stands first keeps the plain name.
_PRECEDENCE = ("state", "organisation", "person", "armed_group", "media", "group", "weapon", "place")


@dataclass(frozen=True, slots=True)
class Names:
    """The local names and IRIs of the entities and outlets of one graph, by id or name."""

    iris: Iris
    locals: Mapping[str, str]
    entities: Mapping[str, str]
    outlets: Mapping[str, str]
    states: Mapping[str, str]
    kinds: Mapping[str, EntityKind]

    def entity(self, entity_id: str) -> str:
        """The IRI of an entity; one that the graph refers to but does not describe is named by its id."""
        return self.entities[entity_id]

    def local(self, entity_id: str) -> str:
        """The last part of the IRI of an entity."""
        return self.locals[entity_id]

    def outlet(self, article: Article) -> str:
        """The IRI of the outlet that published an article."""
        return self.outlets[article.source or UNKNOWN_OUTLET]

    def state(self, country: str | None) -> str | None:
        """The IRI of the state with an ISO 3166-1 alpha-3 code, if the graph holds it."""
        return self.states.get(country or "")


def name_all(content: Content, iris: Iris) -> Names:
    """Name the entities and outlets of a graph.

    Entities whose names fall together get their id as a suffix, all but the most prominent kind. An outlet that is an
    entity of the graph (a medium of that name) has that entity's IRI.
    """
    ordered = sorted(content.entities, key=lambda entity: (_PRECEDENCE.index(entity.kind), entity.id))
    undescribed = sorted(referred_ids(content) - {entity.id for entity in content.entities})
    locals_by_id = _name_apart([*((e.id, e.name) for e in ordered), *((other, other) for other in undescribed)])
    media = {
        name.casefold(): iris.entity(locals_by_id[entity.id])
        for entity in reversed(content.entities)
        if entity.kind == "media"
        for name in (*entity.aliases, entity.name)
    }
    sources = sorted({article.source or UNKNOWN_OUTLET for article in content.articles})
    outlets = _name_apart((source, source) for source in sources)
    return Names(
        iris=iris,
        locals=locals_by_id,
        entities={entity_id: iris.entity(local) for entity_id, local in locals_by_id.items()},
        outlets={source: media.get(source.casefold()) or iris.outlet(outlets[source]) for source in sources},
        states={
            entity.country: iris.entity(locals_by_id[entity.id])
            for entity in content.entities
            if entity.kind == "state" and entity.country
        },
        kinds={entity.id: entity.kind for entity in content.entities},
    )


def referred_ids(content: Content) -> set[str]:
    """The ids of entities that offices, mentions, events, ties and merges refer to."""
    offices = {office.of for entity in content.entities for office in entity.offices}
    mentioned = {
        mention.entity
        for claim in content.claims
        for mentions in (*claim.roles.values(), claim.holder, *(denial.holder for denial in claim.denials))
        for mention in mentions
    }
    events = {
        entity
        for event in content.events
        for entities in (*event.roles.values(), event.holders, event.deniers)
        for entity in entities
    }
    tied = {entity for tie in content.ties for entity in (tie.source, tie.target)}
    kept = {merge.kept for merge in content.merges if merge.kind == "entity"}
    return offices | mentioned | events | tied | kept


def _name_apart(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A local name for each (id, name), none like another even where case is ignored; the first keeps the plain one."""
    chosen: dict[str, str] = {}
    taken: set[str] = set()
    for entity_id, name in names:
        local = local_name(name)
        if local.casefold() in taken:
            local = f"{local}_{local_name(entity_id)}"
        while local.casefold() in taken:
            local += "_"
        taken.add(local.casefold())
        chosen[entity_id] = local
    return chosen
