"""Names in a Doc built by hand: place or government, surnames, namesakes, names inside other names."""

import datetime
import itertools
from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc as SpacyDoc

from kg.extraction.reader import ArticleReader
from kg.language.gazetteer import NameMatcher, load_gazetteer
from kg.language.name_spans import names_place
from kg.language.names import Named, Names
from kg.language.tokens import Doc

PUBLISHED = datetime.date(2024, 3, 14)


def doc_of(*rows: tuple[str, str, str, int]) -> Doc:
    """A Doc from (word, part of speech, dependency, head)."""
    doc = SpacyDoc(
        spacy.blank("en").vocab,
        words=[row[0] for row in rows],
        pos=[row[1] for row in rows],
        deps=[row[2] for row in rows],
        heads=[row[3] for row in rows],
        lemmas=[row[0].lower() for row in rows],
    )
    return Doc(doc)


def test_a_name_after_a_preposition_of_place_is_a_place() -> None:
    doc = doc_of(("talks", "NOUN", "ROOT", 0), ("in", "ADP", "prep", 0), ("Geneva", "PROPN", "pobj", 1))
    assert names_place(doc[2:3])


def test_a_name_coordinated_with_a_place_is_a_place() -> None:
    doc = doc_of(
        ("talks", "NOUN", "ROOT", 0), ("in", "ADP", "prep", 0), ("Geneva", "PROPN", "pobj", 1),
        ("and", "CCONJ", "cc", 2), ("Vienna", "PROPN", "conj", 2),
    )  # fmt: skip
    assert names_place(doc[4:5])


def test_a_name_after_another_preposition_or_as_a_subject_is_none() -> None:
    talks = doc_of(("talks", "NOUN", "ROOT", 0), ("with", "ADP", "prep", 0), ("Moscow", "PROPN", "pobj", 1))
    says = doc_of(("Moscow", "PROPN", "nsubj", 1), ("says", "VERB", "ROOT", 1))
    assert not names_place(talks[2:3])
    assert not names_place(says[0:1])


def test_a_name_before_a_noun_for_a_place_is_a_place() -> None:
    airport = doc_of(("Moscow", "PROPN", "compound", 1), ("airport", "NOUN", "ROOT", 1))
    deal = doc_of(("Moscow", "PROPN", "compound", 1), ("deal", "NOUN", "ROOT", 1))
    assert names_place(airport[0:1])
    assert not names_place(deal[0:1])


@pytest.fixture
def names_in(reader: ArticleReader) -> Callable[..., dict[str, Named]]:
    matcher = NameMatcher(reader.nlp, load_gazetteer())

    def read(text: str, published: datetime.date | None = PUBLISHED) -> dict[str, Named]:
        found = Names(Doc(reader.nlp(text)), matcher, published, frozenset()).found
        return {named.span.text: named for named in found}

    return read


def test_names_stand_in_text_order_without_overlaps(names_in: Callable[..., dict[str, Named]]) -> None:
    found = list(names_in("South Korea, North Korea and the African Union met Wang Yi in Addis Ababa.").values())
    assert [named.span.text for named in found] == [
        "South Korea", "North Korea", "African Union", "Wang Yi", "Addis Ababa",
    ]  # fmt: skip
    assert all(first.span.end <= second.span.start for first, second in itertools.pairwise(found))


def test_a_surname_is_that_of_the_person_named_in_full(names_in: Callable[..., dict[str, Named]]) -> None:
    found = names_in("Zork Blatvik won the vote. Blatvik thanked Chad.")
    assert (found["Blatvik"].entity, found["Blatvik"].via) == (found["Zork Blatvik"].entity, "surname")


def test_a_bare_surname_is_that_of_who_holds_office_then(names_in: Callable[..., dict[str, Named]]) -> None:
    text = "Bush met Blair on Monday."
    assert names_in(text, datetime.date(2003, 3, 20))["Bush"].entity.name == "George W. Bush"
    assert "Bush" not in {named.span.text for named in names_in(text).values() if named.entity.name == "George W. Bush"}


def test_a_surname_in_full_in_the_text_beats_a_statesman_of_that_name(
    names_in: Callable[..., dict[str, Named]],
) -> None:
    found = names_in("Zork Putin runs a bakery. Putin sells bread.")
    assert found["Putin"].entity == found["Zork Putin"].entity


def test_a_capital_in_a_place_may_stand_for_its_state_and_says_so(names_in: Callable[..., dict[str, Named]]) -> None:
    named = names_in("They met in Baghdad.")["Baghdad"]
    assert (named.entity.kind, named.actor) == ("place", load_gazetteer().state_of["IRQ"])


def test_a_country_inside_the_name_of_a_company_is_not_read(names_in: Callable[..., dict[str, Named]]) -> None:
    assert "China" not in names_in("The Bank of China raised its rate.")


def test_tokens_to_skip_name_nobody(reader: ArticleReader) -> None:
    doc = Doc(reader.nlp("Chad met Niger."))
    found = Names(doc, NameMatcher(reader.nlp, load_gazetteer()), PUBLISHED, frozenset({0})).found
    assert [named.span.text for named in found] == ["Niger"]
