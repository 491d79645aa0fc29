"""Who was mentioned where in an article so far, and who of them comes to mind first.

In: the `Actors` of a document, as they are walked through. Out: for `pronouns` and `descriptions`, the candidates that
a word may point back to.
"""

from kg.language.actors import Actors
from kg.language.tokens import Token
from kg.types import Mention
from kg.vocabulary.words import words_of

COLLECTIVE = frozenset({"state", "organisation", "armed_group", "media"})
PERSONS = frozenset({"person"})
REACH = 3  # sentences back in which an antecedent is looked for
PAIR_REACH = 5  # likewise for what was spoken of as a pair ("the two sides")


class Discourse:
    """The mentions of a document up to the word that is read."""

    def __init__(self, actors: Actors) -> None:
        self.actors = actors
        self.doc = actors.doc
        self.past: list[tuple[int, Token, Mention]] = []  # (sentence, head token, mention) of actors so far
        self.places: list[tuple[int, Mention]] = []  # (sentence, mention) of places so far, capitals among them

    def remember(self, number: int, token: Token) -> None:
        """Enter the mentions of a token of a sentence."""
        for mention in self.actors.at(token):
            if self._is_in_title(token, mention):
                continue
            if mention.kind in COLLECTIVE or mention.kind in ("person", "group"):
                self.past.append((number, token, mention))
            if mention.kind == "place":
                self.places.append((number, mention))

    def _is_in_title(self, token: Token, mention: Mention) -> bool:
        """Whether a name only tells whose office-holder a person is ("U.S. President Donald Trump")."""
        if mention.kind == "person" or token.dep_ not in ("compound", "amod", "nmod"):
            return False
        named = self.actors.named.get(token.head.i) or self.actors.named.get(token.head.head.i)
        return named is not None and named.entity.kind == "person"

    @staticmethod
    def is_co_argument(head: Token, pronoun: Token) -> bool:
        """Whether a non-reflexive pronoun and the candidate are subject and object of one verb."""
        if pronoun.dep_ in ("poss",) or pronoun.lower_.endswith(("self", "selves")):
            return False
        verb = pronoun.head
        while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
            verb = verb.head
        while head.dep_ == "conj" and head.head.pos_ in ("NOUN", "PROPN", "PRON"):
            head = head.head
        while head.dep_ == "compound" and head.head.pos_ == "PROPN":  # a first name
            head = head.head
        if head.head == verb and head.dep_ in ("nsubj", "nsubjpass", "dobj") and head.i != pronoun.i:
            return True
        if pronoun.dep_ in ("nsubj", "nsubjpass"):
            return verb.dep_ == "parataxis" and head.head == verb.head and head.i < pronoun.i  # "Oman, it says, must"
        while _shares_subject(verb):  # "saw his guest and thanked him"
            verb = verb.head
        return head.head == verb and head.dep_ in ("nsubj", "nsubjpass")

    @staticmethod
    def is_in_list(head: Token) -> bool:
        """Whether the word is one of several joined by "and"."""
        return head.dep_ == "conj" or any(child.dep_ == "conj" for child in head.children)

    def salience(self, number: int, sentence: int, head: Token) -> float:
        """How likely a later word of sentence `number` points back to this one: by distance and grammar."""
        top = head
        while top.dep_ in ("conj", "appos", "compound", "poss") and top.head != top:
            top = top.head
        owns_person = head.dep_ == "poss" and any(m.kind == "person" for m in self.actors.at(head.head))
        subject = top.dep_ in ("nsubj", "nsubjpass") and not owns_person  # Oman is no subject of "Oman's king spoke"
        root = subject and (top.head.dep_ == "ROOT" or top.head.head.dep_ == "ROOT")
        near = 2.0 if sentence == number else 1.2 - 0.5 * (number - sentence - 1)
        return (
            near
            + 0.6 * subject
            + 0.5 * root
            - 0.3 * (head.dep_ in ("poss", "compound", "amod"))
            + 0.0005 * head.i / len(self.doc)
        )

    def coordinated(self, head: Token, here: list[tuple[Token, Mention]]) -> list[str]:
        """The actors of a sentence that are joined with this one, itself among them."""
        first = head
        while first.dep_ == "conj":
            first = first.head
        members = {first.i}
        queue = [first]
        while queue:
            queue = [child for token in queue for child in token.children if child.dep_ == "conj"]
            members |= {token.i for token in queue}
            titles = [token for token in queue if token.i not in self.actors.by_head]
            members |= {child.i for token in titles for child in token.children if child.dep_ == "appos"}
        found = [mention for token, mention in here if token.i in members]
        if len({mention.kind for mention in found}) > 1 and not {mention.kind for mention in found} <= COLLECTIVE:
            return []
        return list(dict.fromkeys(mention.entity for mention in found))

    def named_together(self, number: int, count: int, kinds: frozenset[str]) -> list[str]:
        """The actors, just so many, that this sentence or the last one joins by "and"."""
        for back in (number, number - 1):
            here = [(head, mention) for sentence, head, mention in self.past if sentence == back]
            for head, mention in here:
                together = self.coordinated(head, here) if mention.kind in kinds else []
                if len(together) == count:
                    return together
        return []

    def last_distinct(self, number: int, phrase: Token, count: int, kinds: frozenset[str]) -> list[str]:
        """The actors named together, else those last spoken of as one, else the last persons or others, if so many.

        Who acts on them in the clause of the phrase is none of them ("Washington called on both sides").
        """
        acting = self._acting_on(number, phrase)
        together = self.named_together(number, count, kinds)
        if together and not acting & {self.actors.side(entity) for entity in together}:
            return together
        pair = self._last_pair(number, count, kinds)  # "neither government wished it": these two, whoever spoke since
        if pair and not acting & {self.actors.side(entity) for entity in pair}:
            return pair
        near = [
            mention
            for sentence, _, mention in self.past
            if number - sentence <= 1 and mention.kind in kinds and self.actors.side(mention.entity) not in acting
        ]
        found: dict[bool, list[str]] = {True: [], False: []}  # whether they are persons -> the actors, the last first
        for mention in reversed(near):
            alike = found[mention.kind == "person"]
            if mention.entity not in alike:
                alike.append(mention.entity)
            if len(alike) == count:
                return alike[::-1]
        return []

    def last_states(self, number: int, phrase: Token, count: int) -> list[str]:
        """So many states as `last_distinct` finds, or as one sentence names, some of them by who acts for them."""
        others = self._acting_on(number, phrase)
        named = [] if self.named_together(number, count, COLLECTIVE) else self.named_together(number, count, PERSONS)
        met = dict.fromkeys(state for person in named if (state := self.actors.acting_state(person)))
        if len(met) == count and not others & {self.actors.side(state) for state in met}:
            return list(met)  # "Ruto and his Ugandan counterpart Museveni met, and the two countries"
        if states := self.last_distinct(number, phrase, count, COLLECTIVE):
            return states
        for back in (number, number - 1):
            here = [m.entity for sentence, _, m in self.past if sentence == back and m.kind in ("person", "state")]
            acting = (self.actors.acting_state(entity) for entity in here if self.actors.side(entity) not in others)
            states = list(dict.fromkeys(state for state in acting if state))
            if states:
                if len(states) == count:
                    return states
                break
        near = [m.entity for sentence, _, m in self.past if number - sentence <= PAIR_REACH and m.kind == "state"]
        near = [entity for entity in near if self.actors.side(entity) not in others]
        spoken_of = list(dict.fromkeys(near))
        return spoken_of if len(spoken_of) == count else []

    def _acting_on(self, number: int, phrase: Token) -> set[str]:
        """The sides that act on a phrase in its clause."""
        if not _is_argument(phrase):
            verb = next((token for token in phrase.ancestors if token.pos_ == "VERB"), phrase)
            subjects = [child for child in verb.children if child.dep_ == "nsubj"]
            between = verb.lemma_ in words_of("brokering_verbs")  # "Angola mediated talks between the two"
            return self.actors.sides(m for child in subjects for m in self.actors.at(child)) if between else set()
        here = [(head, mention) for sentence, head, mention in self.past if sentence == number]
        return self.actors.sides(mention for head, mention in here if self.is_co_argument(head, phrase))

    def last_persons(self, number: int, phrase: Token) -> list[str]:
        """The persons of the last sentences, who was named last at the end, but who acts on the phrase."""
        near = [(head, mention) for sentence, head, mention in self.past if number - sentence <= PAIR_REACH]
        acting = {mention.entity for head, mention in near if self.is_co_argument(head, phrase)}
        people = [mention.entity for _, mention in near if mention.kind == "person" and mention.entity not in acting]
        return list(dict.fromkeys(reversed(people)))[::-1]

    def _last_pair(self, number: int, count: int, kinds: frozenset[str]) -> list[str]:
        """So many actors as were last spoken of as one, some sentences ago ("the two countries")."""
        near = [entry for entry in self.past if number - entry[0] <= PAIR_REACH and entry[2].kind in kinds]
        for _, head, mention in reversed(near):
            if mention.via in ("description", "pronoun"):
                pair = list(dict.fromkeys(other.entity for _, same, other in near if same == head))
                if len(pair) == count:
                    return pair
        return []


def _shares_subject(verb: Token) -> bool:
    """Whether a verb has the subject of the one that it is coordinated with or goes along with ("left, warning it")."""
    own = any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
    along = verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.tag_ == "VBG")
    return along and verb.head.pos_ in ("VERB", "AUX") and not own


def _is_argument(phrase: Token) -> bool:
    """Whether a phrase belongs to a verb, not to a noun ("called on both sides", not "ties between the two")."""
    governor = phrase.head.head if phrase.dep_ == "pobj" else phrase.head
    return governor.pos_ in ("VERB", "AUX")
