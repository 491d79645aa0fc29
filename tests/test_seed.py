"""The first article, where it lies beside the folder that KG_GOLD names: what must come out of it, what must not."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.types import Content, Event

SEED = Path(os.environ.get("KG_GOLD", ""), "..", "seed")


if "KG_GOLD" in os.environ and SEED.exists():  # without it there are no such tests, and none that are skipped
    EXPECTED: Mapping[str, Any] = json.loads((SEED / "expected.json").read_text())
    WIKIDATA = {entity["name"]: entity.get("wikidata") for entity in EXPECTED["entities"]}

    @pytest.fixture(scope="module")
    def content() -> Content:
        return kg.build(SEED / "article.txt", published=EXPECTED["published"]).content

    @pytest.mark.parametrize("fact", EXPECTED["facts"], ids=lambda fact: fact["id"])
    def test_each_fact_is_an_event(content: Content, fact: Mapping[str, Any]) -> None:
        found = [event for event in content.events if tells(content, event, fact)]
        assert len(found) == 1, fact

    @pytest.mark.parametrize("office", EXPECTED["offices"], ids=lambda office: office["person"])
    def test_each_office_is_a_tie(content: Content, office: Mapping[str, Any]) -> None:
        names = {entity.id: entity.name for entity in content.entities}
        person = find_entity(content, office["person"])
        held = {(tie.title, names[tie.target]) for tie in content.ties if tie.source == person}
        assert (office["office"], office["of"]) in held

    def test_nothing_is_told_that_the_article_does_not_say(content: Content) -> None:
        arms = [event for event in content.events if event.type == "arms_transfer"]
        russia = find_entity(content, "Russia")
        assert not [event for event in arms if event.status == "asserted" or russia in event.roles["source"]]
        text = content.articles[0].text
        last = text.index("Read also")
        assert {claim.type for claim in content.claims if claim.end > last} <= {"weapons_test"}
        assert not {entity.name for entity in content.entities} & {"Voskresny Vecher", "Russia-1"}

    def find_entity(content: Content, name: str) -> str:
        """The id of the entity that EXPECTED names so."""
        wikidata = WIKIDATA.get(name)
        known = [e.id for e in content.entities if (wikidata and e.wikidata == wikidata) or e.name == name]
        assert len(known) == 1, name
        return known[0]

    def tells(content: Content, event: Event, fact: Mapping[str, Any]) -> bool:
        sides = [tuple(find_entity(content, name) for name in fact[role]) for role in ("source", "target")]
        holders = {find_entity(content, name) for name in fact.get("holder", ())}
        deniers = {find_entity(content, name) for name in fact.get("deniers", ())}
        amount = event.quantity and {
            "value": event.quantity.value,
            "unit": event.quantity.unit,
            "qualifier": event.quantity.qualifier,
        }
        return (
            event.type == fact["type"]
            and [event.roles["source"], event.roles["target"]] == sides
            and event.status == fact["status"]
            and fact.get("date", event.date) == event.date
            and fact.get("quantity", amount) == amount
            and holders <= set(event.holders)
            and deniers <= set(event.deniers)
        )
