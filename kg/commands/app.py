"""The `kg` program: its commands, and how an error becomes one line and an exit status."""

import sys
from collections.abc import Iterable
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from kg import __version__
from kg.commands import build, explain, export, extract, info, page, push, query, serve, validate
from kg.errors import KgError

STOPPED = 130  # as shells report a program that Ctrl-C ended
EPILOG = "Exit status: 0 success, 1 an error (one line on standard error says what and where), 2 wrong usage."


class Commands(TyperGroup):
    """The commands, with one way to fail: a line on standard error and a status."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command; errors of kg end with status 1, Ctrl-C with 130."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            typer.echo(f"kg: {error}", err=True)
            raise typer.Exit(1) from error
        except KeyboardInterrupt as error:
            hint = "; what was read is kept, and the same command goes on" if ctx.invoked_subcommand == "build" else ""
            typer.echo(f"kg: stopped{hint}", err=True)
            raise typer.Exit(STOPPED) from error


app = typer.Typer(
    name="kg",
    cls=Commands,
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def kg(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Build, query and browse a graph of who did what to whom, from English news."""


def _examples(lines: Iterable[str]) -> str:
    """The examples as the help shows them: each in a line of its own."""
    return "\n\n".join(("Examples:", *(f"`{line}`" for line in lines)))


for _module, _command in (
    (build, build.build),
    (info, info.info),
    (query, query.query),
    (page, page.page),
    (export, export.export),
    (validate, validate.validate),
    (serve, serve.serve),
    (push, push.push),
    (extract, extract.extract),
    (explain, explain.explain),
):
    app.command(epilog=_examples(_module.EXAMPLES))(_command)


def main() -> None:
    """Run the program."""
    if sys.platform == "win32":  # pragma: no cover
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    app(prog_name="kg")
