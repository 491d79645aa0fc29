"""Lines of the drawing: events between the same two actors, of one class and standing, drawn as one line with a count.

An event with several sources or targets stands in a bundle for each pair. An event with one actor stands in none: it is
on its actor's card.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kg.graph.pairs import actors, join_pairs
from kg.page.palette import STANDINGS, relation_class
from kg.types import Content
from kg.vocabulary.relations import RelationType


@dataclass(frozen=True, slots=True)
class Bundle:
    """All events from one actor to another of one class of relations and one standing (fact, claim or contested).

    Undirected ones (a meeting) have their ends in the order of their ids. `events` are indices into Content.events.
    """

    source: str
    target: str
    relation_class: str
    standing: str
    directed: bool
    events: tuple[int, ...]


def make_bundles(content: Content, relations: Mapping[str, RelationType]) -> tuple[Bundle, ...]:
    """The bundles of a graph, in the order of their keys; `relations` must know every type of event in it."""
    members: dict[tuple[str, str, str, str, bool], list[int]] = {}
    for index, event in enumerate(content.events):
        relation = relations[event.type]
        drawn_as = relation_class(relation.family).name
        for pair in join_pairs(event, relation):
            source, target = sorted(pair) if relation.symmetric else pair
            key = (source, target, drawn_as, STANDINGS[event.status], not relation.symmetric)
            members.setdefault(key, []).append(index)
    return tuple(Bundle(*key, events=tuple(members[key])) for key in sorted(members))


def count_events(content: Content) -> Counter[str]:
    """How many events each entity takes part in as source or target."""
    return Counter(entity for event in content.events for entity in actors(event))
