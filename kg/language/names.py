"""Finds names in a Doc: the gazetteer's readings weighed by context, and names that only the pipeline knows.

In: a Doc with names (`doc.ents`). Out: `Named` spans without overlaps, each with its entity. What stands around a
name (offices, bodies, descriptions) is `kg.language.actors`' business; pronouns are coreference's.
"""

import datetime
import re
from collections.abc import Iterable, Iterator

from kg.language.gazetteer import Gazetteer, Match, Name, NameMatcher
from kg.language.name_spans import (
    is_among_persons,
    is_called_place,
    is_person_name,
    is_ship,
    is_storm,
    names_in_two_parts,
    names_place,
    trim,
)
from kg.language.named import Named
from kg.language.namesakes import find_namesakes
from kg.language.short_names import join_short_names
from kg.language.tokens import Doc, Span, Token
from kg.types import Entity, EntityKind
from kg.vocabulary.fields import slug
from kg.vocabulary.persons import Person
from kg.vocabulary.words import words_of

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
ACTOR_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
ACTIVE_MARGIN = datetime.timedelta(days=365)
# Tokens on either side of an ambiguous name among which a word tells that it names something else; for a body, as the
# text speaks of its state or not.
NEAR, BESIDE, FAR = 8, 3, 60
TITLE = 5  # tokens before a surname among which its bearer's title stands
# The time that an article without a date is taken to be of.
RECENT = ("2001-01-01", "9999")


class Names:
    """The names of one document, found in order of how sure they are."""

    def __init__(self, doc: Doc, matcher: NameMatcher, published: datetime.date | None, skip: frozenset[int]) -> None:
        self.doc = doc
        self._text = doc.text
        self.gazetteer: Gazetteer = matcher.gazetteer
        self.published = published
        self.skip = skip  # tokens of boilerplate and datelines
        self.found: list[Named] = []
        self._surnames_read = False
        self._blocked: set[int] = set()  # tokens of names that name nothing we know ("Vietnam War", a programme)
        self._taken: dict[int, Named] = {}
        ents = [ent for ent in doc.ents if ent.label_ in ACTOR_LABELS and not skip & set(range(ent.start, ent.end))]
        matches = list(matcher.match(doc))
        namesakes = find_namesakes(doc, matches, self.gazetteer)
        self._blocked |= namesakes
        # the countries of what is named beyond doubt, which tell namesakes apart
        self._countries = {
            self.gazetteer.entities[match.readings[0].entity].country
            for match in matches
            if len(match.readings) == 1 and match.readings[0].kind != "weapon"
        } - {None}
        for match in matches:
            if match.span.start not in namesakes and not skip & set(range(match.span.start, match.span.end)):
                self._read_match(match, ents)
        self._read_given_names_in_two_parts()
        # full names of persons tell which single names are surnames, whatever the pipeline takes those for
        for ent in sorted(ents, key=lambda ent: ent.label_ != "PERSON"):
            if ent.label_ != "PERSON":
                break
            self._read_ent(ent)
        self._read_surnames(ents)
        for ent in ents:
            self._read_ent(ent)
        self.found = join_short_names(doc, self.found, self.gazetteer)

    def _add(self, named: Named) -> None:
        if not any(i in self._taken for i in range(named.span.start, named.span.end)):
            self.found.append(named)
            for i in range(named.span.start, named.span.end):
                self._taken[i] = named

    # ------------------------------------------------------------------ names of the gazetteer

    def _read_match(self, match: Match, ents: Iterable[Span]) -> None:
        span = match.span
        outer = next((e for e in ents if e.start <= span.start and span.end <= e.end and len(e) > len(span)), None)
        if not match.readings or self._names_treaty(match):
            self._blocked |= set(range(span.start, span.end))
            return
        readings = [name for name in match.readings if self._fits(name, span)]
        if not readings:
            return
        name = readings[0] if len(readings) == 1 else self._choose(readings, span)
        if outer is not None and self._swallowed(name, span, outer):
            return
        if name.kind == "weapon" or not name.capital:
            self._add(Named(span, self.gazetteer.entities[name.entity], name.via, name.sector))
            return
        state = self.gazetteer.entities[name.entity]
        if state.kind == "state" and names_place(span):
            place = self.gazetteer.entities[f"place-{slug(self.gazetteer.states[state.id].capitals[0])}"]
            self._add(Named(span, place, "name", None, actor=state.id))
        else:
            self._add(Named(span, state, "metonym", name.sector))

    def _names_treaty(self, match: Match) -> bool:
        """Whether a city only gives its name to what was signed there: "the Istanbul Convention"."""
        end = match.span.end
        city = all(name.capital or name.kind == "place" for name in match.readings)
        return city and end < len(self.doc) and self.doc[end].text in words_of("treaty_names")

    def _fits(self, name: Name, span: Span) -> bool:
        if name.prefix:
            return span.end < len(self.doc) and self.doc[span.end].text in ("-", "–")
        if name.needs == {"@place"}:
            return any(ent.label_ in PLACE_LABELS for ent in span.ents) or span.root.dep_ == "pobj"
        if name.needs and not any(word in self._text for word in name.needs):
            return False
        if name.unless:
            reach = NEAR if name.sector is None else BESIDE if self._names_otherwise(name) else FAR
            low, high = max(0, span.start - reach), min(len(self.doc), span.end + min(reach, NEAR))
            near = self.doc[low:high].text
            return not any(word in near for word in name.unless)
        return True

    def _names_otherwise(self, name: Name) -> bool:
        """Whether the text holds the state's own name, or what its people are called."""
        state = self.gazetteer.states.get(name.entity)
        return state is None or any(
            f in self._text for f in (state.name, *state.names, *state.adjectives, *state.capitals)
        )

    def _choose(self, readings: list[Name], span: Span) -> Name:
        """The reading that the context favours; among states, one that the text names otherwise too."""
        if len({name.entity for name in readings}) == 1:
            return readings[0]
        cities = [name for name in readings if name.capital]
        if cities and names_place(span):
            states = [name for name in cities if name.kind == "state"]
            return (states or cities)[0]
        text = self._text

        def weight(name: Name) -> tuple[int, bool, bool, int]:
            entity = self.gazetteer.entities[name.entity]
            mentioned = sum(
                alias in text for alias in (entity.name, *entity.aliases) if alias != span.text and len(alias) > 3
            )
            near = min(mentioned, 1) + (entity.country in self._countries)
            return (near, not name.capital, entity.kind == "state", self.gazetteer.prominence[entity.country or ""])

        if cities and not any(weight(name)[0] for name in readings):
            # Brussels without more is the European Union, not Belgium
            return next((name for name in cities if name.kind != "state"), cities[0])
        return max(readings, key=weight)

    def _swallowed(self, name: Name, span: Span, outer: Span) -> bool:
        """Whether a longer name that the pipeline sees around a short one is another thing ("Bank of China")."""
        rest = [
            token
            for token in outer
            if not span.start <= token.i < span.end and token.lower_ not in ("the", "'s", "’s", "of", "'", "’")
        ]
        if not rest or (outer.label_ == "ORG" and self._are_two(name, rest)):
            return False
        if outer.label_ == "PERSON":
            return (
                name.kind in ("state", "place")
                and name.via != "demonym"
                and all(t.pos_ == "PROPN" for t in rest)
                and not any(token.lower_ in words_of("honorifics") for token in rest)
            )
        if outer.label_ != "ORG" or name.kind in ("person", "weapon", "media"):
            return False
        if name.kind in ("organisation", "armed_group", "group") and len(span) > 1:
            return False
        if all(
            token.lower_ in words_of("organisation_words")
            or token.lower_ in self.gazetteer.offices
            or token.pos_ not in ("PROPN", "NOUN", "ADJ")
            for token in rest
        ):
            return False  # "the Russian Foreign Ministry" is the state's own body
        return all(
            token.text.istitle() or token.text.isupper() or not token.is_alpha or len(token) < 4 for token in rest
        )

    def _are_two(self, name: Name, rest: list[Token]) -> bool:
        """Whether a name and the words beside it are two names, of which one is a demonym: "the *Swedish NATO* bid"."""
        readings = [self.gazetteer.names.get(token.text, ()) for token in rest]
        people = name.via == "demonym" or any(reading.via == "demonym" for found in readings for reading in found)
        return people and all(readings)

    # ------------------------------------------------------------------ names of the pipeline alone

    def _read_ent(self, ent: Span) -> None:
        span = trim(ent)
        if span is None or any(token.i in self._taken or token.i in self._blocked for token in span):
            return
        if not span[0].text[:1].isupper() or span.text.isdigit() or is_ship(span) or is_storm(span):
            return
        if any(token.text == "-" for token in span) and any(token.text in self.gazetteer.surnames for token in span):
            return  # "the Putin-Trump call" names two
        label = "GPE" if is_called_place(span) else ent.label_
        match label:
            case "PERSON":
                if len(span) >= 2 and is_person_name(span):
                    self._add(Named(span, self._entity("person", span.text)))
                elif self._surnames_read and len(span) == 1 and len(span.text) > 2 and span.root.dep_ != "compound":
                    self._add(Named(span, self._entity("person", span.text), "surname"))
            case "ORG" if len(span) > 1 and is_person_name(span) and is_among_persons(span.root):
                self._add(Named(span, self._entity("person", span.text)))  # "Lea Ba and Nikola Dimitrov"
            case "ORG":
                generic = all(t.lower_ in words_of("organisation_words") | {"of", "and", "the", "for"} for t in span)
                if (
                    any(token.pos_ == "PROPN" for token in span)
                    and not generic
                    and span.text.lower() not in self.gazetteer.offices
                ):
                    self._add(Named(span, self._entity("organisation", span.text)))
            case "GPE" | "LOC" | "FAC":
                self._add(Named(span, self._entity("place", span.text)))
            case "NORP" if len(span) == 1 and span[0].pos_ in ("PROPN", "NOUN"):
                self._add(Named(span, self._entity("group", span.text), "demonym"))

    def _read_given_names_in_two_parts(self) -> None:
        """Names as Koreans and Taiwanese write them, of whom the pipeline knows few: "Lee Nak-yon"."""
        for span in names_in_two_parts(self.doc):
            if (self.skip | self._blocked).isdisjoint(range(span.start, span.end)):
                self._add(Named(span, self._entity("person", span.text)))

    def _entity(self, kind: EntityKind, text: str) -> Entity:
        name = re.sub(r"\s+", " ", text).strip()
        return Entity(f"{kind}-{slug(name) or 'x'}", kind, name)

    # ------------------------------------------------------------------ surnames

    def _read_surnames(self, ents: list[Span]) -> None:
        """Single names: of a person named in full in the text, else of a person of the gazetteer in office then."""
        self._surnames_read = True
        full: dict[str, Named] = {}
        given: set[str] = set()
        for named in sorted(self.found, key=lambda named: named.span.start):
            if named.entity.kind == "person":
                for surname in self._surnames_of(named):
                    full.setdefault(surname, named)
                if len(named.span) > 1:
                    given.add(named.span[0].text)
        labels = {token.i: ent for ent in ents for token in ent}
        for token in self.doc:
            if (
                token.i in self._taken
                or token.i in self.skip
                or not token.text[:1].isupper()
                or token.pos_ not in ("PROPN", "NOUN", "ADJ", "VERB")
            ):
                continue
            span = self._surname_span(token)
            if span is None:
                continue
            text = span.text
            if text in full:
                self._add(Named(span, full[text].entity, "surname"))
            elif text in self.gazetteer.surnames and text not in given:
                ent = labels.get(token.i)
                before = self.doc[token.i - 1] if token.i else None
                titled = before is not None and before.lower_ in words_of("honorifics")
                persons = self.gazetteer.surnames[text]
                person = self._once_in_office(persons, span) or self._in_office(persons)
                if (
                    person
                    and (titled or ent is None or ent.label_ in ("PERSON", "ORG", "GPE", "NORP"))
                    and (ent is None or "-" in ent.text or len(trim(ent) or ent) <= len(span) + 1)
                ):
                    self._add(Named(span, self.gazetteer.entities[person.id], "surname"))

    def _surname_span(self, token: Token) -> Span | None:
        for length in (3, 2, 1) if token.text in self.gazetteer.surname_starts else (1,):
            span = self.doc[token.i : token.i + length]
            if (
                len(span) == length
                and (length == 1 or span.text in self.gazetteer.surnames)
                and not any(t.i in self._taken for t in span)
            ):
                return span
        return None

    def _surnames_of(self, named: Named) -> Iterator[str]:
        person = self.gazetteer.persons.get(named.entity.id)
        if person:
            yield from person.surname
        tokens = [token.text for token in named.span if token.is_alpha or "-" in token.text]
        if len(tokens) > 1:
            yield tokens[-1]
            if person is None and tokens[-2].lower() in words_of("name_particles"):
                yield " ".join(tokens[-2:])
            # Korean, Chinese and Vietnamese names put the family name first
            first = person is not None and person.surname[:1] == (tokens[0],)
            if len(tokens) == 3 or tokens[-1].islower() or first:
                yield tokens[0]

    def _once_in_office(self, persons: list[Person], span: Span) -> Person | None:
        """The one of the persons who has held the office that the words before a surname give him as a former one."""
        before = {token.lower_ for token in self.doc[max(0, span.start - TITLE) : span.start]}
        if before.isdisjoint(words_of("no_longer_adjectives")):
            return None
        today = self.published.isoformat() if self.published is not None else RECENT[1]
        held = [
            person
            for person in persons
            if any(office.title.split()[-1] in before and (office.end or today) < today for office in person.offices)
        ]
        return held[0] if len(held) == 1 else None

    def _in_office(self, persons: list[Person]) -> Person | None:
        """The one of the persons with that surname who held office around the publication date, else in our time."""
        early, late = RECENT
        if self.published is not None:
            early, late = (self.published - ACTIVE_MARGIN).isoformat(), (self.published + ACTIVE_MARGIN).isoformat()
        active = [person for person in persons if _held_office(person, early, late)]
        if len(active) > 1 and self.published is not None:  # a successor of the same name is not meant yet
            today = self.published.isoformat()
            active = [person for person in active if _held_office(person, today, today)]
        return active[0] if len(active) == 1 else None


def _held_office(person: Person, early: str, late: str) -> bool:
    """Whether a person held an office between two days (ISO)."""
    return any((office.start or "0") <= late and early <= (office.end or "9999") + "~" for office in person.offices)
