"""Weapons: facts of the file, plurals, and what its loader refuses."""

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.vocabulary.armed_groups import load_armed_groups
from kg.vocabulary.fields import Named
from kg.vocabulary.media import load_outlets
from kg.vocabulary.organisations import load_organisations
from kg.vocabulary.weapons import Weapon, broader_classes, load_weapons, plural


def weapon_with(form: str) -> Weapon:
    return next(weapon for weapon in load_weapons() if form in (*weapon.forms, *weapon.weak_forms))


def test_the_file_holds_the_weapons_of_the_news() -> None:
    assert len(load_weapons()) >= 180
    assert sum(weapon.system for weapon in load_weapons()) >= 100


@pytest.mark.parametrize(
    ("form", "chain"),
    [
        ("Iskander-M", "short-range-ballistic-missile ballistic-missile missile weapon"),
        ("HIMARS", "rocket-artillery artillery weapon"),
        ("F-16s", "fighter-jet military-aircraft weapon"),
        ("Leopard 2", "main-battle-tank armoured-vehicle weapon"),
        ("Shahed-136", "loitering-munition drone weapon"),
        ("S-300", "air-defence-system weapon"),
        ("Patriot battery", "air-defence-system weapon"),
        ("ATACMS", "short-range-ballistic-missile ballistic-missile missile weapon"),
        ("Storm Shadow", "cruise-missile missile weapon"),
        ("nuclear warheads", "nuclear-weapon weapon-of-mass-destruction weapon"),
        ("weapon", ""),
    ],
)
def test_a_weapon_belongs_to_its_classes(form: str, chain: str) -> None:
    assert [weapon.id for weapon in broader_classes(weapon_with(form).id)] == chain.split()


def test_the_classes_of_an_unknown_weapon_are_refused() -> None:
    with pytest.raises(VocabularyError, match="no weapon has the id 'broadsword'"):
        broader_classes("broadsword")


@pytest.mark.parametrize(
    ("form", "use"),
    [
        ("Hwasong-18", "strategic"),
        ("body armour", "nonlethal"),
        ("nuclear weapons", "nuclear"),
        ("semiconductors", "dual_use"),
        ("artillery shells", "lethal"),
        ("B61-12", "nuclear"),
    ],
)
def test_a_weapon_says_its_use_or_takes_that_of_its_class(form: str, use: str) -> None:
    assert weapon_with(form).kind_of_use == use


@pytest.mark.parametrize(
    ("form", "country"),
    [("Kinzhal", "RUS"), ("Shahed-136", "IRN"), ("KN-23", "PRK"), ("Gripen", "SWE"), ("Storm Shadow", None)],
)
def test_a_system_has_its_country_of_origin(form: str, country: str | None) -> None:
    assert weapon_with(form).country == country


@pytest.mark.parametrize(
    "form", ["tank", "tanks", "arms", "shells", "rocket", "drones", "Patriot", "Javelins", "Stinger"]
)
def test_words_with_other_meanings_are_weak(form: str) -> None:
    weapon = weapon_with(form)
    assert form in weapon.weak_forms
    assert form not in weapon.forms


@pytest.mark.parametrize("form", ["Patriot missile", "Javelin missiles", "attack drone", "battle tanks", "Leopard 2s"])
def test_names_that_say_what_they_are_need_no_context(form: str) -> None:
    assert form in weapon_with(form).forms


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("missile", "missiles"),
        ("fighter jet", "fighter jets"),
        ("artillery battery", "artillery batteries"),
        ("bomblet", "bomblets"),
        ("Hwasong-12", "Hwasong-12s"),
        ("NASAMS", "NASAMS"),
        ("cutlass", "cutlasses"),
        ("boy", "boys"),
    ],
)
def test_plurals_follow_the_rules(name: str, expected: str) -> None:
    assert plural(name) == expected


@pytest.mark.parametrize("form", ["weapons of mass destruction", "torpedoes", "military aircraft", "ammunition"])
def test_plurals_that_break_the_rules_are_listed(form: str) -> None:
    assert form in weapon_with(form).forms


@pytest.mark.parametrize(
    "form", ["ammunitions", "aircrafts", "military equipments", "torpedos", "weapon of mass destructions"]
)
def test_wrong_plurals_are_not_listed(form: str) -> None:
    assert not any(form in (*weapon.forms, *weapon.weak_forms) for weapon in load_weapons())


def test_systems_match_by_case_and_classes_do_not() -> None:
    assert weapon_with("Taurus missile").case_sensitive
    assert not weapon_with("cruise missile").case_sensitive


def test_no_safe_form_of_a_weapon_names_an_actor() -> None:
    entries: list[Named] = [*load_armed_groups(), *load_organisations(), *load_outlets()]
    actors = {name for entry in entries for name in (entry.id, entry.name, *entry.names)}
    for weapon in load_weapons():
        assert not actors & {weapon.id, *weapon.forms}, weapon.id


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("- {kind_of_use: lethal}", "lacks .'name'."),
        ("- {name: gun, kind_of_use: lethal, calibre: 9}", "unknown keys .'calibre'."),
        ("- {name: gun, kind_of_use: deadly}", "kind_of_use must be one of"),
        ("- {name: gun}", "needs a kind_of_use"),
        ("- {name: gun, weapon_class: weapon}", "weapon_class must be the id of a weapon above, found 'weapon'"),
        ("- {name: gun, weapon_class: gun}", "weapon_class must be the id of a weapon above, found 'gun'"),
        ("- {name: a, weapon_class: b}\n- {name: b, weapon_class: a}", "weapon_class must be the id of a weapon above"),
        ("- {name: gun, kind_of_use: lethal}\n- {name: Gun, kind_of_use: lethal}", "id 'gun' stands twice"),
        (
            "- {name: a, kind_of_use: lethal, names: [c]}\n- {name: b, kind_of_use: lethal, names: [cs]}",
            "form 'cs' stands",
        ),
        (
            "- {name: a, kind_of_use: lethal}\n- {name: b, kind_of_use: lethal, weak_names: [a]}",
            "form 'a' stands twice",
        ),
        ("- {name: gun, kind_of_use: lethal, plurals: [guns]}", "plurals must map names to their plurals"),
        ("- {name: gun, kind_of_use: lethal, plurals: {gin: gins}}", "plurals of .'gin'., which are no names"),
        ("- {name: gun, kind_of_use: lethal, invariant: [gin]}", "plurals of .'gin'., which are no names"),
        ("- {name: gun, kind_of_use: lethal, system: maybe}", "system must be true or false"),
    ],
)
def test_a_row_that_breaks_the_rules_is_refused(tmp_path: Path, rows: str, message: str) -> None:
    path = tmp_path / "weapons.yaml"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(VocabularyError, match=f"^weapons.yaml: .*{message}"):
        load_weapons(path)
