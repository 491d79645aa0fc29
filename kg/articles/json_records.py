"""Reads articles from JSON: one object, a list of objects, an object that holds such a list, or one object a line."""

import io
import json
from collections.abc import Iterable, Iterator, Mapping

from kg.articles.drafts import MAX_FILE, Document, Outcome, Refused, Skipped
from kg.articles.encoding import decode, decode_lines
from kg.articles.fields import has_text_column, make_drafts

# Under which names an object holds its list of articles.
_LISTS = ("articles", "items", "results", "docs", "documents", "data", "records", "news", "entries", "hits", "value")

type _Record = tuple[str, Mapping[str, object]]


def read_lines(document: Document) -> Iterator[Outcome]:
    """The articles of a file of one JSON object a line."""
    return make_drafts(_parse_lines(document, decode_lines(document.stream)), document)


def read_whole(document: Document) -> Iterator[Outcome]:
    """The articles of a JSON file, which may be one of lines too."""
    text = decode(document.read(MAX_FILE))
    try:
        value = _parse(text)
    except ValueError as error:
        if not _is_object(text.partition("\n")[0]):
            raise Refused("broken", str(error)) from error
        return make_drafts(_parse_lines(document, io.StringIO(text)), document)
    return make_drafts(_records(value, document), document)


def _parse(text: str) -> object:
    """The value of a JSON text. Raises ValueError where it is none."""
    try:
        value: object = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    return value


def _is_object(text: str) -> bool:
    try:
        return isinstance(_parse(text), dict)
    except ValueError:
        return False


def _parse_lines(document: Document, lines: Iterable[str | None]) -> Iterator[_Record | Skipped]:
    for number, line in enumerate(lines, 1):
        place = f":{number}"
        if line is None:
            yield document.skip("huge", "the line is too long", place)
            continue
        if not line.strip():
            continue
        try:
            value = _parse(line)
        except ValueError as error:
            yield document.skip("broken", str(error), place)
            continue
        if isinstance(value, dict):
            yield from _records(value, document, place)
        else:
            yield document.skip("broken", f"expected an object, found {_name(value)}", place)


def _records(value: object, document: Document, outer: str = "") -> Iterator[_Record | Skipped]:
    if isinstance(value, dict):
        records = None if has_text_column(value, document.columns) else _find_list(value)
        if records is None:
            yield outer, value
            return
        value = records
    if not isinstance(value, list):
        raise Refused("broken", f"expected an object or a list of objects, found {_name(value)}")
    for number, record in enumerate(value, 1):
        place = f"{outer}#{number}"
        if isinstance(record, dict):
            yield place, record
        else:
            yield document.skip("broken", f"expected an object, found {_name(record)}", place)


def _find_list(value: Mapping[str, object]) -> list[object] | None:
    """The list of articles in an object that is no article itself."""
    for name in _LISTS:
        records = value.get(name)
        if isinstance(records, list):
            return records
        if isinstance(records, dict) and (inner := _find_list(records)) is not None:
            return inner
    return None


def _name(value: object) -> str:
    return "null" if value is None else type(value).__name__
