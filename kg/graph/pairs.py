"""Which pairs of entities an event joins: the edges of the network and the direct triples are both made of these."""

from collections.abc import Iterator

from kg.types import Event
from kg.vocabulary.relations import RelationType


def join_pairs(event: Event, relation: RelationType) -> Iterator[tuple[str, str]]:
    """Yield the (source, target) pairs of entity ids that share an event, each once.

    A symmetric event of several sources and no target joins the first with each of the others. No entity is joined
    with itself; an event without a pair (one actor, or none) yields nothing.
    """
    sources, targets = event.roles.get("source", ()), event.roles.get("target", ())
    if relation.symmetric and not (sources and targets):
        first, *others = sources or targets or ("",)
        sources, targets = (first,), tuple(others)
    seen: set[tuple[str, str]] = set()
    for source in sources:
        for target in targets:
            known = (source, target) in seen or (relation.symmetric and (target, source) in seen)
            if source != target and not known:
                seen.add((source, target))
                yield source, target


def actors(event: Event) -> tuple[str, ...]:
    """The entities that act or are acted on in an event, each once, sources first."""
    return tuple(dict.fromkeys((*event.roles.get("source", ()), *event.roles.get("target", ()))))
