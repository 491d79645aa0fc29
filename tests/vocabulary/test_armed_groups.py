"""Armed groups: facts of the file, and what its loader refuses."""

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.vocabulary.armed_groups import ArmedGroup, Rule, load_armed_groups
from kg.vocabulary.fields import Named
from kg.vocabulary.media import load_outlets
from kg.vocabulary.organisations import load_organisations


def group_called(name: str) -> ArmedGroup:
    return next(entry for entry in load_armed_groups() if name in (entry.name, *entry.names))


def test_the_file_holds_the_groups_of_the_news() -> None:
    assert len(load_armed_groups()) >= 80


@pytest.mark.parametrize(
    ("name", "expected", "country"),
    [
        ("Ansar Allah", "Houthis", "YEM"),
        ("Hizbullah", "Hezbollah", "LBN"),
        ("Daesh", "Islamic State", None),
        ("ISKP", "Islamic State \N{EN DASH} Khorasan Province", "AFG"),
        ("Nusra Front", "al-Nusra Front", "SYR"),
        ("Al Shabaab", "al-Shabaab", "SOM"),
        ("TTP", "Tehrik-i-Taliban Pakistan", "PAK"),
        ("M23", "March 23 Movement", "COD"),
        ("PKK", "Kurdistan Workers' Party", "TUR"),
        ("Tamil Tigers", "Liberation Tigers of Tamil Eelam", "LKA"),
        ("JNIM", "Jama'at Nasr al-Islam wal-Muslimin", "MLI"),
    ],
)
def test_a_name_finds_its_group(name: str, expected: str, country: str | None) -> None:
    group = group_called(name)
    assert (group.name, group.country) == (expected, country)


def test_the_taliban_have_governed_afghanistan_twice() -> None:
    assert group_called("Taliban").government_of == (
        Rule("AFG", "1996-09-27", "2001-11-13"),
        Rule("AFG", "2021-08-15"),
    )


def test_the_houthis_have_an_adjective_and_a_word_for_people() -> None:
    houthis = group_called("Houthis")
    assert "Houthi" in houthis.adjectives
    assert "Houthi rebels" in houthis.people


@pytest.mark.parametrize("name", ["IS", "RSF", "SDF", "ADF", "IRA", "KIA", "Wagner", "ELN", "ETA", "LeT"])
def test_short_names_need_context(name: str) -> None:
    assert not any(name in (entry.name, *entry.names) for entry in load_armed_groups())
    owners = [entry for entry in load_armed_groups() for ambiguous in entry.ambiguous if ambiguous.name == name]
    assert len(owners) == 1


def test_rsf_is_the_sudanese_force_or_the_press_freedom_group_by_context() -> None:
    entries: list[Named] = [*load_armed_groups(), *load_organisations()]
    needs = {
        entry.name: set(ambiguous.needs)
        for entry in entries
        for ambiguous in entry.ambiguous
        if ambiguous.name == "RSF"
    }
    assert set(needs) == {"Rapid Support Forces", "Reporters Without Borders"}
    assert not needs["Rapid Support Forces"] & needs["Reporters Without Borders"]


def test_groups_organisations_and_outlets_share_no_id_and_no_plain_name() -> None:
    entries: list[Named] = [*load_armed_groups(), *load_organisations(), *load_outlets()]
    owners: dict[str, str] = {}
    for entry in entries:
        for name in {entry.id, entry.name, *entry.names}:
            assert name not in owners, f"{name}: {owners[name]} and {entry.id}"
            owners[name] = entry.id


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("- {country: SYR}", "lacks .'name'."),
        ("- {name: A, leader: B}", "unknown keys .'leader'."),
        ("- {name: A}\n- {name: A}", "id 'a' stands twice"),
        ("- {name: A, names: [B]}\n- {name: B}", "name 'B' stands twice"),
        ("- {name: A, country: Syria}", "country must match"),
        ("- {name: A, government_of: AFG}", "government_of must be a list of mappings"),
        ("- {name: A, government_of: [AFG]}", "government_of must be a list of mappings"),
        ("- {name: A, government_of: [{country: AFG}]}", "lacks .'start'."),
        ("- {name: A, government_of: [{country: null, start: '2021-08-15'}]}", "needs a country and a start"),
        ("- {name: A, government_of: [{country: AFG, start: '2021'}]}", "start must match"),
        ("- {name: A, government_of: [{country: AFG, start: '2021-08-15', end: '2001-11-13'}]}", "before its end"),
    ],
)
def test_a_row_that_breaks_the_rules_is_refused(tmp_path: Path, rows: str, message: str) -> None:
    path = tmp_path / "armed_groups.yaml"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(VocabularyError, match=f"^armed_groups.yaml: .*{message}"):
        load_armed_groups(path)
