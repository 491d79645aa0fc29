"""Makes an event of the claims about it: its type, who fills its roles, date, figure, status, and who says so.

In: a `Case`. Out: an `Event`, and for each claim after the first why it is about this event.
"""

from collections.abc import Iterator, Mapping, Sequence

from kg.consolidation.acts import Act, ActMaker, broader_weapons
from kg.consolidation.clusters import Case
from kg.consolidation.evidence import best_date, best_quantity, best_topic
from kg.consolidation.status import decide_status, find_holders
from kg.types import Entity, Event, Merge, content_hash

_ACTORS = ("source", "target")


def make_event(case: Case, entities: Mapping[str, Entity], maker: ActMaker) -> Event:
    """The event that a case's claims tell.

    Its id is the hash of the first claim to tell it, so that it stays when further articles tell it too.
    """
    acts = case.acts
    founder = acts[0]
    holders, deniers = find_holders(acts)
    return Event(
        id=content_hash(founder.profile.type, founder.id),
        type=_choose_type(acts),
        roles=_fill_roles(acts, entities, maker),
        status=decide_status(acts),
        claims=tuple(sorted({act.id for act in acts})),
        date=best_date(acts),
        quantity=best_quantity(acts),
        about=best_topic(acts),
        holders=holders,
        deniers=deniers,
        sources=len({act.text for act in acts}),
    )


def explain_event(case: Case, event: Event) -> Iterator[Merge]:
    """Why each claim after the first is about this event."""
    for act, why in zip(case.acts, case.reasons, strict=True):
        if why is not None:
            yield Merge("claim", event.id, act.id, round(why.score, 3), why.why, act.article)


def _choose_type(acts: Sequence[Act]) -> str:
    """The type that most texts tell; of as many, the narrower one (a call is a meeting), then the first."""
    texts: dict[str, set[str]] = {}
    for act in acts:
        texts.setdefault(act.profile.type, set()).add(act.text)
    if len(texts) == 1:
        return acts[0].profile.type
    narrower = {act.profile.type: act.profile.type != act.profile.habit.group for act in acts}
    return max(texts, key=lambda name: (len(texts[name]), narrower[name]))


def _fill_roles(acts: Sequence[Act], entities: Mapping[str, Entity], maker: ActMaker) -> Mapping[str, tuple[str, ...]]:
    """The fillers of each role in order of appearance, the most specific ones only."""
    fillers: dict[str, dict[str, None]] = {}
    people: set[tuple[str, str]] = set()
    placed: dict[str, str] = {}  # side -> role, so that a symmetric event has nobody on both sides
    symmetric = any(act.profile.habit.symmetric for act in acts)
    for act in acts:
        people |= act.profile.cast.people
        for role, entered in act.profile.cast.roles.items():
            for entity in entered:
                place = role
                if symmetric and role in _ACTORS:
                    sides = maker.sides_of(entities[entity]) | {side for side, person in people if person == entity}
                    place = next((placed[side] for side in sorted(sides) if side in placed), role)
                    placed |= dict.fromkeys(sides, place)
                fillers.setdefault(place, {}).setdefault(entity)
    return {
        role: tuple(_most_specific(role, list(found), entities, maker, people))
        for role, found in sorted(fillers.items())
    }


def _most_specific(
    role: str, found: Sequence[str], entities: Mapping[str, Entity], maker: ActMaker, people: set[tuple[str, str]]
) -> Iterator[str]:
    """The fillers without those that another one says better: a state by its minister, people by a name."""
    named = any(entities[entity].kind != "group" for entity in found)
    states = {entities[entity].country for entity in found if entities[entity].kind == "state"}
    spoken_for = {side for side, person in people if person in found}
    classes = {broader for entity in found for broader in broader_weapons(entity) if broader != entity}
    for entity in found:
        known = entities[entity]
        if known.kind == "weapon" and entity in classes:
            continue
        if role in _ACTORS:
            if known.kind == "group" and named:
                continue
            if known.kind == "place" and known.country in states:
                continue
            if known.kind != "person" and spoken_for & maker.sides_of(known):
                continue
        yield entity
