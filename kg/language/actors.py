"""Who is meant: turns the names and noun phrases of a Doc into mentions of actors, places and weapons.

Bodies and forces of a state stand for the state ("Russian forces"), offices for their holder ("the Russian foreign
minister"), people that no vocabulary knows are groups of their own ("Maoist rebels"). Pronouns and other phrases that
point back are left to `kg.language.coreference`.
"""

import datetime
from collections.abc import Iterable
from dataclasses import replace

from kg.language.bodies import NP_CHILDREN, bodies_of, is_no_body, leads_in_private
from kg.language.gazetteer import Gazetteer, NameMatcher, holder_on
from kg.language.groups import crowd_of, describe_group, is_bare
from kg.language.named import Named
from kg.language.names import Names
from kg.language.owners import Owners
from kg.language.tokens import Doc, Span, Token
from kg.language.trees import mend_trees
from kg.types import Entity, Mention, Office, Sector, Via, content_hash
from kg.vocabulary.offices import OfficeTitle
from kg.vocabulary.words import words_of

SECTORS: tuple[Sector, ...] = (
    "government", "military", "parliament", "court", "police", "intelligence", "opposition", "rebels", "civilians",
)  # fmt: skip
# Sectors whose acts are not the state's: "Syrian rebels" are no act of Syria.
APART: frozenset[Sector] = frozenset({"opposition", "rebels", "civilians"})
OUTSIDE_STATE: frozenset[Sector] = frozenset({"opposition", "rebels"})
ACTOR_KINDS = frozenset({"state", "organisation", "armed_group", "media", "person", "group"})


class Actors:
    """The mentions of one document, and which of them a token stands for.

    `text` is the document's as published, where the Doc has blanks for what is left unread.
    """

    def __init__(
        self,
        doc: Doc,
        matcher: NameMatcher,
        published: datetime.date | None,
        skip: frozenset[int] = frozenset(),
        text: str | None = None,
    ) -> None:
        self.doc = doc
        self.text = doc.text if text is None else text
        self.gazetteer: Gazetteer = matcher.gazetteer
        self.published = published
        self.skip = skip
        self._own_scope = content_hash(doc.text, length=6)
        self.entities: dict[str, Entity] = {}
        self.mentions: list[Mention] = []
        self.by_head: dict[int, list[Mention]] = {}
        self.named: dict[int, Named] = {}
        self.actor_state: dict[Mention, str] = {}  # capitals read as places -> the state they may stand for
        self.genders: dict[str, str] = {}
        self.titled: set[str] = set()  # persons whom the text gives an office, whether or not it says of what
        self._sectors = {word: sector for sector in reversed(SECTORS) for word in words_of(f"body_{sector}")}
        self._names = Names(doc, matcher, published, skip)
        self._offices = {span.end - 1: (span, office) for span, office in matcher.match_offices(doc)}
        for named in self._names.found:
            self._add_named(named)
        self._owners = Owners(self.named, self.gazetteer, self._sectors)
        mend_trees(doc, self.named)
        self._read_titles()
        self._read_countries()
        for token in doc:
            if (
                (token.pos_ in ("NOUN", "PROPN") or _is_rebels_own(token))
                and token.i not in skip
                and self._is_free(token) | self._is_own_body(token)
            ):
                self._read_phrase(token)

    # ------------------------------------------------------------------ registering

    def add(
        self, span: Span, entity: Entity, via: Via, sector: Sector | None = None, *, heads: Iterable[int] = ()
    ) -> Mention:
        """Enter a mention, found from then on at its root (and at `heads`)."""
        while len(span) > 1 and span[0].is_space:  # the blanks of a dateline
            span = span[1:]
        self.entities.setdefault(entity.id, entity)
        start, end = span.start_char, span.end_char
        mention = Mention(start, end, self.text[start:end], entity.kind, entity.id, via, sector)
        self.mentions.append(mention)
        for i in {span.root.i, *heads}:
            self.by_head.setdefault(i, []).append(mention)
        return mention

    def _add_named(self, named: Named) -> None:
        heads = range(named.span.start, named.span.end)
        mention = self.add(named.span, named.entity, named.via, named.sector, heads=heads)
        for i in heads:
            self.named[i] = named
        if named.actor:
            self.actor_state[mention] = named.actor
            self.entities.setdefault(named.actor, self.gazetteer.entities[named.actor])
        person = self.gazetteer.persons.get(named.entity.id)
        if person and person.gender:
            self.genders[person.id] = person.gender

    # ------------------------------------------------------------------ titles before and after names

    def _read_titles(self) -> None:
        """Offices from "Russian Foreign Minister Sergei Lavrov" and "Sergei Lavrov, the Russian foreign minister"."""
        for named in self._names.found:
            if named.entity.kind != "person":
                continue
            self._read_gender(named)
            self._read_nationality(named)
            title = self._offices.get(named.span.start - 1)
            if title is None:
                title = self._apposed_title(named)
            if title is None:
                continue
            span, office = title
            self.titled.add(named.entity.id)
            of = self._body_before(span) or self._body_after(span) or self._body_after(named.span)
            self._add_office(named.entity.id, office, of)

    def _read_nationality(self, named: Named) -> None:
        """The country of a person whom a demonym stands before ("American reporter Evan Gershkovich")."""
        if self.entities[named.entity.id].country is not None:
            return
        for i in range(named.span.start - 1, max(-1, named.span.start - 5), -1):
            near = self.named.get(i)
            if near is not None and near.entity.kind == "state" and near.via == "demonym":
                self.entities[named.entity.id] = replace(self.entities[named.entity.id], country=near.entity.country)
            if near is not None or self.doc[i].pos_ not in ("NOUN", "ADJ", "PROPN"):
                return

    def _read_gender(self, named: Named) -> None:
        if named.entity.id in self.genders:
            return
        low = max(0, named.span.start - 3)
        for token in self.doc[low : named.span.start]:
            if token.lower_ in words_of("male_words"):
                self.genders[named.entity.id] = "m"
            elif token.lower_ in words_of("female_words"):
                self.genders[named.entity.id] = "f"

    def _apposed_title(self, named: Named) -> tuple[Span, OfficeTitle] | None:
        root = named.span.root
        for child in root.children:
            if child.dep_ == "appos" and child.i in self._offices:
                return self._offices[child.i]
        if root.dep_ == "appos" and root.head.i in self._offices:
            return self._offices[root.head.i]
        return None

    def _body_before(self, span: Span) -> Entity | None:
        """The state or organisation that the words before a title name ("Russian Foreign Ministry spokeswoman")."""
        i = span.start - 1
        while i >= 0 and i > span.start - 6:
            token = self.doc[i]
            named = self.named.get(i)
            if named is not None:
                return named.entity if named.entity.kind in ("state", "organisation", "armed_group", "place") else None
            if not (token.pos_ in ("PROPN", "NOUN", "ADJ", "PART") or token.text in ("'s", "’s", "-")):
                return None
            i -= 1
        return None

    def _body_after(self, span: Span) -> Entity | None:
        """The state or organisation after "of", "for" or "to" ("President of France", "envoy to Syria" is left out)."""
        i = span.end
        if i < len(self.doc) and self.doc[i].lower_ in ("of", "for"):
            i += 1
            if i < len(self.doc) and self.doc[i].lower_ == "the":
                i += 1
            named = self.named.get(i)
            if named is not None and named.entity.kind in ("state", "organisation", "armed_group"):
                return named.entity
        return None

    def _add_office(self, person: str, office: OfficeTitle, of: Entity | None) -> None:
        entity = self.entities[person]
        if of is None:
            return
        if of.kind == "place" and of.country:
            of = self.gazetteer.entities[self.gazetteer.state_of[of.country]]
        known = any(held.title == office.title and held.of == of.id for held in entity.offices)
        offices = entity.offices if known else (*entity.offices, Office(office.title, of.id))
        self.entities.setdefault(of.id, of)
        self.entities[person] = replace(entity, offices=offices, country=entity.country or of.country)

    # ------------------------------------------------------------------ noun phrases without a name of their own

    def _read_phrase(self, head: Token) -> None:
        office = self._offices.get(head.i)
        pair = f"{self.doc[head.i - 1].lower_} {head.lemma_.lower()}" if head.i else ""
        if is_no_body(head, pair):
            return
        phrase = self._sectors.get(pair)
        sector = office[1].sector if office else phrase or self._sectors.get(head.lemma_.lower())
        crowd = crowd_of(head) if sector is None else None
        if crowd is not None:
            sector = "civilians"
        if sector is not None and sector not in APART:
            sector = "civilians" if leads_in_private(head) else self._side_before(head) or sector
        if sector is None or self._is_title_of_name(head):
            return
        if (
            head.dep_ in ("compound", "amod", "nmod")
            and head.head.i not in self.named
            and head.head.pos_ in ("NOUN", "PROPN")
        ):
            inner = self._sectors.get(head.head.lemma_.lower())
            if inner is not None:
                return  # "government forces": the whole phrase is read at its head
            if office is None and not _is_rebels_own(head):
                return
        if sector in APART and head.tag_ == "NN" and head.dep_ == "pobj" and not any(head.children):
            return  # "leads the opposition from exile"
        owners = self._owners.of(head)
        if not owners and head.i in self.named and phrase is None:
            return  # a weapon of nobody's
        owner = owners[0] if owners else None
        span = crowd or self._phrase_span(head, owner)
        if owner is not None and owner.kind == "state" and self._is_local(head, office is not None):
            self.add(
                span, describe_group(head, span, self._own_scope, owner.country), "description", sector, heads=[head.i]
            )
            return
        if not owners and any(self._owners.heads_firm(head, body) for body in bodies_of(head)):
            return
        holds = office and office[1].unique and not bodies_of(head)  # not "president of Kenya's parliament"
        if office and holds and owner is not None and head.tag_ in ("NN", "NNP"):
            holder = (
                holder_on(self.gazetteer, office[1], owner.id, self.published) if not self._is_former(head) else None
            )
            if holder:
                person = self.gazetteer.entities[holder]
                self.add(span, person, "role", office[1].sector)
                gender = self.gazetteer.persons[holder].gender
                if gender:
                    self.genders[holder] = gender
                return
        if len(owners) > 1:  # "Thai and Cambodian troops": each by its own words
            for named in self._names_of(owners, head):
                last = named.span.end <= head.i and named.span.start == max(
                    n.span.start for n in self._names_of(owners, head)
                )
                self._add_body(
                    head, self.doc[named.span.start : head.i + 1] if last else named.span, named.entity, sector
                )
            return
        self._add_body(head, span, owner, sector)

    def _side_before(self, head: Token) -> Sector | None:
        """The opposition or the rebels, where a word before a body says that it is theirs ("opposition forces")."""
        for child in head.children:
            if child.dep_ in NP_CHILDREN and child.i < head.i and (child.i == 0 or child.nbor(-1).text != "-"):
                sector = self._sectors.get(child.lemma_.lower())
                if sector in OUTSIDE_STATE:
                    return sector
        return None

    def _is_local(self, head: Token, office: bool) -> bool:
        """Whether a phrase tells of the head of a town or region, who is not that of its state ("Texas governor")."""
        if head.lemma_.lower() in words_of("local_heads"):
            return True
        nearest = next((self.named[token.i] for token in self._owners.modifying(head) if token.i in self.named), None)
        return office and nearest is not None and nearest.entity.kind == "place" and nearest.actor is None

    def _names_of(self, owners: list[Entity], head: Token) -> list[Named]:
        """The names before a head by which its owners are called, the states of places and persons left out."""
        ids = {owner.id for owner in owners}
        near = {id(n): n for i in range(max(0, head.i - 12), head.i) if (n := self.named.get(i)) and n.entity.id in ids}
        return list(near.values())

    def _is_free(self, token: Token) -> bool:
        """Whether no name covers the token, but for that of a weapon ("Syrian warplanes" are Syria's)."""
        named = self.named.get(token.i)
        return named is None or named.entity.kind == "weapon"

    def _read_countries(self) -> None:
        """Give organisations that no vocabulary knows the country whose they are: "Kenya's Wildlife Service"."""
        for named in self._names.found:
            entity = self.entities[named.entity.id]
            if entity.kind != "organisation" or entity.country or entity.id in self.gazetteer.entities:
                continue
            if (state := self._owners.possessing(named.span.root)) is not None:
                self.entities[entity.id] = replace(entity, country=state.country)

    def _is_own_body(self, token: Token) -> bool:
        """Whether a name that no vocabulary knows is that of a state's body: "Pakistan's *Supreme Court*"."""
        named = self.named.get(token.i)
        if named is None or named.entity.kind != "organisation" or named.entity.id in self.gazetteer.entities:
            return False
        sector = self._sectors.get(token.lemma_.lower())
        body = token.i == named.span.end - 1 and sector not in (None, *APART)
        return body and self._owners.possessing(token) is not None

    def _is_former(self, head: Token) -> bool:
        return any(child.lower_ in words_of("no_longer_adjectives") for child in head.children)

    def _is_title_of_name(self, head: Token) -> bool:
        """Whether the noun is only the title before a name ("President" in "President Macron")."""
        name = head.i + 1
        while name < len(self.doc) and self.doc[name].lower_ in words_of("honorifics"):  # "defence chief Gen. ..."
            name += 1
        after = self.named.get(name)
        if after is not None and after.entity.kind == "person" and after.span.start == name:
            return True
        if head.dep_ != "npadvmod" and head.following is not None and head.following.text == "-":  # "president-elect"
            return True
        apposed = [head.head] if head.dep_ == "appos" else [child for child in head.children if child.dep_ == "appos"]
        return any(token.i in self.named and self.named[token.i].entity.kind == "person" for token in apposed)

    def _add_body(self, head: Token, span: Span, owner: Entity | None, sector: Sector) -> None:
        lemma = head.lemma_.lower()
        whole = sector != "civilians" or lemma in words_of("whole_heads")
        whole |= owner is not None and owner.kind == "armed_group" and lemma in words_of("member_nouns")
        stands_for = owner is not None and (
            (owner.kind in ("organisation", "armed_group") and whole) or (owner.kind == "state" and sector not in APART)
        )
        former = head.i in self._offices and self._is_former(head)
        if former:
            sector = "civilians"
        if owner is not None and stands_for and not former:
            self.add(span, owner, "body", sector, heads=[head.i])
        elif owner is not None or not is_bare(head, span):
            country = owner.country if owner is not None else None
            self.add(span, describe_group(head, span, self._own_scope, country), "description", sector, heads=[head.i])

    def _phrase_span(self, head: Token, owner: Entity | None) -> Span:
        start = min(
            [child.left_edge.i for child in head.children if child.dep_ in NP_CHILDREN and child.i < head.i] + [head.i]
        )
        while start < head.i and self.doc[start].pos_ in ("DET", "PUNCT", "CCONJ"):
            start += 1
        end = head.i + 1
        if owner is not None and not any(
            self.named.get(i) and self.named[i].entity.id == owner.id for i in range(start, head.i)
        ):
            for child in head.children:  # "the government of Iraq", "police in Colombia's second city"
                if child.dep_ == "prep" and child.lower_ in ("of", "in", "from"):
                    for inner in child.children:
                        if inner.dep_ == "pobj" and inner.i in self.named:
                            end = max(end, self.named[inner.i].span.end)
        return self.doc[start:end]

    # ------------------------------------------------------------------ look-up

    def at(self, token: Token) -> list[Mention]:
        """The mentions whose head the token is: those of the phrase around it, else the longest name."""
        found = self.by_head.get(token.i, [])
        if len(found) < 2:
            return found
        phrases = [mention for mention in found if mention.via in ("body", "role", "description")]
        if phrases:
            return phrases
        longest = max(mention.end - mention.start for mention in found)
        return [mention for mention in found if mention.end - mention.start == longest]

    def side(self, entity: str) -> str:
        """The country or, where there is none, the entity (id) that an actor acts for."""
        return self.entities[entity].country or entity

    def sides(self, mentions: Iterable[Mention]) -> set[str]:
        """Those that the actors of some mentions act for."""
        return {self.side(mention.entity) for mention in mentions}

    def acting_state(self, entity: str) -> str | None:
        """The state that an entity (id) is, belongs to or acts for."""
        state = self.gazetteer.state_of.get(self.entities[entity].country or "")
        if state:
            self.entities.setdefault(state, self.gazetteer.entities[state])
        return state

    def actor(self, mention: Mention) -> Mention:
        """The mention as an actor: a place stands for the state that it lies in."""
        if mention.kind != "place":
            return mention
        state = self.actor_state.get(mention) or self.acting_state(mention.entity)
        if state is None:
            return mention
        self.entities.setdefault(state, self.gazetteer.entities[state])
        return replace(mention, kind="state", entity=state, via="metonym")


def _is_rebels_own(word: Token) -> bool:
    """Whether a word before a thing says that it is rebels': "*rebel* bases", "*gang* attacks"."""
    rebels = words_of("body_rebels") - words_of("manners_of_attack")
    if word.lemma_.lower() not in rebels:
        return False
    if word.dep_ == "npadvmod":  # "a rebel-held area"
        return word.head.lower_ in words_of("owning_participles")
    return word.dep_ in ("compound", "amod", "nmod") and word.head.lemma_.lower() in words_of("rebel_things")
