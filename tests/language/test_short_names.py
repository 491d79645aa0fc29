"""Short forms of names in one article: what they are joined with, and what is kept apart."""

from spacy.tokens import Doc as SpacyDoc
from spacy.vocab import Vocab

from kg.language.gazetteer import Gazetteer
from kg.language.named import Named
from kg.language.short_names import initials, join_short_names
from kg.language.tokens import Doc
from kg.types import Entity, EntityKind


def joined(words: str, *names: tuple[str, EntityKind], known: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """The names of a text, each with the name of its entity; `names` stand in text order."""
    doc = Doc(SpacyDoc(Vocab(), words=words.split()))
    found, start = [], 0
    for name, kind in names:
        parts = name.split()
        while [token.text for token in doc[start : start + len(parts)]] != parts:
            start += 1
        found.append(Named(doc[start : start + len(parts)], Entity(f"{kind}-{name.lower()}", kind, name)))
        start += len(parts)
    gazetteer = Gazetteer(entities={entity: Entity(entity, "organisation", entity) for entity in known})
    return [(named.span.text, named.entity.name) for named in join_short_names(doc, found, gazetteer)]


def test_an_acronym_is_its_only_long_form() -> None:
    names = joined(
        "Sahel Mining Corporation left and SMC paid", ("Sahel Mining Corporation", "organisation"), ("SMC", "place")
    )
    assert names[1] == ("SMC", "Sahel Mining Corporation")


def test_an_acronym_of_two_long_forms_is_left_as_it_is() -> None:
    text = "North Sea Council and New Steel Corporation meet NSC"
    names = joined(
        text, ("North Sea Council", "organisation"), ("New Steel Corporation", "organisation"), ("NSC", "organisation")
    )
    assert names[2] == ("NSC", "NSC")


def test_an_acronym_in_brackets_is_found_wherever_it_comes_back() -> None:
    names = joined("The Front for Renewal ( FFR ) and FFR", ("Front for Renewal", "organisation"))
    assert names == [("Front for Renewal",) * 2, ("FFR", "Front for Renewal"), ("FFR", "Front for Renewal")]


def test_a_name_of_the_vocabularies_keeps_its_entity() -> None:
    text = "Sahel Mining Corporation and SMC"
    names = joined(
        text,
        ("Sahel Mining Corporation", "organisation"),
        ("SMC", "organisation"),
        known=frozenset({"organisation-smc"}),
    )
    assert names[1] == ("SMC", "SMC")


def test_a_town_is_not_the_club_that_bears_its_name() -> None:
    assert joined("Rovers Ashby lost in Ashby", ("Rovers Ashby", "organisation"), ("Ashby", "place"))[1] == (
        "Ashby",
        "Ashby",
    )


def test_a_name_spelt_alike_is_of_one_kind() -> None:
    names = joined(
        "Jenwerk sold Jenwerk to Jenwerk",
        ("Jenwerk", "place"),
        ("Jenwerk", "organisation"),
        ("Jenwerk", "organisation"),
    )
    assert len(set(names)) == 1


def test_initials_leave_out_small_words_or_take_them_in() -> None:
    assert initials("European Anti-Fraud Office") == {"EAFO"}
    assert initials("Front for Renewal") == {"FR", "FFR"}
