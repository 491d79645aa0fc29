"""Claims made comparable: for whom the actors act, the days meant, the places, arms and words, each worked out once.

In: claims whose mentions name entities of the graph. Out: `Act`, the view of a claim that `matching` compares.
What many claims have in common, their `Profile` and `Cast`, is made once and shared.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from kg import edtf
from kg.consolidation.habits import Habit
from kg.types import Article, Claim, Entity, Factuality, Office, Quantity
from kg.vocabulary.offices import load_offices
from kg.vocabulary.organisations import load_organisations
from kg.vocabulary.places import load_places
from kg.vocabulary.weapons import load_weapons

_WORD = re.compile(r"[^\W\d_]{5,}")  # short words are mostly grammar
_STEM = 4  # letters by which "Russian" is known as a form of "Russia"
_OWN_WILL = frozenset({"opposition", "rebels", "civilians"})  # sectors whose people do not act for their state


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """Who and what takes part in a claim, worked out once for all claims that name the same.

    `roles` maps roles to ids of entities, `holder` are those who say so. `source` and `target` are sides: a state and
    all who act for it are one side, any other actor its own; people known by a description are no side. `holders` are
    the sides of those who say so, `people` the persons with the side for which they act, `described` the words that
    describe people. `places` maps ids to the kind and country of the place; `names` are those of the actors.
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
    names: tuple[str, ...]


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
    gives for each denial the ids of those who deny.
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
    mentioned: tuple[str, ...]
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
        self._casts: dict[tuple[object, ...], Cast] = {}
        self._profiles: dict[tuple[object, ...], Profile] = {}
        self._dated = {
            entity.id for entity in entities.values() if any(office.start or office.end for office in entity.offices)
        }

    def make(self, claim: Claim, article: Article, text: str, habit: Habit, *, beside: frozenset[str]) -> Act:
        """The act that a claim of an article tells.

        `text` is the article of which this one is a reprint, or itself; `beside` are the groups of the types of all
        claims in the sentence.
        """
        days = day_span(claim.date) if claim.date else None
        cast = self._cast(claim, days[0] if days else article.published)
        topics = (beside - {habit.group}) | frozenset(_WORD.findall((claim.about or "").lower()))
        return Act(
            id=claim.id,
            profile=self._profile(claim, habit, cast, topics if habit.speech else frozenset()),
            article=claim.article,
            text=text,
            published=article.published.toordinal() if article.published else None,
            start=claim.start,
            factuality=claim.factuality,
            about=claim.about,
            denials=tuple(tuple(mention.entity for mention in denial.holder) for denial in claim.denials),
            sentence=article.text[claim.start : claim.end],
            mentioned=tuple(mention.text for mention in (*claim.source, *claim.target)),
        )

    def _profile(self, claim: Claim, habit: Habit, cast: Cast, topics: frozenset[str]) -> Profile:
        key = (claim.type, id(cast), claim.date, claim.quantity, topics)
        found = self._profiles.get(key)
        if found is None:
            days = day_span(claim.date) if claim.date else None
            first, last = (days[0].toordinal(), days[1].toordinal()) if days else (None, None)
            found = Profile(
                len(self._profiles), claim.type, habit, cast, claim.date, first, last, claim.quantity, topics
            )
            self._profiles[key] = found
        return found

    def _cast(self, claim: Claim, day: datetime.date | None) -> Cast:
        roles = tuple((role, tuple([m.entity for m in claim.roles[role]])) for role in sorted(claim.roles))
        holder = tuple([mention.entity for mention in claim.holder])
        if self._dated.isdisjoint(holder) and all(self._dated.isdisjoint(found) for _, found in roles):
            day = None  # nobody acts for somebody else on another day
        key = (roles, holder, day)
        found = self._casts.get(key)
        if found is None:
            found = self._casts[key] = self._make_cast(dict(roles), holder, day)
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
            names=tuple(filler.name for filler in fillers),
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
def _stems(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word[:_STEM] for name in names for word in name.lower().split())
