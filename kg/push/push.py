"""Pushes a graph: finds the named graphs that an endpoint lacks or has otherwise, sends these, deletes what is gone."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.graph.folder import QUADS, locate_folder
from kg.push.endpoint import Endpoint
from kg.push.graphs import NamedGraph, list_graphs, read_graphs
from kg.push.journal import Journal


@dataclass(frozen=True, slots=True)
class Plan:
    """What a push has to do: the graphs to send and the IRIs of those to delete; how many graphs stay as they are."""

    send: tuple[NamedGraph, ...]
    delete: tuple[str, ...]
    unchanged: int


@dataclass(frozen=True, slots=True)
class Step:
    """How far a push is: graphs done of how many, and the graph that was done last."""

    done: int
    total: int
    graph: str


def plan_push(folder: Path, journal: Journal) -> Plan:
    """What an endpoint with this journal needs. Raises GraphError where the folder holds no graph."""
    graphs = tuple(list_graphs(locate_folder(folder) / QUADS))
    send = tuple(graph for graph in graphs if journal.digests.get(graph.iri) != graph.digest)
    present = {graph.iri for graph in graphs}
    delete = tuple(sorted(journal.digests.keys() - present))
    return Plan(send, delete, len(graphs) - len(send))


def push_graph(
    folder: Path, endpoint: Endpoint, journal: Journal, plan: Plan, listen: Callable[[Step], None] = lambda step: None
) -> None:
    """Carry out a plan; each graph is noted in the journal once the endpoint has it.

    Graphs of others, which were never pushed from here, are left alone. Raises GraphError where the endpoint cannot be
    reached or refuses.
    """
    digests = {graph.iri: graph.digest for graph in plan.send}
    total = len(plan.send) + len(plan.delete)
    done = 0
    for iri, lines in read_graphs(locate_folder(folder) / QUADS):
        if iri in digests:
            endpoint.put(iri, lines)
            journal.note(iri, digests[iri])
            done += 1
            listen(Step(done, total, iri))
    for iri in plan.delete:
        endpoint.delete(iri)
        journal.note(iri, None)
        done += 1
        listen(Step(done, total, iri))
    journal.settle()
