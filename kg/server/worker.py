"""A process that answers queries on a store, one after another, for the server that started it and may kill it.

Started as `python -m kg.server.worker`, it reads its set-up and then requests, each a line of JSON, from standard
input, and writes frames to standard output (see `kg.server.frames`). It has no network and bounded memory, and ends
with its parent.
"""

import json
import sys
from pathlib import Path
from typing import IO, TypedDict, cast

from pyoxigraph import DefaultGraph, NamedNode, QueryTriples, Store

from kg.errors import GraphError, QueryError
from kg.rdf.confinement import confine
from kg.rdf.sparql import Dataset, evaluate
from kg.rdf.store import open_store
from kg.server.frames import END, ERROR, HEAD, Failure, FrameWriter, Request
from kg.server.writing import write_results, write_triples


class SetUp(TypedDict):
    """The store of a worker, the prefixes that queries know, and how many bytes of memory it may have."""

    folder: str
    prefixes: dict[str, str]
    memory: int


class _RefusalError(Exception):
    """A request that has no answer."""

    def __init__(self, failure: Failure, message: str) -> None:
        super().__init__(message)
        self.failure = failure


def answer(store: Store, prefixes: dict[str, str], request: Request, output: IO[bytes]) -> None:
    """Write the frames of the answer to one request."""
    writer = FrameWriter(output)
    failure: Failure = "internal"
    try:
        if "query" in request:
            _answer_query(store, prefixes, request, writer)
        else:
            _answer_graph(store, prefixes, request, writer)
        return
    except _RefusalError as error:
        failure, message = error.failure, str(error)
    except QueryError as error:
        failure, message = "query", str(error)
    except MemoryError:
        failure, message = "memory", "the query needs more memory than it may have"
    except (OSError, RuntimeError, ValueError) as error:
        message = f"the query cannot be run: {' '.join(str(error).split())}"
    writer.send(ERROR, {"failure": failure, "message": message})


def _answer_query(store: Store, prefixes: dict[str, str], request: Request, writer: FrameWriter) -> None:
    dataset = None
    if "default" in request or "named" in request:
        dataset = Dataset(tuple(request.get("default", ())), tuple(request.get("named", ())))
    try:
        results = evaluate(
            store, request["query"], prefixes, request.get("bindings"), dataset=dataset, base=request.get("base")
        )
    except ValueError as error:  # an IRI of the dataset or the base that is none
        raise QueryError(str(error)) from error
    is_rdf = isinstance(results, QueryTriples)
    name = request["rdf"] if is_rdf else request["results"]
    if name is None:
        kind = "RDF" if is_rdf else "rows or a yes or no"
        raise _RefusalError("unacceptable", f"the answer is {kind}, and the request takes none of its media types")
    writer.send(HEAD, {"format": name})
    output = cast(IO[bytes], writer)
    if isinstance(results, QueryTriples):
        end = write_triples(results, output, name, request["most"], prefixes)
    else:
        end = write_results(results, output, name, request["most"])
    writer.send(END, end)


def _answer_graph(store: Store, prefixes: dict[str, str], request: Request, writer: FrameWriter) -> None:
    """All triples of a graph. The default graph, where it is empty, is the union of all graphs, as it is in queries."""
    name = request["rdf"]
    if name is None:
        raise _RefusalError("unacceptable", "the answer is RDF, and the request takes none of its media types")
    graph: NamedNode | DefaultGraph | None
    candidates = request["graphs"]
    if candidates is None:
        empty = next(store.quads_for_pattern(None, None, None, DefaultGraph()), None) is None
        graph = None if empty else DefaultGraph()
    else:
        found = [node for node in map(_named, candidates) if node is not None and store.contains_named_graph(node)]
        if not found:
            raise _RefusalError("missing", f"the store holds no graph <{candidates[0]}>")
        graph = found[0]
    writer.send(HEAD, {"format": name})
    if request.get("head"):
        writer.send(END, {"rows": 0, "cut": False})
        return
    quads = store.quads_for_pattern(None, None, None, graph)
    writer.send(END, write_triples(quads, cast(IO[bytes], writer), name, None, prefixes))


def _named(iri: str) -> NamedNode | None:
    try:
        return NamedNode(iri)
    except ValueError:
        return None


def main() -> int:
    """Answer requests until there are no more; gives the exit status."""
    set_up: SetUp = json.loads(sys.stdin.readline())
    confine(set_up["memory"])
    try:
        store = open_store(Path(set_up["folder"]))
    except GraphError as error:
        sys.stderr.write(f"kg: {error}\n")
        return 1
    output = sys.stdout.buffer
    FrameWriter(output).send(HEAD, {"format": "ready"})
    for line in sys.stdin:
        answer(store, set_up["prefixes"], json.loads(line), output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
