"""`kg extract`: what is read from each text, one JSON object a line, for measuring and for other programs.

Where the input is JSON Lines whose records have "id" and "text", each gets its line, in order and under its own id,
with the text as it stands: what is short, repeated or not English too. Other inputs are read as articles.
"""

import datetime
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import tee
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from kg.commands.console import set_up_logging, show_progress
from kg.commands.options import Columns, Inputs, Model, Published, Quiet, Relations, Verbose, parse_pairs
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.types import Article

EXAMPLES = (
    "kg extract article.txt",
    "kg extract sentences.jsonl -o predicted.jsonl",
    "echo 'Wang Yi visited Paris on Monday.' | kg extract - --published 2024-01-17",
)


def extract(  # noqa: PLR0913, PLR0917  (one parameter an option)
    inputs: Inputs,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The file to write.", show_default="standard output"),
    ] = None,
    published: Published = None,
    column: Columns = None,
    model: Model = None,
    relations: Relations = None,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Write what is read from each text as JSON Lines: its entities and claims, by character offsets.

    Records of JSON Lines with "id" and "text" keep their id and get a line each, in their order.
    """
    from kg.building.progress import Progress  # noqa: PLC0415
    from kg.extraction.predictions import to_prediction  # noqa: PLC0415
    from kg.extraction.reader import default_reader  # noqa: PLC0415
    from kg.vocabulary.relations import relations_by_name  # noqa: PLC0415

    set_up_logging(verbose)
    day = published.date() if published else None
    named, plain = tee(_read_inputs(inputs, day, parse_pairs("--column", column)))
    own = tuple(path.resolve() for path in relations or ())
    reader, types = default_reader(model, own), relations_by_name(*own)
    with _open_output(output) as stream, show_progress(quiet) as listen:
        readings = reader.read_all(article for _, article in plain)
        for done, ((name, article), (_, reading)) in enumerate(zip(named, readings, strict=True), 1):
            stream.write(json.dumps(to_prediction(name, article, reading, types), ensure_ascii=False) + "\n")
            listen(Progress("reading", done))


def _read_inputs(
    inputs: Iterable[str], published: datetime.date | None, columns: Mapping[str, str]
) -> Iterator[tuple[str, "Article"]]:
    """The texts of all inputs, each with the id that its line gets."""
    from kg.articles import read_articles  # noqa: PLC0415

    for item in inputs:
        if is_records(item):
            yield from read_records(Path(item), published)
        else:
            for article in read_articles(item, published=published, columns=columns):
                yield article.id, article


def is_records(item: str) -> bool:
    """Whether a path names a file of JSON Lines whose first record has an id and a text."""
    from kg.articles.streams import format_of  # noqa: PLC0415

    path = Path(item)
    if not path.is_file() or format_of(path.name) != "jsonl":
        return False
    first = next(_lines(path), (0, ""))[1]
    try:
        record = json.loads(first)
    except ValueError:
        return False
    return isinstance(record, dict) and "id" in record and isinstance(record.get("text"), str)


def read_records(path: Path, published: datetime.date | None) -> Iterator[tuple[str, "Article"]]:
    """Yield the id of each record and its text as an article, nothing cleaned, skipped or left out.

    A record without a date of its own gets `published`. Raises InputError for a line that is no such record.
    """
    from kg.articles.published import parse_date  # noqa: PLC0415
    from kg.types import Article  # noqa: PLC0415

    for number, line in _lines(path):
        place = f"{path}:{number}"
        try:
            record = json.loads(line)
            name, text = record["id"], record["text"]
            day = parse_date(record.get("published"))
        except (ValueError, TypeError, KeyError) as error:
            raise InputError(f'{place}: expected a JSON object with "id" and "text": {error!r}') from error
        if not isinstance(text, str):
            raise InputError(f"{place}: text must be a string, found {text!r:.60}")
        yield str(name), Article.make(text, published=day or published, path=place)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file, compressed or not, that hold anything, with their numbers."""
    from kg.articles.streams import decompress  # noqa: PLC0415

    try:
        with path.open("rb") as raw, decompress(raw) as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield number, line.decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error


@contextmanager
def _open_output(output: Path | None) -> Iterator[IO[str]]:
    """Standard output, or a file that appears once it is complete."""
    if output is None:
        yield sys.stdout
        return
    partial = output.with_name(f".{output.name}.partial")
    try:
        with partial.open("w", encoding="utf-8") as stream:
            yield stream
        partial.replace(output)
    except OSError as error:
        raise InputError(f"{output}: cannot be written: {error.strerror or error}") from error
    finally:
        partial.unlink(missing_ok=True)
