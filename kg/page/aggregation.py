"""Folds the less connected actors of a large graph into one group a kind, so that a page of it can be read at all."""

from collections.abc import Collection
from dataclasses import replace

from kg.page.palette import KIND_LABELS
from kg.types import Content, Entity, Event

PREFIX = "others:"


def fold_others(content: Content, keep: Collection[str]) -> Content:
    """The graph with every actor but those in `keep` folded into the group of its kind.

    Events in which none of those kept takes part are left out, and so are claims and articles: the page of an
    aggregated graph counts events, and their evidence stands elsewhere.
    """
    kept = set(keep)
    group = {entity.id: PREFIX + entity.kind for entity in content.entities if entity.id not in kept}
    events = [
        _fold(event, group)
        for event in content.events
        if any(not kept.isdisjoint(event.roles.get(role, ())) for role in ("source", "target"))
    ]
    used = {entity for event in events for fillers in event.roles.values() for entity in fillers}
    used.update(entity for event in events for entity in (*event.holders, *event.deniers))
    groups = [
        Entity(id=PREFIX + kind, kind=kind, name=f"Others ({label.lower()})")
        for kind, label in KIND_LABELS.items()
        if PREFIX + kind in used
    ]
    entities = [entity for entity in content.entities if entity.id in kept or entity.id in used]
    return Content(
        articles=content.articles,
        entities=tuple(sorted((*entities, *groups), key=lambda entity: entity.id)),
        claims=content.claims,
        events=tuple(events),
        versions=content.versions,
    )


def _fold(event: Event, group: dict[str, str]) -> Event:
    def fold(ids: Collection[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(group.get(id_, id_) for id_ in ids))

    return replace(
        event,
        roles={role: fold(fillers) for role, fillers in event.roles.items()},
        holders=fold(event.holders),
        deniers=fold(event.deniers),
    )
