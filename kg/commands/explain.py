"""`kg explain`: why a text reads as it does, on the terminal, as a page or as JSON."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.options import Model, Published, Relations
from kg.errors import InputError

if TYPE_CHECKING:
    import datetime

    from kg.types import Article

EXAMPLES = (
    "kg explain 'Tokyo denied on Monday that it had recalled its ambassador to Seoul.' --published 2024-01-17",
    "kg explain article.txt --html explained.html",
    "kg explain - --all < article.txt",
)


def explain(  # noqa: PLR0913, PLR0917  (one parameter an option)
    text: Annotated[
        str,
        typer.Argument(metavar="TEXT", help="A text, a file, or - for standard input.", show_default=False),
    ],
    published: Published = None,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a page instead of showing it.", show_default=False)
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Write JSON instead, with everything that is known.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Show the words that tell no act too, and the types tried in vain.")
    ] = False,
    model: Model = None,
    relations: Relations = None,
) -> None:
    """Show how a text is read: its actors and claims, and why each has its type, parties, factuality and date.

    Of a file with several articles, the first is explained.
    """
    from kg.explain import explain as explain_text  # noqa: PLC0415
    from kg.explain import render_html, render_terminal  # noqa: PLC0415

    article = find_article(text, published.date() if published else None)
    files = tuple(path.resolve() for path in relations or ())
    explanation = explain_text(article.text, article.published, model, relations=files)
    if html is not None:
        try:
            html.write_text(render_html(explanation), encoding="utf-8")
        except OSError as error:
            raise InputError(f"{html}: cannot be written: {error.strerror or error}") from error
        typer.echo(f"{html}: {len(explanation.sentences):,} sentences, {len(list(explanation.claims)):,} claims")
    if json:
        typer.echo(explanation.to_json())
    elif html is None:
        from rich.console import Console  # noqa: PLC0415

        Console().print(render_terminal(explanation, everything=everything))


def find_article(text: str, published: "datetime.date | None") -> "Article":
    """The text as an article; of a file or standard input ("-"), the first article in it.

    Raises InputError where there is none, or where one word that names no file stands for a text.
    """
    from kg.types import Article  # noqa: PLC0415

    if text == "-" or os.path.isfile(text):  # pathlib fails on a text too long for a path
        return _first_article(text, published)
    if len(text.split()) < 2:
        raise InputError(f"{text!r}: no such file, and too short for a text")
    return Article.make(text, published=published)


def _first_article(item: str, published: "datetime.date | None") -> "Article":
    from kg.articles import Skipped, read_articles  # noqa: PLC0415

    skipped: list[Skipped] = []
    for article in read_articles(item, published=published, on_skip=skipped.append):
        return article
    raise InputError(f"{item}: no article in it" + (f": {skipped[0]}" if skipped else ""))
