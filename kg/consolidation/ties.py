"""Lasting relations that are known rather than told: offices held, membership, parent bodies, home states.

In: the entities of a graph. Out: `Tie`s between them, with validity where it is known. Two holders of one office, or
dates that do not fit, stand side by side: which is right, the reader decides. Ties that sentences tell ("is a member
of") are events like any other.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping

from kg import edtf
from kg.consolidation.entities import Resolution
from kg.consolidation.outlines import Outline
from kg.types import Article, Entity, Tie
from kg.vocabulary.organisations import load_organisations

type Seen = Mapping[tuple[str, str, str], str]  # (person, title, body) -> days on which articles named it, EDTF


def known_ties(entities: Mapping[str, Entity], seen: Seen) -> tuple[Tie, ...]:
    """The ties between the entities of a graph, in a fixed order."""
    ties = {*_offices(entities.values(), seen), *_organisations(entities)}
    return tuple(sorted(ties, key=lambda tie: tie.order))


def seen_offices(outlines: Iterable[Outline], articles: Mapping[str, Article], resolution: Resolution) -> Seen:
    """The first and last day of publication on which a text gives each person each office."""
    days: dict[tuple[str, str, str], set[datetime.date]] = {}
    for outline in outlines:
        day = articles[outline.article].published
        for entity in outline.entities:
            for office in entity.offices:
                if day is not None and office.start is None and office.end is None:
                    person = resolution.id_of(outline.article, entity.id)
                    body = resolution.id_of(outline.article, office.of)
                    days.setdefault((person, office.title, body), set()).add(day)
    return {key: edtf.interval(min(found), max(found)) for key, found in days.items()}


def _offices(entities: Iterable[Entity], seen: Seen) -> Iterator[Tie]:
    for entity in entities:
        for office in entity.offices:
            days = seen.get((entity.id, office.title, office.of)) if office.start is office.end is None else None
            yield Tie("holds_office", entity.id, office.of, office.title, office.start, office.end, days)


def _organisations(entities: Mapping[str, Entity]) -> Iterator[Tie]:
    states = {entity.country: entity.id for entity in entities.values() if entity.kind == "state" and entity.country}
    by_name = {body.name: body.id for body in load_organisations()}
    for body in load_organisations():
        if body.id not in entities:
            continue
        for country in body.members:
            if country in states:
                yield Tie("member_of", states[country], body.id)
        parent = by_name.get(body.part_of or "")
        if parent is not None and parent in entities:
            yield Tie("part_of", body.id, parent)
        if body.country in states:
            yield Tie("based_in", body.id, states[body.country])
