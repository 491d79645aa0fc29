"""Hypothesis strategies for contents of any shape that the central types allow."""

import datetime

from hypothesis import strategies as st

from kg.types import Article, Claim, Content, Denial, Entity, Event, Mention, Merge, Office, Quantity, Tie

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
OFFSETS = st.integers(0, 60)
IDS = st.sampled_from(["Q1", "Q2", "kim-jong-un", "ünïcode id", "a/b c", "Q1_"])
DATES = st.none() | st.sampled_from(["2023", "2023-10", "2024-02-29", "2023-06/2024-01", "0001", "9999-12-31"])
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**6), 10**6).map(float)
QUANTITIES = st.none() | st.builds(Quantity, NUMBERS.map(lambda x: x + 0.0), TEXTS, st.sampled_from("=~<>"), TEXTS)
KINDS = st.sampled_from(["state", "place", "organisation", "armed_group", "media", "person", "group", "weapon"])
VIAS = st.sampled_from(["name", "demonym", "metonym", "role", "pronoun"])
MENTIONS = st.builds(
    lambda start, words, *others: Mention(start, start + len(words), words, *others),
    OFFSETS,
    TEXTS,
    KINDS,
    IDS,
    VIAS,
    st.sampled_from([None, "military", "government"]),
)
FILLERS = st.lists(MENTIONS, max_size=3, unique=True).map(tuple)
ROLES = st.sampled_from(["source", "target", "place", "instrument", "about", "topic"])
OFFICES = st.builds(Office, TEXTS, IDS, DATES, DATES)
SCORES = st.floats(0, 5)
TIES = st.builds(
    Tie,
    st.sampled_from(["holds_office", "member_of", "part_of", "based_in"]),
    IDS,
    IDS,
    st.sampled_from(["", "president", "minister", 'a "title"']),
    DATES,
    DATES,
    DATES,
)
TYPES = st.sampled_from(["visit", "meet", "arms_transfer", "a_users_own_type"])


def _unique(strategy: st.SearchStrategy, size: int) -> st.SearchStrategy:
    return st.lists(strategy, max_size=size, unique_by=lambda record: record.id).map(
        lambda records: tuple(sorted(records, key=lambda record: record.id))
    )


def _in_order(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(strategy, max_size=4, unique_by=lambda record: record.order).map(
        lambda records: tuple(sorted(records, key=lambda record: record.order))
    )


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """A content whose claims name its articles and whose events name its claims; all else is free."""
    articles = draw(
        _unique(
            st.builds(
                Article.make,
                TEXTS,
                title=TEXTS,
                url=st.none() | TEXTS,
                source=st.none() | NAMES,
                published=st.none() | st.dates(datetime.date(1, 1, 1)),
                language=st.just("en"),
                path=TEXTS,
            ),
            3,
        )
    )
    entities = draw(
        _unique(
            st.builds(
                Entity,
                IDS,
                KINDS,
                NAMES,
                st.lists(TEXTS, max_size=2, unique=True).map(tuple),
                st.sampled_from([None, "RUS", "PRK"]),
                st.sampled_from([None, "Q1", "Q2"]),
                st.lists(OFFICES, max_size=2).map(tuple),
            ),
            4,
        )
    )
    ties = draw(_in_order(TIES))
    if not articles:
        return Content(articles, entities, versions=draw(st.dictionaries(NAMES, NAMES, max_size=2)), ties=ties)
    claims = draw(
        _unique(
            st.builds(
                Claim,
                st.sampled_from(["c1", "c2", "0f3e", "c/4"]),
                st.sampled_from([article.id for article in articles]),
                TYPES,
                st.dictionaries(ROLES, FILLERS.filter(bool), max_size=3),
                st.sampled_from(["asserted", "reported", "alleged", "denied", "negated", "planned", "conditional"]),
                OFFSETS,
                OFFSETS,
                st.tuples(OFFSETS, OFFSETS),
                FILLERS,
                st.lists(st.builds(Denial, FILLERS, OFFSETS, OFFSETS), max_size=2).map(tuple),
                DATES,
                QUANTITIES,
                st.none() | TEXTS,
                st.sampled_from(["", "AID", "ASSAULT"]),
                st.booleans(),
                st.floats(0, 1),
            ),
            4,
        )
    )
    of_article = st.sampled_from([article.id for article in articles])
    merges = [
        st.builds(Merge, st.just("article"), of_article, of_article, SCORES, TEXTS),
        st.builds(Merge, st.just("entity"), IDS, TEXTS, SCORES, TEXTS, of_article),
    ]
    if not claims:
        return Content(articles, entities, merges=draw(_in_order(st.one_of(merges))), ties=ties)
    few = st.lists(IDS, max_size=3, unique=True).map(tuple)
    events = draw(
        _unique(
            st.builds(
                Event,
                st.sampled_from(["e1", "e2", "00ff", "e/4"]),
                TYPES,
                st.dictionaries(ROLES, few.filter(bool), max_size=3),
                st.sampled_from(["asserted", "reported", "alleged", "disputed", "denied", "planned"]),
                st.lists(st.sampled_from([claim.id for claim in claims]), min_size=1, max_size=3, unique=True).map(
                    lambda ids: tuple(sorted(ids))
                ),
                DATES,
                QUANTITIES,
                st.none() | TEXTS,
                few,
                few,
                st.integers(1, 9),
            ),
            4,
        )
    )
    if events:
        of_event, of_claim = (st.sampled_from([record.id for record in records]) for records in (events, claims))
        merges.append(st.builds(Merge, st.just("claim"), of_event, of_claim, SCORES, TEXTS, of_article))
    return Content(
        articles,
        entities,
        claims,
        events,
        draw(st.dictionaries(NAMES, NAMES, max_size=2)),
        draw(_in_order(st.one_of(merges))),
        ties,
    )
