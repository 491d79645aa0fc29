"""The parts of a graph as pandas DataFrames for analysis: names for reading, ids for joining, days that compare."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from kg import edtf
from kg.graph.contradictions import find_contradictions
from kg.graph.labels import label_event
from kg.types import Claim, Content, Event, Mention, Quantity
from kg.vocabulary.relations import RelationType

SEPARATOR = "; "
_ROLES = ("source", "target", "place", "instrument")
_DAY = "datetime64[s]"
_WHEN = {"date": "str", "earliest": _DAY, "latest": _DAY}
_HOW_MUCH = {"value": "Float64", "unit": "str", "qualifier": "str"}


def articles_frame(content: Content) -> pd.DataFrame:
    """The articles, one a row."""
    names = ("id", "title", "source", "url", "published", "language", "path", "text")
    rows = [{name: getattr(article, name) for name in names} for article in content.articles]
    return _typed(rows, dict.fromkeys(names, "str") | {"published": _DAY})


def entities_frame(content: Content) -> pd.DataFrame:
    """The entities, one a row; `events` counts those in which an entity acts or is acted on."""
    counts: dict[str, int] = {}
    for event in content.events:
        for entity in {*event.roles.get("source", ()), *event.roles.get("target", ())}:
            counts[entity] = counts.get(entity, 0) + 1
    rows = [
        {
            "id": entity.id,
            "name": entity.name,
            "kind": entity.kind,
            "country": entity.country,
            "wikidata": entity.wikidata,
            "aliases": SEPARATOR.join(entity.aliases) or None,
            "offices": SEPARATOR.join(office.title for office in entity.offices) or None,
            "events": counts.get(entity.id, 0),
        }
        for entity in content.entities
    ]
    dtypes = dict.fromkeys(("id", "name", "kind", "country", "wikidata", "aliases", "offices"), "str")
    return _typed(rows, dtypes | {"kind": "category", "events": "Int64"})


def claims_frame(content: Content) -> pd.DataFrame:
    """The claims, one a row, with the sentence each rests on."""
    names = {entity.id: entity.name for entity in content.entities}
    articles = {article.id: article for article in content.articles}
    rows = [
        {
            "id": claim.id,
            "type": claim.type,
            **{role: _mentioned(claim.roles.get(role, ()), names) for role in _ROLES},
            "factuality": claim.factuality,
            "holder": _mentioned(claim.holder, names),
            "deniers": _mentioned([mention for denial in claim.denials for mention in denial.holder], names),
            **_when(claim),
            **_how_much(claim.quantity),
            "about": claim.about,
            "inferred": claim.inferred,
            "confidence": claim.confidence,
            "sentence": articles[claim.article].text[claim.start : claim.end] if claim.article in articles else None,
            "article": claim.article,
            "start": claim.start,
            "end": claim.end,
        }
        for claim in content.claims
    ]
    dtypes = {
        **dict.fromkeys(("id", "type", *_ROLES), "str"),
        **dict.fromkeys(("factuality", "holder", "deniers"), "str"),
        **_WHEN,
        **_HOW_MUCH,
        "about": "str",
        "inferred": "boolean",
        "confidence": "Float64",
        "sentence": "str",
        "article": "str",
        "start": "Int64",
        "end": "Int64",
    }
    return _typed(rows, dtypes | {"type": "category", "factuality": "category"})


def events_frame(content: Content, relations: Mapping[str, RelationType]) -> pd.DataFrame:
    """The events, one a row: roles as names, and as ids in the columns that end in `_ids`."""
    names = {entity.id: entity.name for entity in content.entities}
    rows = [
        {
            "id": event.id,
            "label": label_event(event, relations[event.type], names),
            "type": event.type,
            "status": event.status,
            **{role: _named(event.roles.get(role, ()), names) for role in _ROLES},
            **_when(event),
            **_how_much(event.quantity),
            "about": event.about,
            "holders": _named(event.holders, names),
            "deniers": _named(event.deniers, names),
            "sources": event.sources,
            "claims": len(event.claims),
            "plover": relations[event.type].plover or None,
            "intensity": relations[event.type].intensity,
            "source_ids": event.roles.get("source", ()),
            "target_ids": event.roles.get("target", ()),
            "claim_ids": event.claims,
        }
        for event in content.events
    ]
    dtypes = {
        **dict.fromkeys(("id", "label", "type", "status", *_ROLES), "str"),
        **_WHEN,
        **_HOW_MUCH,
        **dict.fromkeys(("about", "holders", "deniers"), "str"),
        **dict.fromkeys(("sources", "claims"), "Int64"),
        "plover": "category",
        "intensity": "Float64",
        **dict.fromkeys(("source_ids", "target_ids", "claim_ids"), "object"),
    }
    return _typed(rows, dtypes | {"type": "category", "status": "category"})


def merges_frame(content: Content) -> pd.DataFrame:
    """The merges, one a row: what was taken for what, and why."""
    names = ("kind", "kept", "merged", "score", "why", "article")
    rows = [{name: getattr(merge, name) for name in names} for merge in content.merges]
    return _typed(rows, dict.fromkeys(names, "str") | {"kind": "category", "score": "Float64"})


def ties_frame(content: Content) -> pd.DataFrame:
    """The lasting ties, one a row; `contradicts` names who else is said to hold a post of one holder at the time."""
    names = {entity.id: entity.name for entity in content.entities}
    contradictions = find_contradictions(content.ties)
    rows = [
        {
            "type": tie.type,
            "source": names.get(tie.source, tie.source),
            "title": tie.title or None,
            "target": names.get(tie.target, tie.target),
            "start": tie.start,
            "end": tie.end,
            "earliest": edtf.first_day(tie.start) if tie.start else None,
            "latest": edtf.last_day(tie.end) if tie.end else None,
            "seen": tie.seen,
            "contradicts": _named(dict.fromkeys(other.source for other in contradictions.get(tie, ())), names),
            "source_id": tie.source,
            "target_id": tie.target,
        }
        for tie in content.ties
    ]
    dtypes = {
        **dict.fromkeys(("type", "source", "title", "target", "start", "end"), "str"),
        **dict.fromkeys(("earliest", "latest"), _DAY),
        **dict.fromkeys(("seen", "contradicts", "source_id", "target_id"), "str"),
    }
    return _typed(rows, dtypes | {"type": "category"})


def _when(owner: Claim | Event) -> dict[str, object]:
    if owner.date is None:
        return dict.fromkeys(_WHEN)
    return {"date": owner.date, "earliest": edtf.first_day(owner.date), "latest": edtf.last_day(owner.date)}


def _how_much(quantity: Quantity | None) -> dict[str, object]:
    if quantity is None:
        return dict.fromkeys(_HOW_MUCH)
    return {"value": quantity.value, "unit": quantity.unit, "qualifier": quantity.qualifier}


def _named(ids: Iterable[str], names: Mapping[str, str]) -> str | None:
    return SEPARATOR.join(names.get(entity, entity) for entity in ids) or None


def _mentioned(mentions: Iterable[Mention], names: Mapping[str, str]) -> str | None:
    return _named(dict.fromkeys(mention.entity for mention in mentions), names)


def _typed(rows: Sequence[Mapping[str, object]], dtypes: Mapping[str, str]) -> pd.DataFrame:
    """A frame with these columns and dtypes, the same for no rows as for many."""
    columns = {}
    for name, dtype in dtypes.items():
        values = [row[name] for row in rows]
        if dtype == _DAY:  # by way of numpy, which takes days of any year
            columns[name] = pd.Series(np.array(values, dtype="datetime64[D]").astype(_DAY))
        else:
            columns[name] = pd.Series(values, dtype=dtype)
    return pd.DataFrame(columns)
