"""Wikidata ids: well-known ones are right, and no id stands for two entries of any vocabulary."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Protocol

import pytest

from kg.language.gazetteer import load_gazetteer
from kg.vocabulary.armed_groups import load_armed_groups
from kg.vocabulary.media import load_outlets
from kg.vocabulary.organisations import load_organisations
from kg.vocabulary.persons import load_persons
from kg.vocabulary.places import load_places
from kg.vocabulary.states import load_states


class Entry(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def wikidata(self) -> str | None: ...


def identified() -> Iterator[tuple[str, str]]:
    """The Wikidata id and the name of each entry that has one, capitals among them."""
    entries: list[Entry] = [*load_states(), *load_places(), *load_organisations()]
    entries += [*load_armed_groups(), *load_outlets(), *load_persons()]
    for entry in entries:
        if entry.wikidata:
            yield entry.wikidata, entry.name
    for state in load_states():
        if state.capital_wikidata:
            yield state.capital_wikidata, state.capitals[0]


@pytest.mark.parametrize(
    ("wikidata", "name"),
    [
        ("Q1065", "United Nations"),
        ("Q7184", "NATO"),
        ("Q458", "European Union"),
        ("Q7768", "ASEAN"),
        ("Q740308", "UNICEF"),
        ("Q37230", "Central Intelligence Agency"),
        ("Q29468", "Republican Party (United States)"),
        ("Q49768", "Social Democratic Party of Germany"),
        ("Q9626", "Conservative Party (UK)"),
        ("Q151469", "United Russia"),
        ("Q178888", "Fatah"),
        ("Q38799", "Hamas"),
        ("Q41053", "Hezbollah"),
        ("Q240425", "Polisario Front"),
        ("Q66", "Boeing"),
        ("Q102673", "Gazprom"),
        ("Q156203", "Bild"),
        ("Q42308", "Kharkiv"),
        ("Q656", "Saint Petersburg"),
        ("Q406", "Istanbul"),
        ("Q1726", "Munich"),
        ("Q8660", "Karachi"),
        ("Q62", "San Francisco"),
        ("Q1439", "Texas"),
        ("Q980", "Bavaria"),
        ("Q15", "Africa"),
        ("Q84", "London"),
        ("Q90", "Paris"),
        ("Q649", "Moscow"),
        ("Q1899", "Kyiv"),
        ("Q956", "Beijing"),
        ("Q5838", "Kabul"),
        ("Q3766", "Damascus"),
    ],
)
def test_a_well_known_id_stands_for_its_entry(wikidata: str, name: str) -> None:
    assert [found for identifier, found in identified() if identifier == wikidata] == [name]


def test_an_id_stands_for_one_entry_of_one_vocabulary() -> None:
    names = defaultdict(list)
    for wikidata, name in identified():
        names[wikidata].append(name)
    assert {wikidata: found for wikidata, found in names.items() if len(found) > 1} == {}


def test_ids_are_well_formed() -> None:
    assert [wikidata for wikidata, _ in identified() if not re.fullmatch(r"Q[1-9][0-9]{0,9}", wikidata)] == []


def test_the_capital_of_a_state_carries_its_id_into_the_gazetteer() -> None:
    entities = load_gazetteer().entities
    assert (entities["place-kyiv"].wikidata, entities["place-kyiv"].country) == ("Q1899", "UKR")
    assert entities["place-kharkiv-ukr"].wikidata == "Q42308"


def test_only_capitals_that_no_source_settles_have_no_id() -> None:
    without = {
        state.iso3
        for state in load_states()
        if state.iso3 and not state.former and state.capital_wikidata is None
        if not set(state.capitals) <= {state.name, *state.names}
    }
    unsettled = "ARE CHE GEO GNB KGZ KIR KNA MDG MHL NLD NRU PLW PRY SSD TJK TUV XKX"
    assert without == set(unsettled.split())
