"""Whose a body is that only a phrase names: "Russian forces", "the government of Iraq", "Thai and Cambodian troops".

In: the head of a noun phrase. Out: the states, organisations, groups or persons' states that own it.
"""

from collections.abc import Iterator, Mapping

from kg.language.bodies import NP_CHILDREN
from kg.language.gazetteer import Gazetteer
from kg.language.named import Named
from kg.language.tokens import Token
from kg.types import Entity, Sector
from kg.vocabulary.words import words_of


class Owners:
    """Finds the owners of bodies in one document.

    `named` are its names by token, `sectors` the sectors of bodies by lemma.
    """

    def __init__(self, named: Mapping[int, Named], gazetteer: Gazetteer, sectors: Mapping[str, Sector]) -> None:
        self.named = named
        self.gazetteer = gazetteer
        self.sectors = sectors

    def of(self, head: Token) -> list[Entity]:
        """The states, organisations, groups or persons' states that a body belongs to ("Thai and Cambodian troops")."""
        for child in self.modifying(head):
            named = self.named.get(child.i)
            if named is None or named is self.named.get(head.i) or _is_in_adjective(child):
                continue
            owner = self._owning_entity(named.entity)
            if owner is not None:
                others = [self.named[inner.i].entity for inner in self._coordinated(child) if inner.i in self.named]
                found = [owner, *(other for e in others if (other := self._owning_entity(e)))]
                return list({entity.id: entity for entity in found}.values())
        if (
            head.dep_ == "dobj"
            and head.lemma_ in words_of("force_nouns")
            and head.i not in self.named
            and head.head.lemma_ in words_of("own_force_verbs")
        ):  # "North Korea has sent 10,000 soldiers"
            for child in head.head.children:
                named = self.named.get(child.i)
                if child.dep_ == "nsubj" and named is not None and named.entity.kind == "state":
                    return [named.entity]
        return []

    def possessing(self, head: Token) -> Entity | None:
        """The state that a noun says it is of: "Pakistan's Supreme Court"."""
        owners = (self.named.get(child.i) for child in head.children if child.dep_ == "poss")
        return next((owner.entity for owner in owners if owner is not None and owner.entity.kind == "state"), None)

    @staticmethod
    def _coordinated(token: Token) -> Iterator[Token]:
        if token.dep_ == "conj" and token.head.i < token.i:
            yield token.head
        joined = [child for child in token.children if child.dep_ == "conj"]
        while joined:  # "of Jordan, Oman and Chad": each hangs on the one before
            yield from joined
            joined = [child for other in joined for child in other.children if child.dep_ == "conj"]

    def _owning_entity(self, entity: Entity) -> Entity | None:
        if entity.kind in ("state", "organisation", "armed_group"):
            return entity
        if entity.kind in ("place", "person") and entity.country in self.gazetteer.state_of:
            return self.gazetteer.entities[self.gazetteer.state_of[entity.country]]
        return None

    def modifying(self, head: Token) -> Iterator[Token]:
        """The words that may say whose a body is, the likeliest first: those before it, then those behind "of"."""
        for child in sorted(head.children, key=lambda child: -child.i):
            if child.dep_ in NP_CHILDREN and child.i < head.i:
                yield child
                yield from (
                    inner
                    for inner in child.subtree
                    if inner.i != child.i and inner.dep_ in ("compound", "poss", "amod", "nmod")
                )
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "from", "in"):
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        yield inner
                        of_unit = head.lemma_ in words_of("force_nouns") and inner.tag_ == "NNS"
                        # "a brigade of *Cuban* doctors", "agents of the *Indian* government"
                        whole = of_unit or inner.lemma_ in words_of("ruled_bodies")
                        owning = {"poss", "compound", "nmod", "amod"} if whole else {"poss", "compound", "nmod"}
                        if not self.heads_firm(head, inner):
                            yield from (end for end in inner.children if end.dep_ in owning)
            elif child.dep_ == "acl" and child.lemma_ in words_of("belonging_verbs"):  # "gunmen belonging to the group"
                for to in child.children:
                    for inner in to.children if to.lower_ == "to" else ():
                        yield inner
                        yield from (end for end in inner.children if end.dep_ in ("compound", "nmod"))
        if head.dep_ == "conj" and head.head.pos_ in ("NOUN", "PROPN") and not head.lefts:
            yield from self.modifying(head.head)

    def heads_firm(self, head: Token, body: Token) -> bool:
        """Whether somebody is at the head of what is no part of a state ("the chief of Kenya's largest bank")."""
        alone = head.tag_ in ("NN", "NNP") and body.head.lower_ == "of"
        heads = alone and head.lemma_.lower() in words_of("heading_nouns") and body.i not in self.named
        return heads and self.sectors.get(body.lemma_.lower(), "civilians") == "civilians"


def _is_in_adjective(token: Token) -> bool:
    """Whether a name is a part of a compound adjective that tells no owner: "Russian-backed", "pro-Russian"."""
    if token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ in ("pro", "anti", "non"):
        return True
    dash, participle = (token.following, token.following.following) if token.following else (None, None)
    return dash is not None and dash.text == "-" and participle is not None and participle.tag_ in ("VBN", "VBD", "JJ")
