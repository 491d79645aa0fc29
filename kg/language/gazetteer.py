"""The gazetteer: every name of the vocabularies, what it names and when, and a matcher that finds them in a Doc.

A name leads to one or more readings (`Name`); the context that tells them apart is weighed in `kg.language.names`.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate

from spacy.language import Language
from spacy.matcher import PhraseMatcher

from kg.language.tokens import Doc, Span
from kg.types import Entity, EntityKind, Sector, Via
from kg.vocabulary.armed_groups import ArmedGroup, load_armed_groups
from kg.vocabulary.fields import AmbiguousName, slug
from kg.vocabulary.media import load_outlets
from kg.vocabulary.offices import OfficeTitle, load_offices
from kg.vocabulary.organisations import load_organisations
from kg.vocabulary.persons import Person, load_persons
from kg.vocabulary.places import load_places
from kg.vocabulary.states import State, load_states
from kg.vocabulary.weapons import load_weapons, plural
from kg.vocabulary.words import words_of


@dataclass(frozen=True, slots=True)
class Name:
    """One reading of a name: the entity, how the name stands for it, and the context that it needs or rules out.

    A `prefix` is a name only before a hyphen ("Sino-Indian").
    """

    entity: str
    kind: EntityKind
    via: Via = "name"
    sector: Sector | None = None
    needs: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    capital: bool = False
    prefix: bool = False


@dataclass(slots=True)
class Gazetteer:
    """All entities by id, the readings of each name, and what else the vocabularies say of states and persons."""

    entities: dict[str, Entity] = field(default_factory=dict)
    names: dict[str, list[Name]] = field(default_factory=lambda: defaultdict(list))
    lower_names: dict[str, list[Name]] = field(default_factory=lambda: defaultdict(list))
    blocked: set[str] = field(default_factory=set)
    surnames: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    surname_starts: set[str] = field(default_factory=set)  # all that a surname may begin with, up to one letter less
    persons: dict[str, Person] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    short_states: list[tuple[str, tuple[str, ...], str]] = field(default_factory=list)
    """Names behind "the", the words that a text needs for each, and the state's entity id."""
    state_of: dict[str, str] = field(default_factory=dict)  # ISO 3166-1 alpha-3 code -> entity id
    offices: dict[str, OfficeTitle] = field(default_factory=dict)  # surface form, lower case -> office
    holders: dict[tuple[str, str], list[tuple[str, str | None, str | None]]] = field(
        default_factory=lambda: defaultdict(list)
    )  # (office, entity id) -> (person's entity id, from, to)
    prominence: Counter[str] = field(default_factory=Counter)  # ISO code -> persons known, to weigh namesakes
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)  # state's entity id -> what it may be called

    def add(self, name: str, reading: Name) -> None:
        """Enter one reading of a name, under both kinds of apostrophe and with a capital at a sentence's start."""
        for form in {name, name.replace("'", "’"), name[:1].upper() + name[1:]}:
            if reading not in self.names[form]:
                self.names[form].append(reading)


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of the package's vocabularies."""
    gazetteer = Gazetteer()
    _add_states(gazetteer)
    _add_places(gazetteer)
    _add_organisations(gazetteer)
    _add_persons(gazetteer)
    _add_weapons(gazetteer)
    for office in load_offices():
        for form in (office.title, *office.forms):
            gazetteer.offices.setdefault(form.lower(), office)
            gazetteer.offices.setdefault(plural(form.lower()), office)
    return gazetteer


def _add_states(gazetteer: Gazetteer) -> None:
    for state in load_states():
        aliases = tuple(dict.fromkeys((*state.names, *state.adjectives)))
        gazetteer.entities[state.id] = Entity(state.id, "state", state.name, aliases, state.iso3, state.wikidata)
        gazetteer.states[state.id] = state
        gazetteer.groups[state.id] = state.groups
        if state.iso3 and not state.former:
            gazetteer.state_of[state.iso3] = state.id
        gazetteer.short_states += [(name, words, state.id) for name, words in state.short.items()]
        unless = {name.name: frozenset(name.unless) for name in state.ambiguous}
        for name in (state.name, *state.names):
            gazetteer.add(name, Name(state.id, "state", unless=unless.get(name, frozenset())))
        for name in (*state.adjectives, *state.people):
            gazetteer.add(name, Name(state.id, "state", "demonym", unless=unless.get(name, frozenset())))
        for name in state.prefixes:
            gazetteer.add(name, Name(state.id, "state", "demonym", prefix=True))
        for name in state.capitals:
            if name in (state.name, *state.names):  # Luxembourg, Singapore
                continue
            place = f"place-{slug(state.capitals[0])}"
            gazetteer.entities.setdefault(
                place, Entity(place, "place", state.capitals[0], (), state.iso3, state.capital_wikidata)
            )
            gazetteer.add(name, Name(state.id, "state", "metonym", capital=True, unless=unless.get(name, frozenset())))
        for name, sector in state.seats.items():
            gazetteer.add(name, Name(state.id, "state", "metonym", sector, unless=unless.get(name, frozenset())))
        gazetteer.blocked |= set(state.not_names)


def _add_places(gazetteer: Gazetteer) -> None:
    for place in load_places():
        gazetteer.entities[place.id] = Entity(place.id, "place", place.name, place.names, place.country, place.wikidata)
        for name in (place.name, *place.names):
            if name not in gazetteer.names:
                gazetteer.add(
                    name,
                    Name(place.id, "place", needs=frozenset({"@place"}) if name in place.ambiguous else frozenset()),
                )


def _ambiguous(names: Iterable[AmbiguousName]) -> Iterator[tuple[str, frozenset[str]]]:
    for name in names:
        yield name.name, frozenset(name.needs)


def _add_organisations(gazetteer: Gazetteer) -> None:
    for organisation in load_organisations():
        kind: EntityKind = organisation.entity_kind
        gazetteer.entities[organisation.id] = Entity(
            organisation.id, kind, organisation.name, organisation.names, organisation.country, organisation.wikidata
        )
        for name in (organisation.name, *organisation.names):
            gazetteer.add(name, Name(organisation.id, kind))
        for name, needs in _ambiguous(organisation.ambiguous):
            gazetteer.add(name, Name(organisation.id, kind, needs=needs))
        for name in organisation.demonyms:
            gazetteer.add(name, Name(organisation.id, kind, "demonym"))
        for name in organisation.seats:
            gazetteer.add(name, Name(organisation.id, kind, "metonym", capital=True))
    for group in load_armed_groups():
        _add_armed_group(gazetteer, group)
    for outlet in load_outlets():
        gazetteer.entities[outlet.id] = Entity(
            outlet.id, "media", outlet.name, outlet.names, outlet.country, outlet.wikidata
        )
        for name in (outlet.name, *outlet.names):
            gazetteer.add(name, Name(outlet.id, "media"))
        for name, needs in _ambiguous(outlet.ambiguous):
            gazetteer.add(name, Name(outlet.id, "media", needs=needs))
        gazetteer.blocked |= set(outlet.programmes)


def _add_armed_group(gazetteer: Gazetteer, group: ArmedGroup) -> None:
    gazetteer.entities[group.id] = Entity(
        group.id, "armed_group", group.name, group.names, group.country, group.wikidata
    )
    for name in (group.name, *group.names):
        gazetteer.add(name, Name(group.id, "armed_group"))
    for name in (*group.adjectives, *group.people):
        gazetteer.add(name, Name(group.id, "armed_group", "demonym"))
    for name, needs in _ambiguous(group.ambiguous):
        gazetteer.add(name, Name(group.id, "armed_group", needs=needs))


def _add_persons(gazetteer: Gazetteer) -> None:
    of_name = {entity.name: entity.id for entity in gazetteer.entities.values() if entity.kind != "place"}
    for person in load_persons():
        offices = []
        for office in person.offices:
            of = gazetteer.state_of.get(office.of, of_name.get(office.of))
            if of is None:  # a ministry or party that no vocabulary lists
                of = of_name[office.of] = slug(office.of)
                gazetteer.entities[of] = Entity(of, "organisation", office.of, (), person.country)
            offices.append(replace(office, of=of))
        gazetteer.entities[person.id] = Entity(
            person.id, "person", person.name, person.names, person.country, person.wikidata, tuple(offices)
        )
        gazetteer.persons[person.id] = person
        if person.country:
            gazetteer.prominence[person.country] += 1
        for office in offices:
            gazetteer.holders[office.title, office.of].append((person.id, office.start, office.end))
        if not person.weak:
            for name in (person.name, *person.names):
                if " " in name:
                    gazetteer.add(name, Name(person.id, "person"))
        for surname in person.surname:
            gazetteer.surnames[surname].append(person)
            gazetteer.surname_starts.update(accumulate(surname[:-1]))


def _add_weapons(gazetteer: Gazetteer) -> None:
    for weapon in load_weapons():
        gazetteer.entities[weapon.id] = Entity(weapon.id, "weapon", weapon.name, weapon.names, weapon.country)
        for name in (
            *weapon.forms,
            *(form for form in weapon.weak_forms if form not in words_of("people_not_weapons")),
        ):
            reading = Name(weapon.id, "weapon")
            if weapon.case_sensitive:
                gazetteer.add(name, reading)
            else:
                gazetteer.lower_names[name.lower()].append(reading)


@dataclass(frozen=True, slots=True)
class Match:
    """A span that matches a name, and its readings."""

    span: Span
    readings: tuple[Name, ...]


class NameMatcher:
    """Finds the names of the gazetteer in a Doc of one pipeline's vocabulary."""

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._strings = nlp.vocab.strings
        self._exact = self._matcher(nlp, {*gazetteer.names, *gazetteer.blocked}, "ORTH")
        self._lower = self._matcher(nlp, gazetteer.lower_names, "LOWER")
        self._offices = self._matcher(nlp, gazetteer.offices, "LOWER")

    @staticmethod
    def _matcher(nlp: Language, names: Iterable[str], attribute: str) -> PhraseMatcher:
        """A matcher whose keys are the names as the vocabulary writes them, however the text spaces them."""
        matcher = PhraseMatcher(nlp.vocab, attr=attribute)
        for name in sorted(names):
            matcher.add(name, [nlp.tokenizer(name)])
        return matcher

    def match(self, doc: Doc) -> Iterator[Match]:
        """The longest matches, left to right, without overlaps; a name that is blocked has no readings."""
        exact = self._find(doc, self._exact, self.gazetteer.names)
        lower = self._find(doc, self._lower, self.gazetteer.lower_names)
        for span, readings in _longest([*exact, *lower]):
            yield Match(span, tuple(readings or ()))

    def match_offices(self, doc: Doc) -> Iterator[tuple[Span, OfficeTitle]]:
        """The longest office titles, left to right."""
        for span, office in _longest(self._find(doc, self._offices, self.gazetteer.offices)):
            if office is not None:
                yield span, office

    def _find[Found](
        self, doc: Doc, matcher: PhraseMatcher, found: Mapping[str, Found]
    ) -> list[tuple[Span, Found | None]]:
        names = ((Span(doc, start, end), self._strings[key]) for key, start, end in matcher(doc.parse))
        return [(span, None if name in self.gazetteer.blocked else found.get(name)) for span, name in names]


def _longest[Found](spans: Iterable[tuple[Span, Found]]) -> list[tuple[Span, Found]]:
    """Of spans that overlap the longest, articles apart ("the West Bank"), then the first; in text order."""

    def rank(pair: tuple[Span, Found]) -> tuple[int, int, int]:
        span = pair[0]
        return (span[0].lower_ == "the") - len(span), -len(span), span.start

    taken: set[int] = set()
    kept: list[tuple[Span, Found]] = []
    for span, found in sorted(spans, key=rank):
        if taken.isdisjoint(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            kept.append((span, found))
    return sorted(kept, key=lambda pair: pair[0].start)


def holder_on(gazetteer: Gazetteer, office: OfficeTitle, body: str, day: datetime.date | None) -> str | None:
    """The one person (entity id) known to hold the office of that body (entity id) on that day, None if not one.

    An office's narrower kinds count where it has no holder itself: "the US foreign minister" is its secretary of state.
    """
    if day is None:
        return None
    narrower = sorted({other.title for other in gazetteer.offices.values() if other.broader == office.title})
    for titles in ((office.title,), narrower):
        found = {
            person
            for title in titles
            for person, start, end in gazetteer.holders.get((title, body), ())
            if start and start <= day.isoformat() and (end is None or day.isoformat() <= end + "~")
        }
        if found:
            return found.pop() if len(found) == 1 else None
    return None
