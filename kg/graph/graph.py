"""The graph that users hold: made from what was read, or opened from a folder; a network, tables, RDF, a page."""
# ruff: noqa: PLC0415  (pandas, networkx and rdflib take a second to import, and most uses of a graph need one at most)

import logging
import os
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kg.errors import GraphError
from kg.graph import folder as folders
from kg.graph.relations import relation_types
from kg.graph.summary import Summary, summarise, summary_html
from kg.rdf.iris import DEFAULT_BASE, Iris
from kg.rdf.model import Model
from kg.rdf.serialise import guess_format, write_rdf
from kg.rdf.sparql import run_query
from kg.rdf.store import load_store, open_store
from kg.rdf.worker import run_in_worker
from kg.types import Content
from kg.vocabulary.relations import RelationType, load_relations

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib
    from pyoxigraph import Store

    from kg.page import PageSummary, Selection
    from kg.page.network import GraphNetwork
    from kg.rdf.checks import Fault
    from kg.rdf.results import Table

log = logging.getLogger("kg.graph")
_FAULTS_LOGGED = 5  # more of them rarely tell more
MOST_INLINE = 3000  # a page of more events, some two megabytes, would make a notebook heavy
EXPORT_FORMATS = ("graphml", "gexf", "turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml")


class Graph:
    """A knowledge graph of events, with the claims and sentences behind each.

    `base` is the IRI below which its RDF stands; `relations` are the relation types (by default the package's own).
    All parts are made when first asked for, and kept. Raises GraphError for a base that is no absolute http IRI.
    """

    def __init__(
        self, content: Content, *, base: str = DEFAULT_BASE, relations: Iterable[RelationType] | None = None
    ) -> None:
        self._content: Content | None = content
        self._folder: Path | None = None
        self._manifest: folders.Manifest | None = None
        self._iris = Iris(base)
        self._relations = tuple(load_relations() if relations is None else relations)

    @classmethod
    def open(cls, folder: str | os.PathLike[str], *, relations: Iterable[RelationType] | None = None) -> Self:
        """Open the graph of a folder. Raises GraphError where there is none, or it is damaged or of another version."""
        place = folders.locate_folder(Path(folder))
        manifest = folders.read_manifest(place)
        graph = cls(Content(), base=manifest.base, relations=relations)
        graph._content, graph._folder, graph._manifest = None, place, manifest
        return graph

    def save(
        self,
        folder: str | os.PathLike[str],
        *,
        report: Mapping[str, object] | None = None,
        page: bool = True,
        store: bool = True,
    ) -> None:
        """Write the graph to a folder, which is replaced as a whole: a save that is killed leaves the last good graph.

        `report` becomes report.json, with the faults that are found in the RDF of the store (see `check`); files in the
        folder that are no part of a graph stay. `page` and `store` say whether to write the page and the indexed store.
        Raises GraphError where the folder cannot be written.
        """
        content = self.content

        def write(target: Path) -> None:
            folders.write_content(target, content, self.base)
            quads = target / folders.QUADS
            quads.parent.mkdir()
            write_rdf(self.model.nodes(), quads, self.prefixes)
            found: Mapping[str, object] = {}
            if store:
                loaded = load_store(self.model.quads(), target / folders.STORE)
                loaded.flush()
                found = {} if report is None else {"faults": self._note_faults(loaded)}
            if report is not None:
                folders.write_json(target / folders.REPORT, {**report, **found})
            if page:
                self.page(target / folders.PAGE)

        folders.replace_folder(Path(folder), write)

    @property
    def content(self) -> Content:
        """The articles, entities, claims, events, merges and ties, and the versions of what made them."""
        if self._content is None:
            if self._folder is None or self._manifest is None:
                raise GraphError("a graph without content has no folder to read it from")
            self._content = folders.read_content(self._folder, self._manifest)
        return self._content

    @property
    def base(self) -> str:
        """The IRI below which the RDF of this graph stands."""
        return self._iris.base

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that queries and files know."""
        return self._iris.prefixes()

    @property
    def relations(self) -> Mapping[str, RelationType]:
        """The relation types by name, including a stand-in for each type that the vocabulary lacks."""
        return relation_types(self.content, self._relations)

    @cached_property
    def articles(self) -> "pd.DataFrame":
        """The articles, one a row."""
        from kg.graph.frames import articles_frame

        return articles_frame(self.content)

    @cached_property
    def entities(self) -> "pd.DataFrame":
        """The entities, one a row, with the number of events in which each takes part."""
        from kg.graph.frames import entities_frame

        return entities_frame(self.content)

    @cached_property
    def claims(self) -> "pd.DataFrame":
        """The claims, one a row, each with its sentence."""
        from kg.graph.frames import claims_frame

        return claims_frame(self.content)

    @cached_property
    def events(self) -> "pd.DataFrame":
        """The events, one a row: roles as names and as ids, dates as EDTF and as days."""
        from kg.graph.frames import events_frame

        return events_frame(self.content, self.relations)

    @cached_property
    def merges(self) -> "pd.DataFrame":
        """What was taken for one thing, one merge a row, with its score and the reason in words."""
        from kg.graph.frames import merges_frame

        return merges_frame(self.content)

    @cached_property
    def ties(self) -> "pd.DataFrame":
        """Lasting ties that vocabularies and titles know (offices, memberships), with validity and contradictions."""
        from kg.graph.frames import ties_frame

        return ties_frame(self.content)

    def summary(self) -> Summary:
        """What the graph holds, in numbers."""
        return summarise(self.content)

    def to_networkx(self) -> "nx.MultiDiGraph[str]":
        """The entities and events as a networkx multigraph; see `kg.graph.network.make_network`."""
        from kg.graph.network import make_network

        return make_network(self.content, self.relations)

    @cached_property
    def model(self) -> Model:
        """The graph as RDF, in nodes."""
        return Model(self.content, self.relations, self._iris)

    @cached_property
    def store(self) -> "Store":
        """The Oxigraph store of this graph: that of its folder, opened for reading, or one in memory."""
        if self._folder is not None and (self._folder / folders.STORE).is_dir():
            return open_store(self._folder / folders.STORE)
        return load_store(self.model.quads())

    def to_rdflib(self) -> "rdflib.Dataset":
        """The graph as an rdflib Dataset of its own, held by Oxigraph; queries see the union of its named graphs."""
        import rdflib
        from oxrdflib.store import OxigraphStore

        dataset = rdflib.Dataset(store=OxigraphStore(store=load_store(self.model.quads())), default_union=True)
        for prefix, namespace in self.prefixes.items():
            dataset.bind(prefix, namespace, override=True, replace=True)
        return dataset

    def query(
        self,
        sparql: str,
        *,
        bindings: Mapping[str, str] | None = None,
        limit: int | None = None,
        timeout: float | None = None,
    ) -> "pd.DataFrame":
        """The answer to a SPARQL query, or to a named query (see `kg.rdf.sparql.named_queries`), as a DataFrame.

        Prefixes are known, and patterns match in all named graphs. `bindings` set variables beforehand
        (`{"actor": "id:Russia"}`), `limit` cuts the rows, `timeout` stops the query after so many seconds. ASK gives
        one row with the column `answer`, CONSTRUCT and DESCRIBE the columns subject, predicate, object. Raises
        QueryError for a query that cannot be parsed or run, or that was stopped.
        """
        from kg.rdf.frames import to_frame

        return to_frame(self.query_table(sparql, bindings=bindings, limit=limit, timeout=timeout))

    def query_table(
        self,
        sparql: str,
        *,
        bindings: Mapping[str, str] | None = None,
        limit: int | None = None,
        timeout: float | None = None,
    ) -> "Table":
        """The answer to a query as RDF terms; otherwise as `query`."""
        if timeout is not None:
            place = self._store_on_disk
            return run_in_worker(place, sparql, self.prefixes, timeout=timeout, bindings=bindings, limit=limit)
        return run_query(self.store, sparql, self.prefixes, bindings=bindings, limit=limit)

    @property
    def _store_on_disk(self) -> Path:
        if self._folder is not None and (self._folder / folders.STORE).is_dir():
            return self._folder / folders.STORE
        return self._scratch

    @cached_property
    def _scratch(self) -> Path:
        """A store on disk for the workers of a graph that has no folder; it goes when the graph goes."""
        place = Path(tempfile.mkdtemp(prefix="kg-store-"))
        weakref.finalize(self, shutil.rmtree, place, ignore_errors=True)
        load_store(self.model.quads(), place).flush()
        return place

    def check(self) -> "tuple[Fault, ...]":
        """The faults of the RDF by the rules of its shapes; none in a sound graph."""
        from kg.rdf.checks import check_graph

        return check_graph(self.store, self._iris)

    def _note_faults(self, store: "Store") -> list[Mapping[str, str]]:
        """The faults of a store for a report; the first are logged."""
        from kg.rdf.checks import check_graph

        faults = check_graph(store, self._iris)
        for fault in faults[:_FAULTS_LOGGED]:
            log.warning("%s: %s: %s", fault.rule, fault.node, fault.message)
        if faults:
            log.warning("%d faults in the RDF of this graph; `kg validate` lists them", len(faults))
        return [asdict(fault) for fault in faults]

    def validate(self) -> "tuple[Fault, ...]":
        """The same faults as `check`, found by pyshacl. Raises GraphError where that is not installed."""
        from kg.rdf.quads import triple_lines
        from kg.rdf.validation import validate_graph

        return validate_graph(triple_lines(self.model.nodes()), self._iris)

    def export(self, path: str | os.PathLike[str], file_format: str | None = None, *, reifiers: bool = False) -> None:
        """Write the graph to a file: RDF, GraphML or GEXF, by the ending of its name or a format of EXPORT_FORMATS.

        RDF files whose name ends in `.gz` are compressed. `reifiers` adds the triple terms of RDF 1.2 that tie direct
        triples, also those that are not asserted, to their events (not in JSON-LD or RDF/XML).

        Raises GraphError for an unknown ending or format.
        """
        target = Path(path)
        chosen = file_format or target.suffix.removeprefix(".")
        if chosen in ("graphml", "gexf"):
            from kg.graph import network

            write = network.write_graphml if chosen == "graphml" else network.write_gexf
            write(self.to_networkx(), target)
        else:
            if file_format is not None and file_format not in EXPORT_FORMATS:
                raise GraphError(f"unknown format {file_format!r}; allowed are {', '.join(EXPORT_FORMATS)}")
            nodes = self.model.nodes(reifiers=reifiers)
            write_rdf(nodes, target, self.prefixes, file_format or guess_format(target))

    def part(self, selection: "Selection") -> "Graph":
        """The graph of the events that meet a selection, with their claims, articles and entities."""
        from kg.page.selection import select_content

        return Graph(select_content(self.content, selection), base=self.base, relations=self._relations)

    def export_parts(self, folder: str | os.PathLike[str], *, lines: int = 5_000_000) -> list[Path]:
        """Write the RDF as sorted N-Quads in compressed parts of so many lines, for bulk loading; returns the files.

        Raises GraphError where the folder holds files already.
        """
        from kg.rdf.parts import write_parts

        return write_parts(self.model.quads(), Path(folder), lines)

    def page(
        self, path: str | os.PathLike[str], selection: "Selection | None" = None, *, title: str | None = None
    ) -> "PageSummary":
        """Write the graph, or the part of it that is selected, as a page to browse; see `kg.page.write_page`."""
        from kg.page import Selection, write_page

        return write_page(self.content, path, selection or Selection(), title=title, relations=self._relations)

    def to_pyvis(self) -> "GraphNetwork":
        """The graph as a `pyvis.network.Network`, to be styled further; its `write_html` writes the page."""
        from kg.page import to_pyvis

        return to_pyvis(self.content, relations=self._relations)

    def _repr_html_(self) -> str:
        """What a notebook shows: the page in a frame, or a table of numbers for a graph too large to keep in one."""
        if len(self.content.events) > MOST_INLINE:
            return summary_html(self.summary())
        from kg.page import render_frame, render_page

        return render_frame(render_page(self.content, relations=self._relations))

    def __repr__(self) -> str:
        parts = self._manifest.counts if self._content is None and self._manifest else None
        counts = parts or {name: len(getattr(self.content, name)) for name in ("articles", "entities", "events")}
        return f"<Graph: {counts['articles']} articles, {counts['entities']} entities, {counts['events']} events>"
