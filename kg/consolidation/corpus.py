"""From the readings of a corpus to the content of its graph: reprints, entities, events, ties, in this order."""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.consolidation.acts import ActMaker
from kg.consolidation.clusters import group_acts
from kg.consolidation.entities import Resolution, resolve_entities
from kg.consolidation.events import explain_event, make_event
from kg.consolidation.habits import find_habit
from kg.consolidation.reprints import find_reprints, publication_order
from kg.consolidation.ties import known_ties, seen_offices
from kg.engines import EmbeddedEngine, Engine
from kg.types import Article, Claim, Content, Entity, Mention, Reading
from kg.vocabulary.relations import RelationType, relations_by_name


def consolidate(
    articles: Sequence[Article],
    readings: Sequence[Reading],
    *,
    relations: Mapping[str, RelationType] | None = None,
    engine: Engine | None = None,
    folder: Path | None = None,
) -> Content:
    """The entities and events that the readings of articles tell, each event with all claims about it.

    Neither the order of the articles nor that of the readings changes the result. Readings of articles that are not
    given are left out. `relations` are the relation types by name, by default the package's own. The mentions of the
    claims name ids of the entities; `merges` says why things were taken for one. `engine` does what goes by shards and
    steps (by default this process); `folder` takes its tables (by default a temporary one).
    """
    relations = relations_by_name() if relations is None else relations
    with _without_collecting():
        return _consolidate(articles, readings, relations, engine or EmbeddedEngine(), folder)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep Python from looking for garbage: all that is made stays, and walking it over and over takes a third more."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _consolidate(
    articles: Sequence[Article],
    readings: Sequence[Reading],
    relations: Mapping[str, RelationType],
    engine: Engine,
    folder: Path | None,
) -> Content:
    by_id = {article.id: article for article in articles}
    ordered = [article.id for article in sorted(by_id.values(), key=publication_order)]
    by_article = {reading.article: reading for reading in readings}
    read = [by_article[article] for article in ordered if article in by_article]

    with TemporaryDirectory(prefix="kg-steps-") if folder is None else nullcontext(folder) as place:
        copies = find_reprints(list(by_id.values()), engine, Path(place))
    resolution = resolve_entities(read, copies.original)
    claims = {claim.id: claim for reading in read for claim in _resolve_claims(reading, resolution)}
    entities = _named_entities(claims.values(), resolution)

    maker = ActMaker(entities)
    habits = {name: find_habit(name, relations) for name in {claim.type for claim in claims.values()}}
    beside: dict[tuple[str, int], set[str]] = defaultdict(set)
    for claim in claims.values():
        beside[claim.article, claim.start].add(habits[claim.type].group)
    cases = group_acts(
        maker.make(
            claim,
            by_id[claim.article],
            copies.original[claim.article],
            habits[claim.type],
            beside=frozenset(beside[claim.article, claim.start]),
        )
        for claim in claims.values()
    )
    told = [(case, make_event(case, entities, maker)) for case in cases]
    merges = (
        *copies.merges,
        *resolution.merges,
        *(merge for case, event in told for merge in explain_event(case, event)),
    )
    return Content(
        articles=tuple(sorted(by_id.values(), key=lambda article: article.id)),
        entities=tuple(entities[entity] for entity in sorted(entities)),
        claims=tuple(claims[claim] for claim in sorted(claims)),
        events=tuple(sorted((event for _, event in told), key=lambda event: event.id)),
        merges=tuple(sorted(merges, key=lambda merge: merge.order)),
        ties=known_ties(entities, seen_offices(read, by_id, resolution)),
    )


def _resolve_claims(reading: Reading, resolution: Resolution) -> Iterable[Claim]:
    """The claims of a reading, their mentions naming the entities of the graph."""
    new = {entity.id: resolution.id_of(reading.article, entity.id) for entity in reading.entities}
    if all(old == entity for old, entity in new.items()):
        return reading.claims
    return [_rename_claim(claim, new, resolution.entities) for claim in reading.claims]


def _rename_claim(claim: Claim, new: Mapping[str, str], entities: Mapping[str, Entity]) -> Claim:
    def rename(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        return tuple(replace(m, entity=new[m.entity], kind=entities[new[m.entity]].kind) for m in mentions)

    return replace(
        claim,
        roles={role: rename(fillers) for role, fillers in claim.roles.items()},
        holder=rename(claim.holder),
        denials=tuple(replace(denial, holder=rename(denial.holder)) for denial in claim.denials),
    )


def _named_entities(claims: Iterable[Claim], resolution: Resolution) -> dict[str, Entity]:
    """The entities that claims name, the persons with an office, and the bodies that those offices are of."""
    used = {entity.id for entity in resolution.entities.values() if entity.kind == "person" and entity.offices}
    for claim in claims:
        fillers = [*(m for found in claim.roles.values() for m in found), *claim.holder]
        used |= {mention.entity for mention in (*fillers, *(m for denial in claim.denials for m in denial.holder))}
    used |= {office.of for entity in used for office in resolution.entities[entity].offices}
    return {entity: resolution.entities[entity] for entity in sorted(used) if entity in resolution.entities}
