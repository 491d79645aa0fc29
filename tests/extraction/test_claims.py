"""What the reader makes of news sentences: a table of sentences with all the claims that each makes."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.extraction.reader import ArticleReader
from kg.types import Article, Claim, Entity, Mention
from kg.vocabulary.relations import relations_by_name

TABLES = sorted(Path(__file__).parent.glob("claims*.yaml"))
ITEMS = [item for table in TABLES for item in yaml.safe_load(table.read_text(encoding="utf-8"))]
FIELDS = {"type", "source", "target", "factuality", "holder", "deniers", "date", "quantity", "instrument"}


def summarise(claim: Claim, entities: Mapping[str, Entity]) -> dict[str, Any]:
    """A claim in the form of the table, names instead of mentions, what is empty left out."""

    def names(mentions: tuple[Mention, ...]) -> list[str]:
        return sorted({entities[mention.entity].name for mention in mentions})

    quantity = claim.quantity
    told = {
        "type": claim.type,
        "source": names(claim.source),
        "target": names(claim.target),
        "factuality": claim.factuality,
        "holder": names(claim.holder),
        "deniers": names(tuple(mention for denial in claim.denials for mention in denial.holder)),
        "date": claim.date,
        "quantity": quantity and [quantity.value, quantity.unit, quantity.qualifier],
        "instrument": names(claim.roles.get("instrument", ())),
    }
    return {field: value for field, value in told.items() if value}


def expected(row: Mapping[str, Any]) -> dict[str, Any]:
    """A claim of the table in the same form: lists sorted, the date as text, asserted where nothing else is said."""
    told = {field: sorted(value) if field in ("source", "target", "holder", "deniers") else value
            for field, value in row.items()}  # fmt: skip
    told["date"] = str(row["date"]) if "date" in row else None
    return {field: value for field, value in {"factuality": "asserted", **told}.items() if value}


def in_order(claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(claims, key=lambda claim: (claim["type"], repr(sorted(claim.items()))))


def marked(item: Mapping[str, Any]) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason=item["fails"])] if "fails" in item else []
    return pytest.param(item, id=item["text"][:70], marks=marks)


@pytest.mark.parametrize("item", [marked(item) for item in ITEMS])
def test_a_sentence_makes_these_claims_and_no_others(item: Mapping[str, Any], reader: ArticleReader) -> None:
    published = datetime.date.fromisoformat(str(item["published"]))
    reading = reader.read(Article.make(item["text"], published=published))
    entities = {entity.id: entity for entity in reading.entities}
    found = [summarise(claim, entities) for claim in reading.claims]
    assert in_order(found) == in_order([expected(row) for row in item["claims"]])


def test_the_table_names_known_types_and_fields_only() -> None:
    for item in ITEMS:
        for row in item["claims"]:
            assert row["type"] in relations_by_name(), item["text"]
            assert row.keys() <= FIELDS, item["text"]


def test_the_table_is_large_enough_and_has_negatives() -> None:
    assert len(ITEMS) >= 120
    assert sum(not item["claims"] for item in ITEMS) >= 12


def test_the_known_failures_stay_few() -> None:
    assert sum("fails" in item for item in ITEMS) <= 25
