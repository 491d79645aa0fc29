"""`kg push`: a graph into a triple store elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.options import GraphFolder, Quiet

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.push.push import Step

EXAMPLES = (
    "kg push graph http://localhost:7878/store",
    "KG_PASSWORD=secret kg push graph http://localhost:8890/sparql-graph-crud-auth --user dba",
)


def push(  # noqa: PLR0913, PLR0917  (one parameter an option)
    folder: GraphFolder,
    url: Annotated[
        str,
        typer.Argument(
            metavar="URL",
            help="A graph store: Oxigraph's /store, Virtuoso's /sparql-graph-crud-auth, Fuseki's /data ...",
            show_default=False,
        ),
    ],
    user: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who writes, where the store asks.", show_default=False)
    ] = None,
    password: Annotated[
        str | None,
        typer.Option(envvar="KG_PASSWORD", help="The password of the user; asked for if left out.", show_default=False),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Send all graphs, as to an empty store.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be sent, and send nothing.")] = False,
    quiet: Quiet = False,
) -> None:
    """Write a graph into a triple store, by the SPARQL 1.1 Graph Store protocol.

    Each named graph is replaced as a whole, and only those that have changed since the last push are sent; a push that
    is stopped goes on where it was.
    """
    from kg.graph.folder import locate_folder  # noqa: PLC0415
    from kg.push.endpoint import Endpoint  # noqa: PLC0415
    from kg.push.journal import Journal  # noqa: PLC0415
    from kg.push.push import plan_push, push_graph  # noqa: PLC0415

    if user is not None and password is None:
        password = typer.prompt("Password", hide_input=True, err=True)
    endpoint = Endpoint(url, user, password or "")
    journal = Journal.open(locate_folder(folder), url)
    if everything and not dry_run:
        journal.forget()
    plan = plan_push(folder, Journal(journal.path, {}) if everything else journal)
    size = sum(graph.bytes for graph in plan.send)
    triples = sum(graph.triples for graph in plan.send)
    if not dry_run:
        try:
            with _show_progress(quiet) as listen:
                push_graph(folder, endpoint, journal, plan, listen)
        finally:
            endpoint.close()
    if not quiet:
        verb = "would send" if dry_run else "sent"
        typer.echo(
            f"{url}: {verb} {len(plan.send):,} graphs ({triples:,} triples, {size:,} bytes), "
            f"{len(plan.delete):,} deleted, {plan.unchanged:,} unchanged"
        )


@contextmanager
def _show_progress(quiet: bool) -> Iterator["Callable[[Step], None]"]:
    """A listener that draws a bar, where standard error is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda step: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("graphs"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("graphs", total=None)
        yield lambda step: bar.update(task, completed=step.done, total=step.total)
