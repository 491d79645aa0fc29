"""The page's rows say what the graph says."""

import pytest

from kg.page.records import LONGEST_SENTENCE, make_records
from kg.types import Article, Claim, Content, Entity, Event, Mention
from kg.vocabulary.relations import relations_by_name

RELATIONS = relations_by_name()


def one_claim(text: str, trigger: tuple[int, int], **article: str) -> dict:
    mention = Mention(0, 2, text[:2], "state", "a")
    found = Article.make(text, **article)  # type: ignore[arg-type]
    claim = Claim("c", found.id, "attack", {"source": (mention,)}, "asserted", 0, len(text), trigger)
    event = Event("e", "attack", {"source": ("a",)}, "asserted", ("c",))
    return make_records(Content((found,), (Entity("a", "state", "A"),), (claim,), (event,)), RELATIONS)


def marked(records: dict) -> list[str]:
    _, sentence, _, flat, *_ = records["claims"][0]
    units = records["sentences"][sentence].encode("utf-16-le")
    return [units[2 * flat[i] : 2 * flat[i + 1]].decode("utf-16-le") for i in range(0, len(flat), 3)]


@pytest.mark.parametrize("text", ["US hit it.", "US 😀 hit it."])
def test_marks_count_as_the_browser_counts(text: str) -> None:
    start = text.index("hit")
    assert marked(one_claim(text, (start, start + 3))) == ["US", "hit"]


def test_unsafe_characters_keep_their_room() -> None:
    text = "US \u202e\x00 hit it."
    records = one_claim(text, (6, 9))
    assert records["sentences"] == ["US \ufffd\ufffd hit it."]
    assert marked(records) == ["US", "hit"]


def test_endless_sentence_is_cut_around_the_act() -> None:
    text = "US " + "word " * 2000 + "hit it."
    start = text.index("hit")
    records = one_claim(text, (start, start + 3))
    assert len(records["sentences"][0]) <= LONGEST_SENTENCE
    assert marked(records) == ["hit"]


def test_sentence_of_two_claims_stands_once(sample: Content) -> None:
    records = make_records(sample, RELATIONS)
    assert len(records["sentences"]) == len(set(records["sentences"]))


def test_only_web_addresses_become_links() -> None:
    assert one_claim("US hit it.", (3, 6), url="javascript:alert(1)")["articles"][0][3] == ""
    assert one_claim("US hit it.", (3, 6), url="https://a.example/x")["articles"][0][3] == "https://a.example/x"


def test_date_of_no_known_form_is_no_date() -> None:
    event = Event("e", "attack", {"source": ("a",)}, "asserted", (), "soon")
    row = make_records(Content(entities=(Entity("a", "state", "A"),), events=(event,)), RELATIONS)["events"][0]
    assert row[5] == ""


def test_every_event_claim_and_entity_has_its_row(sample: Content) -> None:
    records = make_records(sample, RELATIONS)
    assert [row[0] for row in records["events"]] == [event.id for event in sample.events]
    assert [row[0] for row in records["entities"]] == [entity.id for entity in sample.entities]
    assert len(records["claims"]) == len(sample.claims)
    disputed = next(
        row
        for row, event in zip(records["events"], sample.events, strict=True)
        if len(event.claims) == 3 and event.deniers
    )
    names = [records["entities"][i][1] for i in disputed[11]]
    assert names == ["North Korea", "Russia"]
