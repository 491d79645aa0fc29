"""Finds an article's fields in a record: a JSON object, a row of a table, the head of a text file.

Names of columns are compared without case, spaces, hyphens and underscores.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.articles.drafts import Document, Draft, Outcome, Skipped
from kg.articles.markup import fragment_text
from kg.articles.published import is_missing, parse_date
from kg.errors import InputError

# The usual names of each field, the most telling first.
NAMES: Mapping[str, Sequence[str]] = {
    "text": [
        *("text", "body", "content", "article", "maintext", "article text", "article body", "article content"),
        *("full text", "plain text", "body text", "story text", "story", "document", "passage", "sentence"),
        *("description", "summary"),
    ],
    "title": ["title", "headline", "heading", "head", "article title"],
    "url": ["url", "link", "href", "article url", "web url", "permalink", "canonical url", "uri"],
    "source": [
        *("source", "publisher", "outlet", "source name", "sitename", "site", "publication", "newspaper"),
        *("domain", "source domain"),
    ],
    "published": [
        *("published", "date", "date publish", "date published", "pubdate", "published at", "published date"),
        *("publish date", "publication date", "published on", "published time", "datetime", "timestamp"),
        *("created", "created at"),
    ],
    "language": ["language", "lang"],
}
# What a record of a record calls its value, as in {"source": {"id": null, "name": "Example Times"}}.
_INNER = ("name", "title", "text", "value", "$date", "href", "url")
_HAS_MARKUP = re.compile(r"</p>|</div>|<br\s*/?>", re.IGNORECASE)
# Files may open with records of another kind (a header, a count); after so many the rest is hardly better.
_PATIENCE = 20


def check_columns(columns: Mapping[str, str]) -> None:
    """Raise InputError if `columns` names a field that articles do not have."""
    unknown = sorted(columns.keys() - NAMES.keys())
    if unknown:
        raise InputError(f"columns: {unknown} are no fields of an article; allowed are {list(NAMES)}")


def columns_used(names: Iterable[str], columns: Mapping[str, str]) -> list[str]:
    """Those of a table's columns that hold a field of an article.

    >>> columns_used(["id", "Headline", "Body", "views"], {})
    ['Headline', 'Body']
    """
    wanted = {_plain(name) for field in NAMES for name in _names(field, columns)}
    return [name for name in names if _plain(name) in wanted]


def has_text_column(names: Iterable[str], columns: Mapping[str, str]) -> bool:
    """Whether one of a record's columns can hold the text."""
    wanted = {_plain(name) for name in _names("text", columns)}
    return any(_plain(name) in wanted for name in names)


def no_text_column(file: str, names: Iterable[str], columns: Mapping[str, str]) -> InputError:
    """The error for a table none of whose columns can hold the text."""
    return InputError(
        f"{file}: no column holds the text; found {list(names)}, looked for {list(_names('text', columns))}; "
        'name it with columns={"text": ...}'
    )


def make_draft(row: Mapping[str, object], columns: Mapping[str, str], place: str = "") -> Draft:
    """The article in a record; fields that it lacks stay empty, and a text in HTML is freed of its markup."""
    plain = {_plain(name): value for name, value in row.items()}

    def pick(field: str) -> object:
        values = (plain.get(_plain(name)) for name in _names(field, columns))
        return next((value for value in map(_unfold, values) if not is_missing(value)), None)

    text = _string(pick("text")) or ""
    published, bad_date = None, None
    try:
        published = parse_date(pick("published"))
    except (ValueError, OverflowError, OSError) as error:
        bad_date = str(error)
    return Draft(
        text=fragment_text(text) if _HAS_MARKUP.search(text) else text,
        title=_string(pick("title")) or "",
        place=place,
        url=_string(pick("url")),
        source=_string(pick("source")),
        published=published,
        language=_string(pick("language")),
        bad_date=bad_date,
    )


def make_drafts(records: Iterable[tuple[str, Mapping[str, object]] | Skipped], document: Document) -> Iterator[Outcome]:
    """The articles of (place, record) pairs whose columns differ from record to record; reports are passed on.

    Raises InputError where none of the first records has a text.
    """
    columns, seen, found, missed = document.columns, dict[str, None](), False, 0
    for item in records:
        if isinstance(item, Skipped):
            yield item
            continue
        place, record = item
        if has_text_column(record, columns):
            found = True
            yield make_draft(record, columns, place)
            continue
        missed += 1
        seen.update(dict.fromkeys(record))
        if not found and missed >= _PATIENCE:
            break
        yield document.skip("no text", f"found {list(record)}", place)
    if missed and not found:
        raise no_text_column(document.name, seen, columns)


def _names(field: str, columns: Mapping[str, str]) -> Sequence[str]:
    return [columns[field]] if field in columns else NAMES[field]


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]", "", str(name)).casefold()


def _unfold(value: object) -> object:
    """The value proper of a value that is a record or a list itself."""
    if isinstance(value, Mapping):
        return next((value[key] for key in _INNER if not is_missing(value.get(key))), None)
    if isinstance(value, list | tuple):
        return "\n\n".join(part for part in map(_string, map(_unfold, value)) if part)
    return value


def _string(value: object) -> str | None:
    return None if is_missing(value) else str(value)
