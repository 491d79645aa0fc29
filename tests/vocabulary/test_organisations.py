"""Organisations: facts of the file, and what its loader refuses."""

from collections import Counter
from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.vocabulary.organisations import Organisation, load_organisations

INTERNATIONAL = {"international_organisation", "alliance", "un_body", "court", "development_bank", "bloc"}


def organisation(name: str) -> Organisation:
    return next(entry for entry in load_organisations() if entry.name == name)


def test_the_file_holds_the_organisations_of_the_news() -> None:
    kinds: Counter[str] = Counter(entry.kind for entry in load_organisations())
    assert kinds.total() >= 200
    assert sum(kinds[kind] for kind in INTERNATIONAL) >= 130
    assert kinds["party"] >= 40
    assert kinds["company"] >= 40


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("G7", "CAN DEU FRA GBR ITA JPN USA"),
        ("BRICS", "ARE BRA CHN EGY ETH IDN IND IRN RUS ZAF"),
        ("Shanghai Cooperation Organisation", "BLR CHN IND IRN KAZ KGZ PAK RUS TJK UZB"),
        ("Collective Security Treaty Organization", "ARM BLR KAZ KGZ RUS TJK"),
        ("ASEAN", "BRN IDN KHM LAO MMR MYS PHL SGP THA TLS VNM"),
        ("Gulf Cooperation Council", "ARE BHR KWT OMN QAT SAU"),
        ("OPEC", "COG DZA GAB GNQ IRN IRQ KWT LBY NGA SAU VEN"),
        ("Quadrilateral Security Dialogue", "AUS IND JPN USA"),
        ("AUKUS", "AUS GBR USA"),
        ("Five Eyes", "AUS CAN GBR NZL USA"),
        ("Visegrád Group", "CZE HUN POL SVK"),
        ("Nordic Council", "DNK FIN ISL NOR SWE"),
        ("Baltic states", "EST LTU LVA"),
        ("E3", "DEU FRA GBR"),
        ("P5", "CHN FRA GBR RUS USA"),
    ],
)
def test_members_are_those_of_2026(name: str, members: str) -> None:
    assert organisation(name).members == tuple(members.split())


def test_nato_has_32_members_with_finland_and_sweden() -> None:
    members = set(organisation("NATO").members)
    assert len(members) == 32
    assert {"FIN", "SWE", "MKD", "MNE", "TUR"} <= members
    assert not members & {"AUT", "CHE", "IRL", "UKR", "GEO"}


def test_the_european_union_has_27_members_without_the_united_kingdom() -> None:
    members = set(organisation("European Union").members)
    assert len(members) == 27
    assert not members & {"GBR", "NOR", "CHE", "SRB", "TUR", "UKR"}
    assert set(organisation("Eurozone").members) == members - {"CZE", "DNK", "HUN", "POL", "ROU", "SWE"}


def test_the_twenty_have_nineteen_states_among_their_members() -> None:
    assert len(organisation("G20").members) == 19


def test_the_arab_league_has_22_members() -> None:
    assert len(organisation("Arab League").members) == 22


@pytest.mark.parametrize(
    ("name", "parent"),
    [
        ("United Nations Security Council", "United Nations"),
        ("International Court of Justice", "United Nations"),
        ("European Commission", "European Union"),
        ("European Court of Human Rights", "Council of Europe"),
        ("Fatah", "Palestine Liberation Organization"),
    ],
)
def test_bodies_belong_to_their_organisation(name: str, parent: str) -> None:
    assert organisation(name).part_of == parent


@pytest.mark.parametrize(
    ("name", "country"), [("Gazprom", "RUS"), ("TSMC", "TWN"), ("Boeing", "USA"), ("Fidesz", "HUN"), ("Airbus", None)]
)
def test_companies_and_parties_have_a_home_state(name: str, country: str | None) -> None:
    assert organisation(name).country == country


def test_only_blocs_and_peoples_are_groups() -> None:
    for entry in load_organisations():
        assert (entry.entity_kind == "group") == (entry.kind in ("bloc", "people")), entry.name
    assert organisation("the West").entity_kind == "group"


def test_a_seat_may_stand_for_two_organisations() -> None:
    assert organisation("European Union").seats == organisation("NATO").seats == ("Brussels",)


@pytest.mark.parametrize("name", ["WHO", "ICE", "AU", "Apple", "Amazon", "Meta", "Intel", "Shell", "Vox", "RSF", "MIT"])
def test_names_that_read_as_words_need_context(name: str) -> None:
    plain = {plain for entry in load_organisations() for plain in (entry.name, *entry.names)}
    assert name not in plain
    assert any(ambiguous.name == name for entry in load_organisations() for ambiguous in entry.ambiguous)


def test_two_letter_names_are_those_of_the_two_unions() -> None:
    plain = {plain for entry in load_organisations() for plain in (entry.name, *entry.names)}
    assert {name for name in plain if len(name) == 2 and name.isalpha()} == {"UN", "EU"}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("- {name: A}", "lacks .'kind'."),
        ("- {name: A, kind: club}", "kind must be one of"),
        ("- {name: A, kind: null}", "kind must be one of .* found None"),
        ("- {name: A, kind: party, colour: red}", "unknown keys .'colour'."),
        ("- {name: A, kind: party}\n- {name: A, kind: party}", "id 'a' stands twice"),
        ("- {name: A, kind: party}\n- {name: B, kind: party, names: [A]}", "name 'A' stands twice"),
        ("- {name: A, kind: court, part_of: B}", "entry 1: part_of must name an organisation above"),
        ("- {name: A, kind: court, part_of: A}", "entry 1: part_of must name an organisation above"),
        ("- {name: A, kind: court, part_of: B}\n- {name: B, kind: court, part_of: A}", "part_of must name"),
        ("- {name: A, kind: alliance, members: [UK]}", "members must be a list of different three-letter codes"),
    ],
)
def test_a_row_that_breaks_the_rules_is_refused(tmp_path: Path, rows: str, message: str) -> None:
    path = tmp_path / "organisations.yaml"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(VocabularyError, match=f"^organisations.yaml: .*{message}"):
        load_organisations(path)


def test_the_wikidata_id_is_the_id_where_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "organisations.yaml"
    path.write_text("- {name: European Union, kind: international_organisation, wikidata: Q458}", encoding="utf-8")
    (entry,) = load_organisations(path)
    assert (entry.id, entry.wikidata) == ("Q458", "Q458")
