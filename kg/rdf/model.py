"""Turns the content of a graph into RDF: nodes, in the order of their named graphs, which writers turn into text.

Every triple stands in exactly one named graph: one per article, one each for entities, events, merges, the vocabulary
and the run. There are no blank nodes. A query over the union of all named graphs therefore counts each triple once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.graph.relations import relation_types
from kg.rdf import terms
from kg.rdf.claims import ArticleNodes
from kg.rdf.entities import entity_nodes
from kg.rdf.events import event_nodes, reifier_nodes
from kg.rdf.iris import PROV, RDF, RDFS, SCHEMA, Iris
from kg.rdf.merges import merge_nodes
from kg.rdf.names import Names, name_all
from kg.rdf.nodes import Node, describe
from kg.rdf.ontology import ontology_nodes
from kg.rdf.quads import quad_lines
from kg.rdf.schemes import scheme_nodes
from kg.rdf.ties import find_ties
from kg.types import Claim, Content, content_hash
from kg.vocabulary.relations import RelationType

PROGRAM = "kg"


@dataclass(frozen=True)
class Model:
    """The RDF of one content below one base; its parts come as nodes."""

    content: Content
    relations: Mapping[str, RelationType]
    iris: Iris

    @cached_property
    def names(self) -> Names:
        """The IRIs of entities and outlets."""
        return name_all(self.content, self.iris)

    def quads(self) -> Iterator[str]:
        """All lines of N-Quads, those of a node in one text."""
        return quad_lines(self.nodes())

    def nodes(self, *, reifiers: bool = False) -> Iterator[Node]:
        """All nodes. `reifiers` adds the triple terms of RDF 1.2 that tie direct triples to events."""
        yield from self.articles()
        yield from entity_nodes(self.content, self.names, find_ties(self.content, self.names, self.relations))
        yield from event_nodes(self.content, self.names, self.relations)
        if reifiers:
            yield from reifier_nodes(self.content, self.names, self.relations)
        yield from merge_nodes(self.content, self.names)
        yield from self.runs()
        yield from self.vocabulary()

    def articles(self) -> Iterator[Node]:
        """The nodes of the articles, each in its own named graph."""
        claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.content.claims:
            claims[claim.article].append(claim)
        events: dict[str, list[str]] = defaultdict(list)
        for event in self.content.events:
            for claim_id in event.claims:
                events[claim_id].append(event.id)
        nodes = ArticleNodes(self.names, events, self.run)
        for article in self.content.articles:
            yield from nodes.nodes(article, claims[article.id])

    @property
    def run(self) -> str:
        """The IRI of the run: named by the versions that it used, as it has no time."""
        parts = [f"{part}={version}" for part, version in sorted(self.content.versions.items())]
        return self.iris.run(f"run-{content_hash(*parts)}")

    def runs(self) -> Iterator[Node]:
        """The nodes of the run that made the graph, and of the program, model and vocabularies that it used."""
        graph = self.iris.graph["runs"]
        versions = sorted(self.content.versions.items())
        nodes = {part: self.iris.version(part, version) for part, version in versions}
        used = [(PROV["used"], node) for part, node in nodes.items() if part != PROGRAM]
        by = [(PROV["wasAssociatedWith"], node) for part, node in nodes.items() if part == PROGRAM]
        yield from describe(self.run, graph, [(RDF["type"], PROV["Activity"]), *used, *by])
        for part, version in versions:
            kind = PROV["SoftwareAgent"] if part == PROGRAM else PROV["Entity"]
            pairs = [
                (RDF["type"], kind),
                (SCHEMA["name"], terms.text(part)),
                (SCHEMA["softwareVersion"], terms.text(version)),
                (RDFS["label"], terms.english(f"{part} {version}")),
            ]
            yield from describe(nodes[part], graph, pairs)

    def vocabulary(self) -> Iterator[Node]:
        """The nodes of the ontology and of the concept schemes."""
        used = {role for event in self.content.events for role in event.roles}
        used |= {role for claim in self.content.claims for role in claim.roles}
        yield from ontology_nodes(self.iris, self.relations.values(), used)
        yield from scheme_nodes(self.iris, self.relations.values())


def make_model(content: Content, relations: Iterable[RelationType], base: str) -> Model:
    """The RDF model of a content. Raises GraphError for a base that is no absolute http IRI."""
    return Model(content, relation_types(content, relations), Iris(base))
