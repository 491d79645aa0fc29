"""Entities across articles: which sightings are one, under which id, with which names and offices.

In: readings in the order of publication. Out: for each entity as an article names it the id in the graph, and the
entities. Entities of the vocabularies keep their ids; persons and organisations that no vocabulary knows are compared
with those and with each other (`likeness`); all else is one by its id. Sightings are taken in the order of
publication, so that articles that come later do not change the ids of what is there.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.consolidation.likeness import ORGANISATION, PERSON, SAME_ENTITY, Feature, Finding, compare_with
from kg.consolidation.names import fold_organisation, is_general, name_keys, name_parts
from kg.consolidation.sightings import Profile, Sighting, known_profile, new_profile, read_context, seen_names
from kg.language.gazetteer import load_gazetteer
from kg.types import Entity, Merge, Office, Reading, content_hash

LIKENESS: Mapping[str, Sequence[tuple[Feature, float]]] = {"person": PERSON, "organisation": ORGANISATION}

type Place = tuple[str, str]  # article id, entity id as read there


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities of a graph by id, the id of each entity as read that changed, and why those were taken for one."""

    entities: Mapping[str, Entity]
    renamed: Mapping[Place, str]
    merges: tuple[Merge, ...]

    def id_of(self, article: str, entity: str) -> str:
        """The id in the graph of an entity as an article's reading names it."""
        return self.renamed.get((article, entity), entity)


def resolve_entities(readings: Sequence[Reading], original: Mapping[str, str]) -> Resolution:
    """Tell which entities of the readings, given in order of publication, are one.

    `original` gives for each article the one of which it is a reprint (or itself): people known by a description are
    the article's own, and the same in its reprints.
    """
    renamed: dict[Place, str] = {}
    merges: list[Merge] = []
    people, bodies = (_Register(LIKENESS[kind], known_by_key(kind), _KEYS[kind]) for kind in ("person", "organisation"))
    for sighting in _unknown(readings, "person", original):
        people.place(sighting)
    for sighting in _unknown(readings, "organisation", original):
        namesake = people.find_named(sighting)
        if namesake:
            people.join(sighting, *namesake)
        else:
            bodies.place(sighting)
    for register in (people, bodies):
        register.assign(renamed, merges)
    _join_groups(readings, original, renamed)
    return Resolution(_unite(readings, renamed), renamed, tuple(merges))


def is_unknown(entity: Entity) -> bool:
    """Whether an entity is a person or organisation that no vocabulary knows."""
    return entity.id.startswith(f"{entity.kind}-") and entity.id not in load_gazetteer().entities


def _unknown(readings: Iterable[Reading], kind: str, original: Mapping[str, str]) -> Iterator[Sighting]:
    for reading in readings:
        found = [entity for entity in reading.entities if entity.kind == kind and is_unknown(entity)]
        context = read_context(reading) if found else frozenset()
        for entity in sorted(found, key=lambda entity: (-len(name_parts(entity.name)), entity.id)):
            yield Sighting(reading.article, original[reading.article], entity, context - {entity.id})


# ---------------------------------------------------------------------- which sightings are one


class _Register:
    """The entities found so far, by the keys of their names."""

    def __init__(
        self,
        table: Sequence[tuple[Feature, float]],
        known: Mapping[str, Sequence[Entity]],
        keys: Callable[[str], frozenset[str]],
    ) -> None:
        self._table = table
        self._known = known
        self._keys = keys
        self._by_key: dict[str, list[Profile]] = defaultdict(list)
        self._opened: dict[str, Profile] = {}  # entities of the vocabularies that a sighting was compared with
        self._found: list[Profile] = []
        self._why: dict[Place, Finding] = {}

    def place(self, sighting: Sighting) -> None:
        """Join a sighting to the one entity that it is, else make it a new one."""
        best = self._best(sighting)
        if best is None:
            profile = new_profile(sighting)
            self._found.append(profile)
            self._enter(profile, sighting.entity.name)
        else:
            self.join(sighting, *best)

    def join(self, sighting: Sighting, profile: Profile, why: Finding) -> None:
        """Take a sighting for an entity that is there."""
        profile.add(sighting)
        self._why[sighting.article, sighting.id] = why
        if profile.known is None:
            self._enter(profile, sighting.entity.name)

    def find_named(self, sighting: Sighting) -> tuple[Profile, Finding] | None:
        """The one person of exactly this name of two parts or more, whatever kind of thing the sighting was read as."""
        parts = name_parts(sighting.entity.name)
        found = [
            profile
            for profile in self._candidates(sighting.entity.name)
            if len(parts) > 1
            and any(name_parts(name) == parts for name in profile.names)
            and (sighting.context & profile.context or sighting.text in profile.texts)
        ]
        why = f"{sighting.entity.name!r} is the full name of a person of whom such articles speak"
        return (found[0], Finding(0.8, why)) if len(found) == 1 else None

    def assign(self, renamed: dict[Place, str], merges: list[Merge]) -> None:
        """Give each entity its id, that of the first sighting where it is free, and enter what was merged into it."""
        taken: set[str] = set()
        for profile in (*self._opened.values(), *self._found):
            if not profile.sightings:
                continue
            first = profile.sightings[0]
            entity = profile.known.id if profile.known else _free_id(first, taken)
            taken.add(entity)
            for sighting in profile.sightings:
                if sighting.id != entity:
                    renamed[sighting.article, sighting.id] = entity
                why = self._why.get((sighting.article, sighting.id))
                if why is not None:
                    score = round(max(0.0, min(1.0, why.score)), 3)
                    merges.append(Merge("entity", entity, sighting.id, score, why.why, sighting.article))

    def _best(self, sighting: Sighting) -> tuple[Profile, Finding] | None:
        """The entity that a sighting is most like; None where none is like enough, or two are as like."""
        ranked = [(compare_with(self._table, sighting, p), p) for p in self._candidates(sighting.entity.name)]
        ranked = [
            (why, profile)
            for why, profile in ranked
            if why.score >= SAME_ENTITY and (profile.known is None or _is_backed(sighting, profile))
        ]
        if not ranked:
            return None
        top = max(why.score for why, _ in ranked)
        best = [(profile, why) for why, profile in ranked if why.score == top]
        known = [(profile, why) for profile, why in best if profile.known is not None]
        chosen = known or best
        return chosen[0] if len(chosen) == 1 else None

    def _candidates(self, name: str) -> list[Profile]:
        found: dict[int, Profile] = {}
        for key in sorted(self._keys(name)):
            for entity in self._known.get(key, ()):
                profile = self._opened.get(entity.id)
                if profile is None:
                    profile = self._opened[entity.id] = known_profile(entity)
                found[id(profile)] = profile
            for profile in self._by_key.get(key, ()):
                found[id(profile)] = profile
        return list(found.values())

    def _enter(self, profile: Profile, name: str) -> None:
        for key in sorted(self._keys(name)):
            if not any(other is profile for other in self._by_key[key]):
                self._by_key[key].append(profile)


def _is_backed(sighting: Sighting, profile: Profile) -> bool:
    """Whether country or context ties a sighting to an entity of a vocabulary: its name alone may be a namesake's."""
    return bool(
        profile.country is None
        or sighting.entity.country == profile.country
        or profile.country in sighting.context
        or sighting.text in profile.texts
    )


def _organisation_keys(name: str) -> frozenset[str]:
    return frozenset({" ".join(fold_organisation(name))})


_KEYS: Mapping[str, Callable[[str], frozenset[str]]] = {"person": name_keys, "organisation": _organisation_keys}


@cache
def known_by_key(kind: str) -> Mapping[str, Sequence[Entity]]:
    """The persons or organisations of the vocabularies by the keys of their names; general names have none."""
    found: dict[str, list[Entity]] = defaultdict(list)
    for entity in load_gazetteer().entities.values():
        if entity.kind == kind:
            names = [name for name in (entity.name, *entity.aliases) if kind == "person" or not is_general(name)]
            for key in sorted({key for name in names for key in _KEYS[kind](name)}):
                found[key].append(entity)
    return found


def _free_id(first: Sighting, taken: set[str]) -> str:
    """The id of a first sighting, with its country or a hash where a namesake has it already."""
    country = first.entity.country
    for candidate in (first.id, *([f"{first.id}-{country.lower()}"] if country else [])):
        if candidate not in taken:
            return candidate
    return f"{first.id}-{content_hash(first.article, first.id, length=6)}"


def _join_groups(readings: Iterable[Reading], original: Mapping[str, str], renamed: dict[Place, str]) -> None:
    """Make the people that a description names in an article the same in its reprints."""
    first: dict[tuple[str, str], str] = {}
    for reading in readings:
        for entity in reading.entities:
            if entity.kind == "group" and entity.country is None and is_unknown(entity):
                kept = first.setdefault((original[reading.article], entity.name.lower()), entity.id)
                if kept != entity.id:
                    renamed[reading.article, entity.id] = kept


# ---------------------------------------------------------------------- what the graph says of each


def _unite(readings: Iterable[Reading], renamed: Mapping[Place, str]) -> dict[str, Entity]:
    """Each entity with all that its sightings tell: the commonest full name, names seen, country, offices."""
    sightings: dict[str, list[Entity]] = defaultdict(list)
    names: dict[str, set[str]] = defaultdict(set)
    for reading in readings:

        def graph_id(entity: str, article: str = reading.article) -> str:
            return renamed.get((article, entity), entity)

        for entity in reading.entities:
            offices = tuple(replace(office, of=graph_id(office.of)) for office in entity.offices)
            sightings[graph_id(entity.id)].append(replace(entity, offices=offices))
        for entity_id, seen in seen_names(reading.mentions).items():
            names[graph_id(entity_id)] |= seen
    united = {entity: _unite_one(entity, found, names[entity]) for entity, found in sorted(sightings.items())}
    bodies = {office.of for entity in united.values() for office in entity.offices} - united.keys()
    known = load_gazetteer().entities
    return united | {body: known[body] for body in sorted(bodies) if body in known}


def _unite_one(entity_id: str, sightings: Sequence[Entity], seen: set[str]) -> Entity:
    known = load_gazetteer().entities.get(entity_id)
    told = Counter(entity.name for entity in sightings)
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
