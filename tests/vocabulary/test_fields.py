"""Fields that several vocabularies share."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from kg.errors import VocabularyError
from kg.vocabulary import fields
from kg.vocabulary.fields import AmbiguousName, Row, check_distinct


@dataclass(frozen=True)
class Entry:
    id: str
    name: str
    names: tuple[str, ...] = ()
    ambiguous: tuple[AmbiguousName, ...] = ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [("NATO", "nato"), ("P5+1", "p5+1"), ("F/A-18", "f-a-18"), ("Süddeutsche Zeitung", "suddeutsche-zeitung")],
)
def test_slug_is_lower_case_ascii(name: str, expected: str) -> None:
    assert fields.slug(name) == expected


def test_absent_fields_read_as_nothing() -> None:
    row: Row = {}
    assert fields.optional_text("here", row, "part_of") is None
    assert fields.flag("here", row, "system") is None
    assert fields.choice("here", row, "kind", ["party"]) is None
    assert fields.country("here", row) is None
    assert fields.countries("here", row, "members") == ()
    assert fields.wikidata("here", row) is None
    assert fields.ambiguous_names("here", row) == ()


@pytest.mark.parametrize(
    ("read", "row"),
    [
        (lambda row: fields.text("here", row, "name"), {}),
        (lambda row: fields.text("here", row, "name"), {"name": ""}),
        (lambda row: fields.text("here", row, "name"), {"name": 7}),
        (lambda row: fields.flag("here", row, "system"), {"system": "yes"}),
        (lambda row: fields.choice("here", row, "kind", ["party"]), {"kind": "club"}),
        (lambda row: fields.country("here", row), {"country": "UK"}),
        (lambda row: fields.country("here", row), {"country": "deu"}),
        (lambda row: fields.countries("here", row, "members"), {"members": ["DEU", "DEU"]}),
        (lambda row: fields.countries("here", row, "members"), {"members": ["Germany"]}),
        (lambda row: fields.wikidata("here", row), {"wikidata": "7184"}),
        (lambda row: fields.ambiguous_names("here", row), {"ambiguous": ["IS"]}),
        (lambda row: fields.ambiguous_names("here", row), {"ambiguous": {"IS": []}}),
        (lambda row: fields.ambiguous_names("here", row), {"ambiguous": {"IS": "caliphate"}}),
    ],
)
def test_a_field_of_the_wrong_kind_is_refused_with_its_place(read: Callable[[Row], object], row: Row) -> None:
    with pytest.raises(VocabularyError, match=r"^here: "):
        read(row)


def test_ambiguous_names_keep_the_words_they_need() -> None:
    row = {"ambiguous": {"IS": ["caliphate", "jihadist"]}}
    assert fields.ambiguous_names("here", row) == (AmbiguousName("IS", ("caliphate", "jihadist")),)


def test_an_ambiguous_name_may_stand_for_two_entries() -> None:
    shared = (AmbiguousName("RSF", ("Sudan",)),)
    check_distinct("x.yaml", [Entry("a", "A", ambiguous=shared), Entry("b", "B", ambiguous=shared)])


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([Entry("a", "A"), Entry("a", "B")], "id 'a' stands twice"),
        ([Entry("a", "A"), Entry("b", "B", ("A",))], "name 'A' stands twice"),
        ([Entry("a", "A", ("A",))], "name 'A' stands twice"),
        ([Entry("a", "A", ambiguous=(AmbiguousName("B", ("c",)),)), Entry("b", "B")], "is ambiguous, but a plain name"),
    ],
)
def test_an_id_or_plain_name_may_not_stand_twice(entries: list[Entry], message: str) -> None:
    with pytest.raises(VocabularyError, match=rf"^x\.yaml: .*{message}"):
        check_distinct("x.yaml", entries)
