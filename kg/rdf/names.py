"""Gives every entity and outlet of a graph its IRI, made from its name."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.rdf.iris import Iris, local_name
from kg.types import Article, Content, Entity, EntityKind

UNKNOWN_OUTLET = "Unknown outlet"
# Of two entities with one name, the kind that stands first keeps the plain name.
_PRECEDENCE = ("state", "organisation", "person", "armed_group", "media", "group", "weapon", "place")


@dataclass(frozen=True, slots=True)
class Names:
    """The local names and IRIs of the entities and outlets of one graph."""

    iris: Iris
    locals: dict[str, str]
    outlets: dict[str, str]
    states: dict[str, str]
    kinds: dict[str, EntityKind]

    def entity(self, entity_id: str) -> str:
        """The IRI of an entity; one that the graph does not describe is named by its id."""
        return self.iris.entity(self.local(entity_id))

    def local(self, entity_id: str) -> str:
        """The last part of the IRI of an entity."""
        return self.locals.get(entity_id) or local_name(entity_id)

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
    locals_by_id = _local_names(content.entities)
    media = {
        name.casefold(): iris.entity(locals_by_id[entity.id])
        for entity in reversed(content.entities)
        if entity.kind == "media"
        for name in (*entity.aliases, entity.name)
    }
    sources = {article.source or UNKNOWN_OUTLET for article in content.articles} or {UNKNOWN_OUTLET}
    return Names(
        iris=iris,
        locals=locals_by_id,
        outlets={source: media.get(source.casefold()) or iris.outlet(local_name(source)) for source in sorted(sources)},
        states={
            entity.country: iris.entity(locals_by_id[entity.id])
            for entity in content.entities
            if entity.kind == "state" and entity.country
        },
        kinds={entity.id: entity.kind for entity in content.entities},
    )


def _local_names(entities: Iterable[Entity]) -> dict[str, str]:
    ordered = sorted(entities, key=lambda entity: (_PRECEDENCE.index(entity.kind), entity.id))
    names: dict[str, str] = {}
    taken: set[str] = set()
    for entity in ordered:
        local = local_name(entity.name)
        if local.casefold() in taken:
            local = f"{local}_{local_name(entity.id)}"
        while local.casefold() in taken:
            local += "_"
        taken.add(local.casefold())
        names[entity.id] = local
    return names
