"""`kg serve`: a graph for others, over HTTP."""

from pathlib import Path
from typing import Annotated

import typer

from kg.errors import KgError

EXAMPLES = (
    "kg serve graph",
    "kg serve graph --port 8080 --timeout 10 --max-rows 10000",
    "KG_TOKEN=secret kg serve graph --host 0.0.0.0",
)


def serve(  # noqa: PLR0913, PLR0917  (one parameter an option)
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="The folder of a graph; or an RDF file or Oxigraph store.", show_default=False
        ),
    ],
    host: Annotated[str, typer.Option(help="The address to listen on; by default this machine alone.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 for any that is free.")] = 8321,
    token: Annotated[
        str | None,
        typer.Option(
            envvar="KG_TOKEN",
            help="Answer only those who show it, as a Bearer token or as a password.",
            show_default=False,
        ),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="A name by which a server on this machine alone is asked, as by a proxy; may be repeated.",
            show_default=False,
        ),
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="Stop a query after so long.")] = 30.0,
    max_rows: Annotated[int, typer.Option(min=1, metavar="ROWS", help="Cut an answer after so many.")] = 100_000,
    memory: Annotated[
        int, typer.Option(min=512, metavar="MIB", help="Stop a query that needs more memory, in MiB.")
    ] = 4096,
    workers: Annotated[int, typer.Option(min=1, help="So many queries run at once.")] = 2,
) -> None:
    """Serve a graph: a SPARQL endpoint, pages to browse and query, an address for each entity and event.

    Nothing is ever written. Needs the extra `serve`: `pip install 'kg[serve]'`.
    """
    try:
        from kg.server.app import LOOPBACK  # noqa: PLC0415
        from kg.server.app import serve as run  # noqa: PLC0415
        from kg.server.pool import Limits  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise KgError(f"kg serve needs {error.name}: pip install 'kg[serve]'") from error

    if host not in LOOPBACK and not token:
        typer.echo(f"kg: anybody who reaches {host} may query this graph; --token asks for a token", err=True)
    limits = Limits(timeout, max_rows, memory << 20, workers)
    names = allow_host or ()
    run(folder, host=host, port=port, limits=limits, token=token or None, names=names, tell=_tell)


def _tell(address: str) -> None:
    typer.echo(f"Serving at {address} (Ctrl-C stops)")
    typer.echo(f"  query page       {address}query")
    typer.echo(f"  SPARQL endpoint  {address}sparql")
