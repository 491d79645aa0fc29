"""A page of a part shows that part, whole: each event with all its claims, each claim with its article."""

import pytest

from kg.errors import InputError
from kg.page.selection import Selection, find_entities, select_content
from kg.types import Content


def chosen(content: Content, **conditions: object) -> Content:
    return select_content(content, Selection(**conditions))  # type: ignore[arg-type]


def test_no_condition_is_everything(sample: Content) -> None:
    assert chosen(sample) is sample


def test_about_an_alias_keeps_what_the_actor_takes_part_in(sample: Content) -> None:
    part = chosen(sample, about="pyongyang")
    assert 5 < len(part.events) < len(sample.events)
    assert all(any("Q423" in ids for ids in event.roles.values()) for event in part.events)


def test_one_who_only_denies_or_claims_is_not_what_it_is_about(sample: Content) -> None:
    assert not [e for e in chosen(sample, about="Rwanda").events if "Q1037" not in e.roles["source"]]
    assert len(chosen(sample, about="TASS").events) == 0


def test_several_actors_are_alternatives(sample: Content) -> None:
    both = chosen(sample, about=["Hamas", "Guyana"]).events
    assert len(both) == len(chosen(sample, about="Hamas").events) + len(chosen(sample, about="Guyana").events)


@pytest.mark.parametrize(
    ("conditions", "holds"),
    [
        ({"types": "arms_transfer"}, lambda e: e.type == "arms_transfer"),
        ({"types": ["visit", "meet"]}, lambda e: e.type in ("visit", "meet")),
        ({"status": ["disputed", "denied"]}, lambda e: e.status in ("disputed", "denied")),
        ({"min_sources": 2}, lambda e: e.sources >= 2),
        ({"since": "2024-04"}, lambda e: (e.date and e.date.split("/")[-1] >= "2024-04") or e.date == "2024"),
        ({"until": "1999"}, lambda e: e.date == "1948-10-12"),
    ],
)
def test_conditions_hold_for_what_is_kept_and_for_nothing_else(
    sample: Content, conditions: dict, holds: object
) -> None:
    kept = {event.id for event in chosen(sample, **conditions).events}
    assert kept
    assert kept == {event.id for event in sample.events if holds(event)}


def test_parts_are_closed(sample: Content) -> None:
    part = chosen(sample, about="Iran", status="disputed")
    ids = {entity.id for entity in part.entities}
    claims = {claim.id for claim in part.claims}
    articles = {article.id for article in part.articles}
    for event in part.events:
        assert ids.issuperset(event.holders + event.deniers)
        assert all(ids.issuperset(fillers) for fillers in event.roles.values())
        assert claims.issuperset(event.claims)
    assert {claim.article for claim in part.claims} == articles


def test_unknown_actor_names_the_nearest(sample: Content) -> None:
    with pytest.raises(InputError, match="no actor 'North Koera' in this graph; near it: North Korea"):
        chosen(sample, about="North Koera")


def test_bad_date_is_refused(sample: Content) -> None:
    with pytest.raises(InputError, match="since: expected a date such as 2023"):
        chosen(sample, since="last year")


def test_unknown_status_and_type_name_the_known_ones(sample: Content) -> None:
    with pytest.raises(InputError, match=r"status: expected one of asserted, .* found contested"):
        chosen(sample, status="contested")
    with pytest.raises(InputError, match=r"no event of type war in this graph; it has .*attack"):
        chosen(sample, types="war")


def test_ids_find_their_entity(sample: Content) -> None:
    assert [entity.name for entity in find_entities(sample, "q423")] == ["North Korea"]
