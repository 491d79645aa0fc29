"""A plain page for each actor of a graph too large for one page: all its events with their evidence, no script."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.graph.labels import label_event
from kg.graph.pairs import actors
from kg.page.document import render_entity
from kg.page.text import clean, safe_url, safe_wikidata, shorten
from kg.types import Article, Claim, Content, Entity, Event, content_hash
from kg.vocabulary.relations import RelationType


def page_names(content: Content, folder: str) -> dict[str, str]:
    """The address of each actor's page, relative to the graph's page, by the actor's id."""
    taking_part = {entity for event in content.events for entity in actors(event)}
    return {entity.id: f"{folder}/{_file_name(entity)}" for entity in content.entities if entity.id in taking_part}


def _file_name(entity: Entity) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", entity.name.lower()[:40]).strip("-") or "actor"
    return f"{slug}-{content_hash(entity.id, length=8)}.html"


def write_entity_pages(content: Content, relations: Mapping[str, RelationType], folder: Path, *, home: str) -> None:
    """Write a page for each entity that takes part in an event into a folder; `home` is the way back to the graph."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {entity.id: shorten(entity.name) for entity in content.entities}
    claims = {claim.id: claim for claim in content.claims}
    articles = {article.id: article for article in content.articles}
    events_of: dict[str, list[Event]] = {}
    for event in content.events:
        for entity_id in actors(event):
            events_of.setdefault(entity_id, []).append(event)
    for entity in content.entities:
        if entity.id not in events_of:
            continue
        events = sorted(events_of[entity.id], key=lambda event: (event.date or "", event.id), reverse=True)
        html = render_entity(
            title=names[entity.id] or entity.id,
            kind=entity.kind.replace("_", " "),
            aliases=[shorten(alias) for alias in entity.aliases],
            wikidata=safe_wikidata(entity.wikidata),
            offices=[
                f"{shorten(office.title)}, {names.get(office.of, shorten(office.of))}"
                + (f" ({office.start or '…'} to {office.end or '…'})" if office.start or office.end else "")
                for office in entity.offices
            ],
            home=home,
            events=[
                {
                    "label": label_event(event, relations[event.type], names),
                    "status": event.status,
                    "date": event.date or "date not given",
                    "deniers": [names.get(id_, id_) for id_ in event.deniers],
                    "holders": [names.get(id_, id_) for id_ in event.holders],
                    "quotes": list(_quotes(event, claims, articles)),
                }
                for event in events
            ],
        )
        (folder / _file_name(entity)).write_text(html, encoding="utf-8")


def _quotes(event: Event, claims: Mapping[str, Claim], articles: Mapping[str, Article]) -> Iterator[dict[str, str]]:
    for claim_id in event.claims:
        claim = claims[claim_id]
        article = articles[claim.article]
        for start, end in ((claim.start, claim.end), *((denial.start, denial.end) for denial in claim.denials)):
            yield {
                "text": clean(article.text[start:end]).strip(),
                "outlet": shorten(article.source or "unnamed source"),
                "title": shorten(article.title),
                "date": article.published.isoformat() if article.published else "",
                "url": safe_url(article.url),
            }
