"""Who is meant by names, bodies, offices and descriptions: a table of sentences, and what actors know."""

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.extraction.reader import ArticleReader
from kg.language.actors import Actors
from kg.types import Article, Entity, Mention

ITEMS = yaml.safe_load((Path(__file__).parent / "actors.yaml").read_text(encoding="utf-8"))
PUBLISHED = datetime.date(2024, 3, 14)


def marked(item: Mapping[str, Any]) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason=item["fails"])] if "fails" in item else []
    return pytest.param(item, id=f"{item['text'][:60]} {item.get('published', '')}".strip(), marks=marks)


def told(mention: Mention, entities: Mapping[str, Entity]) -> str:
    how = "place" if mention.kind == "place" else mention.via
    return ", ".join(part for part in (entities[mention.entity].name, how, mention.sector) if part)


@pytest.mark.parametrize("item", [marked(item) for item in ITEMS])
def test_words_name_the_actors_of_the_table(item: Mapping[str, Any], reader: ArticleReader) -> None:
    published = datetime.date.fromisoformat(str(item.get("published", PUBLISHED)))
    reading = reader.read(Article.make(item["text"], published=published))
    entities = {entity.id: entity for entity in reading.entities}
    found = {mention.text: told(mention, entities) for mention in reading.mentions}
    assert {words: found.get(words) for words in item["names"]} == item["names"]


@pytest.fixture
def actors_of(reader: ArticleReader) -> Callable[[str], Actors]:
    """Reads a text into its actors, coreference resolved."""
    return lambda text: reader.analyse(reader.nlp(text), Article.make(text, published=PUBLISHED)).actors


def named(actors: Actors, name: str) -> Entity:
    return next(entity for entity in actors.entities.values() if entity.name == name)


@pytest.mark.parametrize(
    "text",
    [
        "Ruritanian Foreign Minister Zork Blatvik spoke.",
        "Zork Blatvik, the Moldovan foreign minister, spoke.",
        "Moldovan Foreign Minister Zork Blatvik spoke.",
    ],
)
def test_a_title_gives_an_unknown_person_an_office_if_it_names_a_known_country(
    text: str, actors_of: Callable[[str], Actors]
) -> None:
    person = named(actors_of(text), "Zork Blatvik")
    held = [(office.title, office.of) for office in person.offices]
    moldova = "Moldovan" in text
    assert person.country == ("MDA" if moldova else None)
    assert held == ([("foreign minister", "Q217")] if moldova else [])


def test_a_demonym_before_a_person_tells_the_nationality(actors_of: Callable[[str], Actors]) -> None:
    person = named(actors_of("Norwegian photographer Zork Blatvik was freed."), "Zork Blatvik")
    assert (person.country, person.offices) == ("NOR", ())


def test_unknown_groups_with_a_country_are_one_everywhere_and_others_only_in_their_article(
    actors_of: Callable[[str], Actors],
) -> None:
    def group(text: str) -> Entity:
        return next(entity for entity in actors_of(text).entities.values() if entity.kind == "group")

    assert group("Colombian guerrillas killed six people.").id == group("He met Colombian guerrillas.").id
    assert group("Colombian guerrillas killed six people.").country == "COL"
    assert group("Gunmen killed six people.").id != group("Gunmen burned a bus.").id


def test_each_owner_of_a_shared_body_is_named_by_its_own_words(actors_of: Callable[[str], Actors]) -> None:
    actors = actors_of("Thai and Cambodian troops withdrew.")
    bodies = [(mention.text, actors.entities[mention.entity].name) for mention in actors.mentions if mention.sector]
    assert bodies == [("Thai", "Thailand"), ("Cambodian troops", "Cambodia")]


def test_a_capital_read_as_a_place_may_stand_for_its_state(actors_of: Callable[[str], Actors]) -> None:
    actors = actors_of("He bombed targets in Baghdad.")
    [place] = [mention for mention in actors.mentions if mention.text == "Baghdad"]
    state = actors.actor(place)
    assert (place.kind, state.kind, state.via) == ("place", "state", "metonym")
    assert actors.entities[state.entity].country == "IRQ"


def test_a_body_of_no_known_state_is_a_group(actors_of: Callable[[str], Actors]) -> None:
    [mention] = actors_of("The army withdrew.").mentions
    assert (mention.kind, mention.via, mention.sector) == ("group", "description", "military")
