"""Runs one query in a process of its own on a store on disk, so that a limit on its time or memory holds.

A running query of the engine heeds neither an interrupt nor its own time limit everywhere; a process can be killed. The
process has no network either (see `kg.rdf.confinement`). Started as `python -m kg.rdf.worker`, it reads a request as
JSON, and writes the answer or the error and ends.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import QueryBoolean, QueryResultsFormat, QueryTriples, RdfFormat, parse, parse_query_results

from kg.errors import GraphError, QueryError
from kg.rdf.confinement import confine
from kg.rdf.results import Table, check_row_limit
from kg.rdf.sparql import ask_table, evaluate, rows_table
from kg.rdf.store import open_store

MEMORY_LIMIT = 4 << 30  # bytes; ten times what the named queries take on 100,000 events
_FAILED = 3  # exit status of a worker that says on its standard error why it failed


def run_in_worker(  # noqa: PLR0913  (one parameter a condition)
    folder: Path,
    query: str,
    prefixes: Mapping[str, str],
    *,
    timeout: float,
    bindings: Mapping[str, str] | None = None,
    limit: int | None = None,
    memory: int = MEMORY_LIMIT,
) -> Table:
    """The answer of the store in a folder to a query, or QueryError once it takes more than `timeout` seconds.

    `memory` bounds the address space of the worker in bytes. Otherwise as `kg.rdf.sparql.run_query`.
    """
    if timeout <= 0:
        raise QueryError(f"timeout: expected a number of seconds above 0, found {timeout}")
    check_row_limit(limit)
    request = {
        "folder": str(folder),
        "query": query,
        "prefixes": dict(prefixes),
        "bindings": dict(bindings or {}),
        "memory": memory,
    }
    try:
        answer = subprocess.run(
            [sys.executable, "-m", "kg.rdf.worker"],
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise QueryError(f"the query was stopped at its limit of {timeout:g} s") from error
    if answer.returncode == _FAILED:
        raise QueryError(answer.stderr.decode().strip())
    if answer.returncode != 0:
        raise QueryError(f"the query was stopped: it needs more than {memory >> 20} MiB of memory, or its process died")
    form, _, body = answer.stdout.partition(b"\n")
    if form == b"triples":
        rows = [(quad.subject, quad.predicate, quad.object) for quad in parse(body, RdfFormat.N_TRIPLES)]
        return Table("CONSTRUCT", ("subject", "predicate", "object"), rows[:limit])
    results = parse_query_results(body, QueryResultsFormat.JSON)
    return ask_table(bool(results)) if isinstance(results, QueryBoolean) else rows_table(results, limit)


def main() -> int:
    """Answer the request on standard input; gives the exit status."""
    request = json.load(sys.stdin)
    confine(request["memory"])
    try:
        store = open_store(Path(request["folder"]))
        results = evaluate(store, request["query"], request["prefixes"], request["bindings"])
        if isinstance(results, QueryTriples):
            form, body = b"triples\n", results.serialize(format=RdfFormat.N_TRIPLES)
        else:
            form, body = b"results\n", results.serialize(format=QueryResultsFormat.JSON)
    except (GraphError, QueryError, OSError, RuntimeError, ValueError) as error:
        sys.stderr.write(" ".join(str(error).split()))
        return _FAILED
    sys.stdout.buffer.write(form + (body or b""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
