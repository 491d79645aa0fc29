"""The form in which an answer to a query is shown: a table for the eye, or a format of `kg.rdf.answers`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from kg.errors import QueryError
from kg.rdf.answers import ANSWER_FORMATS, table_rows, write_answer
from kg.rdf.results import Table

TABLE = "table"
_SHORT: Mapping[str, str] = {"ttl": "turtle", "nt": "ntriples", "rdf": "rdfxml", "srj": "json", "txt": TABLE}


def choose_format(name: str | None, output: Path | None, *, terminal: bool) -> str:
    """The format that was asked for, else that of the file's ending, else what suits a terminal or a pipe.

    Raises QueryError for a name or ending that is no format.
    """
    if name is None and output is None:
        return TABLE if terminal else "csv"
    wanted = name or str(output).rpartition(".")[2].lower()
    chosen = _SHORT.get(wanted, wanted)
    if chosen not in (TABLE, *ANSWER_FORMATS):
        raise QueryError(f"unknown format {wanted!r}; allowed are {', '.join((TABLE, *ANSWER_FORMATS))}")
    return chosen


def show_answer(table: Table, stream: IO[bytes], answer_format: str, prefixes: Mapping[str, str]) -> None:
    """Write an answer to an open binary file. Raises QueryError where its form does not fit the format."""
    if answer_format == TABLE:
        stream.write(draw_table(table.columns, list(table_rows(table, prefixes))).encode())
    else:
        write_answer(table, stream, answer_format, prefixes)
    stream.flush()


def draw_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows in aligned columns, fitted into the terminal; where there is none, no line is broken."""
    grid = Grid(*columns, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        grid.add_row(*map(Text, row))
    console = Console()
    if not console.is_terminal:
        console = Console(width=sum(max(map(len, column)) + 2 for column in zip(columns, *rows, strict=True)))
    with console.capture() as captured:
        console.print(grid)
    plain = "\n".join(line.rstrip() for line in captured.get().splitlines())
    return f"{plain}\n{len(rows):,} row{'' if len(rows) == 1 else 's'}\n"
