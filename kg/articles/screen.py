"""Turns a draft into an article: cleans its text, and refuses what is empty, huge, not English, or a duplicate."""

import datetime
import hashlib
import re
import unicodedata
from urllib.parse import urlsplit

from kg.articles.drafts import MAX_TEXT, Draft, Refused
from kg.articles.languages import is_english
from kg.types import Article

_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x85]")
# Lone surrogates come from damaged escapes in JSON, and cannot be written as UTF-8.
_REMOVED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_LETTER = re.compile(r"[^\W\d_]")


def clean_text(text: str) -> str:
    r"""The text with line ends as \n, without control characters, in Unicode's form NFC; all else stays.

    >>> clean_text("Cafe\u0301\r\ntalks\x00")
    'Café\ntalks'
    """
    return unicodedata.normalize("NFC", _REMOVED.sub("", _LINE_ENDS.sub("\n", text)))


class Screen:
    """Checks the drafts of one run; remembers a hash of each text to tell duplicates."""

    def __init__(self) -> None:
        self._seen: set[bytes] = set()

    def admit(self, draft: Draft, *, path: str, published: datetime.date | None) -> Article:
        """The article of a draft; `published` stands in for the date that it lacks.

        Raises Refused where it is empty, huge, not English, or has the title and text of an earlier one.
        """
        if len(draft.text) > MAX_TEXT:
            raise Refused("huge", f"{len(draft.text):,} characters, allowed are {MAX_TEXT:,}")
        text, title = clean_text(draft.text), _clean_line(draft.title)
        if not _LETTER.search(text):
            raise Refused("empty")
        if not is_english(text, draft.language):
            raise Refused("non-English")
        key = hashlib.sha256(" ".join(f"{title}\n{text}".casefold().split()).encode()).digest()[:16]
        if key in self._seen:
            raise Refused("duplicate", "title and text are those of an earlier article")
        self._seen.add(key)
        url = _clean_line(draft.url or "") or None
        return Article.make(
            text,
            title=title,
            url=url,
            source=_clean_line(draft.source or "") or _host(url),
            published=draft.published or published,
            path=_REMOVED.sub("\ufffd", path),
        )


def _clean_line(text: str) -> str:
    return " ".join(clean_text(text).split())


def _host(url: str | None) -> str | None:
    """The host of an address without "www."."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
