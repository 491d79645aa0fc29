"""Which persons and organisations of several articles are one."""

import datetime
from collections.abc import Mapping
from typing import Any

from corpora import known, make_corpus

from kg.consolidation import consolidate
from kg.types import Content, Entity, Office

type Row = Mapping[str, Any]

JANUARY = datetime.date(2024, 1, 1)


def _article(day: int, *actors: str, mentions: tuple[str, ...] = ()) -> Row:
    claims = [
        {
            "label": f"{day}-{number}",
            "type": "accuse",
            "source": [actor],
            "target": ["Iran"],
            "about": f"x{day}{number}",
        }
        for number, actor in enumerate(actors)
    ]
    return {"published": JANUARY + datetime.timedelta(days=day), "claims": claims, "mentions": mentions}


def _consolidate(rows: list[Row], told: Mapping[str, Row]) -> Content:
    articles, readings, _ = make_corpus(rows, told)
    return consolidate(articles, readings)


def _named(content: Content, part: str) -> list[Entity]:
    return [entity for entity in content.entities if part in entity.name]


def _person(name: str, country: str | None = None, *offices: tuple[str, str]) -> Row:
    return {"kind": "person", "name": name, "country": country, "offices": offices}


def test_spellings_of_one_minister_become_one_person_with_all_names_and_offices() -> None:
    told = {
        "one": _person("Musaad bin Mohammed Al Aiban", "SAU", ("national security adviser", "Saudi Arabia")),
        "two": _person("Musaad al-Aiban", "SAU", ("minister", "Saudi Arabia")),
    }
    content = _consolidate([_article(0, "one"), _article(9, "two")], told)
    (person,) = _named(content, "Aiban")
    assert person.id == "person-musaad-bin-mohammed-al-aiban"
    assert person.name == "Musaad bin Mohammed Al Aiban"
    assert person.aliases == ("Musaad al-Aiban",)
    saudi = known("Saudi Arabia").id
    assert set(person.offices) == {Office("minister", saudi), Office("national security adviser", saudi)}
    (merge,) = content.merges
    assert (merge.kind, merge.kept, merge.merged) == ("entity", person.id, "person-musaad-al-aiban")
    assert "both are of SAU" in merge.why


def test_namesakes_of_two_countries_stay_apart_with_ids_that_stay() -> None:
    told = {"minister": _person("John Smith", "GBR"), "senator": _person("John Smith", "USA")}
    rows = [_article(0, "minister"), _article(9, "senator")]
    content = _consolidate(rows, told)
    assert [entity.id for entity in _named(content, "John Smith")] == ["person-john-smith", "person-john-smith-usa"]
    more = _consolidate([*rows, _article(20, "senator"), _article(21, "minister")], told)
    assert {e.id for e in _named(more, "John Smith")} == {"person-john-smith", "person-john-smith-usa"}
    sources = {m.entity for claim in more.claims for m in claim.source}
    assert sources == {"person-john-smith", "person-john-smith-usa"}


def test_same_full_name_in_articles_without_a_common_country_stays_apart() -> None:
    told = {"one": _person("Ali Hassan"), "two": _person("Ali Hassan")}
    rows = [_article(0, "one", mentions=("Kenya",)), _article(9, "two", mentions=("Indonesia",))]
    rows = [{**row, "claims": [{**row["claims"][0], "target": ["Hamas"]}]} for row in rows]
    assert len(_named(_consolidate(rows, told), "Ali Hassan")) == 2


def test_similar_spelling_alone_merges_nobody() -> None:
    told = {"one": _person("Sergei Petrov"), "two": _person("Sergey Petrov")}
    rows = [_article(0, "one", mentions=("Russia",)), _article(9, "two", mentions=("Bulgaria",))]
    rows = [{**row, "claims": [{**row["claims"][0], "target": ["Hamas"]}]} for row in rows]
    assert len(_named(_consolidate(rows, told), "Petrov")) == 2


def test_surname_needs_the_office_and_initial_too() -> None:
    full = _person("Mariana Betsa", "UKR", ("deputy foreign minister", "Ukraine"))
    told = {
        "full": full,
        "initial": _person("M. Betsa", "UKR", ("deputy foreign minister", "Ukraine")),
        "other": _person("M. Betsa", "UKR"),
    }
    assert len(_named(_consolidate([_article(0, "full"), _article(1, "initial")], told), "Betsa")) == 1
    assert (
        len(_named(_consolidate([_article(0, "full"), _article(1, "other", mentions=("Poland",))], told), "Betsa")) == 2
    )


def test_surname_in_the_same_article_is_the_person_named_in_full() -> None:
    told = {"full": _person("Milan Radoicic"), "short": _person("Radoicic")}
    (person,) = _named(_consolidate([_article(0, "full", "short")], told), "Radoicic")
    assert person.name == "Milan Radoicic"


def test_unknown_spelling_joins_the_one_known_person_of_its_country() -> None:
    told = {"spelt": {**_person("Mohammad Dschawad Zarif"), "name": "Mohamed Javad Zarif"}}
    content = _consolidate([_article(0, "spelt", mentions=("Iran",))], told)
    (person,) = _named(content, "Zarif")
    assert person.id == known("Mohammad Javad Zarif").id
    assert "Mohamed Javad Zarif" in person.aliases


def test_known_name_in_news_of_another_country_is_a_namesake() -> None:
    told = {"namesake": _person("Javad Zarif", "CAN")}
    content = _consolidate([_article(0, "namesake", mentions=("Canada",))], told)
    assert [entity.id for entity in _named(content, "Zarif")] == ["person-javad-zarif"]


def test_bodies_with_general_names_stay_apart_and_companies_are_one() -> None:
    court = {"kind": "organisation", "name": "Supreme Court"}
    told = {
        "court": court,
        "Ltd": {"kind": "organisation", "name": "Ukrhydroenergo Ltd"},
        "company": {"kind": "organisation", "name": "Ukrhydroenergo"},
    }
    content = _consolidate([_article(0, "court", "company"), _article(9, "court", "Ltd")], told)
    assert len(_named(content, "Supreme Court")) == 2
    (company,) = _named(content, "Ukrhydroenergo")
    assert company.id == "organisation-ukrhydroenergo"


def test_person_read_as_an_organisation_elsewhere_is_the_person() -> None:
    told = {"person": _person("Hardeep Singh Nijjar"), "body": {"kind": "organisation", "name": "Hardeep Singh Nijjar"}}
    content = _consolidate(
        [_article(0, "body", mentions=("Canada",)), _article(9, "person", mentions=("Canada",))], told
    )
    (person,) = _named(content, "Nijjar")
    assert (person.id, person.kind) == ("person-hardeep-singh-nijjar", "person")
    assert {m.kind for claim in content.claims for m in claim.source} == {"person"}


def test_claims_name_only_entities_that_are_there() -> None:
    told = {"one": _person("Milan Radoicic"), "two": _person("Radoicic"), "men": {"kind": "group"}}
    content = _consolidate([_article(0, "one", "two", "men"), _article(1, "men")], told)
    ids = {entity.id for entity in content.entities}
    assert all(m.entity in ids for c in content.claims for fillers in c.roles.values() for m in fillers)
    assert len(_named(content, "men")) == 2  # a description names its own article's people
