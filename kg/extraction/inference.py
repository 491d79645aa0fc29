"""Claims that follow from what is said: whose weapons somebody fires, somebody has given him.

In: the claims of a document. Out: the same, and for each act with the weapons of another state an inferred transfer of
arms, under the factuality and holder of the claim that it follows from.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.language.actors import Actors
from kg.language.tokens import Doc
from kg.types import Claim, Mention, content_hash
from kg.vocabulary.relations import RelationType

# An inferred claim is worth less than one in so many words.
INFERRED_CONFIDENCE = 0.6


def infer_claims(
    doc: Doc, claims: list[Claim], actors: Actors, relation_of: Callable[[str], RelationType]
) -> Iterator[Claim]:
    """The transfers that follow from acts with another state's weapons ("Russia launched North Korean missiles")."""
    for claim in claims:
        inferred = relation_of(claim.type).implies
        users = [mention for mention in claim.source if mention.kind in ("state", "armed_group", "person")]
        if not inferred or not users or claim.factuality in ("denied", "negated", "planned", "conditional"):
            continue
        sides = actors.sides(users)
        for weapon in claim.roles.get("instrument", ()):
            for maker in _makers(doc, weapon, actors):
                if actors.side(maker.entity) not in sides:
                    roles = {"source": (maker,), "target": tuple(users), "instrument": (weapon,)}
                    yield replace(
                        claim,
                        id=content_hash(claim.id, inferred, maker.entity),
                        type=inferred,
                        roles=roles,
                        date=None,
                        quantity=None,
                        about=None,
                        inferred=True,
                        confidence=INFERRED_CONFIDENCE,
                    )
                    break


def _makers(doc: Doc, weapon: Mention, actors: Actors) -> Iterator[Mention]:
    """The states whose demonym or possessive stands before a weapon's name."""
    span = doc.char_span(weapon.start, weapon.end)
    if span is None:
        return
    for child in span.root.children:
        if child.i < span.start and child.dep_ in ("amod", "compound", "poss", "nmod"):
            after = doc[child.i + 1]
            if after.text != "-":
                yield from (mention for mention in actors.at(child) if mention.kind == "state")
