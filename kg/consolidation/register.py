"""The persons, or the organisations, found so far: each sighting joins the one that it is, else it is a new one.

In: sightings in the order of publication. Out: the id of each entity, and why sightings were taken for one. Entities of
the vocabularies are there from the start; a sighting joins one only if country or context ties it to it.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from kg.consolidation.likeness import ORGANISATION, PERSON, SAME_ENTITY, Feature, Finding, compare_with
from kg.consolidation.names import fold_organisation, is_general, name_keys, name_parts
from kg.consolidation.sightings import Profile, Sighting, known_profile, new_profile
from kg.language.gazetteer import load_gazetteer
from kg.types import Entity, Merge, content_hash

type Place = tuple[str, str]  # article id, entity id as read there


def is_unknown(entity: Entity) -> bool:
    """Whether an entity is a person or organisation that no vocabulary knows."""
    return entity.id.startswith(f"{entity.kind}-") and entity.id not in load_gazetteer().entities


class Register:
    """The entities found so far, by the keys of their names."""

    def __init__(self, kind: str) -> None:
        self._table = _TABLES[kind]
        self._known = known_by_key(kind)
        self._keys = _KEYS[kind]
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


_TABLES: Mapping[str, Sequence[tuple[Feature, float]]] = {"person": PERSON, "organisation": ORGANISATION}
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
