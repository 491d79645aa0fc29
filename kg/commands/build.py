"""`kg build`: from articles to the folder of a graph."""

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.commands.console import count, set_up_logging, show_progress
from kg.commands.options import Columns, Inputs, Model, Published, Quiet, Relations, Strict, Verbose, parse_pairs

EXAMPLES = (
    "kg build articles/ -o graph",
    "kg build 'news/*.jsonl.gz' reports.csv -o graph --workers 4",
    "kg build letter.txt --published 2024-01-14 -o graph",
)


def build(  # noqa: PLR0913, PLR0917  (one parameter an option)
    articles: Inputs,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR", help="The folder to write the graph to.", show_default=False),
    ],
    published: Published = None,
    column: Columns = None,
    model: Model = None,
    relations: Relations = None,
    base: Annotated[
        str | None,
        typer.Option(
            metavar="IRI",
            help="The address below which the RDF of the graph stands, ending in /.",
            show_default="https://kg.example/",
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", "-j", min=1, help="Processes that read articles.", show_default="as many as pay off"),
    ] = None,
    engine: Annotated[
        Literal["local", "spark"],
        typer.Option(help="Read on this machine, or on a Spark cluster that sees the folder under the same path."),
    ] = "local",
    master: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="The Spark master, as spark://host:7077, yarn or k8s://...", show_default="local[2,4]"
        ),
    ] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Read all articles again.")] = False,
    strict: Strict = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Build the graph of articles.

    The graph holds the articles named here and no others. On a folder that has a graph, only articles that are new or
    changed are read; a build that was stopped goes on where it was. Until the new graph is complete the old one stays.
    """
    from kg.building.builder import build as build_graph  # noqa: PLC0415
    from kg.building.intake import describe_skipped  # noqa: PLC0415
    from kg.engines.spark import LOCAL, SparkEngine  # noqa: PLC0415
    from kg.graph.folder import REPORT  # noqa: PLC0415
    from kg.rdf.iris import DEFAULT_BASE  # noqa: PLC0415

    set_up_logging(verbose)
    if master is not None and engine != "spark":
        raise typer.BadParameter("only an engine spark has one", param_hint="--master")
    with (
        show_progress(quiet) as progress,
        SparkEngine(master or LOCAL) if engine == "spark" else nullcontext() as spark,
    ):
        build_graph(
            *articles,
            output=output,
            published=published.date() if published else None,
            columns=parse_pairs("--column", column),
            model=model,
            relations=relations or (),
            base=base or DEFAULT_BASE,
            workers=workers,
            engine=spark,
            rebuild=rebuild,
            strict=strict,
            progress=progress,
        )
    if not quiet:
        report = json.loads((output / REPORT).read_text(encoding="utf-8"))
        counts, skipped = report["counts"], describe_skipped(report["reasons"])
        found = f"{count(counts['events'], 'event')} between {count(counts['entities'], 'entity', 'entities')}"
        read = f"{count(counts['claims'], 'claim')} in {count(counts['articles'], 'article')}"
        typer.echo(f"{output}: {found}, from {read}" + (f"; {skipped}, see {output / REPORT}" if skipped else ""))
