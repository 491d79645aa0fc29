"""The gold sentences say what their annotation guide promises: offsets, types, dates, split and coverage."""

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.vocabulary.relations import load_relations

SENTENCES = Path(__file__).parents[2] / "data" / "gold" / "sentences.jsonl"
FACTUALITIES = {"asserted", "reported", "alleged", "denied", "negated", "planned", "conditional"}
ROLES = ("source", "target", "holder", "deniers")
# A year, month or day, or an interval of these: what the gold dates use of EDTF.
EDTF = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?")
LEAST_PER_TYPE = 5  # fewer say nothing about a type
PASSAGES = 624
TRAPS = 118

Item = dict[str, Any]


@pytest.fixture(scope="module")
def items() -> list[Item]:
    return [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]


def relations_of(items: list[Item]) -> Iterator[tuple[Item, Item]]:
    return ((item, relation) for item in items for relation in item["gold"])


def fillers_of(items: list[Item]) -> Iterator[tuple[Item, Item]]:
    return ((item, filler) for item, relation in relations_of(items) for role in ROLES for filler in relation[role])


def test_ids_count_up_and_no_text_comes_twice(items: list[Item]) -> None:
    assert [item["id"] for item in items] == [f"s-{number:03d}" for number in range(1, PASSAGES + 1)]
    assert [text for text, times in Counter(item["text"] for item in items).items() if times > 1] == []


def test_fillers_stand_at_their_offsets(items: list[Item]) -> None:
    wrong = [
        (item["id"], filler["text"])
        for item, filler in fillers_of(items)
        if item["text"][filler["start"] : filler["end"]] != filler["text"]
    ]
    assert wrong == []


def test_fillers_are_whole_words_with_a_name_and_a_country_code(items: list[Item]) -> None:
    for item, filler in fillers_of(items):
        around = item["text"][: filler["start"]][-1:] + item["text"][filler["end"] :][:1]
        assert not any(character.isalnum() for character in around), (item["id"], filler)
        assert filler["name"], item["id"]
        assert re.fullmatch(r"[A-Z]{3}|", filler["country"]), (item["id"], filler)


def test_a_name_has_one_country_throughout(items: list[Item]) -> None:
    countries: dict[str, set[str]] = {}
    for _, filler in fillers_of(items):
        countries.setdefault(filler["name"], set()).add(filler["country"])
    assert {name: codes for name, codes in countries.items() if len(codes) > 1} == {}


def test_types_are_broad_types_of_the_vocabulary(items: list[Item]) -> None:
    broad = {relation.same or relation.name for relation in load_relations()}
    assert {relation["type"] for _, relation in relations_of(items)} <= broad


def test_each_type_is_told_often_enough_to_measure(items: list[Item]) -> None:
    counts = Counter(relation["type"] for _, relation in relations_of(items))
    assert {kind: count for kind, count in counts.items() if count < LEAST_PER_TYPE} == {}


def test_only_weapons_tests_and_pacts_of_many_lack_a_target(items: list[Item]) -> None:
    for item, relation in relations_of(items):
        assert relation["source"], item["id"]
        assert relation["target"] or relation["type"] in {"weapons_test", "trade", "agreement_withdrawal"}, item["id"]


def test_factuality_agrees_with_holders_and_deniers(items: list[Item]) -> None:
    for item, relation in relations_of(items):
        assert relation["factuality"] in FACTUALITIES, item["id"]
        if relation["factuality"] in {"reported", "denied"}:
            assert relation["holder"], item["id"]
        if relation["factuality"] == "asserted":
            assert not relation["holder"], item["id"]


def test_dates_are_edtf_and_what_happened_lies_before_publication(items: list[Item]) -> None:
    for item, relation in relations_of(items):
        published = datetime.date.fromisoformat(item["published"])
        if relation["date"] is None:
            continue
        assert EDTF.fullmatch(relation["date"]), item["id"]
        if relation["factuality"] not in {"planned", "conditional", "negated"}:
            assert relation["date"].split("/")[0] <= published.isoformat(), item["id"]


def test_quantities_have_a_value_a_unit_and_a_qualifier(items: list[Item]) -> None:
    for item, relation in relations_of(items):
        if quantity := relation["quantity"]:
            assert quantity["value"] > 0, item["id"]
            assert quantity["unit"], item["id"]
            assert quantity["qualifier"] in {"=", "~", "<", ">"}, item["id"]


def test_traps_are_exactly_the_items_without_a_relation(items: list[Item]) -> None:
    assert {item["id"] for item in items if "trap" in item["tags"]} == {
        item["id"] for item in items if not item["gold"]
    }
    assert sum("trap" in item["tags"] for item in items) == TRAPS


def test_even_items_are_for_development_and_odd_ones_for_testing(items: list[Item]) -> None:
    for item in items:
        assert ("dev" in item["tags"]) == (int(item["id"][2:]) % 2 == 0)
        assert ("test" in item["tags"]) != ("dev" in item["tags"])


def test_tags_name_each_factuality_but_the_plain_one(items: list[Item]) -> None:
    for item in items:
        told = {relation["factuality"] for relation in item["gold"]} - {"asserted"}
        assert told <= set(item["tags"]), item["id"]
