"""Places: facts of the file, namesakes kept apart, and what the loader refuses."""

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.vocabulary.places import KINDS, Place, load_places
from kg.vocabulary.states import load_states


def places_called(name: str) -> list[Place]:
    return [place for place in load_places() if name in (place.name, *place.names)]


def test_the_file_holds_the_cities_and_every_kind_of_place() -> None:
    kinds = [place.kind for place in load_places()]
    assert kinds.count("city") >= 700
    assert set(kinds) == set(KINDS)


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Bakhmut", "UKR", "city"),
        ("Artemivsk", "UKR", "city"),
        ("Kharkov", "UKR", "city"),
        ("Crimea", "UKR", "region"),
        ("Donbas", "UKR", "region"),
        ("Belgorod", "RUS", "city"),
        ("Gaza Strip", "PSE", "region"),
        ("West Bank", "PSE", "region"),
        ("Khan Yunis", "PSE", "city"),
        ("Aleppo", "SYR", "city"),
        ("Mosul", "IRQ", "city"),
        ("El Fasher", "SDN", "city"),
        ("Darfur", "SDN", "region"),
        ("Tigray", "ETH", "region"),
        ("Goma", "COD", "city"),
        ("Hodeidah", "YEM", "city"),
        ("Xinjiang", "CHN", "region"),
        ("Ramstein", "DEU", "base"),
        ("Guantanamo Bay", "CUB", "base"),
        ("Pituffik", "GRL", "base"),
        ("Davos", "CHE", "city"),
        ("Brussels", "BEL", "city"),
        ("Camp David", "USA", "site"),
        ("Mar-a-Lago", "USA", "site"),
        ("New Mexico", "USA", "region"),
        ("Kashmir", None, "region"),
        ("Golan Heights", None, "region"),
        ("Middle East", None, "region"),
        ("Sahel", None, "region"),
        ("Taiwan Strait", None, "sea"),
        ("South China Sea", None, "sea"),
        ("Gulf of Mexico", None, "sea"),
        ("Europe", None, "continent"),
    ],
)
def test_a_name_finds_its_place(name: str, country: str | None, kind: str) -> None:
    assert [(place.country, place.kind) for place in places_called(name)] == [(country, kind)]


def test_ids_are_made_of_name_and_country() -> None:
    assert [place.id for place in places_called("Kharkiv")] == ["place-kharkiv-ukr"]
    assert [place.id for place in places_called("Black Sea")] == ["place-black-sea"]


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("Hyderabad", ["IND", "PAK"]),
        ("Cartagena", ["COL", "ESP"]),
        ("Galicia", ["ESP", "UKR"]),
        ("Punjab", ["IND", "PAK"]),
    ],
)
def test_namesakes_are_kept_apart_and_need_context(name: str, countries: list[str]) -> None:
    places = places_called(name)
    assert sorted(str(place.country) for place in places) == countries
    assert all(name in place.ambiguous for place in places)


def test_only_the_spelling_that_is_a_common_word_needs_context() -> None:
    (juarez,) = places_called("Ciudad Juárez")
    assert "Ciudad Juárez" not in juarez.ambiguous
    assert "Juárez" in juarez.ambiguous


@pytest.mark.parametrize("name", ["Nice", "Split", "Tours", "Batman", "Charlotte", "Phoenix", "Hamilton", "Madison"])
def test_names_that_are_words_or_persons_need_context(name: str) -> None:
    assert all(name in place.ambiguous for place in places_called(name))
    assert places_called(name)


def test_every_country_is_a_state() -> None:
    assert {place.country for place in load_places()} - {None} <= {state.iso3 for state in load_states()}


def test_a_place_shares_a_name_with_a_state_only_if_both_need_context() -> None:
    safe_forms = {
        form
        for state in load_states()
        for form in (*state.forms, *state.not_names)
        if form not in {ambiguous.name for ambiguous in state.ambiguous}
    }
    all_forms = {form for state in load_states() for form in state.forms}
    names = {name for place in load_places() for name in (place.name, *place.names)}
    safe_names = {name for place in load_places() for name in (place.name, *place.names) if name not in place.ambiguous}
    assert names & safe_forms == set()
    assert safe_names & all_forms == set()


def test_names_are_plain_text_with_straight_apostrophes() -> None:
    names = {name for place in load_places() for name in (place.name, *place.names)}
    assert [name for name in names if name != " ".join(name.split()) or set(name) & set("\u2018\u2019\u02bb?;/")] == []


def test_a_row_becomes_places(tmp_path: Path) -> None:
    path = tmp_path / "places.yaml"
    path.write_text(
        "- {country: FRA, kind: city, names: [Nice, [Marseille, Marseilles]], ambiguous: [Nice],"
        " wikidata: {Marseille: Q23482}}\n"
        "- {kind: sea, names: [Red Sea]}\n"
    )
    assert load_places(path) == (
        Place("place-nice-fra", "Nice", "city", "FRA", ambiguous=("Nice",)),
        Place("place-marseille-fra", "Marseille", "city", "FRA", ("Marseilles",), wikidata="Q23482"),
        Place("place-red-sea", "Red Sea", "sea"),
    )


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("kind: city", r"expected a list of entries, found dict"),
        ("- {kind: city}", r"entry 1: lacks \['names'\]"),
        ("- {kind: city, names: [A], state: B}", r"entry 1: has unknown keys \['state'\]"),
        ("- {kind: town, names: [A]}", r"entry 1: kind must be one of"),
        ("- {kind: null, names: [A]}", r"entry 1: kind must be one of .* found None"),
        ("- {kind: city, country: uk, names: [A]}", r"entry 1: country must match"),
        ("- {kind: city, names: A}", r"entry 1: names must be a list of places"),
        ("- {kind: city, names: [1]}", r"entry 1: names must be a list of strings"),
        ("- {kind: city, names: [[]]}", r"entry 1: a place needs different names, found \[\]"),
        ("- {kind: city, names: [[A, A]]}", r"entry 1: a place needs different names"),
        ("- {kind: city, names: [A], ambiguous: A}", r"entry 1: ambiguous must be a list of strings"),
        ("- {kind: city, names: [A], ambiguous: [B]}", r"entry 1: ambiguous \['B'\] are no names of its places"),
        ("- {kind: city, names: [A], wikidata: Q1}", r"entry 1: wikidata must map names of places to ids"),
        ("- {kind: city, names: [A], wikidata: {A: 1}}", r"entry 1: A: wikidata must be a text"),
        ("- {kind: city, names: [A], wikidata: {A: q1}}", r"entry 1: A: wikidata must match"),
        ("- {kind: city, names: [[A, B]], wikidata: {B: Q1}}", r"entry 1: wikidata gives ids to \['B'\], which are no"),
        ("- {kind: city, names: [A, B], wikidata: {A: Q1, B: Q1}}", r"id Q1 stands twice"),
        ("- {kind: city, names: [A, A]}", r"id place-a stands twice"),
        ("- {kind: city, names: [[A, C], [B, C]]}", r"'C' is shared by place-a, place-b; each must list it"),
    ],
)
def test_a_malformed_file_is_refused(tmp_path: Path, rows: str, message: str) -> None:
    path = tmp_path / "places.yaml"
    path.write_text(rows)
    with pytest.raises(VocabularyError, match=message):
        load_places(path)
