"""The gazetteer: the readings of names, who held an office when, and the matcher of names in a Doc."""

import datetime

import pytest
import spacy
from spacy.language import Language

from kg.language.gazetteer import NameMatcher, holder_on, load_gazetteer
from kg.language.tokens import Doc

GAZETTEER = load_gazetteer()


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("en")


@pytest.fixture(scope="module")
def matcher(blank: Language) -> NameMatcher:
    return NameMatcher(blank, GAZETTEER)


def test_every_reading_names_an_entity_that_the_gazetteer_holds() -> None:
    for names in (GAZETTEER.names, GAZETTEER.lower_names):
        for name, readings in names.items():
            assert readings, name
            for reading in readings:
                assert reading.entity in GAZETTEER.entities, name


def test_every_office_of_a_person_is_of_an_entity_and_lists_its_holder() -> None:
    for person in GAZETTEER.persons:
        for office in GAZETTEER.entities[person].offices:
            assert (person, office.start, office.end) in GAZETTEER.holders[office.title, office.of]


def test_every_country_code_leads_to_its_state() -> None:
    for code, state in GAZETTEER.state_of.items():
        assert (GAZETTEER.entities[state].country, GAZETTEER.entities[state].kind) == (code, "state")


@pytest.mark.parametrize("name", ["Congo", "Congolese", "Korea", "Brussels"])
def test_a_name_of_several_things_has_several_readings(name: str) -> None:
    assert len({reading.entity for reading in GAZETTEER.names[name]}) > 1


def test_a_name_may_be_written_with_either_apostrophe() -> None:
    curly = [name for name in GAZETTEER.names if "’" in name]
    assert curly
    assert all(name.replace("’", "'") in GAZETTEER.names for name in curly)


@pytest.mark.parametrize(
    ("title", "code", "day", "name"),
    [
        ("president", "USA", "2021-01-19", "Donald Trump"),
        ("president", "USA", "2021-01-21", "Joe Biden"),
        ("president", "FRA", "2017-05-15", "Emmanuel Macron"),
        ("prime minister", "GBR", "2016-01-01", "David Cameron"),
        ("foreign minister", "RUS", "2010-06-01", "Sergey Lavrov"),
        ("foreign minister", "USA", "2022-06-01", "Antony Blinken"),
    ],
)
def test_an_office_has_the_holder_of_the_day(title: str, code: str, day: str, name: str) -> None:
    office = GAZETTEER.offices[title]
    holder = holder_on(GAZETTEER, office, GAZETTEER.state_of[code], datetime.date.fromisoformat(day))
    assert holder is not None
    assert GAZETTEER.entities[holder].name == name


def test_an_office_has_no_known_holder_without_a_day_or_before_anybody_listed() -> None:
    office, state = GAZETTEER.offices["president"], GAZETTEER.state_of["USA"]
    assert holder_on(GAZETTEER, office, state, None) is None
    assert holder_on(GAZETTEER, office, state, datetime.date(1801, 1, 1)) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("South Sudan and Sudan met.", ["South Sudan", "Sudan"]),
        ("The Democratic Republic of the Congo voted.", ["Democratic Republic of the Congo"]),
        ("the dominican republic", []),
        ("Ballistic missiles and BALLISTIC MISSILES", ["Ballistic missiles", "BALLISTIC MISSILES"]),
        ("the president of Chad", ["Chad"]),
    ],
)
def test_the_longest_names_match_without_overlaps(
    text: str, found: list[str], blank: Language, matcher: NameMatcher
) -> None:
    matches = list(matcher.match(Doc(blank(text))))
    assert [match.span.text for match in matches] == found
    assert all(match.readings for match in matches)


def test_a_blocked_name_matches_without_a_reading(blank: Language, matcher: NameMatcher) -> None:
    blocked = sorted(name for name in GAZETTEER.blocked if name not in GAZETTEER.names)
    [match] = matcher.match(Doc(blank(f"They spoke of {blocked[0]} then.")))
    assert (match.span.text, match.readings) == (blocked[0], ())


def test_office_titles_match_whatever_their_case(blank: Language, matcher: NameMatcher) -> None:
    found = matcher.match_offices(Doc(blank("Foreign Minister A and the prime ministers of B")))
    assert [(span.text, office.title) for span, office in found] == [
        ("Foreign Minister", "foreign minister"),
        ("prime ministers", "prime minister"),
    ]


def test_every_body_in_which_an_office_is_held_is_an_entity() -> None:
    held = {office.of for entity in GAZETTEER.entities.values() for office in entity.offices}
    assert held <= GAZETTEER.entities.keys()
    assert GAZETTEER.entities["russian-foreign-ministry"].country == "RUS"
