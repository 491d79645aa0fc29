"""`kg query`: the answer of a graph to a SPARQL query."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.options import parse_pairs
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.rdf.remote import RemoteGraph

EXAMPLES = (
    "kg query graph",
    "kg query graph contested",
    "kg query graph 'SELECT ?name { ?event kg:deniedBy/rdfs:label ?name }' --format csv",
    "kg query graph timeline --bind actor=id:Russia --limit 20",
    "kg query graph my-query.rq -o answer.parquet",
    "kg query http://127.0.0.1:8321/sparql contested",
)


def query(  # noqa: PLR0913, PLR0917  (one parameter an option)
    place: Annotated[
        str,
        typer.Argument(
            metavar="DIR|URL", help="The folder of a graph, or the URL of a SPARQL endpoint.", show_default=False
        ),
    ],
    sparql: Annotated[
        str,
        typer.Argument(
            metavar="QUERY",
            help="SPARQL, the name of a named query, a file, or - for standard input; without it the named queries are"
            " listed. Prefixes are known.",
            show_default=False,
        ),
    ] = "",
    file_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="table, csv, tsv, json, xml, parquet; turtle, ntriples, jsonld, rdfxml for CONSTRUCT and DESCRIBE.",
            show_default="by the file's ending; else table on a terminal, csv in a pipe",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.", show_default=False)
    ] = None,
    bind: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="Set a variable beforehand; may be repeated.", show_default=False),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many rows.", show_default=False)] = None,
    timeout: Annotated[
        float | None, typer.Option(metavar="SECONDS", help="Stop the query after so long.", show_default=False)
    ] = None,
    token: Annotated[
        str | None,
        typer.Option(envvar="KG_TOKEN", help="The token that an endpoint asks for.", show_default=False),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show how the query is read, and do not run it.")] = False,
) -> None:
    """Ask a graph a question in SPARQL.

    ASK ends with the exit status 0 for yes and 1 for no.
    """
    from kg.commands.answers import choose_format, show_answer  # noqa: PLC0415
    from kg.rdf.answers import is_yes  # noqa: PLC0415

    graph = _open(place, token)
    if not sparql:
        _list_queries()
        return
    text = read_query(sparql)
    if explain:
        from kg.rdf.algebra import algebra_text  # noqa: PLC0415

        typer.echo(algebra_text(text, graph.prefixes))
        return
    chosen = choose_format(file_format, output, terminal=sys.stdout.isatty())
    table = graph.query_table(text, bindings=parse_pairs("--bind", bind), limit=limit, timeout=timeout)
    if output is None:
        show_answer(table, sys.stdout.buffer, chosen, graph.prefixes)
    else:
        try:
            with output.open("wb") as stream:
                show_answer(table, stream, chosen, graph.prefixes)
        except OSError as error:
            raise QueryError(f"{output}: cannot be written: {error.strerror or error}") from error
    if table.form == "ASK" and not is_yes(table):
        raise typer.Exit(1)


def _open(place: str, token: str | None) -> "Graph | RemoteGraph":
    if place.startswith(("http://", "https://")):
        from kg.rdf.remote import RemoteGraph  # noqa: PLC0415

        return RemoteGraph(place, token)
    from kg.graph.graph import Graph  # noqa: PLC0415

    return Graph.open(place)


def _list_queries() -> None:
    from kg.rdf.sparql import named_queries  # noqa: PLC0415

    width = max(map(len, named_queries()))
    for named in named_queries().values():
        typer.echo(f"{named.name:{width}}  {named.description}")


def read_query(sparql: str) -> str:
    """The text of a query given as text or name, in a file, or on standard input."""
    if sparql == "-":
        return sys.stdin.read()
    if "{" in sparql or "\n" in sparql:  # every query has braces, hardly a file name
        return sparql
    path = Path(sparql)
    try:
        return path.read_text(encoding="utf-8") if path.is_file() else sparql
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: cannot be read: {error}") from error
