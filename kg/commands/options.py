"""Arguments and options that several commands share."""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import InputError

GraphFolder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a graph.", show_default=False)]
Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="ARTICLES",
        help="Files, folders, globs, addresses (s3://..., https://...), or - for standard input: text,"
        " Markdown, HTML, JSON, JSON Lines, CSV, TSV,"
        " Parquet, RSS, Atom, WARC, each also compressed (.gz, .zst); listings such as warc.paths.gz.",
        show_default=False,
    ),
]
Published = Annotated[
    datetime.datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help="Publication date of articles without one of their own, as 2024-01-14.",
        show_default=False,
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="FIELD=NAME",
        help="Column or key that holds a field (text, title, url, source, published, language); may be repeated.",
        show_default=False,
    ),
]
Model = Annotated[
    str | None,
    typer.Option(help="spaCy pipeline, by name or path.", show_default="en_core_web_md, which comes with kg"),
]
Relations = Annotated[
    list[Path] | None,
    typer.Option(metavar="FILE", help="YAML file of further relation types; may be repeated.", show_default=False),
]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at the first text that would be skipped.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Tell of each text that is skipped.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]


def parse_pairs(option: str, pairs: list[str] | None) -> dict[str, str]:
    """The mapping of options such as `--column text=story`. Raises InputError for one without an equals sign."""
    found = {}
    for pair in pairs or ():
        name, equals, value = pair.partition("=")
        if not equals or not name or not value:
            raise InputError(f"{option}: expected NAME=VALUE, found {pair!r}")
        found[name] = value
    return found
