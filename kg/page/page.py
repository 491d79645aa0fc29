"""Writes the page of a graph, or of a part of it, to a file.

A graph that one file cannot hold well is aggregated: the page shows its most connected actors and groups of the others,
and the evidence stands in a plain page per actor in a folder beside it.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.graph.relations import relation_types
from kg.page.aggregation import fold_others
from kg.page.document import render_document
from kg.page.entity_pages import page_names, write_entity_pages
from kg.page.network import GraphNetwork, make_network, rank
from kg.page.records import make_records
from kg.page.selection import EVERYTHING, Selection, select_content
from kg.page.text import shorten
from kg.types import Content
from kg.vocabulary.relations import RelationType, load_relations

MOST_ENTITIES = 3000  # past this, and past so many bytes, a page is slow to open and of no more use
MOST_BYTES = 10_000_000
STEPS = (3000, 1000, 300)  # how many actors an aggregated page keeps by name, fewer until it is small enough


@dataclass(frozen=True, slots=True)
class PageSummary:
    """What was written: the file and its size, how much it shows, how many actors have a page of their own."""

    path: Path
    bytes: int
    entities: int
    events: int
    articles: int
    entity_pages: int = 0


def write_page(
    content: Content,
    path: str | os.PathLike[str],
    selection: Selection = EVERYTHING,
    *,
    title: str | None = None,
    relations: Iterable[RelationType] | None = None,
) -> PageSummary:
    """Write the page of a graph, or of the part that is selected, and say what it shows.

    `relations` are the relation types (by default the package's own). Raises InputError for an actor or a type of event
    that the graph does not have.
    """
    path = Path(path)
    part = select_content(content, selection)
    known = _relations(part, relations)
    heading = _heading(title, selection)
    count = len(rank(part))
    html = _render(part, known, heading) if count <= MOST_ENTITIES else ""
    pages: Mapping[str, str] = {}
    if not html or len(html.encode()) > MOST_BYTES:
        folder = path.with_name(f"{path.stem}_actors")
        pages = page_names(part, folder.name)
        write_entity_pages(part, known, folder, home=f"../{path.name}")
        html = _render_aggregated(part, known, heading, pages)
    encoded = html.encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    partial.write_bytes(encoded)
    partial.replace(path)
    return PageSummary(path, len(encoded), count, len(part.events), len(part.articles), len(pages))


def render_page(
    content: Content,
    selection: Selection = EVERYTHING,
    *,
    title: str | None = None,
    relations: Iterable[RelationType] | None = None,
) -> str:
    """The HTML of the page, whole in one string; otherwise as `write_page`.

    A graph too large for one page shows its most connected actors and groups of the others, without the evidence.
    """
    part = select_content(content, selection)
    known = _relations(part, relations)
    heading = _heading(title, selection)
    if len(rank(part)) > MOST_ENTITIES:
        return _render_aggregated(part, known, heading, {})
    return _render(part, known, heading)


def to_pyvis(content: Content, *, relations: Iterable[RelationType] | None = None) -> GraphNetwork:
    """The pyvis Network of a graph, to be styled further; its `write_html` writes this project's page."""
    known = _relations(content, relations)
    heading = _heading(None, EVERYTHING)
    return make_network(content, known, lambda network: _document(content, known, heading, network), heading=heading)


def _relations(content: Content, relations: Iterable[RelationType] | None) -> Mapping[str, RelationType]:
    return relation_types(content, load_relations() if relations is None else relations)


def _heading(title: str | None, selection: Selection) -> str:
    if title is not None:
        return shorten(title) or "Knowledge graph"
    return shorten(", ".join(selection.about)) if selection.about else "Who did what to whom"


def _render(content: Content, relations: Mapping[str, RelationType], heading: str) -> str:
    network = make_network(content, relations, lambda network: _document(content, relations, heading, network))
    html: str = network.generate_html()
    return html


def _render_aggregated(
    content: Content, relations: Mapping[str, RelationType], heading: str, pages: Mapping[str, str]
) -> str:
    html = ""
    for keep in STEPS:
        folded = fold_others(content, rank(content)[:keep])

        def render(network: GraphNetwork, folded: Content = folded) -> str:
            return _document(folded, relations, heading, network, whole=content, pages=pages)

        html = make_network(folded, relations, render).generate_html()
        if len(html.encode()) <= MOST_BYTES:
            break
    return html


def _document(  # noqa: PLR0913
    content: Content,
    relations: Mapping[str, RelationType],
    heading: str,
    network: GraphNetwork,
    *,
    whole: Content | None = None,
    pages: Mapping[str, str] | None = None,
) -> str:
    """The HTML of a network's page; `whole` is the graph that an aggregated page stands for."""
    shown = whole or content
    first, last = _span(content)
    summary = (
        f"{_count(len(shown.events), 'event')} between {_count(len(rank(shown)), 'actor')}, "
        f"read from {_count(len(shown.articles), 'article')}" + (f", {first} to {last}" if first else "")
    )
    data = make_records(content, relations, evidence=whole is None)
    data["pages"] = dict(pages or {})
    data["aggregated"] = whole is not None
    data["title"] = heading
    data["summary"] = summary
    data["drawing"] = network.drawing({entity.id: index for index, entity in enumerate(content.entities)})
    return render_document(data, title=heading, summary=summary)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _span(content: Content) -> tuple[str, str]:
    """The years of the first and the last event."""
    years = sorted(event.date[:4] for event in content.events if event.date)
    return (years[0], years[-1]) if years else ("", "")
