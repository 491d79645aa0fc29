"""Folding keeps every event of those kept, and says who the others were only by kind."""

from kg.page.aggregation import fold_others
from kg.types import Content


def test_events_of_those_kept_stay_and_others_become_groups(sample: Content) -> None:
    folded = fold_others(sample, ["Q159"])
    before = [e for e in sample.events if any("Q159" in e.roles.get(role, ()) for role in ("source", "target"))]
    assert [event.id for event in folded.events] == [event.id for event in before]
    assert {e.id for e in folded.entities} >= {"Q159", "others:state", "others:organisation"}
    assert {fill for event in folded.events for fill in event.roles["source"]} <= {e.id for e in folded.entities}


def test_status_of_events_does_not_change(sample: Content) -> None:
    status = {event.id: event.status for event in sample.events}
    assert all(status[event.id] == event.status for event in fold_others(sample, ["Q423"]).events)
