"""Entities across articles: which sightings are one, under which id, with which names and offices.

In: outlines of readings in the order of publication. Out: for each entity as an article names it the id in the graph,
and the entities. Entities of the vocabularies keep their ids; persons and organisations that no vocabulary knows are
compared with those and with each other (`likeness`); all else is one by its id. Sightings are taken in the order of
publication, so that articles that come later do not change the ids of what is there.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.consolidation.names import name_parts
from kg.consolidation.outlines import Outline
from kg.consolidation.register import Place, Register, is_unknown
from kg.consolidation.sightings import Sighting, read_context
from kg.language.gazetteer import load_gazetteer
from kg.types import Entity, Merge, Office


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities of a graph by id, the id of each entity as read that changed, and why those were taken for one."""

    entities: Mapping[str, Entity]
    renamed: Mapping[Place, str]
    merges: tuple[Merge, ...]

    def id_of(self, article: str, entity: str) -> str:
        """The id in the graph of an entity as an article's reading names it."""
        return self.renamed.get((article, entity), entity)


def resolve_entities(outlines: Sequence[Outline], original: Mapping[str, str]) -> Resolution:
    """Tell which entities of the outlines, given in order of publication, are one.

    `original` gives for each article the one of which it is a reprint (or itself): people known by a description are
    the article's own, and the same in its reprints.
    """
    renamed: dict[Place, str] = {}
    merges: list[Merge] = []
    people, bodies = Register("person"), Register("organisation")
    for sighting in _unknown(outlines, "person", original):
        people.place(sighting)
    for sighting in _unknown(outlines, "organisation", original):
        namesake = people.find_named(sighting)
        if namesake:
            people.join(sighting, *namesake)
        else:
            bodies.place(sighting)
    for register in (people, bodies):
        register.assign(renamed, merges)
    _join_groups(outlines, original, renamed)
    return Resolution(_unite(outlines, renamed), renamed, tuple(merges))


def _unknown(outlines: Iterable[Outline], kind: str, original: Mapping[str, str]) -> Iterator[Sighting]:
    for outline in outlines:
        found = [entity for entity in outline.entities if entity.kind == kind and is_unknown(entity)]
        context = read_context(outline) if found else frozenset()
        for entity in sorted(found, key=lambda entity: (-len(name_parts(entity.name)), entity.id)):
            yield Sighting(outline.article, original[outline.article], entity, context - {entity.id})


def _join_groups(outlines: Iterable[Outline], original: Mapping[str, str], renamed: dict[Place, str]) -> None:
    """Make the people that a description names in an article the same in its reprints."""
    first: dict[tuple[str, str], str] = {}
    for outline in outlines:
        for entity in outline.entities:
            if entity.kind == "group" and entity.country is None and is_unknown(entity):
                kept = first.setdefault((original[outline.article], entity.name.lower()), entity.id)
                if kept != entity.id:
                    renamed[outline.article, entity.id] = kept


# ---------------------------------------------------------------------- what the graph says of each


def _unite(outlines: Iterable[Outline], renamed: Mapping[Place, str]) -> dict[str, Entity]:
    """Each entity with all that its sightings tell: the commonest full name, names seen, country, offices."""
    by_article: dict[str, dict[str, str]] = defaultdict(dict)
    for (article, old), new in renamed.items():
        by_article[article][old] = new
    sightings: dict[str, dict[int, Sighted]] = defaultdict(dict)
    names: dict[str, set[str]] = defaultdict(set)
    for outline in outlines:
        changed = by_article.get(outline.article, {})
        for entity in outline.entities:
            seen = _rename_offices(entity, changed) if changed else entity
            sighted = sightings[changed.get(entity.id, entity.id)].setdefault(id(seen), Sighted(seen))
            sighted.times += 1
        for name in outline.names:
            names[changed.get(name[0], name[0])].add(name[1])
    united = {
        entity: _unite_one(entity, list(found.values()), names[entity]) for entity, found in sorted(sightings.items())
    }
    bodies = {office.of for entity in united.values() for office in entity.offices} - united.keys()
    known = load_gazetteer().entities
    return united | {body: known[body] for body in sorted(bodies) if body in known}


@dataclass(slots=True)
class Sighted:
    """An entity as articles name it, and in how many of them."""

    entity: Entity
    times: int = 0


def _rename_offices(entity: Entity, changed: Mapping[str, str]) -> Entity:
    if all(office.of not in changed for office in entity.offices):
        return entity
    offices = tuple(replace(office, of=changed.get(office.of, office.of)) for office in entity.offices)
    return replace(entity, offices=offices)


def _unite_one(entity_id: str, sighted: Sequence[Sighted], seen: set[str]) -> Entity:
    known = load_gazetteer().entities.get(entity_id)
    sightings = [found.entity for found in sighted]
    told = Counter[str]()
    for found in sighted:
        told[found.entity.name] += found.times
    rightly = [entity for entity in sightings if entity_id.startswith(f"{entity.kind}-")] or sightings
    base = known or min(rightly, key=lambda entity: (_name_rank(entity.name), -told[entity.name], entity.name))
    country = base.country or next((entity.country for entity in sightings if entity.country), None)
    aliases = dict.fromkeys((*base.aliases, *sorted({alias for entity in sightings for alias in entity.aliases})))
    for name in sorted({*told, *seen}):
        if not name.isupper() or base.kind == "organisation":
            aliases.setdefault(name)
    aliases.pop(base.name, None)
    offices = [*base.offices, *sorted({o for e in sightings for o in e.offices}, key=_office_order)]
    wikidata = base.wikidata or next((entity.wikidata for entity in sightings if entity.wikidata), None)
    return Entity(entity_id, base.kind, base.name, tuple(aliases), country, wikidata, _unite_offices(offices))


def _name_rank(name: str) -> tuple[int, int, bool]:
    """How far a name is from a full one: more parts, no initials, no capitals alone."""
    parts = name_parts(name)
    return (-len(parts), sum(len(part) == 1 for part in parts), name.isupper())


def _office_order(office: Office) -> tuple[str, str, str, str]:
    return (office.title, office.of, office.start or "", office.end or "")


def _unite_offices(offices: Iterable[Office]) -> tuple[Office, ...]:
    """Each office once; one without dates says nothing beside the same with dates. Contradictions stay side by side."""
    distinct = list(dict.fromkeys(offices))
    dated = {(office.title, office.of) for office in distinct if office.start or office.end}
    return tuple(o for o in distinct if o.start or o.end or (o.title, o.of) not in dated)
