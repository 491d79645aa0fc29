"""Groups of people whom no vocabulary knows, and only a description names: "Maoist rebels", "40 prisoners".

In: the head noun of a phrase and its words. Out: the entity of the group, whose name is made of them.
"""

from kg.language.tokens import Span, Token
from kg.types import Entity
from kg.vocabulary.fields import slug
from kg.vocabulary.words import words_of

LONGEST_NAME = 6  # words


def describe_group(head: Token, span: Span, scope: str, country: str | None) -> Entity:
    """The group that a phrase describes; one without a country is the own of its article, whose `scope` tells it."""
    said = [token for token in span if token.lower_ not in words_of("counting_adjectives")]
    first = next((token for token in said if token.pos_ in ("NOUN", "PROPN", "ADJ") or token.tag_ == "VBG"), head)
    last = span[-1] if span.end - first.i <= LONGEST_NAME else head
    words = [token for token in said if max(first.i, last.i - LONGEST_NAME + 1) <= token.i <= last.i]
    name = "".join(token.text_with_ws for token in words).replace(" - ", "-").strip() or head.text
    before = head.dep_ in ("compound", "amod", "nmod", "npadvmod") and head.tag_ not in ("NNS", "NNPS")
    if before and head.lemma_.lower() in words_of("body_rebels"):  # "rebel bases" are rebels'
        name += "s"
    return Entity(f"group-{slug(name) or 'x'}-{(country or scope).lower()}", "group", name, (), country)


def is_bare(head: Token, span: Span) -> bool:
    """Whether nothing tells who is meant ("the sides", "three men", "any party")."""
    told = [token for token in span if token.i != head.i and token.pos_ not in ("DET", "NUM", "PRON", "PUNCT", "ADV")]
    return not told and head.lemma_.lower() in words_of("bare_heads")


def crowd_of(number: Token) -> Span | None:
    """The number that stands for people who act: "thousands marched", "tens of thousands marched"."""
    if number.lemma_.lower() not in words_of("crowd_counts") or number.tag_ != "NNS":
        return None
    if number.dep_ != "nsubj" or number.head.lemma_ not in words_of("crowd_verbs"):
        return None
    counted = [noun for child in number.children if child.lower_ == "of" for noun in child.children]
    if not all(noun.lemma_.lower() in words_of("crowd_counts") for noun in counted):
        return None
    return number.doc[number.i : max((noun.i for noun in counted), default=number.i) + 1]
