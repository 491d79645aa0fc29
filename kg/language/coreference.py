"""Coreference within an article: pronouns and phrases that point back to an actor named before.

In: the `Actors` of a document. Out: the same, with mentions of pronouns ("it", "their"), pairs ("the two countries",
"both"), roles ("the minister") and descriptions ("her country", "the kingdom", "the group") added or resolved.
Where two readings are about as good, the phrase is left open.
"""

from collections.abc import Iterable

from kg.language.actors import Actors
from kg.language.descriptions import Descriptions
from kg.language.discourse import Discourse
from kg.language.pronouns import Pronouns
from kg.language.tokens import Span, Token
from kg.types import Via
from kg.vocabulary.words import words_of


def resolve_coreference(actors: Actors) -> None:
    """Add the mentions of all phrases that point back, walking through the document once."""
    discourse = Discourse(actors)
    pronouns, descriptions = Pronouns(discourse), Descriptions(discourse)
    for number, sentence in enumerate(actors.doc.sents):
        for token in sentence:
            if token.i in actors.skip:
                continue
            if token.i not in actors.named:
                found = pronouns.resolve(number, token)
                if found is not None:
                    _replace(actors, token, actors.doc[token.i : token.i + 1], found, "pronoun")
                elif (phrase := descriptions.resolve(number, token)) is not None:
                    entities, span, via = phrase
                    _replace(actors, token, span, entities, via)
            if token.i in actors.by_head:
                discourse.remember(number, token)
    actors.mentions.sort(key=lambda mention: (mention.start, -mention.end))


def _replace(actors: Actors, token: Token, span: Span, entities: Iterable[str], via: Via) -> None:
    """Let the token stand for these entities rather than for what it was read as; for the same if there are none."""
    entities = list(entities)
    if not entities:
        return
    old = actors.by_head.pop(token.i, [])
    for mention in old:
        actors.mentions.remove(mention)
    whole = token.lemma_.lower() in words_of("country_heads")  # "the Pacific state" is no part of one
    sector = old[0].sector if old and not whole else None
    for entity in entities:
        actors.add(span, actors.entities[entity], via, sector, heads=[token.i])
