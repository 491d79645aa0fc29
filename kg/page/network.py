"""The drawing as a pyvis Network: nodes and bundles with their places and styles, written as this project's own page.

`GraphNetwork` keeps pyvis' interface for nodes, edges and options. Its HTML is not pyvis' own, which loads scripts from
other hosts, runs markup in labels and titles, and writes in the locale's encoding.
"""

import copy
import json
import math
from collections.abc import Callable, Mapping
from pathlib import Path

import networkx
from pyvis.network import Network

from kg.page.bundles import Bundle, count_events, make_bundles
from kg.page.layout import lay_out
from kg.page.palette import KIND_SHAPES, LIGHT, OTHER_CLASS, RELATION_CLASSES, STATUS_LABELS
from kg.page.text import shorten
from kg.types import Content
from kg.vocabulary.relations import RelationType

LABEL_LENGTH = 28
SMALLEST, LARGEST = 7, 24  # radius of a node
CLASSES = {known.name: known for known in (*RELATION_CLASSES, OTHER_CLASS)}
DASHES: dict[str, bool | list[int]] = {"fact": False, "claim": [7, 6], "contested": [2, 5]}
OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "keyboard": False, "multiselect": False, "hideEdgesOnDrag": False},
    "edges": {"smooth": {"type": "curvedCW", "roundness": 0.12}, "selectionWidth": 1.5},
}


class GraphNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """A pyvis Network that keeps parallel edges, draws nothing over the network and writes a self-contained page.

    `render` makes the page's HTML from the network.
    """

    def __init__(self, render: Callable[["GraphNetwork"], str], *, heading: str = "") -> None:
        super().__init__(height="100vh", directed=True, cdn_resources="in_line", heading=heading)
        self.options = copy.deepcopy(OPTIONS)
        self._render = render
        self._first: dict[str, dict[str, object]] = {}

    def from_nx(self, nx_graph: networkx.Graph, *args: object, **options: object) -> None:
        """Add a networkx graph's nodes and edges, as pyvis does, but leave the graph itself as it is."""
        super().from_nx(copy.deepcopy(nx_graph), *args, **options)

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """The page as one self-contained text; the parameters are pyvis' own and change nothing."""
        self.html = self._render(self)
        return self.html

    def write_html(
        self,
        name: str,
        local: bool = True,
        notebook: bool = False,
        open_browser: bool = False,
    ) -> None:
        """Write the page in UTF-8, whatever the locale."""
        Path(name).write_text(self.generate_html(name), encoding="utf-8")

    def show(self, name: str, local: bool = True, notebook: bool = False) -> None:
        """Write the page; opening it is left to the caller."""
        self.write_html(name)

    def keep_styles(self) -> None:
        """Take the styles as they are now for this project's own; later changes are a user's and go into the page."""
        self._first = {f"n{node['id']}": dict(node) for node in self.nodes}
        self._first |= {f"e{edge['id']}": dict(edge) for edge in self.edges}

    def _changes(self, item: Mapping[str, object], prefix: str) -> dict[str, object]:
        """What a user has changed in a node (prefix "n") or an edge ("e") since `keep_styles`."""
        first = self._first.get(f"{prefix}{item.get('id')}", {})
        return {key: value for key, value in item.items() if first.get(key, self) != value}

    def drawing(self, entities: Mapping[str, int]) -> dict[str, object]:
        """Nodes, edges and options for the page: places, bundles, and what a user has added or changed.

        Actors stand as their positions in the page's table of entities.
        """
        nodes, edges, _, _, _, options = self.get_network_data()
        own_nodes = [node for node in nodes if f"n{node['id']}" in self._first]
        own_edges = [edge for edge in edges if f"e{edge.get('id')}" in self._first]
        return {
            "nodes": [
                _row(entities[node["id"]], node["x"], node["y"], node["size"], changes=self._changes(node, "n"))
                for node in own_nodes
            ],
            "edges": [
                _row(
                    entities[edge["from"]],
                    entities[edge["to"]],
                    list(CLASSES).index(edge["relation_class"]),
                    edge["standing"],
                    int(bool(edge["arrows"])),
                    edge["events"],
                    changes=self._changes(edge, "e"),
                )
                for edge in own_edges
            ],
            "added": {
                "nodes": [node for node in nodes if f"n{node['id']}" not in self._first],
                "edges": [edge for edge in edges if f"e{edge.get('id')}" not in self._first],
            },
            "options": json.loads(options),
        }


def _row(*values: object, changes: dict[str, object]) -> list[object]:
    return [*values, changes] if changes else [*values]


def rank(content: Content) -> list[str]:
    """The ids of the entities that take part in events or hold claims about them, most connected first."""
    counts = count_events(content)
    return sorted(counts, key=lambda id_: (-counts[id_], id_))


def make_network(
    content: Content, relations: Mapping[str, RelationType], render: Callable[[GraphNetwork], str], *, heading: str = ""
) -> GraphNetwork:
    """The Network of a graph: a node for each entity that takes part in an event, an edge for each bundle."""
    network = GraphNetwork(render, heading=heading)
    bundles = make_bundles(content, relations)
    entities = {entity.id: entity for entity in content.entities}
    ranked = [id_ for id_ in rank(content) if id_ in entities]
    counts = count_events(content)
    weights: dict[tuple[str, str], float] = {}
    for bundle in bundles:
        pair = (min(bundle.source, bundle.target), max(bundle.source, bundle.target))
        weights[pair] = weights.get(pair, 0) + len(bundle.events)
    positions = lay_out(ranked, weights)
    most = max(counts.values(), default=1)
    for id_ in ranked:
        entity = entities[id_]
        x, y = positions[id_]
        network.add_node(
            id_,
            label=shorten(entity.name, LABEL_LENGTH) or "?",
            shape=KIND_SHAPES[entity.kind],
            color=LIGHT.ink,
            x=x,
            y=y,
            size=round(SMALLEST + (LARGEST - SMALLEST) * math.sqrt(counts[id_] / most)),
        )
    for bundle in bundles:
        if bundle.source in positions and bundle.target in positions:
            _add_bundle(network, bundle, content)
    network.keep_styles()
    return network


def _add_bundle(network: GraphNetwork, bundle: Bundle, content: Content) -> None:
    drawn_as = CLASSES[bundle.relation_class]
    count = len(bundle.events)
    statuses = {content.events[index].status for index in bundle.events}
    stated = ", ".join(label.lower() for status, label in STATUS_LABELS.items() if status in statuses)
    network.add_edge(
        bundle.source,
        bundle.target,
        id="\t".join((bundle.source, bundle.target, bundle.relation_class, bundle.standing, str(int(bundle.directed)))),
        arrows="to" if bundle.directed else "",
        color=drawn_as.light,
        dashes=DASHES[bundle.standing],
        width=edge_width(count),
        label=f"{drawn_as.glyph} {count}" if count > 1 else drawn_as.glyph,
        title=f"{drawn_as.label}: {count} ({stated})",
        relation_class=bundle.relation_class,
        standing=bundle.standing,
        events=list(bundle.events),
    )


def edge_width(count: int) -> float:
    """How wide a bundle of so many events is drawn: it doubles from 1 to about 8 events, so that many do not drown one.

    >>> edge_width(1), edge_width(8)
    (1.4, 4.1)
    """
    return round(1.4 + 0.9 * math.log2(count), 1)
