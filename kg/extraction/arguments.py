"""Who fills a role: from the tokens in a trigger's slots to mentions of actors.

Knows the constraints that relation types put on slots, and which actor a phrase stands for when its head names none
("Armenian positions", "Netanyahu's decision", "nine sites in Pakistan").
"""

from collections.abc import Callable, Iterable
from itertools import takewhile

from kg.extraction.clauses import MODIFIERS, expand
from kg.extraction.dependents import is_beside
from kg.extraction.syntax import FLOATING, Grammar
from kg.language.actors import ACTOR_KINDS, Actors
from kg.language.tokens import Token
from kg.types import Mention
from kg.vocabulary.weapons import broader_classes
from kg.vocabulary.words import words_of

# Where an actor stands inside a phrase whose head names none, nearest to its meaning first.
INNER_SLOTS = {
    "source": ("poss", "mod", "by", "subj"),
    "target": ("poss", "mod", "of", "by", "from", "in", "on", "near", "against", "at", "any"),
    "helped": ("poss", "mod", "of", "by", "from", "in", "on", "near", "at", "any"),
    "party": ("poss", "mod", "of", "by", "from", "any"),  # who takes part is no matter of where
    "holder": ("poss", "mod", "of", "by", "from"),
    "answered": ("poss", "mod", "of", "by", "from", "in", "on", "near", "against", "at", "any"),
    "asked": ("poss", "mod", "by", "from", "of", "in", "on", "near", "against", "at"),
}
PEOPLE_VIA = frozenset({"demonym", "body"})  # mentions of a state that speak of its people, and of no ground
DOER_SLOTS = ("poss", "mod", "by", "from")  # who did the attack that others answer, and not who suffered it
MAX_DEPTH = 3
# Before nouns that tell how something is done: "in support of", "with the help of".
LINKS = frozenset({"in", "with", "at", "under"})


class Arguments:
    """Fills roles in one document."""

    def __init__(self, grammar: Grammar, actors: Actors) -> None:
        self.grammar = grammar
        self.actors = actors

    def fill(
        self, trigger: Token, slots: Iterable[str], role: str, without: frozenset[str] = frozenset()
    ) -> list[Mention]:
        """The actors in the first of the slots that holds any but those in `without`, as mentions in text order."""
        for slot in slots:
            origin = role == "source" and slot == "from"  # whence a thing struck came is not who struck it
            floats = slot.partition(".")[0] in FLOATING and not origin
            for path in (slot, f"~{slot}") if floats else (slot,):
                tokens = [t for t in self.grammar.slot(trigger, path) if self._has_part(t, role, trigger)]
                if path.startswith("~from"):  # "under pressure from Oman, it left": not from Oman
                    tokens = [t for t in tokens if t.i > trigger.i]
                if slot.endswith("any"):
                    tokens = self._nearest(tokens, lambda token: self._mentions_of(token, role, 0, without))
                found = self.mentions(tokens, role, without)
                if found:
                    return found
        return []

    def _nearest(self, tokens: list[Token], find: Callable[[Token], list[Mention]]) -> list[Token]:
        """Of all words inside a phrase the first that names a known actor, or any, with those joined to it."""
        naming = {token: mentions for token in tokens if (mentions := find(token))}
        naming = {
            t: m for t, m in naming.items() if t.dep_ not in MODIFIERS or t.head not in naming
        }  # "French charity"
        if not naming:
            return []
        known = [token for token, mentions in naming.items() if any(map(self.is_known, mentions))]
        actors = [token for token in known if any(mention.kind != "place" for mention in naming[token])]
        return expand([next(iter((*actors, *known, *naming)))])

    def country(self, mention: Mention) -> str | None:
        """The country of the entity that a mention names."""
        return self.actors.entities[mention.entity].country

    def is_known(self, mention: Mention) -> bool:
        """Whether a mention is more than a description of people of no known country ("ten villagers")."""
        return mention.kind != "group" or mention.via == "name" or self.country(mention) is not None

    def mentions(self, tokens: Iterable[Token], role: str, without: frozenset[str] = frozenset()) -> list[Mention]:
        """The actors that the tokens stand for, each once, but those in `without` (entity ids)."""
        found: list[Mention] = []
        for token in tokens:
            for mention in self._mentions_of(token, role, 0, without):
                if all((mention.entity, mention.start) != (other.entity, other.start) for other in found):
                    found.append(mention)
        return found

    def _mentions_of(self, token: Token, role: str, depth: int, without: frozenset[str]) -> list[Mention]:
        if token.tag_ == "NNS" and (several := self._several(token, role, depth, without)):
            return several
        if role == "source" and token.lemma_.lower() in words_of("kin_nouns"):
            return []  # whose brother acts for nobody by that
        raw = self.actors.at(token)
        here = [self.actors.actor(mention) for mention in raw]
        actors = [mention for mention in here if mention.kind in ACTOR_KINDS and mention.entity not in without]
        if actors:
            return self._named_beside(token, actors, role, depth, without) or actors
        if not raw and token.dep_ == "appos" and (named := self._person_apposed_to(token)):
            return named
        if any(mention.kind == "place" for mention in raw):
            return raw  # a place that no state stands for, or one of the actor's own country
        if depth < MAX_DEPTH and (found := self._apposed(token, role, without)):
            return found
        taken = any(mention.kind in ACTOR_KINDS for mention in here)
        if depth >= MAX_DEPTH or taken or token.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"):
            return []
        lemma = token.lemma_.lower()
        if lemma in words_of("vague_heads") or token.pos_ in ("NUM", "DET"):
            return self._inner(token, ("of", "from"), role, depth, without)
        if role == "source" and not here and lemma not in words_of("proxy_heads"):
            return []  # what "Pakistan's city" does is no act of Pakistan
        if role != "source" and (is_beside(token) or (depth == 0 and _is_circumstance(token))):
            return []
        slots = INNER_SLOTS[role]
        if role == "asked" and lemma in words_of("done_to_nouns"):
            slots = tuple(slot for slot in slots if slot in DOER_SLOTS)  # "urged the release of Cubans" asks no Cuban
        if role == "answered" and lemma in words_of("measure_nouns"):
            slots = tuple(slot for slot in slots if slot in ("poss", "by", "from"))  # "welcomed the Cuba sanctions"
        if role == "answered" and lemma in words_of("attack_nouns"):
            found = self._inner(token, DOER_SLOTS, role, depth, without)
            return found or self._doers_in_clause(token, role, depth, without)
        if role == "source" and lemma in words_of("proxy_heads"):
            if launched := self._doers_in_clause(token, role, depth, without):
                return launched  # "rockets fired by Hezbollah hit Haifa"
            slots = (*slots, "clause.subj")  # "quit the bloc in a statement that accused it"
        return self._inner(token, slots, role, depth, without)

    def _apposed(self, token: Token, role: str, without: frozenset[str]) -> list[Mention]:
        """The actors that stand in apposition to a noun."""
        beside = expand([child for child in token.children if child.dep_ == "appos"])
        return [mention for child in beside for mention in self._mentions_of(child, role, MAX_DEPTH, without)]

    def _person_apposed_to(self, token: Token) -> list[Mention]:
        """The person whom a noun describes: "Oleg Orlov, the activist whom they arrested"."""
        return [mention for mention in self.actors.at(token.head) if mention.kind == "person"]

    def _named_beside(
        self, token: Token, described: list[Mention], role: str, depth: int, without: frozenset[str]
    ) -> list[Mention]:
        """The names behind a mere description of people: the M23, of "a rebel group, the M23,"."""
        if depth >= MAX_DEPTH or any(mention.kind != "group" or mention.via == "name" for mention in described):
            return []
        return [mention for mention in self._apposed(token, role, without) if mention.via == "name"]

    def _several(self, token: Token, role: str, depth: int, without: frozenset[str]) -> list[Mention]:
        """The actors that people of several stand for: "the leaders of Japan and China", "their ministers"."""
        if token.lemma_.lower() in words_of("delegation"):
            for owner in self.grammar.slot(token, "poss"):
                owners = self._mentions_of(owner, role, MAX_DEPTH, without) if owner.pos_ == "PRON" else []
                if len({mention.entity for mention in owners}) > 1:
                    return owners
        for slot in ("of", "from"):
            inner = self.grammar.slot(token, slot)
            if len(inner) > 1 and depth < MAX_DEPTH and all(noun.pos_ == "PROPN" for noun in inner):
                found = [mention for noun in inner for mention in self._mentions_of(noun, role, MAX_DEPTH, without)]
                if len({mention.entity for mention in found}) == len(inner):
                    return found
        return []

    def _doers_in_clause(self, token: Token, role: str, depth: int, without: frozenset[str]) -> list[Mention]:
        """Who did what a noun tells, by the clause on it: "strikes that Chad made", "an attack claimed by"."""
        doing = words_of("doing_verbs")
        clauses = [child for child in token.children if child.dep_ in ("relcl", "acl") and child.lemma_ in doing]
        subjects = [noun for clause in clauses for noun in self.grammar.slot(clause, "subj") if noun != token]
        return [mention for noun in subjects for mention in self._mentions_of(noun, role, depth + 1, without)]

    def _inner(
        self, token: Token, slots: Iterable[str], role: str, depth: int, without: frozenset[str]
    ) -> list[Mention]:
        for slot in slots:
            if slot == "any" and role == "party" and self._names_one_of(token, without):
                return []  # "met Omani firms working in Chad", said of Oman
            inner = [
                t for t in self.grammar.slot(token, slot) if self._has_part(t, role) and not _is_near_border(t, token)
            ]
            if slot == "any":
                inner = [t for t in inner if not _gives_reason(t, token)]
                inner = self._nearest(inner, lambda t: self._mentions_of(t, role, depth + 1, without))
            found = [mention for t in inner for mention in self._mentions_of(t, role, depth + 1, without)]
            if found and all(map(self.is_nobodys, found)):
                return []
            actors = [mention for mention in found if mention.kind != "place"] if slot == "any" else []
            if found:
                return actors or found
        return []

    def is_nobodys(self, mention: Mention) -> bool:
        """Whether a mention is of a sea, a strait or a gulf, which is no party to what is done there."""
        if mention.kind != "place" or self.actors.acting_state(mention.entity) is not None:
            return False
        return not words_of("sea_names").isdisjoint(self.actors.entities[mention.entity].name.lower().split())

    def _names_one_of(self, token: Token, entities: frozenset[str]) -> bool:
        """Whether what stands before a noun names one of some entities (ids)."""
        owners = (inner for slot in ("poss", "mod") for inner in self.grammar.slot(token, slot))
        return any(self.actors.actor(mention).entity in entities for o in owners for mention in self.actors.at(o))

    def _has_part(self, token: Token, role: str, trigger: Token | None = None) -> bool:
        """Whether what a token names may have the role, and not only a place, a clause or an adjective in the phrase.

        Of a compound participle that is the trigger itself, the name in it acts ("Qatari-brokered").
        """
        if self._is_venue(token, role) or _is_aside(token, role, trigger):
            return False
        return token.head == trigger or not self._is_participial(token, role)

    def _is_venue(self, token: Token, role: str) -> bool:
        """Whether a city before an act is where it is done: "the Geneva summit", and not "Moscow-Kyiv talks"."""
        head = token.head
        fought = role == "source" and head.lemma_.lower() in words_of("attack_nouns")
        if token.dep_ not in MODIFIERS or not (fought or head.lemma_.lower() in words_of("talk_nouns")):
            return False
        beside = [token.doc[i].text for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)]
        joined = (
            any(text in ("-", "–", "/") for text in beside)
            or token.dep_ == "conj"
            or any(child.dep_ == "conj" for child in token.children)
        )
        if fought:  # "the Mosul operation"; a capital's may be its state's
            return any(m.kind == "place" and m not in self.actors.actor_state for m in self.actors.at(token))
        cities = (m.kind == "place" or (m.kind == "state" and m.via == "metonym") for m in self.actors.at(token))
        return not joined and any(cities)

    def _is_participial(self, token: Token, role: str) -> bool:
        """Whether the token belongs to a compound adjective that tells of no owner ("Russian" in "Russian-backed").

        What is done to a "Russian-flagged ship" is done to Russia.
        """
        after = token.i + 2
        doc = token.doc
        if after >= len(doc) or doc[token.i + 1].text not in ("-", "–") or after in self.actors.named:
            return False
        if role == "target" and doc[after].lower_ in words_of("owning_participles"):
            return False
        return doc[after].tag_ in ("VBN", "VBD", "JJ", "VBG")

    # ------------------------------------------------------------------ constraints

    def any_matches(self, trigger: Token, slot: str, words: frozenset[str]) -> bool:
        """Whether some token in the slot is one of the words, or mentions what a class asks for."""
        return any(self.matches(token, words) for token in self.grammar.slot(trigger, slot))

    def matches(self, token: Token, words: frozenset[str]) -> bool:
        """Whether a token is one of the words (by lemma or form, alone or with its modifier)."""
        lemma, lower = token.lemma_.lower(), token.lower_
        if "*" in words or token.text in words or ((lemma in words or lower in words) and not self._is_in_name(token)):
            return True
        for child in token.children:
            if child.dep_ in ("compound", "amod", "nmod", "poss") and (
                f"{child.lower_} {lemma}" in words or f"{child.lemma_.lower()} {lemma}" in words
            ):
                return True
        if any(
            child.dep_ == "appos" and child.pos_ in ("NOUN", "PROPN") and self.matches(child, words)
            for child in token.children
        ):
            return True  # "Cobra Gold, a yearly exercise", "the prime minister, Anwar Ibrahim"
        if lemma in words_of("container_nouns") and any(
            self.matches(inner, words) for inner in self.grammar.slot(token, "any")
        ):
            return True
        if lemma in words_of("vague_heads") or token.pos_ == "NUM":
            inside = (*self.grammar.slot(token, "of"), *self.grammar.slot(token, "in"))
            if any(self.matches(inner, words) for inner in inside):
                return True
        return any(self._mentions_class(token, word) for word in words if word.startswith("@"))

    def _is_in_name(self, token: Token) -> bool:
        """Whether a word is only part of a name that the vocabularies know: no union is in "the Soviet Union"."""
        named = self.actors.named.get(token.i)
        if named is None or len(named.span) < 2 or named.entity.kind not in ("state", "organisation"):
            return False
        return named.entity.id in self.actors.gazetteer.entities

    def _mentions_class(self, token: Token, word: str) -> bool:
        match word:
            case "@money":
                return self._is_money(token)
            case "@pronoun":
                return token.pos_ == "PRON"
            case "@nationals":
                return token.tag_ == "NNPS" and any(mention.via == "demonym" for mention in self.actors.at(token))
            case "@weapon" | "@missile":
                return self._is_weapon(token, missile=word == "@missile")
        kinds = {mention.kind for mention in self.actors.at(token)}
        match word:
            case "@forces":
                return any(
                    mention.kind == "armed_group" or mention.sector in ("military", "rebels")
                    for mention in self.actors.at(token)
                )
            case "@national":
                return any(
                    mention.kind == "person" or self.country(mention) is not None for mention in self.actors.at(token)
                )
            case "@actor":
                return bool(kinds & ACTOR_KINDS) or any(
                    self.actors.actor(m).kind in ACTOR_KINDS for m in self.actors.at(token)
                )
            case "@person" | "@leader":
                return "person" in kinds or (
                    word == "@person" and token.lower_ in ("he", "she", "who", "him", "her") and not kinds
                )
            case "@named":
                return token.pos_ != "PRON" and bool(kinds & ACTOR_KINDS)
            case "@state" | "@media":
                return word.removeprefix("@") in kinds
            case "@organisation":
                return any(
                    mention.kind == "organisation" or (mention.kind == "group" and mention.via == "name")
                    for mention in self.actors.at(token)
                )
            case "@place":
                at = self.actors.at(token)
                named = any(m.kind == "place" or (m.kind == "state" and m.via not in PEOPLE_VIA) for m in at)
                return named or token.lemma_.lower() in words_of("ground_nouns")
        return False

    def _is_money(self, token: Token) -> bool:
        return any(inner.ent_type_ == "MONEY" for inner in (token, *token.children)) or token.lemma_ in (
            "dollar",
            "euro",
            "pound",
            "yen",
            "yuan",
        )

    def _is_weapon(self, token: Token, *, missile: bool) -> bool:
        counted = token.lemma_.lower() in words_of("vague_heads") or token.ent_type_ in ("CARDINAL", "QUANTITY")
        heads = (token, *self.grammar.slot(token, "of")) if counted else (token,)
        if any(head.lemma_.lower() in words_of("container_nouns") for head in heads):
            heads = tuple(self.grammar.slot(token, "any"))  # "containers loaded with artillery shells"
        elif token.lemma_.lower() in words_of("weapon_heads"):  # "Su-35 fighters", "Patriot systems"
            before = (child for child in token.children if child.dep_ in ("compound", "nmod", "amod"))
            heads = (*heads, *before, *self.grammar.slot(token, "of"))  # "a battery of the S-400"
        return any(
            mention.kind == "weapon" and (not missile or self._is_missile(mention.entity))
            for head in heads
            for mention in self.actors.by_head.get(head.i, ())
        )

    @staticmethod
    def _is_missile(weapon: str) -> bool:
        return weapon in ("missile", "rocket") or any(
            broader.id in ("missile", "rocket") for broader in broader_classes(weapon)
        )


def _is_aside(token: Token, role: str, trigger: Token | None) -> bool:
    """Whether somebody named deep in a phrase has another part: "help against them", "talks sponsored by them".

    Where something goes is none of what is done to it: "intercepted drones *bound for Qatar*".
    """
    phrase = list(takewhile(lambda above: above.pos_ not in ("VERB", "AUX"), token.ancestors))
    clause = next((above for above in token.ancestors if above.pos_ == "VERB"), token)
    used = (
        clause != trigger and clause.dep_ == "acl" and clause.tag_ == "VBN" and clause.lemma_ in words_of("used_words")
    )
    if used and not any(above.dep_ == "agent" for above in phrase):
        return True  # "a railway used for deliveries to Ukraine"
    if any(above.lower_ in words_of("excepting_words") for above in phrase):
        return True  # "banned all ships except Mali's"
    way = token.head.head
    if token.head.lower_ in ("for", "to") and way.lower_ in words_of("bound_words") and way.dep_ in ("acl", "pobj"):
        return True
    if role == "helped":
        return token.head.lower_ == "at" or any(above.lower_ == "against" for above in phrase)
    return role == "party" and token.head.dep_ == "agent" and token.head.head.dep_ == "acl"


def _gives_reason(token: Token, noun: Token) -> bool:
    """Whether a word stands in what a noun's phrase gives as the reason: "sanctions on firms *over unrest in Gaza*"."""
    between = takewhile(lambda above: above != noun, token.ancestors)
    return any(above.dep_ == "prep" and above.lower_ in words_of("cause_prepositions") for above in between)


def _is_near_border(token: Token, noun: Token) -> bool:
    """Whether a noun's phrase says only near whose border something is: "a plane *near the Thai border*"."""
    between = (token, *takewhile(lambda above: above != noun, token.ancestors))
    return any(t.head.lower_ == "near" and t.lemma_.lower() in words_of("border_nouns") for t in between)


def _is_circumstance(token: Token) -> bool:
    """Whether a noun behind a preposition tells how something was done, and whoever it names is no party to it."""
    linked = token.head.lower_ in LINKS or token.lower_ == "behalf"
    return token.dep_ == "pobj" and linked and token.lemma_.lower() in words_of("linking_nouns")
