"""What no order of articles changes, and what articles that come later do not change."""

import datetime
from collections.abc import Mapping
from typing import Any

from corpora import make_corpus
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.consolidation import consolidate
from kg.consolidation.status import VOICES

ACTORS = [
    "Russia",
    "Ukraine",
    "Sergei Lavrov",
    "Vladimir Putin",
    "United States",
    "Hamas",
    "NATO",
    "people",
    "Jane Roe",
]
TOLD = {"people": {"kind": "group"}, "Jane Roe": {"kind": "person"}}
START = datetime.date(2024, 3, 1)
SOME = st.lists(st.sampled_from(ACTORS), min_size=1, max_size=2, unique=True)
FEW = st.just([]) | SOME
CLAIMS = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["attack", "clash", "visit", "meet", "call", "accuse", "arms_transfer", "ally_of"]),
        "source": SOME,
        "target": FEW,
        "factuality": st.sampled_from(
            ["asserted", "reported", "alleged", "denied", "negated", "planned", "conditional"]
        ),
    },
    optional={
        "date": st.sampled_from(["2024-03-01", "2024-03-02", "2024-03", "2023", "2024-02-20/2024-03-05"]),
        "place": st.sampled_from([["Dnipro"], ["Kharkiv"]]),
        "quantity": st.sampled_from([[3, "missiles"], [40, "missiles"]]),
        "holder": FEW,
        "denied_by": FEW,
    },
)
ROWS = st.lists(
    st.tuples(st.none() | st.integers(0, 40), st.lists(CLAIMS, min_size=1, max_size=3)), min_size=1, max_size=6
).map(lambda rows: [_row(number, *row) for number, row in enumerate(rows)])


def _row(number: int, day: int | None, claims: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    labelled = [{"label": f"{number}-{position}", **claim} for position, claim in enumerate(claims)]
    return {"published": None if day is None else START + datetime.timedelta(days=day), "claims": labelled}


@settings(max_examples=60, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_order_of_articles_changes_nothing(rows: list[Mapping[str, Any]], random: Any) -> None:
    articles, readings, _ = make_corpus(rows, TOLD)
    expected = consolidate(articles, readings)
    random.shuffle(articles)
    random.shuffle(readings)
    assert consolidate(articles, readings) == expected


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_articles_that_come_later_only_add_to_events(rows: list[Mapping[str, Any]]) -> None:
    articles, readings, _ = make_corpus(rows, TOLD)
    dated = sorted((a for a in articles if a.published), key=lambda a: a.published or START)
    early = [article for article in dated if article.published and article.published <= START + datetime.timedelta(10)]
    before = {event.id: set(event.claims) for event in consolidate(early, readings).events}
    after = {event.id: set(event.claims) for event in consolidate(dated, readings).events}
    assert all(claims <= after[event] for event, claims in before.items())


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_every_claim_is_in_one_event_and_nothing_untold_is_asserted(rows: list[Mapping[str, Any]]) -> None:
    articles, readings, _ = make_corpus(rows, TOLD)
    content = consolidate(articles, readings)
    claims = {claim.id: claim for claim in content.claims}
    assert sorted(claim for event in content.events for claim in event.claims) == sorted(claims)
    for event in content.events:
        voices = {VOICES[claims[claim].factuality] for claim in event.claims}
        assert event.status != "asserted" or "fact" in voices
        assert event.status != "planned" or voices == {"plan"}
        assert 1 <= event.sources <= len(event.claims)
        assert {role for claim in event.claims for role in claims[claim].roles} >= event.roles.keys()
