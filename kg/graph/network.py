"""The graph as a networkx multigraph: entities as nodes, an edge for each pair of entities that share an event.

Its files for other programs (GraphML, GEXF) hold the same nodes and edges with every attribute made text or number.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import networkx as nx

from kg import edtf
from kg.graph.labels import label_event
from kg.graph.pairs import actors, join_pairs
from kg.types import Content, Event, Office, Quantity
from kg.vocabulary.relations import RelationType

SEPARATOR = "; "
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CLOCK = re.compile(r' lastmodifieddate="[^"]*"')


def make_network(content: Content, relations: Mapping[str, RelationType]) -> "nx.MultiDiGraph[str]":
    """A multigraph of the content: nodes are entity ids, edges are keyed by event id.

    An event joins each of its sources with each of its targets; symmetric events are one edge, not two. The events
    without such a pair stand in the attribute `events` of their actors. Look at the attribute `status` before taking
    an edge for a fact: only "asserted" is one.
    """
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    alone: dict[str, list[str]] = {}
    names = {entity.id: entity.name for entity in content.entities}
    quotes = _Quotes(content)
    edges = []
    for event in content.events:
        pairs = list(join_pairs(event, relations[event.type]))
        if pairs:
            attributes = _edge(event, relations[event.type], names, quotes)
            edges += [(source, target, event.id, attributes) for source, target in pairs]
        else:
            for actor in actors(event):
                alone.setdefault(actor, []).append(event.id)
    for entity in content.entities:
        network.add_node(
            entity.id,
            name=entity.name,
            label=entity.name,
            kind=entity.kind,
            aliases=entity.aliases,
            country=entity.country,
            wikidata=entity.wikidata,
            offices=entity.offices,
            events=tuple(alone.get(entity.id, ())),
        )
    for source, target, key, attributes in edges:
        network.add_edge(source, target, key=key, **attributes)
    return network


class _Quotes:
    """The sentences behind events: those of their claims, and those of the denials."""

    def __init__(self, content: Content) -> None:
        self._texts = {article.id: article.text for article in content.articles}
        self._claims = {claim.id: claim for claim in content.claims}

    def of(self, event: Event) -> Iterator[str]:
        """Yield each sentence once, in the order of the claims."""
        seen: set[tuple[str, int, int]] = set()
        for claim_id in event.claims:
            claim = self._claims.get(claim_id)
            if claim is None or claim.article not in self._texts:
                continue
            for start, end in ((claim.start, claim.end), *((denial.start, denial.end) for denial in claim.denials)):
                if (claim.article, start, end) not in seen:
                    seen.add((claim.article, start, end))
                    yield self._texts[claim.article][start:end]


def _edge(event: Event, relation: RelationType, names: Mapping[str, str], quotes: _Quotes) -> Mapping[str, object]:
    def named(entities: Iterable[str]) -> tuple[str, ...]:
        return tuple(names.get(entity, entity) for entity in entities)

    return {
        "type": event.type,
        "label": label_event(event, relation, names),
        "status": event.status,
        "date": event.date,
        "earliest": edtf.first_day(event.date) if event.date else None,
        "latest": edtf.last_day(event.date) if event.date else None,
        "place": named(event.roles.get("place", ())),
        "instrument": named(event.roles.get("instrument", ())),
        "quantity": event.quantity,
        "about": event.about,
        "holders": named(event.holders),
        "deniers": named(event.deniers),
        "sources": event.sources,
        "claims": event.claims,
        "plover": relation.plover or None,
        "intensity": relation.intensity,
        "symmetric": relation.symmetric,
        "quotes": tuple(quotes.of(event)),
    }


def write_graphml(network: "nx.MultiDiGraph[str]", path: Path) -> None:
    """Write a network as GraphML, which Gephi, Cytoscape and igraph open."""
    nx.write_graphml_xml(_flatten(network), path)


def write_gexf(network: "nx.MultiDiGraph[str]", path: Path) -> None:
    """Write a network as GEXF 1.2, Gephi's own format."""
    # The writer puts today's date into the file; without it the same graph gives the same bytes.
    text = "\n".join(nx.generate_gexf(_flatten(network), version="1.2draft"))
    path.write_text(_CLOCK.sub("", text) + "\n", encoding="utf-8")


def _flatten(network: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    """The same network with texts and numbers only, no empty attributes, and a key of its own for every edge.

    The type of an event becomes `relation`: GEXF keeps `type` for the direction of an edge.
    """
    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, attributes in network.nodes(data=True):
        flat.add_node(_clean(node), **_plain(attributes))
    seen: dict[str, int] = {}
    for source, target, key, attributes in network.edges(keys=True, data=True):
        seen[key] = seen.get(key, 0) + 1
        unique = key if seen[key] == 1 else f"{key}-{seen[key]}"
        renamed = {"relation" if name == "type" else name: value for name, value in attributes.items()}
        flat.add_edge(_clean(source), _clean(target), key=unique, event=key, **_plain(renamed))
    return flat


def _plain(attributes: Mapping[str, object]) -> dict[str, str | int | float]:
    values = {name: _scalar(value) for name, value in attributes.items()}
    return {name: value for name, value in values.items() if value not in (None, "")}


def _scalar(value: object) -> str | int | float | None:
    if isinstance(value, Quantity):
        return _clean(value.text or f"{value.qualifier.strip('=')}{value.value:g} {value.unit}")
    if isinstance(value, tuple):
        return SEPARATOR.join(str(_scalar(part.title if isinstance(part, Office) else part)) for part in value)
    if isinstance(value, bool) or value is None:
        return None if value is None else int(value)
    return value if isinstance(value, int | float) else _clean(str(value))


def _clean(text: str) -> str:
    """A text without the control characters that XML forbids."""
    return _NO_XML.sub("", text)
