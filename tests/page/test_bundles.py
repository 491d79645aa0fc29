"""Each line of the drawing holds the events of one direction, class and standing."""

from kg.page.bundles import count_events, make_bundles
from kg.page.palette import STANDINGS, relation_class
from kg.types import Content, Event
from kg.vocabulary.relations import relations_by_name

RELATIONS = relations_by_name()


def graph(*events: Event) -> Content:
    return Content(events=events)


def event(id_: str, type_: str, source: str, target: str, status: str = "asserted") -> Event:
    return Event(id_, type_, {"source": tuple(source), "target": tuple(target)}, status, ("c",))  # type: ignore[arg-type]


def test_events_of_a_class_share_a_line_whatever_their_type() -> None:
    (bundle,) = make_bundles(graph(event("1", "attack", "a", "b"), event("2", "cyberattack", "a", "b")), RELATIONS)
    assert (bundle.source, bundle.target, bundle.relation_class, bundle.events) == ("a", "b", "conflict", (0, 1))


def test_facts_claims_and_contested_acts_never_share_a_line() -> None:
    content = graph(*(event(str(i), "attack", "a", "b", status) for i, status in enumerate(STANDINGS)))
    found = {bundle.standing: bundle.events for bundle in make_bundles(content, RELATIONS)}
    assert found == {"fact": (0, 1), "claim": (2, 3), "contested": (4, 5)}


def test_symmetric_events_have_no_direction() -> None:
    (bundle,) = make_bundles(graph(event("1", "meet", "a", "b"), event("2", "meet", "b", "a")), RELATIONS)
    assert (bundle.source, bundle.target, bundle.directed, bundle.events) == ("a", "b", False, (0, 1))


def test_two_directions_are_two_lines() -> None:
    assert len(make_bundles(graph(event("1", "attack", "a", "b"), event("2", "attack", "b", "a")), RELATIONS)) == 2


def test_every_pair_of_an_event_has_a_line_and_one_actor_alone_none() -> None:
    bundles = make_bundles(graph(event("1", "attack", "ab", "cd"), event("2", "protest", "a", "")), RELATIONS)
    assert {(b.source, b.target) for b in bundles} == {("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")}


def test_nothing_of_the_sample_is_lost(sample: Content) -> None:
    bundles = make_bundles(sample, RELATIONS)
    joined = {index for bundle in bundles for index in bundle.events}
    alone = {i for i, e in enumerate(sample.events) if not (e.roles.get("source") and e.roles.get("target"))}
    assert joined | alone == set(range(len(sample.events)))
    for bundle in bundles:
        for index in bundle.events:
            found = sample.events[index]
            assert relation_class(RELATIONS[found.type].family).name == bundle.relation_class
            assert STANDINGS[found.status] == bundle.standing


def test_an_actor_in_both_roles_counts_once() -> None:
    assert count_events(graph(event("1", "attack", "ab", "b"))) == {"a": 1, "b": 1}
