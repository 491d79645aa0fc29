"""`kg page`: the graph, or a part of it, as one HTML file to browse."""

from pathlib import Path
from typing import Annotated

import typer

from kg.commands.console import count
from kg.commands.options import GraphFolder, Relations

EXAMPLES = (
    "kg page graph",
    "kg page graph --about 'North Korea' --since 2023 -o north-korea.html",
)


def page(  # noqa: PLR0913, PLR0917  (one parameter an option)
    folder: GraphFolder,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The file to write.",
            show_default="graph.html in DIR, part.html for a part",
        ),
    ] = None,
    about: Annotated[
        list[str] | None,
        typer.Option(metavar="ACTOR", help="Only events with this actor; may be repeated.", show_default=False),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only events from then on: 2023, 2023-10.", show_default=False)
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only events up to then.", show_default=False)
    ] = None,
    relation: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TYPE", help="Only events of this type; may be repeated.", show_default=False),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(help="Only events of this status (asserted, disputed ...); may be repeated.", show_default=False),
    ] = None,
    min_sources: Annotated[int, typer.Option(min=1, help="Only events with so many independent sources.")] = 1,
    title: Annotated[str | None, typer.Option(help="The heading of the page.", show_default=False)] = None,
    relations: Relations = None,
) -> None:
    """Write the graph, or a part of it, as a page to browse.

    The page is one file that needs no network and can be passed on.
    """
    import kg  # noqa: PLC0415
    from kg.page.selection import Selection  # noqa: PLC0415

    selection = Selection(
        about=about or (),
        since=since,
        until=until,
        types=relation or (),
        status=status or (),
        min_sources=min_sources,
    )
    default = folder / ("graph.html" if selection.is_everything else "part.html")
    written = kg.open(folder, relations=relations or ()).page(output or default, selection, title=title)
    shown = f"{count(written.events, 'event')} between {count(written.entities, 'actor')}"
    typer.echo(f"{written.path}: {shown}, {written.bytes:,} bytes")
