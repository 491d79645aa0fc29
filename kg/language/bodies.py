"""What a noun that may be a body of a state says of itself: that it is none, whom it heads, for whom it speaks.

In: the head of a noun phrase. Out: what `kg.language.actors` needs to know before it looks for whose body it is.
"""

from kg.language.tokens import Token
from kg.vocabulary.words import words_of

NP_CHILDREN = frozenset({"compound", "amod", "nmod", "nummod", "poss", "quantmod"})


def is_no_body(head: Token, pair: str) -> bool:
    """Whether a noun is a building, a corpse or a power, and nobody; `pair` is its lemma behind the word before it."""
    if pair in words_of("places_of_bodies"):
        return True
    if head.lower_ == "bodies":
        return any(child.lower_ == "of" for child in head.children)  # "the bodies of 30 soldiers"
    if head.lower_ == "force":
        alone = not any(head.children)  # "to use force", "by force", "the use of force"
        return alone and (head.dep_ == "dobj" or head.head.lower_ in ("by", "with", "of", "to", "without", "through"))
    return head.lemma_.lower() in words_of("body_buildings") and head.head.lower_ in ("at", "in", "near", "on")


def bodies_of(head: Token) -> list[Token]:
    """The common nouns with an owner of which somebody is the head: "the chief of Kenya's army"."""
    phrases = (child for child in head.children if child.dep_ == "prep" and child.lower_ == "of")
    bodies = [noun for phrase in phrases for noun in phrase.children if noun.pos_ == "NOUN"]
    return [noun for noun in bodies if any(owner.dep_ == "poss" for owner in noun.children)]


def leads_in_private(head: Token) -> bool:
    """Whether somebody leads or speaks for what is no part of a state: "German business leaders"."""
    before = {child.lemma_.lower() for child in head.children if child.dep_ in NP_CHILDREN and child.i < head.i}
    return head.lemma_.lower() in words_of("leading_nouns") and bool(before & words_of("private_modifiers"))
