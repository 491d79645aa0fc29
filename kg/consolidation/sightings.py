"""Sightings of persons and organisations that no vocabulary knows: each as one article names it, with its context.

In: outlines of readings. Out: `Sighting`, and `Profile`: what the sightings taken for one have told so far.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.consolidation.outlines import Outline
from kg.types import Entity, EntityKind, Office


@dataclass(frozen=True, slots=True)
class Sighting:
    """An entity as one article names it; `context` holds the countries and bodies that the article names besides.

    `text` is the article of which this one is a reprint, or itself.
    """

    article: str
    text: str
    entity: Entity
    context: frozenset[str]

    @property
    def id(self) -> str:
        """The id that the reading gave it."""
        return self.entity.id


@dataclass(slots=True)
class Profile:
    """One entity in the making: the names, country, offices and contexts of its sightings so far."""

    kind: EntityKind
    names: dict[str, int]
    country: str | None
    offices: frozenset[tuple[str, str]]
    context: frozenset[str]
    texts: set[str] = field(default_factory=set)
    sightings: list[Sighting] = field(default_factory=list)
    known: Entity | None = None

    def add(self, sighting: Sighting) -> None:
        """Take in a sighting."""
        entity = sighting.entity
        self.names[entity.name] = self.names.get(entity.name, 0) + 1
        self.country = self.country or entity.country
        self.offices |= held(entity.offices)
        self.context |= sighting.context
        self.texts.add(sighting.text)
        self.sightings.append(sighting)


def new_profile(sighting: Sighting) -> Profile:
    """The profile of an entity that is seen for the first time."""
    profile = Profile(sighting.entity.kind, {}, None, frozenset(), frozenset())
    profile.add(sighting)
    return profile


def known_profile(entity: Entity) -> Profile:
    """The profile of an entity of a vocabulary: its names, its country and the bodies that it held office in."""
    names = dict.fromkeys((entity.name, *entity.aliases), 1)
    context = frozenset(filter(None, (entity.country, *(office.of for office in entity.offices))))
    return Profile(entity.kind, names, entity.country, held(entity.offices), context, known=entity)


def held(offices: Iterable[Office]) -> frozenset[tuple[str, str]]:
    """The offices without their dates."""
    return frozenset((office.title, office.of) for office in offices)


def read_context(outline: Outline) -> frozenset[str]:
    """The countries of the states and places, and the organisations, that an article names."""
    countries = {entity.country for entity in outline.entities if entity.kind in ("state", "place") and entity.country}
    return frozenset(countries | {entity.id for entity in outline.entities if entity.kind == "organisation"})
