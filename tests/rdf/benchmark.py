"""Times the RDF side of a synthetic graph against rdflib's own store: python tests/rdf/benchmark.py 10000 [--rdflib].

With `--make` only the networkx graph and the quads are made of the content, and loaded by a process of its own; each is
timed.
Figures are CPU seconds of this process and its peak memory; queries, medians of three runs on either engine, are given
as the ratio of the two.
"""

import argparse
import io
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph
import rdflib

sys.path.insert(0, str(Path(__file__).parents[1] / "graph"))
from contents import synthetic

from kg.graph.graph import Graph
from kg.rdf.serialise import write_stream
from kg.rdf.sparql import named_queries, run_query
from kg.rdf.store import load_store

RUNS = 3  # of each query


def show(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@contextmanager
def timed(name: str) -> Iterator[None]:
    start = time.process_time()
    yield
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    show(f"{name:32} {time.process_time() - start:8.2f} s   peak {peak} MiB")


def seconds(run: Callable[[], object]) -> float:
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def load(path: Path) -> None:
    """Time the load of a file of N-Quads."""
    store = pyoxigraph.Store()
    with timed("RDF: load of the lines, indexed"):
        store.load(path=str(path), format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    show(f"{len(store):,} quads")


def make(graph: Graph) -> None:
    """Time the networkx graph and the quads, and their load in a process of its own."""
    with timed("networkx graph"):
        network = graph.to_networkx()
    show(f"{network.number_of_nodes():,} nodes, {network.number_of_edges():,} edges")
    graph = Graph(graph.content)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "graph.nq"
        with timed("RDF: lines, to a file"), path.open("w", encoding="utf-8") as file:
            file.writelines(graph.model.quads())
        subprocess.run([sys.executable, __file__, "0", "--load", str(path)], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=int)
    parser.add_argument("--rdflib", action="store_true", help="run rdflib's own store and writer too")
    parser.add_argument("--folder", action="store_true", help="save and open a folder too")
    parser.add_argument("--make", action="store_true", help="make the networkx graph and the store, nothing else")
    parser.add_argument("--load", type=Path, help="load this file of N-Quads into an indexed store, nothing else")
    arguments = parser.parse_args()
    if arguments.load:
        load(arguments.load)
        return
    graph = Graph(synthetic(arguments.events))
    if arguments.make:
        make(graph)
        return
    with timed("load a store in memory"):
        store = load_store(graph.model.quads())
    show(f"{len(store):,} quads")
    graph.__dict__["store"] = store
    with timed("lines alone"):
        for _ in graph.model.quads():
            pass
    for name in ("nquads", "trig", "turtle", "jsonld", "rdfxml"):
        with timed(f"serialise {name}"):
            write_stream(graph.model.nodes(), io.BytesIO(), graph.prefixes, name)
    with timed("turtle by the engine alone"):
        pyoxigraph.serialize(
            (quad.triple for quad in store), io.BytesIO(), pyoxigraph.RdfFormat.TURTLE, prefixes=dict(graph.prefixes)
        )
    with timed("check"):
        faults = graph.check()
    show(f"{len(faults)} faults")
    ours = {name: seconds(lambda name=name: run_query(store, name, graph.prefixes)) for name in named_queries()}
    for name, taken in ours.items():
        show(f"  query {name:24} {taken:8.3f} s")
    if arguments.folder:
        with tempfile.TemporaryDirectory() as place:
            with timed("save a folder"):
                graph.save(Path(place) / "g", page=False)
            with timed("open and query it"):
                Graph.open(Path(place) / "g").query("contested")
    if arguments.rdflib:
        memory = rdflib.Dataset(default_union=True)
        with timed("rdflib: parse N-Quads"):
            memory.parse(data="".join(graph.model.quads()), format="nquads")
        flat = rdflib.Graph()
        for subject, predicate, value, _ in memory.quads():
            flat.add((subject, predicate, value))
        for prefix, namespace in graph.prefixes.items():
            flat.bind(prefix, namespace)
        with timed("rdflib: serialise turtle"):
            flat.serialize(format="turtle")
        ratios = []
        for name, query in named_queries().items():
            theirs = seconds(lambda query=query: list(flat.query(query.text, initNs=graph.prefixes)))
            ratios.append(theirs / ours[name])
            show(f"  rdflib query {name:17} {theirs:8.3f} s   {ratios[-1]:6.1f}x")
        show(f"median ratio {statistics.median(ratios):.1f}x")


if __name__ == "__main__":
    main()
