"""Claims made comparable: for whom the actors act, the days meant, the places, arms and words, each worked out once.

In: claims whose mentions name entities of the graph. Out: `Act`, the view of a claim that `matching` compares.
What many claims have in common, their `Profile` and `Cast`, is made once and shared.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import pyarrow as pa

from kg import edtf
from kg.consolidation.habits import Habit
from kg.consolidation.rows import FIELD, ITEM, PART
from kg.types import Entity, Factuality, Office, Quantity
from kg.vocabulary.offices import load_offices
from kg.vocabulary.organisations import load_organisations
from kg.vocabulary.places import load_places
from kg.vocabulary.weapons import load_weapons

_WORD = re.compile(r"[^\W\d_]{5,}")  # short words are mostly grammar
_SHARED = (
    "type",
    "article",
    "text",
    "factuality",
    "date",
    "about",
    "cast",
    "holders",
    "deniers",
    "mentioned",
    "beside",
)
_STEM = 4  # letters by which "Russian" is known as a form of "Russia"
_OWN_WILL = frozenset({"opposition", "rebels", "civilians"})  # sectors whose people do not act for their state


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """Who and what takes part in a claim, worked out once for all claims that name the same.

    `roles` maps roles to ids of entities, `holder` are those who say so. `source` and `target` are sides: a state and
    all who act for it are one side, any other actor its own; people known by a description are no side. `holders` are
    the sides of those who say so, `people` the persons with the side for which they act, `described` the words that
    describe people. `places` maps ids to the kind and country of the place; `names` are the words of the
    actors' names.
    """

    roles: Mapping[str, tuple[str, ...]]
    holder: tuple[str, ...]
    source: frozenset[str]
    target: frozenset[str]
    sides: frozenset[str]
    holders: frozenset[str]
    people: frozenset[tuple[str, str]]
    described: frozenset[str]
    places: Mapping[str, tuple[str, str | None]]
    weapons: frozenset[str]
    names: str


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What a claim says happened but for its words and its text: claims that say the same share one, by its number.

    `first` and `last` are days as ordinals, None where the claim has no date. `topics` are, for what is said, the words
    of what it is about, and the groups of the types that the same sentence tells besides.
    """

    number: int
    type: str
    habit: Habit
    cast: Cast
    date: str | None
    first: int | None
    last: int | None
    quantity: Quantity | None
    topics: frozenset[str]

    @property
    def is_dated(self) -> bool:
        """Whether the claim has a date of its own."""
        return self.first is not None


@dataclass(slots=True, eq=False)
class Act:
    """A claim made comparable: its profile, and where it stands.

    `text` is the article of which the claim's article is a reprint, or itself; `published` is an ordinal; `denials`
    gives for each denial the ids of those who deny, `mentioned` the words that name those who act and are acted on.
    """

    id: str
    profile: Profile
    article: str
    text: str
    published: int | None
    start: int
    factuality: Factuality
    about: str | None
    denials: tuple[tuple[str, ...], ...]
    sentence: str
    mentioned: str
    _words: frozenset[str] | None = None

    @property
    def words(self) -> frozenset[str]:
        """The longer words of the sentence without those that name the actors, which all claims about them share."""
        if self._words is None:
            stems = _stems(self.mentioned) | _stems(self.profile.cast.names)
            found = _WORD.findall(self.sentence.lower())
            self._words = frozenset([word for word in found if word[:_STEM] not in stems])
        return self._words


class ActMaker:
    """Makes acts of claims, given the entities of the graph."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._entities = entities
        self._agencies = frozenset(body.id for body in load_organisations() if body.kind == "agency" and body.country)
        self._changing: dict[tuple[str, str], bool] = {}
        self._casts: dict[tuple[str, str, int | None], Cast] = {}
        self._profiles: dict[tuple[object, ...], Profile] = {}
        self._dated = {
            entity.id for entity in entities.values() if any(office.start or office.end for office in entity.offices)
        }

    def make(self, rows: pa.Table, habits: Mapping[str, Habit]) -> Iterator[Act]:
        """The acts of rows of claims (see `kg.consolidation.rows`), given the habits of their types by name."""
        shared = {name: _share(rows.column(name)) for name in _SHARED}
        columns = (
            rows.column("id").to_pylist(),
            shared["article"],
            shared["text"],
            rows.column("published").to_pylist(),
            rows.column("start").to_pylist(),
            shared["factuality"],
            shared["about"],
            shared["deniers"],
            rows.column("sentence").to_pylist(),
            shared["mentioned"],
            self._make_profiles(rows, shared, habits),
        )
        for name, article, text, published, start, factuality, about, deniers, sentence, mentioned, profile in zip(
            *columns, strict=True
        ):
            yield Act(
                name, profile, article, text, published, start, factuality, about, _parse(deniers), sentence, mentioned
            )

    def _make_profiles(
        self, rows: pa.Table, shared: Mapping[str, Sequence[Any]], habits: Mapping[str, Habit]
    ) -> Iterator[Profile]:
        columns = (shared[name] for name in ("type", "cast", "holders", "date", "about", "beside"))
        quantities = rows.column("quantity").to_pylist()
        for name, roles, holders, date, about, beside, amount, published in zip(
            *columns, quantities, rows.column("published").to_pylist(), strict=True
        ):
            days = day_span(date) if date else None
            cast = self._cast(roles, holders, days[0].toordinal() if days else published)
            key = (name, id(cast), date, amount and tuple(amount.values()), beside and (beside, about))
            found = self._profiles.get(key)
            if found is None:
                first, last = (days[0].toordinal(), days[1].toordinal()) if days else (None, None)
                quantity = Quantity(**amount) if amount else None
                topics = _find_topics(beside, about, habits[name]) if habits[name].speech else frozenset[str]()
                found = Profile(len(self._profiles), name, habits[name], cast, date, first, last, quantity, topics)
                self._profiles[key] = found
            yield found

    def _cast(self, roles: str, holders: str, day: int | None) -> Cast:
        """The cast of what two columns say of a claim, on the day of the act as an ordinal."""
        if self._changing.get((roles, holders)) is False:
            day = None
        found = self._casts.get((roles, holders, day))
        if found is None:
            parts = (part.split(FIELD, 1) for part in roles.split(PART)) if roles else ()
            fillers = {role: tuple(entities.split(ITEM)) if entities else () for role, entities in parts}
            holder = tuple(holders.split(ITEM)) if holders else ()
            # Who acts for whom may be another on another day.
            changing = not self._dated.isdisjoint([*holder, *(e for entities in fillers.values() for e in entities)])
            self._changing[roles, holders] = changing
            day = day if changing else None
            known = None if day is None else datetime.date.fromordinal(day)
            found = self._casts[roles, holders, day] = self._make_cast(fillers, holder, known)
        return found

    def _make_cast(
        self, roles: Mapping[str, tuple[str, ...]], holder: tuple[str, ...], day: datetime.date | None
    ) -> Cast:
        source, target = (self._all_sides(roles.get(role, ()), day) for role in ("source", "target"))
        fillers = [self._entities[entity] for role in ("source", "target") for entity in roles.get(role, ())]
        return Cast(
            roles=roles,
            holder=holder,
            source=source,
            target=target,
            sides=source | target,
            holders=self._all_sides(holder, day),
            people=frozenset((side, f.id) for f in fillers if f.kind == "person" for side in self.sides_of(f, day)),
            described=frozenset(word for f in fillers if f.kind == "group" for word in f.name.lower().split()),
            places={
                place: (_place_kinds().get(place, "city"), self._entities[place].country)
                for place in roles.get("place", ())
            },
            weapons=frozenset(broader for weapon in roles.get("instrument", ()) for broader in broader_weapons(weapon)),
            names=" ".join(filler.name for filler in fillers),
        )

    def _all_sides(self, entities: Iterable[str], day: datetime.date | None) -> frozenset[str]:
        return frozenset(side for entity in entities for side in self.sides_of(self._entities[entity], day))

    def sides_of(self, entity: Entity, day: datetime.date | None = None) -> frozenset[str]:
        """For whom an entity acts on a day: its state or body, else itself; a described group acts for nobody known."""
        if entity.kind == "group":
            return frozenset()
        if entity.kind == "person":
            return frozenset(self._bodies(entity, day)) or frozenset({entity.id})
        if entity.country and (entity.kind in ("state", "place") or entity.id in self._agencies):
            return frozenset({entity.country})
        return frozenset({entity.id})

    def _bodies(self, person: Entity, day: datetime.date | None) -> Iterator[str]:
        for office in person.offices:
            if _acts_for(office.title) and _holds(office, day):
                body = self._entities.get(office.of)
                if body is None:
                    yield office.of
                elif body.kind != "person":
                    yield from self.sides_of(body, day)


def _holds(office: Office, day: datetime.date | None) -> bool:
    """Whether a person may hold an office on a day, a date of month or year read as widely as it can be."""
    if day is None:
        return True
    begun = office.start is None or day_span(office.start)[0] <= day
    return begun and (office.end is None or day <= day_span(office.end)[1])


@lru_cache(maxsize=1 << 16)  # a corpus speaks of some thousands of days
def day_span(date: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of an EDTF date."""
    return edtf.first_day(date), edtf.last_day(date)


@cache
def _acts_for(title: str) -> bool:
    sectors = {office.title: office.sector for office in load_offices()}
    return sectors.get(title) not in _OWN_WILL


@cache
def _place_kinds() -> Mapping[str, str]:
    return {place.id: place.kind for place in load_places()}


@cache
def broader_weapons(weapon: str) -> frozenset[str]:
    """A weapon and all classes that it belongs to, but for the widest, to which everything belongs."""
    classes = {entry.id: entry.weapon_class for entry in load_weapons()}
    found = [weapon]
    while (above := classes.get(found[-1])) is not None and above not in found:
        found.append(above)
    return frozenset(found[:-1] if len(found) > 1 else found)


@lru_cache(maxsize=1 << 16)
def _stems(names: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in names.lower().split())


@lru_cache(maxsize=1 << 16)
def _parse(deniers: str) -> tuple[tuple[str, ...], ...]:
    """Who denies, denial by denial, from the column `deniers`."""
    return tuple(tuple(filter(None, part.split(ITEM))) for part in deniers.split(PART)[1:])


def _find_topics(beside: str, about: str | None, habit: Habit) -> frozenset[str]:
    return (frozenset(beside.split(ITEM)) - {habit.group}) | frozenset(_WORD.findall((about or "").lower()))


def _share(column: pa.ChunkedArray) -> list[Any]:
    """The values of a column of texts, equal ones as one object."""
    coded = pa.concat_arrays(column.chunks).dictionary_encode() if column.num_chunks else None
    if coded is None:
        return []
    values = [*coded.dictionary.to_pylist(), None]
    return [values[code] for code in coded.indices.fill_null(len(values) - 1).to_pylist()]
