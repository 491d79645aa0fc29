"""What phrases point back to: "the two countries", "its air force", "the minister", "the kingdom", "the city".

In: the `Discourse` before the head noun of a phrase. Out: the ids of the entities that it stands for, none where it is
left open, with the words of the phrase.
"""

from kg.language.actors import APART
from kg.language.discourse import COLLECTIVE, REACH, Discourse
from kg.language.home import home_state, is_home_body
from kg.language.pronouns import HE
from kg.language.tokens import Span, Token
from kg.types import Entity, EntityKind, Mention, Via
from kg.vocabulary.words import words_of

COUNTS = {
    "two": 2,
    "both": 2,
    "each": 2,
    "neither": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "2": 2,
    "3": 3,
    "4": 4,
    "5": 5,
    "6": 6,
}
# States that share a name, which its plural stands for: "the two Koreas".
TWINS = {
    "koreas": ("North Korea", "South Korea"),
    "sudans": ("Sudan", "South Sudan"),
    "congos": ("Democratic Republic of the Congo", "Republic of the Congo"),
}
DISTRIBUTIVE = frozenset({"both", "each", "neither"})
DEFINITE = frozenset({"the", "these", "those", "this", "that"})
LAST_NAMED = 5.0
"""More than any salience: "the country" is the last that its sentence named, unless it is the subject itself."""
POINTING = DEFINITE | COUNTS.keys()


class Descriptions:
    """Resolves the phrases of one document that point back."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.actors = discourse.actors
        self.doc = discourse.doc
        self._home = home_state(discourse.actors)

    def resolve(self, number: int, token: Token) -> tuple[list[str], Span, Via] | None:
        """The entities that the phrase around a head stands for, its span, and how it names them."""
        if token.pos_ == "NUM":
            counted = token.lower_ in COUNTS and any(child.lower_ == "the" for child in token.children)
            pair = (
                self.discourse.last_distinct(number, token, COUNTS[token.lower_], COLLECTIVE | {"person"})
                if counted
                else []
            )
            return pair, self.doc[token.i : token.i + 1], "pronoun"
        if token.lower_ in TWINS:
            return self._twins(token), self.doc[token.i : token.i + 1], "name"
        if token.pos_ in ("NOUN", "PROPN", "ADJ"):
            found = (self._owned_body(token) or self._phrase(number, token)) if token.children else None
            return found if found and found[0] else self._home_body(token) or found
        return None

    def _twins(self, token: Token) -> list[str]:
        entities = self.actors.gazetteer.entities
        states = {entity.name: entity for entity in entities.values() if entity.kind == "state"}
        found = [states[name] for name in TWINS[token.lower_] if name in states]
        self.actors.entities.update((state.id, state) for state in found)
        return [state.id for state in found]

    def _home_body(self, token: Token) -> tuple[list[str], Span, Via] | None:
        """ "The army", "police": that of the state which the article is about."""
        if self._home is None or not is_home_body(token, self.actors.by_head.get(token.i, [])):
            return None
        self.actors.entities.setdefault(self._home, self.actors.gazetteer.entities[self._home])
        lefts = (child.i for child in token.children if child.i < token.i and child.dep_ != "det")
        first = min(lefts, default=token.i)
        return [self._home], self.doc[first : token.i + 1], "body"

    def _owned_body(self, token: Token) -> tuple[list[str], Span, Via] | None:
        """ "Its air force", "their negotiators": the body of the state that the pronoun stands for."""
        owner = next(
            (child for child in token.children if child.dep_ == "poss" and child.tag_ in ("PRP$", "WP$")), None
        )
        old = self.actors.by_head.get(token.i, [])
        if owner is None or not old or old[0].kind != "group" or old[0].sector in (None, *APART):
            return None
        owners = self.actors.at(owner)
        states = [m.entity for m in owners if m.kind in ("state", "organisation", "armed_group")]
        ruled = words_of("ruled_bodies") | words_of("served_offices")
        if not states and token.lemma_.lower() in ruled:  # "his government", "her foreign minister"
            states = [state for m in owners if (state := self.actors.acting_state(m.entity))][:1]
        return (states, self.doc[owner.i : token.i + 1], "body") if states else None

    def _phrase(self, number: int, token: Token) -> tuple[list[str], Span, Via] | None:
        lefts = [child for child in token.children if child.i < token.i]
        pointing = (child for child in lefts if child.dep_ == "poss" or child.lower_ in POINTING)
        if next(pointing, None) is None or _says_which(token):  # what points back says so before its head
            return None
        span = self.doc[min([child.left_edge.i for child in lefts] + [token.i]) : token.i + 1]
        definite = any(child.lower_ in DEFINITE for child in lefts)
        count = next((COUNTS[child.lower_] for child in lefts if child.lower_ in COUNTS), None)
        if token.dep_ == "pobj" and token.head.lower_ == "of":  # "each of the neighbours"
            count = count or COUNTS.get(token.head.head.lower_)
        lemma = token.lemma_.lower()
        if (
            lemma in words_of("pair_heads")
            and count
            and (definite or any(child.lower_ in DISTRIBUTIVE for child in lefts))
        ):
            others = any(child.lower_ in words_of("rank_of_states") for child in lefts)  # "the two nuclear powers"
            return ([] if others else self._several(number, token, count)), span, "description"
        owner = next((child for child in lefts if child.dep_ == "poss"), None)
        if lemma in words_of("country_heads") or lemma in words_of("other_country_heads"):
            if owner is not None and lemma in words_of("other_country_heads"):
                return self._other_state(number, token, owner), span, "description"
            if owner is not None and owner.lower_ in HE:
                return self._country_of(owner), span, "description"
            if definite:
                return self._described_state(number, token, lefts), span, "description"
        if definite and owner is None and token.lower_ in ("latter", "former"):
            here = [mention for sentence, _, mention in self.discourse.past if number - sentence <= 1]
            pair = list(dict.fromkeys(mention.entity for mention in here))[-2:]
            if len(pair) == 2:
                return [pair[token.lower_ == "latter"]], span, "description"
        alone = len(lefts) == 1 and token.i + 1 not in self.actors.named
        named = any(child.dep_ == "prep" and child.lower_ == "of" for child in token.children)
        if definite and lemma in words_of("place_nouns") and alone and not named:
            return self._last_place(number), span, "description"
        by_state = next((child for child in lefts if self._is_demonym(child)), None)
        if definite and by_state is not None and by_state.i == token.i - 1:
            return self._official_of(token, by_state), span, "role"
        plain = not any(
            child.dep_ in ("compound", "poss") or _has_noun(child) or child.i in self.actors.named
            for child in token.children
        )
        if definite and plain and (found := self._same_kind(number, token)):
            return found, span, "role"
        if definite and owner is None and not any(child.i in self.actors.named for child in lefts):
            return self._body_at_work(number, token), span, "body"
        return [], span, "description"

    def _several(self, number: int, token: Token, count: int) -> list[str]:
        """ "The two countries", "both ministers": so many states, or persons who are called that."""
        lemma = token.lemma_.lower()
        if lemma in words_of("country_heads") or lemma in words_of("joint_heads"):
            return self.discourse.last_states(number, token, count)
        office = self.actors.gazetteer.offices.get(lemma)
        if office is None and lemma not in words_of("person_heads"):
            return self.discourse.last_distinct(number, token, count, COLLECTIVE | {"person"})
        people = self.discourse.last_persons(number, token)
        if not people:
            return self.discourse.last_distinct(number, token, count, COLLECTIVE)
        if office is not None:
            known = ((person, self.actors.entities[person]) for person in people)
            people = [person for person, entity in known if not entity.offices or _holds(entity, office.title, lemma)]
        return people[-count:] if len(people) >= count else []

    def _body_at_work(self, number: int, token: Token) -> list[str]:
        """ "The ministry": that of the state that, or whose official, this or the last sentence is about."""
        if token.lemma_.lower() not in words_of("speaking_bodies"):
            return []
        for back in (number, number - 1):
            for sentence, head, mention in reversed(self.discourse.past):
                named = head.head if head.dep_ == "appos" else head
                if sentence == back and head.i < token.i and named.dep_ in ("nsubj", "nsubjpass"):
                    state = self.actors.acting_state(mention.entity)
                    return [state] if state and mention.kind in ("person", "state") else []
        return []

    def _country_of(self, owner: Token) -> list[str]:
        states = (self.actors.acting_state(mention.entity) for mention in self.actors.at(owner))
        return [state for state in states if state][:1]

    def _described_state(self, number: int, token: Token, lefts: list[Token]) -> list[str]:
        """ "The country", "the kingdom", "the former Soviet republic": the last state of which it may be said."""
        words = (
            " ".join(
                child.lower_
                for child in lefts
                if child.dep_ in ("amod", "compound") and child.lower_ not in words_of("size_words")
            )
            + " "
            + token.lemma_.lower()
        )
        tag = words.strip()
        plain = tag in words_of("plain_countries")
        best: tuple[float, str] | None = None
        for sentence, head, mention in self.discourse.past:
            if mention.kind != "state" or (number - sentence > (2 if plain else 8)):
                continue
            if sentence == number and _is_demanded(token) and mention.entity in self._acting(token):
                continue  # "Oman asked that the country be suspended"
            tags = self.actors.gazetteer.groups.get(mention.entity, ())
            if not plain and not any(_says(tag, group) for group in tags):
                continue
            if plain and sentence == number and self._is_last_named(head, mention, token):
                score = LAST_NAMED + head.i / len(self.doc)
            else:
                score = self.discourse.salience(number, sentence, head) if plain else head.i / len(self.doc)
            if best is None or score > best[0]:
                best = (score, mention.entity)
        return [best[1]] if best else []

    def _is_last_named(self, head: Token, mention: Mention, phrase: Token) -> bool:
        """Whether a state of the same sentence may be meant for standing last: it is no party to the phrase."""
        named = mention.via not in ("demonym", "body", "pronoun") and not self.discourse.is_co_argument(head, phrase)
        owns = head.dep_ == "poss" and head.head in list(phrase.ancestors)  # "Nairobi's ties with the country"
        return named and not owns and mention.entity not in self._acting(phrase) and _points_near(phrase)

    def _acting(self, phrase: Token) -> set[str]:
        """The actors, or what they stand for, that are the subject of the main clause around a phrase."""
        subjects = (child for child in phrase.sent.root.children if child.dep_ in ("nsubj", "nsubjpass"))
        return {mention.entity for subject in subjects for mention in self.actors.at(subject)}

    def _other_state(self, number: int, token: Token, owner: Token) -> list[str]:
        """ "Its neighbour", "his rival": the one other state that the words before it, or the sentence before, name.

        A friend must be the only one of both: in a quarrel, the other one named beside may be the foe.
        """
        own = self.actors.sides(self.actors.at(owner))
        if not own or token.tag_ != "NN":
            return []
        friend = token.lemma_.lower() in words_of("friendly_heads")
        for reach in ((number - 1, number),) if friend else ((number,), (number - 1,)):
            here = [
                mention.entity
                for sentence, head, mention in self.discourse.past
                if sentence in reach and head.i < owner.i
            ]
            known = ((entity, self.actors.entities[entity]) for entity in dict.fromkeys(here))
            others = [entity for entity, known in known if known.kind == "state" and known.country not in own]
            if others:
                return others if len(others) == 1 else []
        return []

    def _last_place(self, number: int) -> list[str]:
        """ "The city": the last place that was named, if this sentence or the two before it name one."""
        near = [mention.entity for sentence, mention in self.discourse.places if number - sentence < REACH]
        return near[-1:]

    def _is_demonym(self, token: Token) -> bool:
        named = self.actors.named.get(token.i)
        return named is not None and named.entity.kind == "state" and named.via == "demonym"

    def _official_of(self, token: Token, demonym: Token) -> list[str]:
        """ "The Turkish minister": the last person named who holds such an office of that state."""
        office = self.actors.gazetteer.offices.get(token.lower_)
        if office is None or any(mention.kind == "person" for mention in self.actors.at(token)):
            return []
        country = self.actors.named[demonym.i].entity.country
        for _, _, mention in reversed(self.discourse.past):
            entity = self.actors.entities[mention.entity]
            if mention.kind == "person" and entity.country == country and _holds(entity, office.title, token.lemma_):
                return [mention.entity]
        return []

    def _same_kind(self, number: int, token: Token) -> list[str]:
        """ "The minister", "the group", "the rebels": the last actor who was called, or is, that."""
        lemma = token.lemma_.lower()
        office = self.actors.gazetteer.offices.get(token.lower_)
        if token.text[:1].isupper() and token.i > token.sent.start + 1:  # "the Commission"
            for _, _, mention in reversed(self.discourse.past):
                if mention.kind == "organisation" and token.text in self.actors.entities[mention.entity].name.split():
                    return [mention.entity]
        kinds: set[EntityKind] = set()
        if office is None and lemma in words_of("group_heads"):
            armed = any(m.kind == "armed_group" and number - sentence < REACH for sentence, _, m in self.discourse.past)
            single = lemma in words_of("single_group_heads") and not (armed and lemma == "group")
            kinds = {"armed_group", "organisation"} if single else {"armed_group"}
        entities = self.actors.entities
        for _, head, mention in reversed(self.discourse.past):
            if office is not None and mention.kind == "person":
                if _holds(entities[mention.entity], office.title, lemma):
                    return [mention.entity]
            elif mention.kind in kinds:
                return [mention.entity]
            if head.lemma_.lower() == lemma and head.i != token.i:
                again = mention.via == "description" and entities[mention.entity].country
                if again or mention.via == "body":
                    return [mention.entity]
        return []


def _says(tag: str, group: str) -> bool:
    """Whether words for a country are those of a group of states: "Pacific nation", of "pacific island nation"."""
    *modifiers, head = tag.split()
    kinds = group.split()
    if tag in (group, kinds[0], kinds[-1]):
        return True
    return bool(modifiers) and head in words_of("plain_countries") and set(modifiers) <= set(kinds)


def _has_noun(preposition: Token) -> bool:
    """Whether a preposition tells of what a noun is, and not what is done ("accused the army *of* shelling")."""
    return preposition.dep_ == "prep" and all(child.dep_ != "pcomp" for child in preposition.children)


def _says_which(token: Token) -> bool:
    """Whether a clause behind a noun says who is meant, so that it points to nobody: "the rebels who toppled him"."""
    after = token.following
    clause = next((child for child in token.children if child.dep_ == "relcl"), None)
    return clause is not None and after is not None and after.tag_ in ("WP", "WDT") and after.i == clause.left_edge.i


def _is_demanded(phrase: Token) -> bool:
    """Whether a phrase is the subject of what somebody demands."""
    clause = phrase.head
    return clause.dep_ == "ccomp" and clause.head.lemma_ in words_of("demand_verbs")


def _points_near(phrase: Token) -> bool:
    """Whether a phrase speaks of what its sentence named last, and not of what the sentence is about."""
    return phrase.dep_ not in ("nsubj", "nsubjpass") or phrase.head.dep_ in ("advcl", "relcl")


def _holds(entity: Entity, title: str, lemma: str) -> bool:
    """Whether an actor holds an office of that title, or for "the leader" any at the head of a state."""
    titles = {office.title for office in entity.offices}
    if lemma in words_of("head_words") and titles & words_of("head_titles"):
        return True
    return title in titles or any(held.endswith(lemma) for held in titles)
