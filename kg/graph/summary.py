"""What a graph holds, in numbers and in a small table for notebooks."""

import datetime
import html
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kg import edtf
from kg.graph.contradictions import find_contradictions
from kg.graph.pairs import actors
from kg.types import Content

TOP = 10


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a graph: its parts, its entities by kind, its events by type and status, most frequent first.

    `top` are the entities in most events, by name; `earliest` and `latest` bound the dates of the events; `merges` are
    counted by kind, `ties` by type; `contradictions` counts the ties that another one contradicts.
    """

    articles: int
    claims: int
    entities: int
    events: int
    kinds: Mapping[str, int]
    types: Mapping[str, int]
    statuses: Mapping[str, int]
    top: tuple[tuple[str, int], ...]
    earliest: datetime.date | None
    latest: datetime.date | None
    merges: Mapping[str, int]
    ties: Mapping[str, int]
    contradictions: int


def summarise(content: Content) -> Summary:
    """The summary of a content."""
    names = {entity.id: entity.name for entity in content.entities}
    dates = [event.date for event in content.events if event.date]
    acting = Counter(entity for event in content.events for entity in actors(event))
    top = sorted(acting.items(), key=lambda item: (-item[1], names.get(item[0], item[0])))[:TOP]
    return Summary(
        articles=len(content.articles),
        claims=len(content.claims),
        entities=len(content.entities),
        events=len(content.events),
        kinds=_ranked(Counter(entity.kind for entity in content.entities)),
        types=_ranked(Counter(event.type for event in content.events)),
        statuses=_ranked(Counter(event.status for event in content.events)),
        top=tuple((names.get(entity, entity), count) for entity, count in top),
        earliest=min(map(edtf.first_day, dates), default=None),
        latest=max(map(edtf.last_day, dates), default=None),
        merges=_ranked(Counter(merge.kind for merge in content.merges)),
        ties=_ranked(Counter(tie.type for tie in content.ties)),
        contradictions=len(find_contradictions(content.ties)),
    )


def summary_html(summary: Summary) -> str:
    """A summary as a small table of HTML, every text escaped."""
    rows = [
        ("articles", f"{summary.articles:,}"),
        ("claims", f"{summary.claims:,}"),
        ("entities", _listed(f"{summary.entities:,}", summary.kinds)),
        ("events", _listed(f"{summary.events:,}", summary.statuses)),
        ("types", ", ".join(f"{name} {count:,}" for name, count in list(summary.types.items())[:TOP])),
        ("actors", ", ".join(f"{name} {count:,}" for name, count in summary.top)),
    ]
    if summary.earliest and summary.latest:
        rows.append(("dates", f"{summary.earliest} to {summary.latest}"))
    left = "style='text-align:left'"
    body = "".join(
        f"<tr><th {left}>{html.escape(name)}</th><td {left}>{html.escape(text)}</td></tr>" for name, text in rows
    )
    return f"<table><caption>Knowledge graph</caption>{body}</table>"


def _ranked[Name: str](counts: Counter[Name]) -> Mapping[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _listed(total: str, counts: Mapping[str, int]) -> str:
    parts = ", ".join(f"{name} {count:,}" for name, count in counts.items())
    return f"{total} ({parts})" if parts else total
