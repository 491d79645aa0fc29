"""`kg validate`: whether the RDF of a graph keeps the rules of its shapes."""

from typing import Annotated

import typer

from kg.commands.options import GraphFolder

EXAMPLES = ("kg validate graph",)
_MOST = 20  # faults shown; more of them rarely tell more


def validate(
    folder: GraphFolder,
    shacl: Annotated[
        bool, typer.Option("--shacl", help="Check with pyshacl, the slower reference (needs the extra `shacl`).")
    ] = False,
) -> None:
    """Check the RDF of a graph against the rules of its SHACL shapes; faults give the exit status 1."""
    from kg.graph.graph import Graph  # noqa: PLC0415

    graph = Graph.open(folder)
    faults = graph.validate() if shacl else graph.check()
    for fault in faults[:_MOST]:
        typer.echo(f"{fault.rule}: {fault.node}: {fault.message}")
    if len(faults) > _MOST:
        typer.echo(f"... and {len(faults) - _MOST} more")
    if faults:
        typer.echo(f"kg: {folder}: {len(faults)} faults", err=True)
        raise typer.Exit(1)
    typer.echo(f"{folder}: no faults")
