"""Coreference within an article: pronouns and phrases that point back to an actor named before.

In: the `Actors` of a document. Out: the same, with mentions of pronouns ("it", "their"), pairs ("the two countries",
"both"), roles ("the minister") and descriptions ("her country", "the kingdom", "the group") added or resolved.
Where two readings are about as good, the phrase is left open.
"""

from collections.abc import Iterable

from spacy.tokens import Span, Token

from kg.language.actors import APART, Actors
from kg.types import Entity, Mention, Via
from kg.vocabulary.words import words_of

HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
WE = frozenset({"we", "our", "us", "ours"})
COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6}
COLLECTIVE = frozenset({"state", "organisation", "armed_group", "media"})
REACH = 3  # sentences back in which an antecedent is looked for


class Coreference:
    """Walks a document once, remembering who was mentioned where."""

    def __init__(self, actors: Actors) -> None:
        self.actors = actors
        self.doc = actors.doc
        self.past: list[tuple[int, Token, Mention]] = []  # (sentence, head token, mention) of actors so far
        self.sentences = list(self.doc.sents)

    def resolve(self) -> None:
        """Add the mentions of all phrases that point back."""
        for number, sentence in enumerate(self.sentences):
            for token in sentence:
                if token.i in self.actors.skip:
                    continue
                self._resolve_token(number, token)
                for mention in self.actors.at(token):
                    if mention.kind in COLLECTIVE or mention.kind in ("person", "group"):
                        self.past.append((number, token, mention))
        self.actors.mentions.sort(key=lambda mention: (mention.start, -mention.end))

    def _resolve_token(self, number: int, token: Token) -> None:
        word = token.lower_
        if token.i in self.actors.named:
            return
        found: list[str] = []
        via: Via = "pronoun"
        span = self.doc[token.i : token.i + 1]
        if word in HE:
            found = self._person(number, token, HE[word])
        elif word in IT:
            found = self._thing(number, token)
        elif (
            word in THEY
            or (
                word in ("both", "all")
                and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
                and token.pos_ == "PRON"
            )
            or (word == "both" and token.dep_ in ("nsubj", "nsubjpass"))
        ):
            found = self._plural(number, token, 2 if word == "both" else None)
        elif token.tag_ == "WP$":
            found = self._antecedent(token)
        elif word in WE:
            found = self._speakers_state(token)
        elif token.pos_ == "NUM" and word in COUNTS and any(child.lower_ == "the" for child in token.children):
            found = self._last_distinct(number, COUNTS[word], COLLECTIVE | {"person"})
        elif token.pos_ in ("NOUN", "PROPN", "ADJ"):
            found, span, via = self._owned_body(token) or self._phrase(number, token)
        if found:
            self._replace(token, span, found, via)

    def _replace(self, token: Token, span: Span, entities: Iterable[str], via: Via) -> None:
        old = self.actors.by_head.pop(token.i, [])
        for mention in old:
            self.actors.mentions.remove(mention)
        sector = old[0].sector if old else None
        for entity in entities:
            self.actors.add(span, self.actors.entities[entity], via, sector, heads=[token.i])

    # ------------------------------------------------------------------ pronouns

    def _person(self, number: int, token: Token, gender: str) -> list[str]:
        best: tuple[float, str] | None = None
        for sentence, head, mention in reversed(self.past):
            if number - sentence > REACH:
                break
            one = mention.kind == "person" or (mention.via == "body" and head.lemma_.lower() in words_of("honorifics"))
            if not one or head.tag_ in ("NNS", "NNPS") or self.actors.genders.get(mention.entity, gender) != gender:
                continue
            if self._is_co_argument(head, token):
                continue
            score = self._salience(number, sentence, head) + 0.4 * (mention.entity in self.actors.genders)
            if best is None or score > best[0]:
                best = (score, mention.entity)
        return [best[1]] if best else []

    def _antecedent(self, token: Token) -> list[str]:
        """The one whose relative clause it is: "Kigali, whose forces"."""
        clause = token
        while clause.dep_ != "relcl" and clause.head != clause:
            clause = clause.head
        if clause.dep_ != "relcl":
            return []
        entity = next((mention.entity for mention in self.actors.at(clause.head)), None)
        if entity is not None and self.actors.entities[entity].kind == "person":
            state = self.actors.gazetteer.state_of.get(self.actors.entities[entity].country or "")
            if state:
                self.actors.entities.setdefault(state, self.actors.gazetteer.entities[state])
                return [state]
        return [entity] if entity is not None else []

    def _thing(self, number: int, token: Token) -> list[str]:
        if token.lower_ == "it" and self._is_expletive(token):
            return []
        scores: dict[str, float] = {}
        for sentence, head, mention in reversed(self.past):
            if number - sentence > 1:
                break
            if (
                mention.kind not in COLLECTIVE
                or self._is_co_argument(head, token)
                or (mention.via == "demonym" and head.dep_ == "amod")
            ):
                continue
            score = self._salience(number, sentence, head) + (
                -1.5 if self._is_in_list(head) else 0.5 * self._is_speaker_of(head, token)
            )
            scores[mention.entity] = max(score, scores.get(mention.entity, -1.0))
        return [max(scores, key=lambda entity: scores[entity])] if scores else []

    def _is_expletive(self, token: Token) -> bool:
        verb = token.head
        if token.dep_ == "expl":
            return True
        return (
            token.dep_ in ("nsubj", "nsubjpass")
            and verb.lemma_ in words_of("expletive_verbs")
            and any(
                child.dep_ in ("ccomp", "csubj", "csubjpass", "acomp") and child.i > token.i and child.pos_ != "NOUN"
                for child in verb.children
            )
        )

    def _is_co_argument(self, head: Token, pronoun: Token) -> bool:
        """Whether a non-reflexive pronoun and the candidate are subject and object of one verb."""
        if pronoun.dep_ in ("poss",) or pronoun.lower_.endswith(("self", "selves")):
            return False
        verb = pronoun.head
        while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
            verb = verb.head
        return head.head == verb and head.dep_ in ("nsubj", "nsubjpass", "dobj") and head.i != pronoun.i

    def _is_in_list(self, head: Token) -> bool:
        return head.dep_ == "conj" or any(child.dep_ == "conj" for child in head.children)

    def _salience(self, number: int, sentence: int, head: Token) -> float:
        top = head
        while top.dep_ in ("conj", "appos", "compound", "poss") and top.head != top:
            top = top.head
        subject = top.dep_ in ("nsubj", "nsubjpass")
        root = subject and (top.head.dep_ == "ROOT" or top.head.head.dep_ == "ROOT")
        near = 2.0 if sentence == number else 1.2 - 0.5 * (number - sentence - 1)
        return (
            near
            + 0.6 * subject
            + 0.5 * root
            - 0.3 * (head.dep_ in ("poss", "compound", "amod"))
            + 0.0005 * head.i / len(self.doc)
        )

    @staticmethod
    def _is_speaker_of(head: Token, token: Token) -> bool:
        """Whether the candidate says the clause in which the pronoun stands ("Kyiv said its forces")."""
        clause = token.head
        for _ in range(6):
            if clause.dep_ in ("ccomp", "xcomp") and head.head == clause.head and head.dep_ == "nsubj":
                return True
            if clause.head == clause:
                return False
            clause = clause.head
        return False

    def _plural(self, number: int, token: Token, count: int | None) -> list[str]:
        """The last actors named together (or, for "both", the last two), else the last group of people."""
        for back in range(number, max(-1, number - 2), -1):
            here = [(head, mention) for sentence, head, mention in self.past if sentence == back and head.i < token.i]
            for head, mention in reversed(here):
                if mention.via == "pronoun":
                    same = [other.entity for other_head, other in here if other_head == head]
                    if len(same) > 1:
                        return list(dict.fromkeys(same))
                if self._is_co_argument(head, token):
                    continue
                together = self._coordinated(head, here)
                if len(together) >= (count or 2):
                    return together if count is None else together[-count:]
                plural = head.tag_ in ("NNS", "NNPS") and mention.kind in (
                    "group",
                    "armed_group",
                    "state",
                    "organisation",
                )
                if count is None and plural and (mention.kind != "state" or mention.via in ("body", "demonym")):
                    return [mention.entity]
        if count is not None:
            return self._last_distinct(number, count, COLLECTIVE | {"person"})
        return []

    @staticmethod
    def _coordinated(head: Token, here: list[tuple[Token, Mention]]) -> list[str]:
        first = head
        while first.dep_ == "conj":
            first = first.head
        members = {first.i}
        queue = [first]
        while queue:
            queue = [child for token in queue for child in token.children if child.dep_ == "conj"]
            members |= {token.i for token in queue}
        found = [mention for token, mention in here if token.i in members]
        if len({mention.kind for mention in found}) > 1 and not {mention.kind for mention in found} <= COLLECTIVE:
            return []
        return list(dict.fromkeys(mention.entity for mention in found))

    def _named_together(self, number: int, count: int, kinds: frozenset[str]) -> list[str]:
        """The actors, just so many, that this sentence or the last one joins by "and"."""
        for back in (number, number - 1):
            here = [(head, mention) for sentence, head, mention in self.past if sentence == back]
            for head, mention in here:
                together = self._coordinated(head, here) if mention.kind in kinds else []
                if len(together) == count:
                    return together
        return []

    def _last_distinct(self, number: int, count: int, kinds: frozenset[str]) -> list[str]:
        """The actors named together, else the last ones named at all, if there are so many."""
        found: list[str] = self._named_together(number, count, kinds)
        if found:
            return found
        for sentence, _, mention in reversed(self.past):
            if number - sentence > 1:
                break
            if mention.kind in kinds and mention.entity not in found:
                found.insert(0, mention.entity)
            if len(found) == count:
                return found
        return []

    def _speakers_state(self, token: Token) -> list[str]:
        """The actor for whom someone says "we": the subject of the verb of saying around the words."""
        clause = token
        for _ in range(8):
            if clause.lemma_ in words_of("say_verbs"):
                for child in clause.children:
                    if child.dep_ == "nsubj" and child.i != token.i:
                        for mention in self.actors.at(child):
                            country = self.actors.entities[mention.entity].country
                            state = self.actors.gazetteer.state_of.get(country or "")
                            if state:
                                self.actors.entities.setdefault(state, self.actors.gazetteer.entities[state])
                                return [state]
                            return [mention.entity]
            if clause.head == clause:
                return []
            clause = clause.head
        return []

    # ------------------------------------------------------------------ phrases

    def _owned_body(self, token: Token) -> tuple[list[str], Span, Via] | None:
        """ "Its air force", "their negotiators": the body of the state that the pronoun stands for."""
        owner = next(
            (child for child in token.children if child.dep_ == "poss" and child.tag_ in ("PRP$", "WP$")), None
        )
        old = self.actors.by_head.get(token.i, [])
        if owner is None or not old or old[0].kind != "group" or old[0].sector in (None, *APART):
            return None
        states = [m.entity for m in self.actors.at(owner) if m.kind in ("state", "organisation", "armed_group")]
        return (states, self.doc[owner.i : token.i + 1], "body") if states else None

    def _phrase(self, number: int, token: Token) -> tuple[list[str], Span, Via]:
        lefts = [child for child in token.children if child.i < token.i]
        span = self.doc[min([child.left_edge.i for child in lefts] + [token.i]) : token.i + 1]
        definite = any(child.lower_ in ("the", "these", "those", "this", "that") for child in lefts)
        count = next((COUNTS[child.lower_] for child in lefts if child.lower_ in COUNTS), None)
        lemma = token.lemma_.lower()
        if lemma in words_of("pair_heads") and count and (definite or any(child.lower_ == "both" for child in lefts)):
            kinds = (
                COLLECTIVE
                if lemma in words_of("country_heads") or lemma in ("side", "capital", "government", "party")
                else COLLECTIVE | {"person"}
            )
            return self._last_distinct(number, count, kinds), span, "description"
        owner = next((child for child in lefts if child.dep_ == "poss"), None)
        if lemma in words_of("country_heads"):
            if owner is not None and owner.lower_ in HE:
                return self._country_of(owner), span, "description"
            if definite:
                return self._described_state(number, token, lefts), span, "description"
        if definite and owner is None and token.lower_ in ("latter", "former"):
            here = [mention for sentence, _, mention in self.past if number - sentence <= 1]
            pair = list(dict.fromkeys(mention.entity for mention in here))[-2:]
            if len(pair) == 2:
                return [pair[token.lower_ == "latter"]], span, "description"
        if definite and not any(
            child.dep_ in ("compound", "poss", "prep") or child.i in self.actors.named for child in token.children
        ):
            return self._same_kind(number, token), span, "role"
        return [], span, "description"

    def _country_of(self, owner: Token) -> list[str]:
        for mention in self.actors.at(owner):
            state = self.actors.gazetteer.state_of.get(self.actors.entities[mention.entity].country or "")
            if state:
                self.actors.entities.setdefault(state, self.actors.gazetteer.entities[state])
                return [state]
        return []

    def _described_state(self, number: int, token: Token, lefts: list[Token]) -> list[str]:
        """ "The country", "the kingdom", "the former Soviet republic": the last state of which it may be said."""
        words = (
            " ".join(child.text.lower() for child in lefts if child.dep_ in ("amod", "compound"))
            + " "
            + token.lemma_.lower()
        )
        tag = words.strip()
        plain = tag in ("country", "nation", "state", "regime")
        best: tuple[float, str] | None = None
        for sentence, head, mention in self.past:
            if mention.kind != "state" or (number - sentence > (2 if plain else 8)):
                continue
            tags = self.actors.gazetteer.groups.get(mention.entity, ())
            if not plain and tag not in tags:
                continue
            score = self._salience(number, sentence, head) if plain else head.i / len(self.doc)
            if best is None or score > best[0]:
                best = (score, mention.entity)
        return [best[1]] if best else []

    def _same_kind(self, number: int, token: Token) -> list[str]:
        """ "The minister", "the group", "the rebels": the last actor who was called, or is, that."""
        lemma = token.lemma_.lower()
        office = self.actors.gazetteer.offices.get(token.lower_)
        for _, head, mention in reversed(self.past):
            entity = self.actors.entities[mention.entity]
            if office is not None and mention.kind == "person" and _holds(entity, office.title, lemma):
                return [mention.entity]
            if office is None and lemma in words_of("group_heads"):
                singular = lemma in (
                    "group",
                    "organisation",
                    "organization",
                    "movement",
                    "bloc",
                    "party",
                    "company",
                    "agency",
                    "union",
                )
                if mention.kind == "armed_group" or (singular and mention.kind == "organisation"):
                    return [mention.entity]
            again = mention.via == "body" or (mention.via == "description" and entity.country)
            if head.lemma_.lower() == lemma and again and head.i != token.i:
                return [mention.entity]
        return []


def _holds(entity: Entity, title: str, lemma: str) -> bool:
    return any(office.title == title or office.title.endswith(lemma) for office in entity.offices)
