"""Writes readings as predictions: one JSON object a text, with entities and claims by character offset.

The form that `kg extract` writes and that scorers and other tools read: fillers carry the words, their offsets, and
the entity's id, name and country; a claim's start and end are those of its sentence. `type` is the broader type where
a relation type has one ("meet" for a phone call), so that coarser codings compare; `subtype` is the type itself.
"""

from collections.abc import Mapping

from kg.types import Article, Claim, Entity, Mention, Reading
from kg.vocabulary.relations import RelationType, relations_by_name


def to_prediction(
    identifier: str, article: Article, reading: Reading, relations: Mapping[str, RelationType] | None = None
) -> dict[str, object]:
    """The prediction for one text, ready for JSON; `relations` are the types by name, the package's own by default."""
    relations = relations or relations_by_name()
    entities = {entity.id: entity for entity in reading.entities}
    mentions: dict[str, list[dict[str, object]]] = {entity: [] for entity in entities}
    for mention in reading.mentions:
        mentions[mention.entity].append(
            {"start": mention.start, "end": mention.end, "text": mention.text, "via": mention.via}
        )
    return {
        "id": identifier,
        "entities": [
            {
                "id": entity.id,
                "kind": entity.kind,
                "name": entity.name,
                "country": entity.country,
                "wikidata": entity.wikidata,
                "offices": [{"title": office.title, "of": office.of} for office in entity.offices],
                "mentions": mentions[entity.id],
            }
            for entity in sorted(reading.entities, key=lambda entity: entity.kind == "group")
            if mentions[entity.id]
        ],
        "claims": [_claim(claim, article, entities, relations[claim.type]) for claim in reading.claims],
    }


def _claim(claim: Claim, article: Article, entities: Mapping[str, Entity], relation: RelationType) -> dict[str, object]:
    quantity = claim.quantity

    def fillers(mentions: tuple[Mention, ...]) -> list[dict[str, object]]:
        return [
            {
                "text": mention.text,
                "start": mention.start,
                "end": mention.end,
                "entity": mention.entity,
                "name": entities[mention.entity].name,
                "country": entities[mention.entity].country,
            }
            for mention in mentions
        ]

    return {
        "id": claim.id,
        "type": relation.same or relation.name,
        "subtype": relation.name,
        "plover": claim.plover or relation.plover,
        "symmetric": relation.symmetric,
        "source": fillers(claim.source),
        "target": fillers(claim.target),
        **{role: fillers(found) for role, found in claim.roles.items() if role not in ("source", "target")},
        "date": claim.date,
        "factuality": claim.factuality,
        "holder": fillers(claim.holder),
        "deniers": [filler for denial in claim.denials for filler in fillers(denial.holder)],
        "quantity": None
        if quantity is None
        else {"value": quantity.value, "unit": quantity.unit, "qualifier": quantity.qualifier},
        "about": claim.about,
        "start": claim.start,
        "end": claim.end,
        "quote": article.text[claim.start : claim.end],
    }
