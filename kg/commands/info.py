"""`kg info`: what a graph holds, in a few lines."""

import os
import shlex
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.commands.console import count
from kg.commands.options import GraphFolder

if TYPE_CHECKING:
    from kg.graph.summary import Summary

EXAMPLES = ("kg info graph",)
_MOST = 8  # names in a line


def info(folder: GraphFolder) -> None:
    """Show what a graph holds, where its page is, and what to try next."""
    from kg.graph.graph import Graph  # noqa: PLC0415

    summary = Graph.open(folder).summary()
    for line in describe(folder, summary, find_program()):
        typer.echo(line)


def find_program() -> str:
    """How this program is called here: `kg`, or its path where the shell would not find it."""
    if shutil.which("kg") or os.path.basename(sys.argv[0]) != "kg":
        return "kg"
    return shlex.quote(os.path.relpath(sys.argv[0]))


def describe(folder: Path, summary: "Summary", program: str) -> Iterator[str]:
    """The lines that tell what a graph holds and what to do with it."""
    found = f"{count(summary.events, 'event')} between {count(summary.entities, 'entity', 'entities')}"
    yield f"{folder}: {found}, read from {count(summary.articles, 'article')}"
    rows = {
        "entities": _listed(summary.kinds),
        "events": _listed(summary.types),
        "status": _listed(summary.statuses),
        "actors": _listed(dict(summary.top)),
        "dates": f"{summary.earliest} to {summary.latest}" if summary.earliest else "",
        "merged": _merged(summary.merges),
        "ties": _listed(summary.ties) + _contradicted(summary.contradictions),
        "page": str(folder / "graph.html") if (folder / "graph.html").exists() else "",
    }
    for name, text in rows.items():
        if text:
            yield f"  {name:9} {text}"
    place = shlex.quote(str(folder))
    actor = shlex.quote(summary.top[0][0] if summary.top else "Russia")
    yield "Try next:"
    yield f"  {program} query {place} contested"
    yield f"  {program} page {place} --about {actor} -o actor.html"
    yield f"  {program} export {place} -o graph.graphml"


def _merged(counts: Mapping[str, int]) -> str:
    plurals = {"entity": "entities"}
    return ", ".join(count(number, kind, plurals.get(kind, "")) for kind, number in counts.items())


def _contradicted(number: int) -> str:
    return f" ({number:,} of them contradicted by others)" if number else ""


def _listed(counts: Mapping[str, int]) -> str:
    shown = [f"{name.replace('_', ' ')} {count:,}" for name, count in list(counts.items())[:_MOST]]
    return ", ".join(shown) + (f" and {len(counts) - _MOST} more" if len(counts) > _MOST else "")
