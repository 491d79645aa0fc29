"""Claims made comparable: for whom the actors act, the days meant, the places, arms and words, each worked out once.

In: claims whose mentions name entities of the graph. Out: `Act`, the view of a claim that `matching` compares.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from kg import edtf
from kg.consolidation.habits import Habit
from kg.types import Article, Claim, Entity, Mention, Office
from kg.vocabulary.offices import load_offices
from kg.vocabulary.organisations import load_organisations
from kg.vocabulary.places import load_places
from kg.vocabulary.weapons import load_weapons

_WORD = re.compile(r"[^\W\d_]{5,}")  # short words are mostly grammar
_STEM = 4  # letters by which "Russian" is known as a form of "Russia"
_OWN_WILL = frozenset({"opposition", "rebels", "civilians"})  # sectors whose people do not act for their state


@dataclass(frozen=True, slots=True)
class Act:
    """What a claim says happened, ready to be compared.

    `source` and `target` are sides: a state and all who act for it are one side, any other actor its own; people known
    by a description are no side. `holders` are the sides of those who say so, `people` the persons with the side for
    which they act. `first` and `last` are days as ordinals, None where the claim has no date; `places` maps ids to the
    kind and country of the place. `topics` are the words of what the claim is about, and the groups of the types that
    the same sentence tells besides.
    """

    claim: Claim
    habit: Habit
    text: str
    published: int | None
    first: int | None
    last: int | None
    source: frozenset[str]
    target: frozenset[str]
    holders: frozenset[str]
    people: frozenset[tuple[str, str]]
    described: frozenset[str]
    places: Mapping[str, tuple[str, str | None]]
    weapons: frozenset[str]
    topics: frozenset[str]
    words: frozenset[str]

    @property
    def sides(self) -> frozenset[str]:
        """All sides that take part."""
        return self.source | self.target

    @property
    def is_dated(self) -> bool:
        """Whether the claim has a date of its own."""
        return self.first is not None


class ActMaker:
    """Makes acts of claims, given the entities of the graph."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._entities = entities
        self._agencies = frozenset(body.id for body in load_organisations() if body.kind == "agency" and body.country)

    def make(self, claim: Claim, article: Article, text: str, habit: Habit, *, beside: frozenset[str]) -> Act:
        """The act that a claim of an article tells.

        `text` is the article of which this one is a reprint, or itself; `beside` are the groups of the types of all
        claims in the sentence.
        """
        days = day_span(claim.date) if claim.date else None
        day = days[0] if days else article.published
        source, target = self._all_sides(claim.source, day), self._all_sides(claim.target, day)
        fillers = [self._entities[mention.entity] for mention in (*claim.source, *claim.target)]
        people = {(side, f.id) for f in fillers if f.kind == "person" for side in self.sides_of(f, day)}
        names = [*(mention.text for mention in (*claim.source, *claim.target)), *(filler.name for filler in fillers)]
        return Act(
            claim=claim,
            habit=habit,
            text=text,
            published=article.published.toordinal() if article.published else None,
            first=days[0].toordinal() if days else None,
            last=days[1].toordinal() if days else None,
            source=source,
            target=target,
            holders=self._all_sides(claim.holder, day),
            people=frozenset(people),
            described=frozenset(word for f in fillers if f.kind == "group" for word in f.name.lower().split()),
            places=dict(self._places(claim)),
            weapons=frozenset(
                broader for mention in claim.roles.get("instrument", ()) for broader in broader_weapons(mention.entity)
            ),
            topics=(beside - {habit.group}) | frozenset(_WORD.findall((claim.about or "").lower())),
            words=_content_words(article.text[claim.start : claim.end], names),
        )

    def _all_sides(self, mentions: Iterable[Mention], day: datetime.date | None) -> frozenset[str]:
        return frozenset(side for m in mentions for side in self.sides_of(self._entities[m.entity], day))

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

    def _places(self, claim: Claim) -> Iterator[tuple[str, tuple[str, str | None]]]:
        for mention in claim.roles.get("place", ()):
            yield mention.entity, (_place_kinds().get(mention.entity, "city"), self._entities[mention.entity].country)


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


def _content_words(sentence: str, names: Iterable[str]) -> frozenset[str]:
    """The longer words of a sentence without those that name the actors, which all claims about them share."""
    stems = {word[:_STEM] for name in names for word in name.lower().split()}
    return frozenset(word for word in _WORD.findall(sentence.lower()) if word[:_STEM] not in stems)
